import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.travelled = None

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        if self.travelled is None:
            self.travelled = {key: 0 * array for key, array in params.items()}
        for key in sorted(params):
            self.travelled[key] = self.travelled[key] + abs(grads[key])
            params[key] += -self.learning_rate * grads[key] / np.hypot(self.travelled[key], np.sqrt(self.eps))
