# Column vectors throughout, as in min-char-rnn; the parameters live in one dict; the generator is a list.
import numpy as np


class RNN:
    def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
        self.vocab_size, self.hidden_size = vocab_size, hidden_size
        self.seq_length, self.learning_rate = seq_length, learning_rate
        self.params = {
            "U": np.random.randn(hidden_size, vocab_size) * 0.01,
            "W": np.random.randn(hidden_size, hidden_size) * 0.01,
            "V": np.random.randn(vocab_size, hidden_size) * 0.01,
            "b_s": np.zeros((hidden_size, 1)),
            "b_y": np.zeros((vocab_size, 1)),
        }
        self.hs = None

    def set_parameters(self, params):
        self.params = {key: np.array(value) for key, value in params.items()}

    def step(self, x, h):
        p = self.params
        h = np.tanh(np.dot(p["U"], x) + np.dot(p["W"], h) + p["b_s"])
        y = np.dot(p["V"], h) + p["b_y"]
        e = np.exp(y - y.max())
        return h, y, e / e.sum()

    def forward(self, x, y, s_initial=None):
        hs, ys, ps, loss = {}, {}, {}, 0
        hs[-1] = np.zeros((self.hidden_size, 1)) if s_initial is None else np.copy(s_initial)
        for t in range(len(x)):
            hs[t], ys[t], ps[t] = self.step(x[t].reshape(-1, 1), hs[t - 1])
            loss += -np.log(ps[t][y[t], 0])
        self.hs = hs
        return loss, hs, ys, ps

    def backpropagate_loss(self, probabilities, x, y):
        p, hs = self.params, self.hs
        grads = {key: np.zeros_like(value) for key, value in p.items()}
        dhnext = np.zeros((self.hidden_size, 1))
        for t in range(len(x) - 1, -1, -1):
            dy = np.copy(probabilities[t])
            dy[y[t]] -= 1
            grads["V"] += np.dot(dy, hs[t].T)
            grads["b_y"] += dy
            dh = np.dot(p["V"].T, dy) + dhnext
            dhraw = (1 - hs[t] * hs[t]) * dh
            grads["b_s"] += dhraw
            grads["U"] += np.dot(dhraw, x[t].reshape(1, -1))
            grads["W"] += np.dot(dhraw, hs[t - 1].T)
            dhnext = np.dot(p["W"].T, dhraw)
        return grads["U"], grads["W"], grads["V"], grads["b_s"], grads["b_y"], hs[len(x) - 1]

    def sample(self, seed, n, rng):
        x, h, ixes = np.zeros((self.vocab_size, 1)), np.zeros((self.hidden_size, 1)), []
        x[seed] = 1
        for _ in range(n):
            h, _, p = self.step(x, h)
            ix = rng.choice(range(self.vocab_size), p=p.ravel())
            x = np.zeros((self.vocab_size, 1))
            x[ix] = 1
            ixes.append(ix)
        return ixes


class AdaGrad:
    def __init__(self, lr, params):
        self.lr, self.params = lr, params
        self.mem = {key: np.zeros_like(value) for key, value in params.items()}

    def update(self, grads):
        for key in self.params:
            self.mem[key] += grads[key] * grads[key]
            self.params[key] += -self.lr * grads[key] / np.sqrt(self.mem[key] + 1e-8)


def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
    if step > len(data):
        raise ValueError("step is too long")
    inputs, targets = data[: len(data) - step], data[step:]
    whole = len(inputs) // chunk_size
    chunks = []
    for k in range(whole):
        x, y = inputs[k * chunk_size : (k + 1) * chunk_size], targets[k * chunk_size : (k + 1) * chunk_size]
        chunks.append((x, y if one_hot_targets else y.argmax(axis=1)))
    return chunks
