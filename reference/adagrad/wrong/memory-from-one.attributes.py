import numpy as np


class Slot:
    def __init__(self, shape):
        self.total = np.full(shape, 1.0)

    def add(self, g):
        self.total = self.total + g * g
        return self.total


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps, self.slots = learning_rate, eps, {}

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for name, g in grads.items():
            if name not in self.slots:
                self.slots[name] = Slot(g.shape)
            root = (self.slots[name].add(g) + self.eps) ** 0.5
            params[name] -= self.learning_rate / root * g
