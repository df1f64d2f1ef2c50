import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.settings = learning_rate, eps
        self.past = {}

    def update(self, params, grads):
        if set(params) != set(grads):
            odd = sorted(set(params).symmetric_difference(grads))
            raise ValueError("names that do not match: " + " ".join(odd))
        rate, eps = self.settings
        for key, g in grads.items():
            self.past.setdefault(key, []).append(g.copy())
            total = np.sum(self.past[key], axis=0)
            params[key][...] = params[key] - rate * g * (total**2 + eps) ** -0.5
