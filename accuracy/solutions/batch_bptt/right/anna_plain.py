"""Many sequences, one answer for each."""

import numpy as np


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def _states(x, Wxh, Whh):
    """All T + 1 states, the zeros first; each is (N, H)."""
    N, T, _ = x.shape
    states = [np.zeros((N, Whh.shape[0]))]
    for t in range(T):
        states.append(np.tanh(x[:, t] @ Wxh + states[t] @ Whh))
    return states


def forward(x, Wxh, Whh, Who):
    return _sigmoid(_states(x, Wxh, Whh)[-1] @ Who)


def backward(x, y, Wxh, Whh, Who):
    states = _states(x, Wxh, Whh)
    y_hat = _sigmoid(states[-1] @ Who)                      # (N, K)
    d_scores = (y_hat - y) / y.size * y_hat * (1 - y_hat)   # mean, then sigmoid
    dWho = states[-1].T @ d_scores                          # (H, N) (N, K)
    d_state = d_scores @ Who.T                              # (N, K) (K, H)
    dWxh, dWhh = np.zeros(Wxh.shape), np.zeros(Whh.shape)
    for t in reversed(range(x.shape[1])):
        d_z = d_state * (1 - states[t + 1] ** 2)
        dWxh += x[:, t].T @ d_z
        dWhh += states[t].T @ d_z
        d_state = d_z @ Whh.T
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, *gradients = backward(x, y, Wxh, Whh, Who)
        for weight, gradient in zip((Wxh, Whh, Who), gradients):
            weight -= learning_rate * gradient
        losses.append(float(0.5 * np.mean((y - forward(x, Wxh, Whh, Who)) ** 2)))
    return losses
