import numpy as np
from numpy import tanh, zeros, einsum


def f(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def forward(x, Wxh, Whh, Who):
    a = x @ Wxh                     # (N, T, H)
    s = tanh(a[:, 0])
    for t in range(1, a.shape[1]):
        s = tanh(a[:, t] + s @ Whh)
    return f(s @ Who)


def backward(x, y, Wxh, Whh, Who):
    a = x @ Wxh
    S = zeros((a.shape[0], a.shape[1] + 1, a.shape[2]))
    for t in range(a.shape[1]):
        S[:, t + 1] = tanh(a[:, t] + S[:, t] @ Whh)
    p = f(S[:, -1] @ Who)
    e = (p - y) / y.size * p * (1 - p)
    D = zeros(a.shape)
    r = e @ Who.T
    for t in range(a.shape[1] - 1, -1, -1):
        D[:, t] = r * (1 - S[:, t + 1] ** 2)
        r = D[:, t] @ Whh
    return p, einsum("ntd,nth->dh", x, D), einsum("ntg,nth->gh", S[:, :-1], D), einsum("nh,nk->hk", S[:, -1], e)


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    out = []
    for _ in range(epochs):
        g = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * g[1]
        Whh -= learning_rate * g[2]
        Who -= learning_rate * g[3]
        out.append(float(np.mean((forward(x, Wxh, Whh, Who) - y) ** 2)) * 0.5)
    return out
