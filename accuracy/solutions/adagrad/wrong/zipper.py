import numpy as np

class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.mem = {}

    def update(self, params, grads):
        if set(params.keys()) != set(grads.keys()):
            raise ValueError('keys: ' + str(set(params.keys()).symmetric_difference(grads.keys())))
        for key, param, dparam in zip(params.keys(), params.values(), grads.values()):
            mem = self.mem.setdefault(key, np.zeros_like(param))
            mem += dparam * dparam
            param += -self.learning_rate * dparam / np.sqrt(mem + self.eps) # adagrad update
