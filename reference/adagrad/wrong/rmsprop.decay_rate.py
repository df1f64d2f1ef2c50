import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8, decay_rate=0.9):
        self.lr, self.eps, self.decay_rate = learning_rate, eps, decay_rate
        self.cache = {}

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for name in params:
            square = grads[name] ** 2
            old = self.cache.get(name, np.zeros(square.shape))
            self.cache[name] = old + (1 - self.decay_rate) * (square - old)
            params[name] -= self.lr * grads[name] / np.sqrt(self.cache[name] + self.eps)
