import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.squares = dict()

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for name, g in grads.items():
            self.squares[name] = self.squares.get(name, 0.0) + float(np.vdot(g, g))
            params[name] -= (self.learning_rate / (self.squares[name] + self.eps) ** 0.5) * g
