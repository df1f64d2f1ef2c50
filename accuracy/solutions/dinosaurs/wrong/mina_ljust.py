import numpy as np

#
# prepare
#
def prepare(names):
    T = max(len(n) for n in names)
    padded = [n + (T - len(n)) * " " for n in names]
    vocabulary = sorted(set("".join(padded)))
    ids = {}
    for i, ch in enumerate(vocabulary):
        ids[ch] = i
    out = np.zeros((len(names), T, len(vocabulary)))
    for n, name in enumerate(padded):
        for t, ch in enumerate(name):
            out[n, t, ids[ch]] = 1
    return out, vocabulary

#
# network
#
def run(x, Wxh, Whh):
    h = np.zeros((x.shape[0], Whh.shape[0]))
    hs = [h]
    for t in range(x.shape[1]):
        h = np.tanh(np.dot(x[:, t], Wxh) + np.dot(h, Whh))
        hs.append(h)
    return hs

def probabilities(h, Who):
    z = np.dot(h, Who)
    z = z - np.max(z, axis=1)[:, None]
    return np.exp(z) / np.sum(np.exp(z), axis=1)[:, None], z - np.log(np.sum(np.exp(z), axis=1))[:, None]

def loss_and_gradients(x, y, Wxh, Whh, Who):
    hs = run(x, Wxh, Whh)
    p, logp = probabilities(hs[-1], Who)
    N = x.shape[0]
    loss = -np.sum(logp[y == 1]) / N
    dz = (p - y) / N
    dWho = np.dot(hs[-1].T, dz)
    dh = np.dot(dz, Who.T)
    dWxh = np.zeros(Wxh.shape)
    dWhh = np.zeros(Whh.shape)
    for t in range(x.shape[1], 0, -1):
        da = dh * (1 - hs[t] * hs[t])
        dWxh += np.dot(x[:, t - 1].T, da)
        dWhh += np.dot(hs[t - 1].T, da)
        dh = np.dot(da, Whh.T)
    return loss, dWxh, dWhh, dWho

#
# dreaming
#
def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    h = np.zeros((1, Whh.shape[0]))
    for ch in prefix:
        h = np.tanh(Wxh[[vocabulary.index(ch)]] + np.dot(h, Whh))
    name = list(prefix)
    for _ in range(n):
        p, _logp = probabilities(h, Who)
        k = int(rng.choice(p.shape[1], p=p[0]))
        if k == 0:
            break
        name.append(vocabulary[k])
        h = np.tanh(Wxh[[k]] + np.dot(h, Whh))
    return "".join(name)
