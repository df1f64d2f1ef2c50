import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.memory, self.speed = {}, {}

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for name, g in grads.items():
            self.memory[name] = self.memory.get(name, 0) + g * g
            step = self.learning_rate * g / np.sqrt(self.memory[name] + self.eps)
            self.speed[name] = 0.5 * self.speed.get(name, 0) + step
            params[name] -= self.speed[name]
