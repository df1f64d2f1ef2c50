# A column for each step, in arrays of three axes; bincount adds up the visits of each character.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    p = {name: np.ascontiguousarray(array) for name, array in params.items()}
    steps = np.arange(len(inputs))
    inputs, targets = np.array(inputs, dtype=np.intp), np.array(targets, dtype=np.uint8 if len(p["by"]) < 256 else int)

    a = (p["Wxh"][:, inputs] + p["bh"]).T[:, :, None].copy()  # (T, H, 1): a column for each step
    hs = np.concatenate([h_prev[None], a])
    Whh = p["Whh"]
    for t in steps:
        np.tanh(Whh.dot(hs[t]) + a[t], out=hs[t + 1])
    flat = hs[:, :, 0]

    y = np.einsum("th,vh->tv", flat[1:], p["Why"], optimize=True) + p["by"].T
    y -= np.log(np.exp(y).sum(1, keepdims=True))  # now log p
    loss = -y[steps, targets].sum()
    dy = np.exp(y)
    dy[steps, targets] -= 1

    d = dy.dot(p["Why"])[:, :, None]
    s = 1 - hs[1:] ** 2
    d[-1] *= s[-1]
    back = Whh.T
    for t in steps[:0:-1]:
        d[t - 1] = (back.dot(d[t]) + d[t - 1]) * s[t - 1]
    d = d[:, :, 0]

    flat_index = inputs * d.shape[1] + np.arange(d.shape[1])[:, None]
    dWxh = np.bincount(flat_index.T.ravel(), weights=d.ravel(), minlength=p["Wxh"].size)
    return (
        float(loss),
        {
            "Wxh": dWxh.reshape(p["Wxh"].shape[::-1]).T,
            "Whh": np.tensordot(d, flat[:-1], axes=(0, 0)),
            "Why": np.tensordot(dy, flat[1:], axes=(0, 0)),
            "bh": d.sum(0, keepdims=True).T,
            "by": dy.sum(0, keepdims=True).T,
        },
        hs[-1],
    )
