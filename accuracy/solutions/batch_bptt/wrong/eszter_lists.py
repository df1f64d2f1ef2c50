"""Batches. Everything that belongs to a step is in a list."""
import numpy as np


def squash(z):
    return np.exp(-np.logaddexp(0, -z))


def read(x, Wxh, Whh):
    states = []
    for x_t in np.swapaxes(x, 0, 1):
        z = x_t @ Wxh
        if states:
            z = z + states[-1] @ Whh
        states.append(np.tanh(z))
    return states


def forward(x, Wxh, Whh, Who):
    return squash(read(x, Wxh, Whh)[-1] @ Who)


def backward(x, y, Wxh, Whh, Who):
    states = read(x, Wxh, Whh)
    y_hat = squash(states[-1] @ Who)
    d_out = (y_hat - y) / (y.shape[0] * y.shape[1])
    dWho = states[-1].T @ d_out
    d_s = d_out @ Who.T
    parts_x, parts_h = [], []
    for t in range(len(states) - 1, -1, -1):
        d_z = d_s * (1 - states[t] * states[t])
        parts_x.append(x[:, t].T @ d_z)
        if t > 0:
            parts_h.append(states[t - 1].T @ d_z)
        d_s = d_z @ Whh.T
    return y_hat, sum(parts_x), sum(parts_h, np.zeros(Whh.shape)), dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    while len(losses) < epochs:
        grads = backward(x, y, Wxh, Whh, Who)[1:]
        for W, dW in zip([Wxh, Whh, Who], grads):
            W -= learning_rate * dW
        miss = y - forward(x, Wxh, Whh, Who)
        losses.append(0.5 * np.mean(miss * miss))
    return losses
