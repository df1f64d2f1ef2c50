import numpy as np


def states_of(x, Wxh, Whh):
    s = np.zeros((x.shape[1] + 1, x.shape[0], Whh.shape[0]))
    for t, letters in enumerate(np.moveaxis(x, 1, 0), start=1):
        s[t] = np.tanh(np.einsum("nd,dh->nh", letters, Wxh) + np.einsum("ni,ih->nh", s[t - 1], Whh))
    return s


def forward(x, Wxh, Whh, Who):
    return 0.5 + 0.5 * np.tanh(np.einsum("nh,hk->nk", states_of(x, Wxh, Whh)[-1], Who) / 2)


def backward(x, y, Wxh, Whh, Who):
    s = states_of(x, Wxh, Whh)
    y_hat = forward(x, Wxh, Whh, Who)
    e = np.zeros_like(s)
    d = (y_hat - y) / y.size * y_hat * (1 - y_hat)
    e[-1] = np.einsum("nk,hk->nh", d, Who) * (1 - s[-1] ** 2)
    for t in range(x.shape[1] - 1, 0, -1):
        e[t] = np.einsum("ni,ih->nh", e[t + 1], Whh) * (1 - s[t] ** 2)
    dWxh = np.einsum("ntd,tnh->dh", x, e[1:])
    dWhh = np.einsum("tni,tnh->ih", s[:-1], e[1:])
    return y_hat, dWxh, dWhh, np.einsum("nh,nk->hk", s[-1], d)


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = np.zeros(epochs)
    for i in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        losses[i] = np.mean((y - forward(x, Wxh, Whh, Who)) ** 2) / 2
    return list(losses)
