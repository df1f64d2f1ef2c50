# y (N, 1) against a prediction of shape (N,): the difference is (N, N).
import numpy as np


def loss_function(y, y_hat):
    return np.mean((y - y_hat) ** 2) / 2


def forward(x, Wxh, Whh, Who):
    s = np.zeros((len(x), len(Whh)))
    t = 0
    while t < x.shape[1]:
        s = np.tanh(x[:, t] @ Wxh + s @ Whh)
        t += 1
    return np.power(1 + np.exp(-s @ Who), -1)


def backward(x, y, Wxh, Whh, Who):
    s, zero = [], np.zeros((len(x), len(Whh)))
    for t in range(x.shape[1]):
        s.append(np.tanh(x[:, t] @ Wxh + (s[-1] if s else zero) @ Whh))
    y_hat = forward(x, Wxh, Whh, Who)
    d = (y_hat - y) / y.size * (y_hat * (1 - y_hat))
    gradients = [np.zeros_like(Wxh), np.zeros_like(Whh), s[-1].T @ d]
    d = d @ Who.T
    for t in reversed(range(x.shape[1])):
        d = d * (1 - s[t] ** 2)
        gradients[0] += x[:, t].T @ d
        gradients[1] += (s[t - 1] if t else zero).T @ d
        d = d @ Whh.T
    return y_hat, *gradients


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        losses.append(loss_function(y, forward(x, Wxh, Whh, Who).ravel()))
    return losses
