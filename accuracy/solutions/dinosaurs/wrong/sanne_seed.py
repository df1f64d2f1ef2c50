"""sampling from before, with a prefix."""
import numpy as np


def prepare(names):
    vocabulary = [" ", *sorted(set("".join(names).replace(" ", "")))]
    T = max(len(name) for name in names)
    text = "".join(name.ljust(T) for name in names)
    flat = np.array([vocabulary.index(c) for c in text], dtype=int)
    onehot = np.zeros((len(flat), len(vocabulary)))
    onehot[np.arange(len(flat)), flat] = 1.0
    return onehot.reshape(len(names), T, len(vocabulary)), vocabulary


def rnn_step(row, h, Wxh, Whh):
    return np.tanh(np.matmul(row, Wxh) + np.matmul(h, Whh))


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, V = x.shape
    hs = np.zeros((N, T + 1, len(Whh)))
    for t in range(T):
        hs[:, t + 1] = rnn_step(x[:, t], hs[:, t], Wxh, Whh)
    final = hs[:, T]
    s = np.matmul(final, Who)
    top = s.max(1)
    log_total = np.log(np.sum(np.exp(s - top[:, None]), 1)) + top
    target = y.argmax(1)
    loss = float(np.mean(log_total - s[np.arange(N), target]))
    ds = np.exp(s - log_total[:, None])
    ds[np.arange(N), target] -= 1
    ds /= N
    dh = np.matmul(ds, Who.T)
    dWxh, dWhh = np.zeros(Wxh.shape), np.zeros(Whh.shape)
    for t in range(T, 0, -1):
        dh *= 1 - hs[:, t] ** 2
        dWxh += np.matmul(x[:, t - 1].T, dh)
        dWhh += np.matmul(hs[:, t - 1].T, dh)
        dh = np.matmul(dh, Whh.T)
    return loss, dWxh, dWhh, np.matmul(final.T, ds)


def sample(h, seed_ix, n, vocabulary, Wxh, Whh, Who, rng):
    V = len(vocabulary)
    ix, out = seed_ix, ""
    for _ in range(n):
        if ix is not None:
            h = rnn_step(np.eye(V)[ix], h, Wxh, Whh)
        y = np.matmul(h, Who)
        p = np.exp(y - y.max())
        ix = rng.choice(V, p=p / p.sum())
        if ix == 0:
            break
        out += vocabulary[ix]
    return out


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    h = np.zeros(len(Whh))
    seed = None
    for c in prefix:
        seed = vocabulary.index(c)
        h = rnn_step(np.eye(len(vocabulary))[seed], h, Wxh, Whh)
    return prefix + sample(h, seed, n, vocabulary, Wxh, Whh, Who, rng)
