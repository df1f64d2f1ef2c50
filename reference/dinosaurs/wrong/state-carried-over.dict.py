import numpy as np


def prepare(names):
    width = max(map(len, names))
    table = np.array([list(name + " " * (width - len(name))) for name in names])
    vocabulary, indices = np.unique(np.append(table.ravel(), " "), return_inverse=True)
    onehot = np.zeros((table.size, len(vocabulary)))
    onehot[np.arange(table.size), indices.ravel()[:-1]] = 1.0
    return onehot.reshape(*table.shape, -1), vocabulary.tolist()


last = {}


def loss_and_gradients(x, y, Wxh, Whh, Who):
    read, follows = x.argmax(-1), y.argmax(-1)
    N, T = read.shape
    S = np.zeros((T + 1, N, Whh.shape[0]))
    S[0] = last.get(S[0].shape, 0)
    for t, column in enumerate(read.T):
        np.tanh(Wxh[column] + S[t] @ Whh, out=S[t + 1])
    last[S[0].shape] = S[-1].copy()
    logits = S[-1] @ Who
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    everyone = np.arange(N)
    loss = -log_p[everyone, follows].sum() / N
    error = np.exp(log_p)
    error[everyone, follows] -= 1
    dZ = np.zeros_like(S[1:])
    back = error @ Who.T
    for t in range(T)[::-1]:
        dZ[t] = back * (1 - S[t + 1] * S[t + 1])
        back = dZ[t] @ Whh.T
    dWxh = np.zeros(Wxh.shape)
    np.add.at(dWxh, read.T, dZ / N)
    dWhh = np.einsum("tna,tnb->ab", S[:-1], dZ) / N
    return loss, dWxh, dWhh, S[-1].T @ error / N


def pick(scores, rng):
    bounds = np.cumsum(np.exp(scores - np.logaddexp.reduce(scores)))
    return int(np.searchsorted(bounds / bounds[-1], rng.random(), side="right"))


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    vocabulary = list(vocabulary)
    s = np.zeros(Whh.shape[0])
    text = [vocabulary.index(each) for each in prefix]
    done = 0
    while True:
        while done < len(text):
            s = np.tanh(Wxh[text[done]] + s @ Whh)
            done += 1
        if len(text) == len(prefix) + n:
            break
        ix = pick(s @ Who, rng)
        if not ix:
            break
        text.append(ix)
    return "".join(vocabulary[ix] for ix in text)
