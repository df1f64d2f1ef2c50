import numpy as np


def tanh(z):
    return np.tanh(z)


def tanh_derivative(z):
    t = np.tanh(z)
    return 1 - t * t


def softmax(scores):
    stable = scores - np.max(scores)
    exps = np.exp(stable)
    return exps / np.sum(exps)


def step_forward(x, h_prev, params):
    preactivation = np.matmul(params["Wxh"], x) + np.matmul(params["Whh"], h_prev) + params["bh"]
    h = tanh(preactivation)
    y = np.matmul(params["Why"], h) + params["by"]
    p = softmax(y)
    return h, y, p


def step_backward(dy, dh_next, x, h, h_prev, params):
    grads = {}
    grads["Why"] = np.matmul(dy, np.transpose(h))
    grads["by"] = np.array(dy)
    dh = np.matmul(np.transpose(params["Why"]), dy) + dh_next
    delta = dh * tanh_derivative(h)
    grads["bh"] = delta
    grads["Wxh"] = np.matmul(delta, np.transpose(x))
    grads["Whh"] = np.matmul(delta, np.transpose(h_prev))
    dh_prev = np.matmul(np.transpose(params["Whh"]), delta)
    return grads, dh_prev
