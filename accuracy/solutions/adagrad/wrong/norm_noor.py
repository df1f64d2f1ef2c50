import numpy as np
from collections import defaultdict


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = defaultdict(float)      # starts at 0 for every name

    def update(self, params, grads):
        difference = params.keys() ^ grads.keys()
        if difference:
            raise ValueError(f"params and grads do not have the same names: {difference}")
        for name, gradient in grads.items():
            self.memory[name] += np.sum(gradient ** 2)
            params[name] -= self.learning_rate / np.sqrt(self.memory[name] + self.eps) * gradient
