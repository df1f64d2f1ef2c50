import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8, decay=0.9):
        self.learning_rate = learning_rate
        self.eps = eps
        self.decay = decay
        self.v = []

    def update(self, params, grads):
        unmatched = sorted(set(params).symmetric_difference(set(grads)))
        if len(unmatched) > 0:
            raise ValueError("unmatched names: {}".format(unmatched))
        if len(self.v) == 0:
            self.v = [np.zeros(p.shape) for p in params.values()]
        for i, name in enumerate(params):
            g = grads[name]
            self.v[i] = self.decay * self.v[i] + (1 - self.decay) * g ** 2
            params[name] -= self.learning_rate * g / np.sqrt(self.v[i] + self.eps)
