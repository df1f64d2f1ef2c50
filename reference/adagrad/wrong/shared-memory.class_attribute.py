import numpy as np


class AdaGrad:
    seen = {}

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for name, g in grads.items():
            if name not in self.seen:
                self.seen[name] = np.zeros_like(g)
            self.seen[name] += g * g
            params[name] -= self.learning_rate * g / np.sqrt(self.seen[name] + self.eps)
