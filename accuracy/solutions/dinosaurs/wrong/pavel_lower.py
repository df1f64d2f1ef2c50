import numpy as np

# 1. names -> arrays
def prepare(names):
    names = [name.lower() for name in names]
    vocabulary = list(dict.fromkeys(" " + "".join(sorted("".join(names)))))
    T = max(len(name) for name in names)
    N = len(names)
    V = len(vocabulary)
    x = np.zeros((N, T, V))
    for i in range(N):
        for t in range(T):
            c = names[i][t] if t < len(names[i]) else " "
            x[i][t][vocabulary.index(c)] = 1
    return x, vocabulary

# 2. loss
def loss_and_gradients(x, y, Wxh, Whh, Who):
    N, T, V = x.shape
    H = Whh.shape[0]
    s = np.zeros((N, H))
    tape = []
    for t in range(T):
        s_old = s
        s = np.tanh(x[:, t] @ Wxh + s_old @ Whh)
        tape.append((x[:, t], s_old, s))
    z = s @ Who
    z = z - z.max(axis=1).reshape(N, 1)
    y_hat = np.exp(z) / np.exp(z).sum(axis=1).reshape(N, 1)
    loss = 0.0
    for i in range(N):
        loss += np.log(np.exp(z[i]).sum()) - z[i][np.argmax(y[i])]
    dz = y_hat - y
    dWho = s.T @ dz
    dWxh = np.zeros((V, H))
    dWhh = np.zeros((H, H))
    ds = dz @ Who.T
    for x_t, s_old, s_new in reversed(tape):
        d = ds * (1 - s_new * s_new)
        dWxh += x_t.T @ d
        dWhh += s_old.T @ d
        ds = d @ Whh.T
    return loss, dWxh, dWhh, dWho

# 3. new names
def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    s = np.zeros((1, Whh.shape[0]))
    for c in prefix:
        x = np.zeros((1, len(vocabulary)))
        x[0, vocabulary.index(c)] = 1
        s = np.tanh(x @ Wxh + s @ Whh)
    for i in range(n):
        z = s @ Who
        p = np.exp(z - z.max())[0]
        k = rng.choice(len(vocabulary), p=p / p.sum())
        if k == 0:
            return prefix
        prefix = prefix + vocabulary[k]
        x = np.zeros((1, len(vocabulary)))
        x[0, k] = 1
        s = np.tanh(x @ Wxh + s @ Whh)
    return prefix
