import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    """First all states, then everything else for all steps at once."""
    Wxh, Whh, Why, bh, by = (params[k] for k in ("Wxh", "Whh", "Why", "bh", "by"))
    x, k = np.array(inputs), np.array(targets)
    T, H, V = x.size, bh.size, by.size
    steps = np.arange(T)

    S = np.empty((T, H))
    s = h_prev[:, 0]
    for t in steps:
        s = np.tanh(Wxh[:, x[t]] + np.einsum("ij,j->i", Whh, s) + bh[:, 0])
        S[t] = s

    Y = np.einsum("vh,th->tv", Why, S) + by[:, 0]
    Y -= Y.max(axis=1, keepdims=True)
    logP = Y - np.log(np.exp(Y).sum(axis=1, keepdims=True))
    loss = -logP[steps, k].sum()

    dY = np.exp(logP)
    dY[steps, k] -= 1
    dS = np.einsum("vh,tv->th", Why, dY)
    dZ = np.empty((T, H))
    later = np.zeros(H)
    for t in steps[::-1]:
        dZ[t] = (dS[t] + later) * (1 - S[t] ** 2)
        later = np.einsum("ij,i->j", Whh, dZ[t])

    X = np.zeros((T, V))
    X[steps, x] = 1
    grads = {
        "Wxh": np.einsum("th,tv->hv", dZ, X),
        "Whh": np.einsum("ti,tj->ij", dZ, S),
        "Why": np.einsum("tv,th->vh", dY, S),
        "bh": np.einsum("th->h", dZ)[:, None],
        "by": np.einsum("tv->v", dY)[:, None],
    }
    return float(loss), grads, S[-1][:, None]
