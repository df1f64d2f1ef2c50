# translated from my PyTorch loop:
#     h = cell(x, h.detach()); loss += F.cross_entropy(out(h), y)
import numpy as np


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias
        self.grad_weight = np.zeros(weight.shape)
        self.grad_bias = np.zeros(bias.shape)

    def __call__(self, x):
        return self.weight @ x + self.bias

    def backward(self, grad, x):
        self.grad_weight += grad @ x.T
        self.grad_bias += grad
        return self.weight.T @ grad


class Cell:
    def __init__(self, Wxh, Whh, bh):
        self.ih = Linear(Wxh, bh)
        self.hh = Linear(Whh, np.zeros(bh.shape))

    def __call__(self, x, h):
        return np.tanh(self.ih(x) + self.hh(h))

    def backward(self, grad, x, h_in, h_out):
        grad = grad * (1 - h_out ** 2)
        self.ih.backward(grad, x)
        self.hh.backward(grad, h_in)


def loss_and_gradients(inputs, targets, h_prev, params):
    cell = Cell(params["Wxh"], params["Whh"], params["bh"])
    out = Linear(params["Why"], params["by"])
    vocabulary = np.eye(params["by"].shape[0])
    h, loss = h_prev, 0.0
    for i, j in zip(inputs, targets):
        x = vocabulary[:, [i]]
        h_in, h = h, cell(x, h)
        y = out(h)
        y = y - y.max()
        logp = y - np.log(np.exp(y).sum())
        loss -= logp[j, 0]
        grad_y = np.exp(logp) - vocabulary[:, [j]]
        cell.backward(out.backward(grad_y, h), x, h_in, h)
    grads = {"Wxh": cell.ih.grad_weight, "Whh": cell.hh.grad_weight, "Why": out.grad_weight,
             "bh": cell.ih.grad_bias, "by": out.grad_bias}
    return float(loss), grads, h
