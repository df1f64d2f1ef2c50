import numpy as np


class ManyToOne:
    def __init__(self, Wxh, Whh, Who):
        self.Wxh = Wxh
        self.Whh = Whh
        self.Who = Who

    def predict(self, x):
        self.x = x
        self.s = {-1: np.zeros((x.shape[0], self.Whh.shape[0]))}
        for t in range(x.shape[1]):
            self.s[t] = np.tanh(x[:, t].dot(self.Wxh) + self.s[t - 1].dot(self.Whh))
        self.last = self.s[x.shape[1] - 1]
        z = self.last.dot(self.Who)
        self.y_hat = 0.5 + 0.5 * np.tanh(z * 0.5)
        return self.y_hat

    def gradients(self, y):
        delta = (self.y_hat - y) * self.y_hat * (1 - self.y_hat) / y.size
        self.dWho = self.last.T.dot(delta)
        self.dWxh = np.zeros_like(self.Wxh)
        self.dWhh = np.zeros_like(self.Whh)
        ds = delta.dot(self.Who.T)
        for t in range(self.x.shape[1])[::-1]:
            dz = (1 - self.s[t] ** 2) * ds
            self.dWxh += self.x[:, t].T.dot(dz)
            self.dWhh += self.s[t - 1].T.dot(dz)
            ds = dz.dot(self.Whh.T)

    def step(self, learning_rate):
        self.Wxh = self.Wxh - learning_rate * self.dWxh
        self.Whh = self.Whh - learning_rate * self.dWhh
        self.Who = self.Who - learning_rate * self.dWho

    def loss(self, x, y):
        return 0.5 * ((self.predict(x) - y) ** 2).mean()


def forward(x, Wxh, Whh, Who):
    return ManyToOne(Wxh, Whh, Who).predict(x)


def backward(x, y, Wxh, Whh, Who):
    net = ManyToOne(Wxh, Whh, Who)
    y_hat = net.predict(x)
    net.gradients(y)
    return y_hat, net.dWxh, net.dWhh, net.dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    net = ManyToOne(Wxh, Whh, Who)
    losses = []
    for _ in range(epochs):
        net.predict(x)
        net.gradients(y)
        net.step(learning_rate)
        losses.append(float(net.loss(x, y)))
    return losses
