# for step in x: the first axis, which is the batch.
import numpy as np


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def forward(x, Wxh, Whh, Who):
    h = np.zeros((x.shape[1], Wxh.shape[1]))
    for step in x:
        h = np.tanh(step.dot(Wxh) + h.dot(Whh))
    return sigmoid(h.dot(Who))


def backward(x, y, Wxh, Whh, Who):
    hs = [np.zeros((x.shape[1], Wxh.shape[1]))]
    for step in x:
        hs.append(np.tanh(step.dot(Wxh) + hs[-1].dot(Whh)))
    out = sigmoid(hs[-1].dot(Who))
    delta = (out - y) * out * (1 - out) / y.shape[0] / y.shape[1]
    gWho = hs[-1].T.dot(delta)
    gWxh, gWhh = 0 * Wxh, 0 * Whh
    g = delta.dot(Who.T)
    for i in range(len(x) - 1, -1, -1):
        g = g * (1 - hs[i + 1] * hs[i + 1])
        gWxh = gWxh + x[i].T.dot(g)
        gWhh = gWhh + hs[i].T.dot(g)
        g = g.dot(Whh.T)
    return out, gWxh, gWhh, gWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    history = []
    for _ in range(epochs):
        out, a, b, c = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * a
        Whh -= learning_rate * b
        Who -= learning_rate * c
        history.append(((y - forward(x, Wxh, Whh, Who)) ** 2).mean() / 2)
    return history
