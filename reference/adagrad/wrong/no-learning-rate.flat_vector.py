import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = 0.0

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        names = sorted(params)
        g = np.concatenate([grads[name].ravel() for name in names])
        self.memory = self.memory + g * g
        steps = g / np.sqrt(self.memory + self.eps)
        for name in names:
            array = params[name]
            array -= steps[: array.size].reshape(array.shape)
            steps = steps[array.size :]
