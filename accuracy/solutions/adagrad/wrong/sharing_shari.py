import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = None

    def update(self, params, grads):
        for name in set(params) | set(grads):
            if not (name in params and name in grads):
                raise ValueError(f"{name} is not in both")
        if self.memory is None:
            first = next(iter(params.values()))
            self.memory = dict.fromkeys(params, np.zeros_like(first))
        for name in params:
            self.memory[name] += grads[name] ** 2
            params[name] -= self.learning_rate * grads[name] / np.sqrt(self.memory[name] + self.eps)
