import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate, self.eps = learning_rate, eps
        self.memory, self.count = {}, 0

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        self.count += 1
        for name, g in grads.items():
            self.memory[name] = self.memory.get(name, 0) + g * g
            params[name] -= self.learning_rate * g / np.sqrt(self.memory[name] / self.count + self.eps)
