# W = W - step makes a new array that only train can see.
import numpy as np


def sigma(a):
    return 1 / (1 + np.exp(-a))


def forward(x, Wxh, Whh, Who):
    s = np.zeros((x.shape[0], Whh.shape[1]))
    for t in range(x.shape[1]):
        s = np.tanh(np.dot(x[:, t, :], Wxh) + np.dot(s, Whh))
    return sigma(np.dot(s, Who))


def backward(x, y, Wxh, Whh, Who):
    s = {0: np.zeros((x.shape[0], Whh.shape[1]))}
    for t in range(1, x.shape[1] + 1):
        s[t] = np.tanh(np.dot(x[:, t - 1, :], Wxh) + np.dot(s[t - 1], Whh))
    y_hat = sigma(np.dot(s[x.shape[1]], Who))
    delta = (y_hat - y) * (y_hat - y_hat * y_hat) / y.size
    dWho = np.dot(s[x.shape[1]].T, delta)
    delta = np.dot(delta, Who.T)
    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    for t in range(x.shape[1], 0, -1):
        delta *= 1 - s[t] ** 2
        dWxh += np.dot(x[:, t - 1, :].T, delta)
        dWhh += np.dot(s[t - 1].T, delta)
        delta = np.dot(delta, Whh.T)
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh = Wxh - learning_rate * dWxh
        Whh = Whh - learning_rate * dWhh
        Who = Who - learning_rate * dWho
        losses.append(np.sum((y - forward(x, Wxh, Whh, Who)) ** 2) * 0.5 / y.size)
    return losses
