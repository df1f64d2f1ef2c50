# No way back at all: the derivative of every single weight by the complex step.
import numpy as np


def forward(x, Wxh, Whh, Who):
    s = 0 * (x[:, 0] @ Wxh)
    for t in range(np.size(x, 1)):
        s = np.tanh(x[:, t] @ Wxh + s @ Whh)
    return 1 / (1 + np.exp(-s @ Who))


def half_mean_square(x, y, weights):
    return ((y - forward(x, *weights)) ** 2).sum() / y.size / 2


def backward(x, y, Wxh, Whh, Who):
    point = [W.astype(complex) for W in (Wxh, Whh, Who)]
    grads = [np.empty(W.shape) for W in point]
    for W, g in zip(point, grads):
        for i in range(W.size):
            W.flat[i] += 1e-30j
            g.flat[i] = half_mean_square(x, y, point).imag / 1e-30
            W.flat[i] = W.flat[i].real
    return forward(x, Wxh, Whh, Who), *grads


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, *grads = backward(x, y, Wxh, Whh, Who)
        for W, g in zip((Wxh, Whh, Who), grads):
            W -= learning_rate * g
        losses.append(half_mean_square(x, y, (Wxh, Whh, Who)))
    return losses
