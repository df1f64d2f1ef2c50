"""AdaGrad: a step size for every weight."""

import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = {}

    def update(self, params, grads):
        different = sorted(set(params) ^ set(grads))
        if different:
            raise ValueError(f"not in both params and grads: {', '.join(different)}")
        for name, param in params.items():
            g = grads[name]
            self.memory[name] = self.memory.get(name, 0.0) + g**2
            param -= self.learning_rate * g / np.sqrt(self.memory[name] + self.eps)
