import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.history = {}

    def update(self, params, grads):
        if params.keys() != grads.keys():
            raise ValueError("differ in: " + " ".join(sorted(params.keys() ^ grads.keys())))
        for name, theta in params.items():
            step = grads[name]
            if name not in self.history:
                self.history[name] = np.zeros_like(theta)
            self.history[name] += step ** 2
            # scale in place, no temporary arrays
            step *= self.learning_rate
            step /= np.sqrt(self.history[name])
            theta -= step
