# What goes back through Whh has not passed the tanh.
import numpy as np


def run(x, Wxh, Whh, Who):
    states = [np.zeros((x.shape[0], Whh.shape[0]))]
    for t in range(x.shape[1]):
        states.append(np.tanh(x[:, t] @ Wxh + states[-1] @ Whh))
    return states, 1 / (1 + np.exp(-states[-1] @ Who))


def forward(x, Wxh, Whh, Who):
    return run(x, Wxh, Whh, Who)[1]


def backward(x, y, Wxh, Whh, Who):
    states, y_hat = run(x, Wxh, Whh, Who)
    delta = (y_hat - y) / y.size * y_hat * (1 - y_hat)
    dWho = states[-1].T @ delta
    dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
    ds = delta @ Who.T
    for t in reversed(range(x.shape[1])):
        dz = ds * (1 - states[t + 1] ** 2)
        dWxh += x[:, t].T @ dz
        dWhh += states[t].T @ dz
        ds = ds @ Whh.T
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        losses.append(0.5 * np.mean((y - forward(x, Wxh, Whh, Who)) ** 2))
    return losses
