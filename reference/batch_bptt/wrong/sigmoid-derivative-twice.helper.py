# A helper that takes the argument of the sigmoid is handed its output.
import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def sigmoid_prime(v):
    return np.exp(-v) / (1 + np.exp(-v)) ** 2


def forward(x, Wxh, Whh, Who):
    h = np.zeros((x.shape[0], Whh.shape[0]))
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ Wxh + h @ Whh)
    return sigmoid(h @ Who)


def backward(x, y, Wxh, Whh, Who):
    hs = {-1: np.zeros((x.shape[0], Whh.shape[0]))}
    for t in range(x.shape[1]):
        hs[t] = np.tanh(x[:, t] @ Wxh + hs[t - 1] @ Whh)
    last = x.shape[1] - 1
    y_hat = sigmoid(hs[last] @ Who)
    error = -(y - y_hat) / (y.shape[0] * y.shape[1]) * sigmoid_prime(y_hat)
    dWho = (error.T @ hs[last]).T
    dh = error @ Who.T
    dWxh, dWhh = [], []
    for t in range(last, -1, -1):
        dz = (1 - hs[t] ** 2) * dh
        dWxh.append((dz.T @ x[:, t]).T)
        dWhh.append((dz.T @ hs[t - 1]).T)
        dh = dz @ Whh.T
    return y_hat, np.sum(dWxh, axis=0), np.sum(dWhh, axis=0), dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh[:], Whh[:], Who[:] = Wxh - learning_rate * dWxh, Whh - learning_rate * dWhh, Who - learning_rate * dWho
        losses.append(((forward(x, Wxh, Whh, Who) - y) ** 2).sum() / y.size / 2)
    return losses
