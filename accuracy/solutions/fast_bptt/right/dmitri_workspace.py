"""Fast BPTT with a workspace: the large arrays are made once for each (T, H, V), and used again.

What leaves the function (gradients, last state) is always fresh memory.
"""
import numpy as np

_KEPT = {}


class Workspace:
    __slots__ = ("z", "h", "y", "dh", "dz", "rows", "h_rows", "z_rows", "dz_rows", "dh_rows", "tmp", "index")

    def __init__(self, T, H, V):
        self.z = np.empty((T, H))
        self.h = np.empty((T + 1, H))
        self.y = np.empty((T, V))
        self.dh = np.empty((T, H))
        self.dz = np.empty((T, H))
        self.tmp = np.empty(H)
        self.index = np.arange(T)
        # views of the rows, so that the loops need not index
        self.h_rows = list(self.h)
        self.z_rows = list(self.z)
        self.dh_rows = list(self.dh)
        self.dz_rows = list(self.dz)


def _workspace(T, H, V):
    key = (T, H, V)
    if key not in _KEPT:
        if len(_KEPT) > 8:
            _KEPT.clear()
        _KEPT[key] = Workspace(T, H, V)
    return _KEPT[key]


def loss_and_gradients(inputs, targets, h_prev, params):
    H, V = params["Wxh"].shape
    T = len(inputs)
    w = _workspace(T, H, V)
    inputs, targets = np.asarray(inputs), np.asarray(targets)
    Whh, Why = params["Whh"], params["Why"]
    tanh, dot, add, multiply = np.tanh, np.dot, np.add, np.multiply

    np.take(params["Wxh"].T, inputs, axis=0, out=w.z)
    w.z += params["bh"][:, 0]
    w.h[0] = h_prev[:, 0]
    tmp = w.tmp
    for z, h, h_next in zip(w.z_rows, w.h_rows, w.h_rows[1:]):
        dot(Whh, h, out=tmp)
        add(tmp, z, out=tmp)
        tanh(tmp, out=h_next)

    np.matmul(w.h[1:], Why.T, out=w.y)
    w.y += params["by"][:, 0]
    w.y -= w.y.max(axis=1)[:, None]
    picked = w.y[w.index, targets].sum()
    np.exp(w.y, out=w.y)
    total = w.y.sum(axis=1)
    loss = float(np.log(total).sum() - picked)
    w.y /= total[:, None]
    w.y[w.index, targets] -= 1.0

    np.matmul(w.y, Why, out=w.dh)
    slope = np.square(w.h[1:])
    np.subtract(1.0, slope, out=slope)
    WhhT = Whh.T
    tmp[...] = 0.0
    for dh, dz, s in zip(reversed(w.dh_rows), reversed(w.dz_rows), slope[::-1]):
        add(dh, tmp, out=dz)
        multiply(dz, s, out=dz)
        dot(WhhT, dz, out=tmp)

    one_hot = np.zeros((T, V))
    one_hot[w.index, inputs] = 1.0
    grads = {
        "by": w.y.sum(axis=0).reshape(V, 1),
        "Why": w.y.T @ w.h[1:],
        "bh": w.dz.sum(axis=0).reshape(H, 1),
        "Whh": w.dz.T @ w.h[:-1],
        "Wxh": w.dz.T @ one_hot,
    }
    return loss, grads, w.h[T].reshape(H, 1).copy()
