"""Recurrent net + AdaGrad + chunks, cleaned up."""

import numpy as np


def softmax(scores):
    e = np.exp(scores - np.amax(scores))
    return e / e.sum()


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1, activation="tanh"):
        assert activation == "tanh", "only tanh"
        self.seq_length, self.learning_rate = seq_length, learning_rate
        rng = np.random.default_rng(3)
        self.U = rng.normal(0, 0.1, (hidden_size, vocab_size))
        self.W = rng.normal(0, 0.1, (hidden_size, hidden_size))
        self.V = rng.normal(0, 0.1, (vocab_size, hidden_size))
        self.b_s = np.zeros(hidden_size)
        self.b_y = np.zeros(vocab_size)

    @property
    def params(self):
        return {"U": self.U, "W": self.W, "V": self.V, "b_s": self.b_s, "b_y": self.b_y}

    def set_parameters(self, params):
        mine = self.params
        for key in mine:
            np.copyto(mine[key], params[key])

    def forward(self, x, y, s_initial=None):
        h = np.zeros(self.b_s.shape) if s_initial is None else s_initial + 0.0
        self.history = [h]
        loss, scores, probabilities = 0.0, [], []
        for row, target in zip(x, y):
            h = np.tanh(self.U.dot(row) + self.W.dot(h) + self.b_s)
            self.history.append(h)
            scores.append(self.V.dot(h) + self.b_y)
            probabilities.append(softmax(scores[-1]))
            loss += -np.log(probabilities[-1][target])
        s = {t - 1: state for t, state in enumerate(self.history)}
        return loss, s, dict(enumerate(scores)), dict(enumerate(probabilities))

    def backpropagate_loss(self, probabilities, x, y):
        grads = {key: np.zeros_like(value) for key, value in self.params.items()}
        ds = np.zeros_like(self.b_s)
        for t in range(len(x) - 1, -1, -1):
            onehot = np.zeros_like(self.b_y)
            onehot[y[t]] = 1
            dscores = probabilities[t] - onehot
            h, h_before = self.history[t + 1], self.history[t]
            dz = (ds + dscores @ self.V) * (1 - h * h)
            grads["U"] += dz[:, None] * x[t][None, :]
            grads["W"] += dz[:, None] * h_before[None, :]
            grads["V"] += dscores[:, None] * h[None, :]
            grads["b_s"] += dz
            grads["b_y"] += dscores
            ds = dz @ self.W
        return tuple(grads.values()) + (self.history[-1],)

    def sample(self, seed, n, rng):
        indices = []
        index, h = seed, np.zeros_like(self.b_s)
        for _ in range(n):
            h = np.tanh(self.U[:, index] + self.W.dot(h) + self.b_s)
            index = int(rng.choice(self.b_y.size, p=softmax(self.V.dot(h) + self.b_y)))
            indices.append(index)
        return indices


class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.params = params
        self.memory = {key: np.zeros_like(value) for key, value in params.items()}

    def update(self, grads):
        for key in self.params:
            self.memory[key] = self.memory[key] + grads[key] ** 2
            self.params[key] = self.params[key] - self.lr * grads[key] / np.sqrt(self.memory[key] + 1e-8)
        return self.params


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("the step is longer than the data")
    count = (len(data) - step) // chunk_size
    for i in range(count):
        lo = i * chunk_size
        hi = lo + chunk_size
        x, y = data[lo:hi], data[lo + step : hi + step]
        yield (x, y) if one_hot_targets else (x, np.argmax(y, axis=1))
