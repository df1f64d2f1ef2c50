import numpy as np

SHAPES = {"Wxh": "HV", "Whh": "HH", "Why": "VH", "bh": "H1", "by": "V1"}


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        clipped = np.where(g > limit, limit, np.where(g < -limit, -limit, g))
        g[:] = clipped


def unpack(vector, sizes):
    arrays, at = {}, 0
    for name, (rows, columns) in SHAPES.items():
        shape = sizes[rows], sizes[columns]
        arrays[name] = vector[at : at + shape[0] * shape[1]].reshape(shape)
        at += shape[0] * shape[1]
    return arrays


def bptt(inputs, targets, h, p, g):
    """Adds nothing to g: sets it."""
    T = len(inputs)
    hs = np.zeros((T + 1, h.size))
    hs[0] = h
    for t, i in enumerate(inputs):
        hs[t + 1] = np.tanh(p["Wxh"][:, i] + p["Whh"] @ hs[t] + p["bh"].ravel())
    y = hs[1:] @ p["Why"].T + p["by"].ravel()
    e = np.exp(y - y.max(1, keepdims=True))
    q = e / e.sum(1, keepdims=True)
    loss = -np.log(q[np.arange(T), targets]).sum()
    q[np.arange(T), targets] -= 1.0
    back = q @ p["Why"]
    for t in reversed(range(T)):
        if t + 1 < T:
            back[t] += back[t + 1] @ p["Whh"]
        back[t] *= 1 - hs[t + 1] ** 2
    g["Whh"][:] = back.T @ hs[:-1]
    g["Why"][:] = q.T @ hs[1:]
    g["bh"][:] = back.sum(0)[:, None]
    g["by"][:] = q.sum(0)[:, None]
    g["Wxh"][:] = 0
    np.add.at(g["Wxh"].T, inputs, back)
    return loss, hs[-1]


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    V, H = params["Why"].shape
    sizes = {"V": V, "H": H, "1": 1}
    theta = np.concatenate([params[name].flatten() for name in SHAPES])
    gradient, memory = np.zeros_like(theta), np.zeros_like(theta)
    p, g = unpack(theta, sizes), unpack(gradient, sizes)
    data = np.array(data)
    h, smooth, result = np.zeros(H), seq_length * np.log(V), []
    for n in range(steps):
        window = np.take(data, np.arange(n * seq_length, (n + 1) * seq_length + 1), mode="wrap")
        loss, h = bptt(window[:-1], window[1:], h, p, g)
        clip_gradients(g)
        memory += gradient**2
        theta -= learning_rate * gradient / np.sqrt(memory + 1e-8)
        smooth = smooth - smooth / 1000 + loss / 1000
        result.append(smooth)
        for name in SHAPES:
            params[name][...] = p[name]
    return result
