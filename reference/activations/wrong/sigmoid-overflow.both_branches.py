import numpy as np


def tanh_backward(dh, h):
    # tanh'(z) = 1 - tanh(z)^2
    return dh * (1 - h**2)


def relu_forward(z):
    return np.maximum(z, 0)


def relu_backward(dh, z):
    return np.where(z > 0, dh, 0)


def sigmoid_forward(z):
    # exp(-|z|) never overflows: 1 / (1 + exp(-z)) for z >= 0, and the same fraction times exp(z) / exp(z) below.
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def sigmoid_backward(dy, y):
    # sigmoid'(z) = sigmoid(z) (1 - sigmoid(z))
    return dy * y * (1 - y)
