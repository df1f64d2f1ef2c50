import numpy as np

with open("katas/85_dinosaurs/names.txt") as f:
    NAMES = [line.strip().lower() for line in f]
LETTERS = [" "] + sorted(set("".join(NAMES)) - {" "})


def prepare(names):
    voc = [" "] + sorted(set("".join(names)) - {" "})
    T = max(len(n) for n in names)
    X = np.zeros((len(names), T, len(voc)))
    for i, n in enumerate(names):
        for t in range(T):
            X[i, t, voc.index(n[t]) if t < len(n) else 0] = 1
    return X, voc


def loss_and_gradients(x, y, Wxh, Whh, Who):
    h = [np.zeros((len(x), len(Whh)))]
    for t in range(x.shape[1]):
        h.append(np.tanh(x[:, t] @ Wxh + h[-1] @ Whh))
    z = h[-1] @ Who
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z)
    s = p.sum(axis=1, keepdims=True)
    p = p / s
    loss = float(np.mean(np.log(s[:, 0]) - (z * y).sum(axis=1)))
    dz = (p - y) / len(x)
    gWho = h[-1].T @ dz
    gWxh = np.zeros(Wxh.shape)
    gWhh = np.zeros(Whh.shape)
    d = dz @ Who.T
    for t in reversed(range(x.shape[1])):
        d = d * (1 - h[t + 1] ** 2)
        gWxh += x[:, t].T @ d
        gWhh += h[t].T @ d
        d = d @ Whh.T
    return loss, gWxh, gWhh, gWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    h = np.zeros(len(Whh))
    for c in prefix:
        h = np.tanh(Wxh[vocabulary.index(c)] + h @ Whh)
    for _ in range(n):
        z = h @ Who
        p = np.exp(z - z.max())
        k = rng.choice(len(p), p=p / p.sum())
        if k == 0:
            break
        prefix += vocabulary[k]
        h = np.tanh(Wxh[k] + h @ Whh)
    return prefix


if __name__ == "__main__":
    x, voc = prepare(NAMES)
    print(x.shape, voc)
