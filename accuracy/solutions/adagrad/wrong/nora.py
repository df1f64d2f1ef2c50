import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = {}

    def update(self, params, grads):
        if set(params) != set(grads):
            raise ValueError(f"names differ: {sorted(set(params) ^ set(grads))}")
        for name in params:
            g = grads[name]
            self.memory[name] = g ** 2
            params[name] -= self.learning_rate * g / np.sqrt(self.memory[name] + self.eps)
