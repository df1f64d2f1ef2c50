"""Everything that does not depend on the order of time is done at once."""
import numpy as np


def probabilities_of(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    return e / e.sum(axis=1, keepdims=True)


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.seq_length, self.learning_rate = seq_length, learning_rate
        rng = np.random.default_rng(5)
        self.params = {
            "U": rng.normal(0, 0.1, (hidden_size, vocab_size)),
            "W": rng.normal(0, 0.1, (hidden_size, hidden_size)),
            "V": rng.normal(0, 0.1, (vocab_size, hidden_size)),
            "b_s": np.zeros(hidden_size),
            "b_y": np.zeros(vocab_size),
        }

    def set_parameters(self, params):
        for name, array in self.params.items():
            np.copyto(array, params[name])

    def forward(self, x, y, s_initial=None):
        p, T = self.params, len(x)
        S = np.zeros((T + 1, p["W"].shape[0]))
        if s_initial is not None:
            S[0] = s_initial
        drive = x @ p["U"].T + p["b_s"]
        for t in range(T):
            S[t + 1] = np.tanh(drive[t] + p["W"] @ S[t])
        scores = S[1:] @ p["V"].T + p["b_y"]
        P = probabilities_of(scores)
        self.S = S
        loss = -np.log(P[np.arange(T), y]).sum()
        return loss, {t: S[t + 1] for t in range(-1, T)}, dict(enumerate(scores)), dict(enumerate(P))

    def backpropagate_loss(self, probabilities, x, y):
        p, S, T = self.params, self.S, len(x)
        E = np.stack([probabilities[t] for t in range(T)])
        E[np.arange(T), y] -= 1
        D = E @ p["V"]
        D[T - 1] *= 1 - S[T] ** 2
        for t in range(T - 2, -1, -1):
            D[t] = (D[t] + D[t + 1] @ p["W"]) * (1 - S[t + 1] ** 2)
        return D.T @ x, D.T @ S[:T], E.T @ S[1:], D.sum(axis=0), E.sum(axis=0), S[T].copy()

    def sample(self, seed, n, rng):
        p = self.params
        s, index, drawn = np.zeros(len(p["b_s"])), seed, []
        for u in rng.random(n):
            s = np.tanh(p["U"][:, index] + p["W"] @ s + p["b_s"])
            q = probabilities_of((p["V"] @ s + p["b_y"])[None])[0]
            index = min(int((np.cumsum(q) < u).sum()), len(q) - 1)
            drawn.append(index)
        return drawn


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params = lr, params
        self.sums = {name: np.zeros_like(array) for name, array in params.items()}

    def update(self, grads):
        for name, array in self.params.items():
            self.sums[name] += grads[name] ** 2
            array -= self.lr * grads[name] / np.sqrt(self.sums[name] + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError(f"step {step} > {len(data)} rows")
    x, indices = data[: len(data) - step], data[step:].argmax(axis=1)
    for k in range(-(-len(x) // chunk_size)):
        part = slice(k * chunk_size, (k + 1) * chunk_size)
        y = indices[part]
        if one_hot_targets:
            y = np.eye(y.max() + 1)[y]
        yield x[part], y
