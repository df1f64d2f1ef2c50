import numpy as N


class CrossEntropy:
    def __init__(self, logits, targets):
        self.t = targets
        self.rows = N.arange(len(targets))
        centered = logits - logits.max(1)[:, N.newaxis]
        self.logp = centered - N.log(N.exp(centered).sum(1))[:, N.newaxis]

    def loss(self):
        return -self.logp[self.rows, self.t].sum() / len(self.t)

    def gradient(self):
        g = N.zeros(self.logp.shape)
        # -log p changes with the target's score: p - 1
        g[self.rows, self.t] = N.exp(self.logp[self.rows, self.t]) - 1
        return g / len(self.t)


def cross_entropy(logits, targets):
    return CrossEntropy(logits, targets).loss()


def cross_entropy_derivative(logits, targets):
    return CrossEntropy(logits, targets).gradient()
