# The loss is that of the prediction which backward gave, from before the step.
import numpy as np


def forward(x, Wxh, Whh, Who):
    return backward(x, np.zeros((x.shape[0], Who.shape[1])), Wxh, Whh, Who)[0]


def backward(x, y, Wxh, Whh, Who):
    N, T, D = x.shape
    H, K = Who.shape
    S = np.zeros((N, T + 1, H))
    for t in range(T):
        S[:, t + 1] = np.tanh(x[:, t] @ Wxh + S[:, t] @ Whh)
    y_hat = 1 / (1 + np.exp(-S[:, T] @ Who))
    d_out = (y_hat - y) * y_hat * (1 - y_hat) / N / K
    d_in = np.zeros((N, T, H))
    d = d_out @ Who.T
    for t in range(T)[::-1]:
        d_in[:, t] = d * (1 - S[:, t + 1] ** 2)
        d = d_in[:, t] @ Whh.T
    flat = d_in.reshape(N * T, H)
    return y_hat, x.reshape(N * T, D).T @ flat, S[:, :-1].reshape(N * T, H).T @ flat, S[:, T].T @ d_out


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for epoch in range(epochs):
        y_hat, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        losses.append(0.5 * np.mean((y - y_hat) ** 2))
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
    return losses
