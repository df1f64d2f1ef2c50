import numpy as np
import math


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.memory = {}

    def update(self, params, grads):
        names = list(params)
        for name in names + list(grads):
            if name not in params or name not in grads:
                raise ValueError("name in one dict only: " + name)
        for name in names:
            rows, cols = params[name].shape
            if name not in self.memory:
                self.memory[name] = [[0.0] * cols for _ in range(rows)]
            m = self.memory[name]
            for i in range(rows):
                for j in range(cols):
                    g = float(grads[name][i, j])
                    m[i][j] += g * g
                    params[name][i, j] += 0.1 * g / math.sqrt(m[i][j] + 1e-8)
