import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.memory = {}

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        memories = [self.memory.setdefault(name, np.zeros_like(array)) for name, array in params.items()]
        for param, dparam, mem in zip(params.values(), grads.values(), memories):
            mem += dparam * dparam
            param += -self.learning_rate * dparam / np.sqrt(mem + self.eps)
