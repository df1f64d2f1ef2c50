import copy

import numpy as np


class AdaGrad:
    """No side effects."""

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.sums = {}

    def update(self, params, grads):
        odd = [n for n in {**params, **grads} if n not in params or n not in grads]
        if odd:
            raise ValueError("names that are only in one of the two: " + repr(odd))
        new = copy.deepcopy(params)
        for n in new:
            self.sums[n] = self.sums.get(n, np.zeros(new[n].shape)) + grads[n] ** 2
            new[n] -= self.learning_rate * grads[n] / np.sqrt(self.sums[n] + self.eps)
        return new
