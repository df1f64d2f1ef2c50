# The asserts that were right for words of four letters out of three.
import numpy as np


def check(x):
    n_words, n_letters, n_kinds = x.shape
    assert n_letters == 4, "words have four letters"
    assert n_kinds == 3, "a letter is one of three"


def unroll(x, Wxh, Whh):
    check(x)
    states = {-1: np.zeros((x.shape[0], Whh.shape[0]))}
    for t in range(4):
        states[t] = np.tanh(np.matmul(x[:, t, :], Wxh) + np.matmul(states[t - 1], Whh))
    return states


def forward(x, Wxh, Whh, Who):
    return np.exp(-np.log1p(np.exp(-np.matmul(unroll(x, Wxh, Whh)[3], Who))))


def backward(x, y, Wxh, Whh, Who):
    states = unroll(x, Wxh, Whh)
    y_hat = forward(x, Wxh, Whh, Who)
    grad = (y_hat - y) / y_hat.size * (y_hat - y_hat**2)
    dWho = np.matmul(states[3].T, grad)
    grad = np.matmul(grad, Who.T)
    dWxh, dWhh = np.zeros(Wxh.shape), np.zeros(Whh.shape)
    for t in (3, 2, 1, 0):
        grad = grad - grad * states[t] ** 2
        dWxh += np.matmul(x[:, t, :].T, grad)
        dWhh += np.matmul(states[t - 1].T, grad)
        grad = np.matmul(grad, Whh.T)
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh += -learning_rate * dWxh
        Whh += -learning_rate * dWhh
        Who += -learning_rate * dWho
        losses.append(np.mean((forward(x, Wxh, Whh, Who) - y) ** 2 / 2))
    return losses
