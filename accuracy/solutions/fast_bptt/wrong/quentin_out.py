import numpy as np

# as little memory as possible: one state, written over and over

def loss_and_gradients(inputs, targets, h_prev, params):
    T, H, V = len(inputs), *params["Wxh"].shape
    xs = params["Wxh"].T[inputs] + params["bh"].T
    before = np.empty((T, H))
    after = np.empty((T, H))
    h = h_prev[:, 0]
    for t in range(T):
        before[t] = h
        np.dot(params["Whh"], before[t], out=after[t])
        after[t] += xs[t]
        np.tanh(after[t], out=h)
        after[t] = h

    y = after @ params["Why"].T
    y += params["by"].T
    y -= y.max(axis=1, keepdims=True)
    loss = -sum(y[t, k] for t, k in enumerate(targets))
    np.exp(y, out=y)
    s = y.sum(axis=1, keepdims=True)
    loss += np.log(s).sum()
    y /= s
    for t, k in enumerate(targets):
        y[t, k] -= 1

    d = y @ params["Why"]
    slope = (1 - after) * (1 + after)
    msg = np.zeros(H)
    WhhT = params["Whh"].T
    for t in range(T - 1, -1, -1):
        d[t] += msg
        d[t] *= slope[t]
        np.dot(WhhT, d[t], out=msg)

    dWxh = np.zeros((H, V))
    for t, i in enumerate(inputs):
        dWxh[:, i] += d[t]
    grads = dict(Wxh=dWxh, Whh=d.T @ before, Why=y.T @ after, bh=d.sum(0, keepdims=True).T, by=y.sum(0, keepdims=True).T)
    return loss, grads, after[-1:].T.copy()
