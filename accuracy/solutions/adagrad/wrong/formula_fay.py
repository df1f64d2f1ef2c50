import numpy as np

class AdaGrad:

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.eta = learning_rate
        self.epsilon = eps
        self.G = dict()

    def update(self, params, grads):
        a, b = sorted(params), sorted(grads)
        if a != b:
            wrong = [n for n in a + b if (n in a) != (n in b)]
            raise ValueError('different names: ' + ', '.join(wrong))
        for n in a:
            g = grads[n]
            G = self.G.get(n, 0) + g * g
            self.G[n] = G
            # theta <- theta - eta / (G + eps) * g
            params[n][...] = params[n] - self.eta / (G + self.epsilon) * g
