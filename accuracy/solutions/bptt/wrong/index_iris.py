import numpy as np


def onehot(i, n):
    v = np.zeros((n, 1))
    v[i, 0] = 1
    return v


def forward(inputs, h0, P):
    V = P["by"].shape[0]
    hs = {0: h0}
    ps = {}
    for t in range(1, len(inputs) + 1):       # steps are counted from 1, as in the lecture
        hs[t] = np.tanh(P["Wxh"] @ onehot(inputs[t - 1], V) + P["Whh"] @ hs[t - 1] + P["bh"])
        u = P["Why"] @ hs[t] + P["by"]
        ps[t] = np.exp(u - u.max()) / np.exp(u - u.max()).sum()
    return hs, ps


def loss_and_gradients(inputs, targets, h_prev, params):
    V = params["by"].shape[0]
    T = len(inputs)
    hs, ps = forward(inputs, h_prev, params)
    loss = 0.0
    for t in range(1, T + 1):
        loss += -np.log(float(ps[t][targets[t - 1], 0]))

    G = {k: 0 * params[k] for k in params}
    back = 0 * h_prev
    for t in range(T, 1, -1):
        e = ps[t] - onehot(targets[t - 1], V)
        G["Why"] += e @ hs[t].T
        G["by"] += e
        d = (params["Why"].T @ e + back) * (1 - hs[t] ** 2)
        G["bh"] += d
        G["Wxh"] += d @ onehot(inputs[t - 1], V).T
        G["Whh"] += d @ hs[t - 1].T
        back = params["Whh"].T @ d
    return loss, G, hs[T - 1]
