import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = {}

    def update(self, params, grads):
        different = set(params) ^ set(grads)
        if different:
            raise ValueError(f"params and grads differ in {sorted(different)}")
        for name, g in grads.items():
            self.memory[name] = self.memory.get(name, 0) + g**2
            params[name] -= self.learning_rate * g / np.sqrt(self.memory[name] + self.eps)
