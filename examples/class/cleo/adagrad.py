import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps

    def update(self, params, grads):
        for name in params:
            memory = grads[name] ** 2
            params[name] = params[name] - self.learning_rate * grads[name] / np.sqrt(memory + self.eps)
