# A function for the rest of the sequence, which gives back its gradient to whoever called it.
import numpy as np


def rest(x, s, weights, y):
    """Prediction, gradients, and the gradient of s; without y the prediction alone counts."""
    Wxh, Whh, Who = weights
    if x.shape[1] == 0:
        p = np.reciprocal(1 + np.exp(-(s @ Who)))
        error = 0 * p if y is None else (p - y) * p * (1 - p) / p.size
        return p, np.zeros(Wxh.shape), np.zeros(Whh.shape), s.T @ error, error @ Who.T
    new = np.tanh(x[:, 0] @ Wxh + s @ Whh)
    p, gx, gh, go, back = rest(x[:, 1:], new, weights, y)
    back = back * np.cosh(np.arctanh(new)) ** -2
    return p, gx + x[:, 0].T @ back, gh + s.T @ back, go, back @ Whh.T


def forward(x, *weights):
    return rest(x, np.zeros((len(x), len(weights[1]))), weights, None)[0]


def backward(x, y, *weights):
    *found, _ = rest(x, np.zeros((len(x), len(weights[1]))), weights, y)
    return tuple(found)


def train(x, y, epochs, learning_rate, *weights):
    losses = []
    while len(losses) < epochs:
        steps = [learning_rate * g for g in backward(x, y, *weights)[1:]]
        for W, step in zip(weights, steps):
            W -= step
        losses.append(np.linalg.norm(y - forward(x, *weights)) ** 2 / (2 * y.size))
    return losses
