# Keeps all gradients, and weighs them anew each time: no bias to correct, since the weights sum to 1.
import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.settings = dict(lr=learning_rate, b1=beta1, b2=beta2, eps=eps, wd=weight_decay)
        self.seen = {}

    @staticmethod
    def average(values, beta):
        weights = float(beta) ** np.arange(len(values) - 1, -1, -1)
        return np.tensordot(weights / weights.sum(), np.array(values), axes=1)

    def update(self, params, grads):
        s = self.settings
        for name in sorted(params):
            past = self.seen.setdefault(name, [])
            past.append(np.array(grads[name]))
            step = self.average(past, s["b1"]) / (self.average([g * g for g in past], s["b2"]) ** 0.5 + s["eps"])
            params[name][...] = params[name] - s["lr"] * (step + s["wd"] * params[name])
