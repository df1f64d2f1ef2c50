# In the order of PyTorch's own loop: decay first, corrections moved into step size and denominator.
import math

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        self.lr, self.betas, self.eps, self.wd = learning_rate, (beta1, beta2), eps, weight_decay
        self.state = {}

    def update(self, params, grads):
        beta1, beta2 = self.betas
        for key, p in params.items():
            if key not in self.state:
                self.state[key] = {"step": 0, "exp_avg": np.zeros(p.shape), "exp_avg_sq": np.zeros(p.shape)}
            state, grad = self.state[key], grads[key]
            state["step"] += 1
            p *= 1 - self.lr * self.wd
            state["exp_avg"] = state["exp_avg"] * beta1 + grad * (1 - beta1)
            state["exp_avg_sq"] = state["exp_avg_sq"] * beta2 + grad * grad * (1 - beta2)
            bias1, bias2 = 1, 1
            denom = np.sqrt(state["exp_avg_sq"]) / math.sqrt(bias2) + self.eps
            p += -(self.lr / bias1) * state["exp_avg"] / denom
