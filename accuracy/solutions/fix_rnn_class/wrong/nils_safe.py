"""Nobody shall be able to break the net from outside: whatever leaves it is a copy."""
from copy import deepcopy

import numpy as np


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.seq_length = seq_length
        self.learning_rate = learning_rate
        rng = np.random.default_rng(3)
        self.__params = {
            "U": rng.normal(0, 0.1, (hidden_size, vocab_size)),
            "W": rng.normal(0, 0.1, (hidden_size, hidden_size)),
            "V": rng.normal(0, 0.1, (vocab_size, hidden_size)),
            "b_s": np.zeros(hidden_size),
            "b_y": np.zeros(vocab_size),
        }

    @property
    def params(self):
        return deepcopy(self.__params)

    def set_parameters(self, params):
        for name, array in params.items():
            self.__params[name][...] = array

    def forward(self, x, y, s_initial=None):
        p = self.__params
        s = {-1: np.zeros_like(p["b_s"]) if s_initial is None else deepcopy(s_initial)}
        scores, probabilities, loss = {}, {}, 0.0
        for t, row in enumerate(x):
            s[t] = np.tanh(p["U"] @ row + p["W"] @ s[t - 1] + p["b_s"])
            scores[t] = p["V"] @ s[t] + p["b_y"]
            probabilities[t] = softmax(scores[t])
            loss -= float(np.log(probabilities[t][y[t]]))
        self.__s = deepcopy(s)
        return loss, s, scores, probabilities

    def backpropagate_loss(self, probabilities, x, y):
        p, s, T = self.__params, self.__s, len(x)
        d = {name: np.zeros_like(array) for name, array in p.items()}
        back = np.zeros_like(p["b_s"])
        for t in range(T - 1, -1, -1):
            error = deepcopy(probabilities[t])
            error[y[t]] -= 1
            dz = (1 - s[t] ** 2) * (p["V"].T @ error + back)
            d["V"] += np.outer(error, s[t])
            d["b_y"] += error
            d["U"] += np.outer(dz, x[t])
            d["W"] += np.outer(dz, s[t - 1])
            d["b_s"] += dz
            back = p["W"].T @ dz
        return d["U"], d["W"], d["V"], d["b_s"], d["b_y"], deepcopy(s[T - 1])

    def sample(self, seed, n, rng):
        p = self.__params
        state, index, drawn = np.zeros_like(p["b_s"]), seed, []
        for _ in range(n):
            state = np.tanh(p["U"][:, index] + p["W"] @ state + p["b_s"])
            index = int(rng.choice(len(p["b_y"]), p=softmax(p["V"] @ state + p["b_y"])))
            drawn.append(index)
        return drawn


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params = lr, params
        self.memory = {name: np.zeros_like(array) for name, array in params.items()}

    def update(self, grads):
        for name, array in self.params.items():
            self.memory[name] += grads[name] ** 2
            array -= self.lr * grads[name] / np.sqrt(self.memory[name] + 1e-8)
        return self.params


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("the step is longer than the data")
    for start in range(0, len(data) - step - chunk_size + 1, chunk_size):
        y = data[start + step : start + step + chunk_size].copy()
        yield data[start : start + chunk_size].copy(), (y if one_hot_targets else y.argmax(axis=1))


def train(net, data, epochs):
    optimizer = AdaGrad(net.learning_rate, net.params)
    for _ in range(epochs):
        for x, y in train_data_generator(data, chunk_size=net.seq_length):
            _, _, _, probabilities = net.forward(x, y)
            *grads, _ = net.backpropagate_loss(probabilities, x, y)
            net.set_parameters(optimizer.update(dict(zip(("U", "W", "V", "b_s", "b_y"), grads))))
