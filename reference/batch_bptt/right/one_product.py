# All states in one array (N, T + 1, H); products over batch and time at once, by einsum and tensordot.
from collections import namedtuple

import numpy as np

Answer = namedtuple("Answer", "y_hat dWxh dWhh dWho")


def all_states(x, Wxh, Whh):
    N, T, D = x.shape
    H = Wxh.shape[1]
    S = np.zeros((N, T + 1, H))
    driven = np.tensordot(x, Wxh, axes=(2, 0))
    for t in range(T):
        S[:, t + 1] = np.tanh(driven[:, t] + np.einsum("nh,hj->nj", S[:, t], Whh))
    return S


def logistic(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def forward(x, Wxh, Whh, Who):
    return logistic(all_states(x, Wxh, Whh)[:, -1] @ Who)


def backward(x, y, Wxh, Whh, Who):
    S = all_states(x, Wxh, Whh)
    y_hat = logistic(S[:, -1] @ Who)
    delta = (y_hat - y) * y_hat * (1 - y_hat) / np.prod(y.shape)
    slopes = 1 - S[:, 1:] ** 2
    E = np.empty_like(slopes)
    E[:, -1] = delta @ Who.T * slopes[:, -1]
    for t in range(E.shape[1] - 2, -1, -1):
        E[:, t] = E[:, t + 1] @ Whh.T * slopes[:, t]
    dWxh = np.einsum("ntd,nth->dh", x, E)
    dWhh = np.tensordot(S[:, :-1], E, axes=((0, 1), (0, 1)))
    dWho = np.einsum("nh,nk->hk", S[:, -1], delta)
    return Answer(y_hat, dWxh, dWhh, dWho)


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = np.empty(epochs)
    for epoch in range(epochs):
        answer = backward(x, y, Wxh, Whh, Who)
        Wxh[:] = Wxh - learning_rate * answer.dWxh
        Whh[:, :] = Whh - learning_rate * answer.dWhh
        Who[...] -= learning_rate * answer.dWho
        losses[epoch] = np.average((y - forward(x, Wxh, Whh, Who)) ** 2) / 2
    return losses.tolist()
