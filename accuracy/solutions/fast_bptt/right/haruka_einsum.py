# einsum wherever it is quick enough: t = time, h/i/j = hidden, v = vocabulary
import numpy as np
from numpy import einsum


def hidden_states(z, Whh, h):
    yield h
    for row in z:
        h = np.tanh(row + Whh @ h)
        yield h


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why, bh, by = (params[k] for k in "Wxh Whh Why bh by".split())
    V = Why.shape[0]
    T = len(inputs)
    eye = np.eye(V)
    x, y = eye[np.array(inputs)], eye[np.array(targets)]      # (T, V) both

    z = Wxh.T[np.array(inputs)] + bh[:, 0]        # the one product that needs no einsum
    s = np.stack(list(hidden_states(z, Whh, h_prev[:, 0])))
    h, h_before = s[1:], s[:-1]

    u = h @ Why.T + by[:, 0]
    m = u.max(axis=1)
    log_z = m + np.log(einsum("tv->t", np.exp(u - m[:, None])))
    loss = log_z.sum() - einsum("tv,tv->", u, y)

    du = np.exp(u - log_z[:, None]) - y
    dh = du @ Why
    slope = (1 + h) * (1 - h)
    dz, carry = [], np.zeros(len(bh))
    for g, k in zip(dh[::-1], slope[::-1]):
        d = (g + carry) * k
        carry = d @ Whh
        dz.append(d)
    dz = np.stack(dz[::-1])

    return loss, {
        "Wxh": einsum("th,tv->hv", dz, x, optimize=True),
        "Whh": einsum("ti,tj->ij", dz, h_before, optimize=True),
        "Why": einsum("tv,th->vh", du, h, optimize=True),
        "bh": einsum("th->h", dz)[:, None],
        "by": einsum("tv->v", du)[:, None],
    }, np.array(h[-1])[:, None]
