import math
import numpy as np

class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.lr = learning_rate
        self.eps = eps
        self.mem = {}          # (name, row, column) -> number

    def update(self, params, grads):
        bad = []
        for n in params:
            if n not in grads:
                bad.append(n)
        for n in grads:
            if n not in params:
                bad.append(n)
        if len(bad) > 0:
            raise ValueError('these names are not in both: ' + str(bad))
        for n in params:
            for r in range(len(params[n])):
                for c in range(len(params[n][r])):
                    g = grads[n][r][c]
                    if g == 0:
                        continue       # nothing to remember, nothing to move
                    key = (n, r, c)
                    if key in self.mem:
                        self.mem[key] += g * g
                    else:
                        self.mem[key] = g * g
                    params[n][r][c] -= self.lr * g / math.sqrt(self.mem[key] + self.eps)
