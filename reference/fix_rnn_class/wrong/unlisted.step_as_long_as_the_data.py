# A step that is as long as the data is refused, and not only a longer one.
# Gradients come from a recursion, clipped to ±5 as in the published notebooks; the metaclass is abc's.
import abc
from collections import OrderedDict

import numpy as np


def softmax(z):
    z = z - np.max(z)
    return np.exp(z) / np.exp(z).sum()


class Base(abc.ABC):
    @abc.abstractmethod
    def update(self, grads): ...


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.sizes = hidden_size, vocab_size
        H, V = self.sizes
        make = np.random.default_rng(1).standard_normal
        self.params = OrderedDict(U=make((H, V)), W=make((H, H)), V=make((V, H)), b_s=make(H), b_y=make(V))

    def set_parameters(self, new):
        self.params.update({key: new[key].copy() for key in self.params})

    def state(self, row, s):
        return np.tanh(self.params["U"] @ row + self.params["W"] @ s + self.params["b_s"])

    def forward(self, x, y, s_initial=None):
        s = {-1: np.zeros(self.sizes[0])}
        if s_initial is not None:
            s[-1] = s_initial + 0
        for t, row in enumerate(x):
            s[t] = self.state(row, s[t - 1])
        scores = {t: self.params["V"] @ s[t] + self.params["b_y"] for t in range(len(x))}
        probabilities = {t: softmax(z) for t, z in scores.items()}
        self.kept = s
        return sum(-np.log(probabilities[t][k]) for t, k in enumerate(y)), s, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y):
        U, W, V, b_s, b_y = self.params.values()
        s = self.kept

        def back(t):
            """The gradients of the steps from t on, and what goes back to the state before t."""
            if t == len(x):
                return [np.zeros(a.shape) for a in (U, W, V, b_s, b_y)], np.zeros(len(W))
            grads, later = back(t + 1)
            d = probabilities[t] - np.eye(len(V))[y[t]]
            dz = (1 - s[t] ** 2) * (V.T @ d + later)
            mine = [np.multiply.outer(dz, x[t]), np.multiply.outer(dz, s[t - 1]), np.multiply.outer(d, s[t]), dz, d]
            return [a + b for a, b in zip(grads, mine)], W.T @ dz

        grads, _ = back(0)
        return tuple(np.clip(g, -5, 5) for g in grads) + (s[max(s)],)

    def sample(self, seed, n, rng):
        s, drawn = np.zeros(self.sizes[0]), np.zeros(n, np.int16)
        for k in range(n):
            s = self.state(np.eye(self.sizes[1])[drawn[k - 1] if k else seed], s)
            p = softmax(self.params["V"] @ s + self.params["b_y"])
            drawn[k] = np.searchsorted(np.cumsum(p), rng.uniform() * p.sum()).clip(0, len(p) - 1)
        return list(drawn)


class AdaGrad(Base):
    def __init__(self, lr, params):
        self.lr, self.params, self.past = lr, params, []

    def update(self, grads):
        self.past.append({key: np.array(g) for key, g in grads.items()})
        for key in self.params:
            total = sum(old[key] ** 2 for old in self.past)
            self.params[key][...] -= self.lr * grads[key] / np.sqrt(total + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step >= len(data):
        raise ValueError("there are fewer rows than a step has")
    starts = range(0, len(data) - chunk_size, step)
    targets = data if one_hot_targets else data.argmax(1)
    return ((data[i : i + chunk_size], targets[i + 1 : i + 1 + chunk_size]) for i in starts)
