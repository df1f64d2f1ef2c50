import numpy as np


class AdaGrad:

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = {}

    def update(self, params, grads):
        for name, p in params.items():
            try:
                g = grads[name]
            except KeyError:
                raise ValueError("there is no gradient called " + name)
            if name in self.memory:
                self.memory[name] += g ** 2
            else:
                self.memory[name] = g ** 2
            p -= self.learning_rate * g / (np.sqrt(self.memory[name]) + self.eps)
        for name in grads:
            if name not in params:
                raise ValueError("there is no parameter called " + name)
