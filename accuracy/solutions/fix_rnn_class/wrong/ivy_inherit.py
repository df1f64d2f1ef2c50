"""I split it up: the arithmetic in a base class, the net on top of it."""
import numpy as np


class Cell:
    names = ("U", "W", "V", "b_s", "b_y")

    def __init__(self, n_in, n_hidden):
        rng = np.random.default_rng(8)
        self.arrays = {
            "U": rng.normal(scale=0.1, size=(n_hidden, n_in)),
            "W": rng.normal(scale=0.1, size=(n_hidden, n_hidden)),
            "V": rng.normal(scale=0.1, size=(n_in, n_hidden)),
            "b_s": np.zeros(n_hidden),
            "b_y": np.zeros(n_in),
        }

    def __getattr__(self, name):
        if name in Cell.names:
            return self.arrays[name]
        raise AttributeError(name)

    def step(self, x, s):
        s = np.tanh(self.U @ x + self.W @ s + self.b_s)
        scores = self.V @ s + self.b_y
        return s, scores

    @staticmethod
    def log_softmax(scores):
        scores = scores - scores.max()
        return scores - np.log(np.exp(scores).sum())

    def zeros(self):
        return np.zeros(self.b_s.shape)


class RNN(Cell):
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        super().__init__(vocab_size, hidden_size)
        self.seq_length = seq_length
        self.learning_rate = learning_rate

    @property
    def params(self):
        return self.arrays

    def set_parameters(self, params):
        for name, array in self.arrays.items():
            array[...] = params[name]

    def forward(self, x, y, s_initial=None):
        s = {-1: self.zeros() if s_initial is None else np.copy(s_initial)}
        scores, logs = {}, {}
        for t in range(len(x)):
            s[t], scores[t] = self.step(x[t], s[t - 1])
            logs[t] = self.log_softmax(scores[t])
        self.states = [s[t] for t in range(-1, len(x))]
        loss = -sum(logs[t][y[t]] for t in logs)
        return loss, s, scores, {t: np.exp(log) for t, log in logs.items()}

    def backpropagate_loss(self, probabilities, x, y):
        before, after = np.array(self.states[:-1]), np.array(self.states[1:])
        errors = np.array([probabilities[t] for t in range(len(x))])
        errors[range(len(x)), y] -= 1
        deltas = np.zeros_like(after)
        coming = self.zeros()
        for t in reversed(range(len(x))):
            deltas[t] = (self.V.T @ errors[t] + coming) * (1 - after[t] ** 2)
            coming = self.W.T @ deltas[t]
        return deltas.T @ x, deltas.T @ before, errors.T @ after, deltas.sum(0), errors.sum(0), after[-1].copy()

    def sample(self, seed, n, rng):
        x = np.zeros(self.b_y.shape)
        x[seed] = 1
        s, drawn = self.zeros(), []
        for _ in range(n):
            s, scores = self.step(x, s)
            index = int(rng.choice(len(x), p=np.exp(self.log_softmax(scores))))
            x[index] = 1
            drawn.append(index)
        return drawn


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params = lr, params
        self.memory = {name: np.zeros_like(a) for name, a in params.items()}

    def update(self, grads):
        for name, g in grads.items():
            self.memory[name] += g * g
            self.params[name][...] -= self.lr * g / np.sqrt(self.memory[name] + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("step is longer than the data")
    starts = [k * chunk_size for k in range(len(data) // chunk_size)]
    for start in starts:
        target = data[start + step : start + step + chunk_size]
        if len(target) == chunk_size:
            yield data[start : start + chunk_size], target if one_hot_targets else target.argmax(axis=1)
