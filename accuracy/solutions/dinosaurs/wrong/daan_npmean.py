import numpy as np

PAD = ' '


def prepare(names):
    vocabulary = sorted(set(''.join(names)).difference(PAD))
    vocabulary.insert(0, PAD)
    T = len(max(names, key=len))
    onehot = np.stack([
        np.array([[float(c == v) for v in vocabulary] for c in name.ljust(T)]) for name in names
    ])
    return onehot, vocabulary


def step(x, s, Wxh, Whh):
    return np.tanh(x @ Wxh + s @ Whh)


def log_softmax(z):
    m = z.max(-1, keepdims=True)
    return z - m - np.log(np.exp(z - m).sum(-1, keepdims=True))


def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, V = x.shape
    s = [np.zeros((N, Whh.shape[0]))]
    for t in range(T):
        s += [step(x[:, t], s[-1], Wxh, Whh)]
    log_p = log_softmax(s[-1] @ Who)
    loss = -np.mean(y * log_p)

    dz = (np.exp(log_p) - y) / N
    dWho = s.pop().T @ dz
    ds = dz @ Who.T
    last = step(x[:, -1], s[-1], Wxh, Whh)
    dWxh = np.zeros((V, len(Whh)))
    dWhh = np.zeros_like(Whh)
    for t in range(T - 1, -1, -1):
        before = s.pop()
        da = ds * (1 - last) * (1 + last)
        dWxh += x[:, t].T @ da
        dWhh += before.T @ da
        ds = da @ Whh.T
        last = before
    return loss, dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    onehot = dict(zip(vocabulary, np.eye(len(vocabulary))))
    s = np.zeros(len(Whh))
    for c in prefix:
        s = step(onehot[c], s, Wxh, Whh)
    while n > 0:
        p = np.exp(log_softmax(s @ Who))
        c = vocabulary[rng.choice(len(p), p=p)]
        if c == PAD:
            break
        prefix += c
        s = step(onehot[c], s, Wxh, Whh)
        n -= 1
    return prefix
