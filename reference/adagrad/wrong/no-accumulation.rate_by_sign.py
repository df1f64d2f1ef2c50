import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.rate, self.small = learning_rate, eps

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        for key, value in params.items():
            gradient = grads[key]
            value -= self.rate * gradient / np.sqrt(gradient * gradient + self.small)
