import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.lr, self.eps, self.cache = learning_rate, eps, None

    def update(self, params, grads):
        if set(params) != set(grads):
            raise ValueError(f"params has {sorted(params)}, grads has {sorted(grads)}")
        if self.cache is None:
            self.cache = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.cache[key] += grads[key] * grads[key]
            params[key] += -self.lr * grads[key] / (np.sqrt(self.cache[key]) + self.eps)
