import numpy as np


def sigmoid(a):
    return (np.tanh(a / 2) + 1) / 2


def forward(x, Wxh, Whh, Who):
    N, T, D = x.shape
    s = np.zeros((N, Wxh.shape[1]))
    for t in range(T):
        s = np.tanh(np.dot(x[:, t, :], Wxh) + np.dot(s, Whh))
    return sigmoid(np.dot(s, Who))


def backward(x, y, Wxh, Whh, Who):
    N, T, D = x.shape
    history = np.zeros((N, T + 1, Wxh.shape[1]))
    for t in range(T):
        history[:, t + 1] = np.tanh(np.dot(x[:, t], Wxh) + np.dot(history[:, t], Whh))
    y_hat = sigmoid(np.dot(history[:, T], Who))

    # loss = 0.5 * mean((y - y_hat)^2)
    grad = (y_hat - y) / N
    grad = grad * y_hat * (1 - y_hat)
    dWho = np.dot(history[:, T].T, grad)
    grad = np.dot(grad, Who.T)
    dWxh = 0
    dWhh = 0
    for t in range(T, 0, -1):
        grad = grad * (1 - history[:, t] ** 2)
        dWxh = dWxh + np.dot(x[:, t - 1].T, grad)
        dWhh = dWhh + np.dot(history[:, t - 1].T, grad)
        grad = np.dot(grad, Whh.T)
    return y_hat, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    losses = []
    for epoch in range(epochs):
        _, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * dWxh
        Whh -= learning_rate * dWhh
        Who -= learning_rate * dWho
        losses.append(float(0.5 * np.mean(np.square(y - forward(x, Wxh, Whh, Who)))))
    return losses
