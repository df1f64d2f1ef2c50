import numpy as np


def make_vocabulary(names):
    return [" "] + sorted({c for n in names for c in n if not c == " "})


def prepare(names):
    vocabulary = make_vocabulary(names)
    T = max([len(n) for n in names])
    index = np.zeros((len(names), T), dtype=int)
    for row, n in zip(index, names):
        row[:len(n)] = [vocabulary.index(c) for c in n]
    return np.eye(len(vocabulary))[index], vocabulary


class Net:
    def __init__(self, Wxh, Whh, Who):
        self.Wxh, self.Whh, self.Who = Wxh, Whh, Who

    def scores(self, x):
        self.s = [np.zeros((len(x), len(self.Whh)))]
        for t in range(x.shape[1]):
            self.s.append(np.tanh(x[:, t] @ self.Wxh + self.s[t] @ self.Whh))
        return self.s[-1] @ self.Who

    def gradients(self, x, error):
        dWho = self.s[-1].T @ error
        dWxh = np.zeros_like(self.Wxh)
        dWhh = np.zeros_like(self.Whh)
        ds = error @ self.Who.T
        for t in range(x.shape[1] - 1, -1, -1):
            dz = (1 - self.s[t + 1] ** 2) * ds
            dWxh += x[:, t].T @ dz
            dWhh += self.s[t].T @ dz
            ds = dz @ self.Whh.T
        return dWxh, dWhh, dWho


def loss_and_gradients(x, y, Wxh, Whh, Who):
    net = Net(Wxh, Whh, Who)
    z = net.scores(x)
    z -= z.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    losses = -np.sum(y * log_p, axis=1)
    dWxh, dWhh, dWho = net.gradients(x, np.exp(log_p) - y)
    return losses.mean(), dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    name = prefix
    for _ in range(n):
        if name:
            x = np.eye(len(vocabulary))[[vocabulary.index(c) for c in name]][None]
        else:
            x = np.zeros((1, 0, len(vocabulary)))
        z = Net(Wxh, Whh, Who).scores(x)[0]
        p = np.exp(z - z.max())
        c = rng.choice(vocabulary, p=p / p.sum())
        if c == " ":
            break
        name += str(c)
    return name
