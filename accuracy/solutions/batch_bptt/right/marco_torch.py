"""Translated from a PyTorch model: nn.RNN(bias=False, batch_first=True) -> nn.Linear(bias=False) -> Sigmoid."""
import numpy as np


class Module:
    def __call__(self, *args):
        return self.forward(*args)


class RNN(Module):
    def __init__(self, w_ih, w_hh):
        self.w_ih, self.w_hh = w_ih, w_hh

    def forward(self, x):
        batch, seq, _ = x.shape
        self.x = x
        self.out = np.zeros((seq + 1, batch, self.w_hh.shape[0]))
        for t in range(seq):
            self.out[t + 1] = np.tanh(np.matmul(x[:, t, :], self.w_ih) + np.matmul(self.out[t], self.w_hh))
        return self.out[-1]

    def backward(self, grad):
        self.grad_w_ih = np.zeros_like(self.w_ih)
        self.grad_w_hh = np.zeros_like(self.w_hh)
        for t in range(self.x.shape[1] - 1, -1, -1):
            grad = grad * (1.0 - np.square(self.out[t + 1]))
            self.grad_w_ih += np.matmul(self.x[:, t, :].T, grad)
            self.grad_w_hh += np.matmul(self.out[t].T, grad)
            grad = np.matmul(grad, self.w_hh.T)


class Linear(Module):
    def __init__(self, w):
        self.w = w

    def forward(self, h):
        self.h = h
        return np.matmul(h, self.w)

    def backward(self, grad):
        self.grad_w = np.matmul(self.h.T, grad)
        return np.matmul(grad, self.w.T)


class Sigmoid(Module):
    def forward(self, z):
        self.out = np.exp(-np.logaddexp(0.0, -z))
        return self.out

    def backward(self, grad):
        return grad * self.out * (1.0 - self.out)


class HalfMSELoss(Module):
    def forward(self, pred, target):
        self.diff = pred - target
        return 0.5 * np.mean(self.diff ** 2)

    def backward(self):
        return self.diff / self.diff.size


class Model(Module):
    def __init__(self, Wxh, Whh, Who):
        self.rnn, self.fc, self.act = RNN(Wxh, Whh), Linear(Who), Sigmoid()

    def forward(self, x):
        return self.act(self.fc(self.rnn(x)))

    def backward(self, grad):
        self.rnn.backward(self.fc.backward(self.act.backward(grad)))

    def parameters(self):
        return [(self.rnn.w_ih, self.rnn.grad_w_ih), (self.rnn.w_hh, self.rnn.grad_w_hh), (self.fc.w, self.fc.grad_w)]


class SGD:
    def __init__(self, model, lr):
        self.model, self.lr = model, lr

    def step(self):
        for p, g in self.model.parameters():
            np.subtract(p, self.lr * g, out=p)


def forward(x, Wxh, Whh, Who):
    return Model(Wxh, Whh, Who)(x)


def backward(x, y, Wxh, Whh, Who):
    model, criterion = Model(Wxh, Whh, Who), HalfMSELoss()
    y_hat = model(x)
    criterion(y_hat, y)
    model.backward(criterion.backward())
    return y_hat, model.rnn.grad_w_ih, model.rnn.grad_w_hh, model.fc.grad_w


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    model, criterion = Model(Wxh, Whh, Who), HalfMSELoss()
    optimizer = SGD(model, learning_rate)
    losses = []
    for epoch in range(epochs):
        criterion(model(x), y)
        model.backward(criterion.backward())
        optimizer.step()
        losses.append(criterion(model(x), y).item())
    return losses
