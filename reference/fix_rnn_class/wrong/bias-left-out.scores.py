from dataclasses import dataclass, field

import numpy as np


def vector(size):
    return np.zeros(size)


@dataclass(slots=True)
class RNN:
    vocab_size: int
    hidden_size: int = 100
    seq_length: int = 25
    learning_rate: float = 0.1
    theta: np.ndarray = field(init=False)
    params: dict = field(init=False)
    back: object = None

    def __post_init__(self):
        H, V = self.hidden_size, self.vocab_size
        shapes = {"U": (H, V), "W": (H, H), "V": (V, H), "b_s": (H,), "b_y": (V,)}
        self.theta = 0.05 * np.random.default_rng().standard_normal(sum(int(np.prod(s)) for s in shapes.values()))
        self.params, start = {}, 0
        for name, shape in shapes.items():
            size = int(np.prod(shape))
            self.params[name] = self.theta[start : start + size].reshape(shape)
            start += size

    def set_parameters(self, params):
        for name, view in self.params.items():
            view[...] = params[name]

    def cell(self, x, s):
        s = np.tanh(self.params["U"].dot(x) + self.params["W"].dot(s) + self.params["b_s"])
        scores = self.params["V"].dot(s)
        return s, scores, np.exp(scores - np.logaddexp.reduce(scores))

    def forward(self, x, y, s_initial=None):
        before = vector(self.hidden_size) if s_initial is None else s_initial.astype(float).reshape(-1)
        s, scores, probabilities, tape, loss = {-1: before}, {}, {}, [], 0.0
        for t, (row, target) in enumerate(zip(x, y, strict=True)):
            now, scores[t], probabilities[t] = self.cell(row, before)
            s[t] = now
            loss += np.logaddexp.reduce(scores[t]) - scores[t][target]
            tape.append((row, before, now))
            before = now
        self.back = lambda dscores: self.unroll(tape, dscores)
        return loss, s, scores, probabilities

    def unroll(self, tape, dscores):
        grads = [np.zeros_like(self.params[name]) for name in ("U", "W", "V", "b_s", "b_y")]
        carry = vector(self.hidden_size)
        for (row, before, now), d in zip(reversed(tape), reversed(dscores), strict=True):
            dz = (d @ self.params["V"] + carry) * (1 - now) * (1 + now)
            for grad, share in zip(grads, (np.outer(dz, row), np.outer(dz, before), np.outer(d, now), dz, d)):
                grad += share
            carry = dz @ self.params["W"]
        return (*grads, tape[-1][2])

    def backpropagate_loss(self, probabilities, x, y):
        rows = np.eye(self.vocab_size)[y]
        return self.back([probabilities[t] - row for t, row in enumerate(rows)])

    def sample(self, seed, n, rng):
        s, drawn = vector(self.hidden_size), []
        for _ in range(n):
            s, _, p = self.cell(np.eye(self.vocab_size)[seed], s)
            seed = int(rng.choice(self.vocab_size, p=p))
            drawn += [seed]
        return drawn


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.memory = lr, {name: (array, np.full(array.shape, 1e-8)) for name, array in params.items()}

    def update(self, grads):
        for name, (array, memory) in self.memory.items():
            memory += grads[name] ** 2
            array -= self.lr * grads[name] * memory**-0.5
        return {name: array for name, (array, _) in self.memory.items()}


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    N, _ = data.shape
    if N < step:
        raise ValueError(f"{step} steps ahead there is nothing")
    pairs = np.lib.stride_tricks.sliding_window_view(np.arange(N), step + 1)[:, [0, -1]]
    for k in range(len(pairs) // chunk_size):
        now, ahead = pairs[k * chunk_size : (k + 1) * chunk_size].T
        yield data[now], data[ahead] if one_hot_targets else data[ahead].argmax(1)
