# All arrays as one long vector.
import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.learning_rate, self.beta1, self.beta2 = learning_rate, beta1, beta2
        self.eps, self.weight_decay = eps, weight_decay
        self.iterations = 0
        self.m = self.v = None

    def update(self, params, grads):
        names = sorted(grads)
        g = np.concatenate([grads[n].ravel() for n in names])
        if self.m is None:
            self.m, self.v = np.zeros(g.size), np.zeros(g.size)
        self.iterations += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * np.square(g)
        mh = self.m / (1 - np.power(self.beta1, self.iterations))
        vh = self.v / (1 - np.power(self.beta2, self.iterations))
        at = 0
        for n in names:
            p = params[n]
            part = slice(at, at + p.size)
            step = (mh[part] / (np.sqrt(vh[part]) + self.eps)).reshape(p.shape)
            np.subtract(p, self.learning_rate * (step + self.weight_decay * p), out=p)
            at += p.size
        return params
