import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.memory = {}

    def remember(self, name, g):
        self.memory[name] = np.square(g) + self.memory.get(name, 0)
        return self.memory[name]

    def step(self, name, g):
        return self.learning_rate * g / np.sqrt(self.remember(name, g) + self.eps)

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for name, g in grads.items():
            self.remember(name, g)
            params[name] -= self.step(name, g)
