import numpy as np


class RNN:
    KEYS = "U W V b_s b_y".split()

    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        random = np.random.RandomState(0)
        bound = 1 / np.sqrt(hidden_size)
        sizes = [(hidden_size, vocab_size), (hidden_size,) * 2, (vocab_size, hidden_size), hidden_size, vocab_size]
        self._arrays = [random.uniform(-bound, bound, size) for size in sizes]
        self.settings = seq_length, learning_rate

    params = property(lambda self: dict(zip(self.KEYS, self._arrays)))

    def set_parameters(self, params):
        for key, array in zip(self.KEYS, self._arrays):
            np.copyto(array, params[key])

    def forward(self, x, y, s_initial=None):
        U, W, V, b_s, b_y = self._arrays
        into = np.asarray(x) @ U.T + b_s
        states = np.empty((len(into) + 1, len(W)))
        states[0] = 0 if s_initial is None else s_initial
        for t, z in enumerate(into):
            states[t + 1] = np.tanh(z + W @ states[t])
        scores = states[1:] @ V.T + b_y
        top = scores.max(axis=1, keepdims=True)
        logs = scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
        self._states = states
        by_time = lambda rows, first: {t: row for t, row in enumerate(rows, first)}
        loss = float(-logs[np.arange(len(y)), y].sum())
        return loss, by_time(states, -1), by_time(scores, 0), by_time(np.exp(logs), 0)

    def backpropagate_loss(self, probabilities, x, y):
        U, W, V, _, _ = self._arrays
        states = self._states
        dscores = np.array([probabilities[t] for t in range(len(x))])
        dscores[np.arange(len(x)), y] -= 1
        from_scores = dscores @ V
        dz = np.empty_like(from_scores)
        later = np.zeros(len(W))
        for t in range(len(x))[::-1]:
            dz[t] = (from_scores[t] + later) * (1 - states[t + 1] ** 2)
            later = dz[t] @ W
        return dz.T @ x, dz.T @ states[:-1], dscores.T @ states[1:], dz.sum(0), dscores.sum(0), states[-1].copy()

    def sample(self, seed, n, rng):
        U, W, V, b_s, b_y = self._arrays
        drawn, state = [seed], np.zeros(len(W))
        while len(drawn) < n:
            state = np.tanh(U[:, drawn[-1]] + W @ state + b_s)
            scores = V @ state + b_y
            p = np.exp(scores - scores.max())
            drawn.append(int(rng.choice(len(p), p=p / p.sum())))
        return drawn


class AdaGrad:
    def __init__(self, lr, params):
        self.lr = lr
        self.arrays = dict(params)
        self.sums = {}

    def update(self, grads):
        for key, g in grads.items():
            self.sums[key] = self.sums.get(key, 0) + np.square(g)
            np.subtract(self.arrays[key], self.lr * g / (np.sqrt(self.sums[key]) + 1e-8), out=self.arrays[key])
        return self.arrays


class Chunks:
    def __init__(self, data, step, size, one_hot):
        self.data, self.step, self.size, self.one_hot, self.at = data, step, size, one_hot, 0

    def __iter__(self):
        return self

    def __next__(self):
        begin, end = self.at, self.at + self.size
        if end + self.step > len(self.data):
            raise StopIteration
        self.at = end
        ahead = self.data[begin + self.step : end + self.step]
        return self.data[begin:end], ahead if self.one_hot else ahead.nonzero()[1]


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError(f"step {step} > {len(data)}")
    return Chunks(data, step, chunk_size, one_hot_targets)
