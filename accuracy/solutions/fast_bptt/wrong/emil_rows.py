import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    """Everything in rows, two small loops."""
    T, V = len(inputs), params["by"].shape[0]
    H = params["bh"].shape[0]
    t_all = np.arange(T)

    z = params["Wxh"][:, inputs].T + params["bh"].T
    h = np.zeros((T + 1, H))
    h[0] = h_prev.T
    for t in t_all:
        h[t + 1] = np.tanh(z[t] + params["Whh"].dot(h[t]))

    y = h[1:].dot(params["Why"].T) + params["by"].T
    y -= y.max(axis=1).reshape(T, 1)
    e = np.exp(y)
    total = e.sum(axis=1)
    loss = np.log(total).sum() - y[t_all, targets].sum()

    dy = e / total.reshape(T, 1)
    dy[t_all, targets] -= 1.0
    dz = dy.dot(params["Why"])
    slope = 1.0 - h[1:] ** 2
    dz[T - 1] *= slope[T - 1]
    for t in t_all[:-1][::-1]:
        dz[t] += dz[t + 1].dot(params["Whh"])
        dz[t] *= slope[t]

    dWxh = np.zeros((H, V))
    dWxh[:, inputs] += dz.T
    grads = {"Wxh": dWxh, "Whh": dz.T.dot(h[:-1]), "Why": dy.T.dot(h[1:]),
             "bh": dz.sum(axis=0).reshape(H, 1), "by": dy.sum(axis=0).reshape(V, 1)}
    return loss, grads, h[T].reshape(H, 1).copy()
