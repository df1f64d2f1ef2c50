import numpy as np


class AdaGrad:
    """The usual AdaGrad."""

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.lr, self.eps = learning_rate, eps
        self.cache = None

    def _check(self, params, grads):
        only_params = params.keys() - grads.keys()
        only_grads = grads.keys() - params.keys()
        if only_params or only_grads:
            raise ValueError("only in params: %s; only in grads: %s" % (sorted(only_params), sorted(only_grads)))

    def update(self, params, grads):
        self._check(params, grads)
        if self.cache is None:
            self.cache = {k: np.zeros_like(v) for k, v in params.items()}
        for k in params:
            self.cache[k] = self.cache[k] + np.square(grads[k])
            params[k] = params[k] - self.lr * grads[k] / (np.sqrt(self.cache[k]) + self.eps)
