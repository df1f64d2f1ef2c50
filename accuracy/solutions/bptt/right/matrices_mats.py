import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    x = np.asarray(inputs, dtype=int)
    k = np.asarray(targets, dtype=int)
    T = len(x)
    Whh, Why = params["Whh"], params["Why"]

    drive = params["Wxh"].T[x] + params["bh"].T             # (T, H)
    S = np.vstack([h_prev.T, drive]).astype(float)          # row 0: before the first step
    for t in range(1, T + 1):
        S[t] = np.tanh(S[t] + Whh @ S[t - 1])
    before, after = S[:-1], S[1:]

    Y = after @ Why.T + params["by"].T
    Y -= Y.max(axis=1, keepdims=True)
    E = np.exp(Y)
    sums = E.sum(axis=1)
    loss = float((np.log(sums) - Y[np.arange(T), k]).sum())

    D = E / sums[:, None]
    np.subtract.at(D, (np.arange(T), k), 1.0)
    B = D @ Why
    bend = 1.0 - after ** 2
    B[-1] *= bend[-1]
    for t in range(T - 2, -1, -1):
        B[t] = (B[t] + B[t + 1] @ Whh) * bend[t]

    dWxh = np.zeros(params["Wxh"].T.shape)
    np.add.at(dWxh, x, B)
    grads = {
        "by": D.sum(axis=0).reshape(-1, 1),
        "bh": B.sum(axis=0).reshape(-1, 1),
        "Why": D.T @ after,
        "Whh": B.T @ before,
        "Wxh": dWxh.T.copy(),
    }
    return loss, grads, after[-1].reshape(-1, 1).copy()
