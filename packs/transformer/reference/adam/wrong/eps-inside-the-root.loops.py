# Plain numbers, entry by entry.
from collections import defaultdict
from math import sqrt


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.rate = learning_rate
        self.b1, self.b2 = beta1, beta2
        self.eps, self.decay = eps, weight_decay
        self.first, self.second = defaultdict(float), defaultdict(float)
        self.c1 = self.c2 = 1.0

    def update(self, params, grads):
        self.c1 *= self.b1
        self.c2 *= self.b2
        for name in params:
            p, dp = params[name].reshape(-1), grads[name].ravel().tolist()
            for i, g in enumerate(dp):
                key = name, i
                self.first[key] = self.b1 * self.first[key] + (1 - self.b1) * g
                self.second[key] = self.b2 * self.second[key] + (1 - self.b2) * g * g
                m = self.first[key] / (1 - self.c1)
                v = self.second[key] / (1 - self.c2)
                p[i] += -self.rate * self.decay * p[i] - self.rate * m / sqrt(v + self.eps)
