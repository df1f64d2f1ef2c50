# The textbook formulas, with the warnings turned off where overflow is harmless: 1 / inf is 0.
from numpy import errstate, exp, maximum, multiply, piecewise


def tanh_backward(dh, h):
    return multiply(dh, 1.0 - h * h)


def relu_forward(z):
    return maximum(0.0, z)


def relu_backward(dh, z):
    return dh * piecewise(z, [z <= 0, z > 0], [0, 1])


def sigmoid_forward(z):
    with errstate(over="ignore"):
        return 1 / (1 + exp(-z))


def sigmoid_backward(dy, y):
    return dy * (y - y**2)
