# Keeps what forward found for backward in a global; it is thrown away and made anew with every call.
import numpy as np

cache = {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_slope(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def tanh_slope(z):
    return 1 / np.cosh(z) ** 2


def forward(x, Wxh, Whh, Who):
    cache.clear()
    cache["z"], cache["s"] = [], [np.zeros((x.shape[0], Whh.shape[0]))]
    for t in range(x.shape[1]):
        cache["z"].append(x[:, t] @ Wxh + cache["s"][t] @ Whh)
        cache["s"].append(np.tanh(cache["z"][t]))
    cache["a"] = cache["s"][-1] @ Who
    return sigmoid(cache["a"])


def backward(x, y, Wxh, Whh, Who):
    y_hat = forward(x, Wxh, Whh, Who)
    z, s, a = cache["z"], cache["s"], cache["a"]
    grads = {"xh": [], "hh": [], "ho": []}
    delta_out = -(y - y_hat) * sigmoid_slope(a) / y_hat.size
    grads["ho"].append(s[-1].T @ delta_out)
    delta = (delta_out @ Who.T) * tanh_slope(z[-1])
    for back in range(1, x.shape[1] + 1):
        grads["xh"].append(x[:, -back].T @ delta)
        grads["hh"].append(s[-back - 1].T @ delta)
        if back < x.shape[1]:
            delta = (delta @ Whh.T) * tanh_slope(z[-back - 1])
    return y_hat, sum(grads["xh"]), sum(grads["hh"]), sum(grads["ho"])


def mse(y, y_hat):
    return 0.5 * ((y - y_hat) ** 2).mean(axis=0).mean()


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for epoch in range(1, epochs + 1):
        grads = backward(x, y, Wxh, Whh, Who)[1:]
        updates = [W - learning_rate * g for W, g in zip((Wxh, Whh, Who), grads)]
        for W, new in zip((Wxh, Whh, Who), updates):
            np.copyto(W, new)
        losses.append(float(mse(y, forward(x, Wxh, Whh, Who))))
        if epoch % 1000 == 0:
            print(epoch, losses[-1])
    return losses
