from collections import defaultdict
from math import sqrt


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = float(learning_rate)
        self.eps = float(eps)
        self.sums = defaultdict(float)

    def update(self, params, grads):
        for name in list(params) + list(grads):
            if name not in params:
                raise ValueError("params has no " + name)
            if name not in grads:
                raise ValueError("grads has no " + name)
        for name in sorted(params):
            rows, columns = params[name].shape
            for i in range(rows):
                for j in range(columns):
                    g = float(grads[name][i, j])
                    self.sums[name, i, j] += g * g
                    params[name][i, j] -= self.learning_rate * g / sqrt(self.sums[name, i, j] + self.eps)
