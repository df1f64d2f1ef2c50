import numpy as np


class _Slot:
    """One array's memory."""

    def __init__(self, shape):
        self.total = np.zeros(shape)

    def step(self, gradient, rate, eps):
        np.add(self.total, np.square(gradient), out=self.total)
        return rate * gradient / np.sqrt(self.total + eps)


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.rate, self.eps, self.slots = learning_rate, eps, {}

    def update(self, params, grads):
        missing = [name for name in params if name not in grads]
        if missing:
            raise ValueError(f"no gradients for {missing}")
        for name, array in params.items():
            if name not in self.slots:
                self.slots[name] = _Slot(array.shape)
            np.subtract(array, self.slots[name].step(grads[name], self.rate, self.eps), out=array)
