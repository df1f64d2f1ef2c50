import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.schritt = learning_rate
        self.eps = eps
        self.gedaechtnis = {}

    def update(self, params, grads):
        # Namen vergleichen
        fehlend = [name for name in params if name not in grads]
        zuviel = [name for name in grads if name not in params]
        if fehlend != [] or zuviel != []:
            raise ValueError("fehlend: " + str(fehlend) + ", zu viel: " + str(zuviel))
        # beim ersten Mal: alles null
        for name in params:
            if name not in self.gedaechtnis:
                self.gedaechtnis[name] = np.zeros(params[name].shape)
        # Schritt
        for name in params:
            params[name] -= self.schritt * grads[name] / np.sqrt(self.gedaechtnis[name] + self.eps)
        # merken
        for name in params:
            self.gedaechtnis[name] += grads[name] ** 2
