# Sums over indices, written with einsum; the five arrays are unpacked in the order in which they happen to come.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    A, B, C, b, c = params.values()
    T = len(inputs)
    s = np.zeros((T + 1, len(B)))
    s[0] = h_prev.ravel()
    for t, i in enumerate(inputs):
        s[t + 1] = np.tanh(A[:, i] + np.einsum("ij,j->i", B, s[t]) + b.ravel())
    y = np.einsum("vh,th->tv", C, s[1:]) + c.ravel()
    e = np.exp(y - y.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -sum(np.log(p[t, k]) for t, k in enumerate(targets))
    for t, k in enumerate(targets):
        p[t, k] -= 1
    u, carry = np.zeros((T, len(B))), np.zeros(len(B))
    for t in range(T - 1, -1, -1):
        u[t] = (np.einsum("vh,v->h", C, p[t]) + carry) * (1 - s[t + 1] ** 2)
        carry = np.einsum("ij,i->j", B, u[t])
    dA = np.zeros(A.shape)
    for t, i in enumerate(inputs):
        dA[:, i] += u[t]
    grads = {"Wxh": dA, "Whh": np.einsum("ti,tj->ij", u, s[:-1]), "Why": np.einsum("tv,th->vh", p, s[1:])}
    return loss, grads | {"bh": u.sum(0)[:, None], "by": p.sum(0)[:, None]}, s[T][:, None]
