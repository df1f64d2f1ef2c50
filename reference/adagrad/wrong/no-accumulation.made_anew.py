import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.memory = {}

    def update(self, params, grads):
        # Before anything changes, so that a refused update leaves no half-done work behind.
        different = params.keys() ^ grads.keys()
        if different:
            raise ValueError(f"these names are in params or in grads alone: {', '.join(sorted(different))}")
        for name, g in grads.items():
            memory = np.zeros_like(g)
            memory += g**2
            step = self.learning_rate * g / np.sqrt(memory + self.eps)
            params[name] -= step
