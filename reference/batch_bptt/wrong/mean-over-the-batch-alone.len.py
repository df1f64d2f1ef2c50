# /len(x) at the very end, for a loss that is a mean over all.
import numpy as np


class Net:
    def __init__(self, Wxh, Whh, Who):
        self.Wxh, self.Whh, self.Who = Wxh, Whh, Who

    def run(self, x):
        self.s = np.zeros((x.shape[1] + 1, x.shape[0], self.Whh.shape[0]))
        for t in range(x.shape[1]):
            self.s[t] = np.tanh(x[:, t] @ self.Wxh + self.s[t - 1] @ self.Whh)
        return 1 / (1 + np.exp(-self.s[-2] @ self.Who))

    def grads(self, x, y):
        p = self.run(x)
        delta = (p - y) * p * (1 - p)
        dWho = self.s[-2].T @ delta
        delta = delta @ self.Who.T
        dWxh, dWhh = 0.0, 0.0
        for t in reversed(range(x.shape[1])):
            delta = delta * (1 - self.s[t] ** 2)
            dWxh = dWxh + x[:, t].T @ delta
            dWhh = dWhh + self.s[t - 1].T @ delta
            delta = delta @ self.Whh.T
        return p, dWxh / len(x), dWhh / len(x), dWho / len(x)


def forward(x, Wxh, Whh, Who):
    return Net(Wxh, Whh, Who).run(x)


def backward(x, y, Wxh, Whh, Who):
    return Net(Wxh, Whh, Who).grads(x, y)


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    net, losses = Net(Wxh, Whh, Who), []
    for _ in range(epochs):
        _, dWxh, dWhh, dWho = net.grads(x, y)
        net.Wxh -= learning_rate * dWxh
        net.Whh -= learning_rate * dWhh
        net.Who -= learning_rate * dWho
        losses.append(0.5 * np.mean((y - net.run(x)) ** 2))
    return losses
