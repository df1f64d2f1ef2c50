"""Activations: tanh, ReLU and sigmoid, there and back. The task is in katas/40_activations/README.md."""

import numpy as np


def tanh_backward(dh, h):
    """The gradient with respect to z, where h = tanh(z).

    dh: the gradient with respect to h, any shape.
    h: what tanh gave, the same shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("write the slope of tanh at z with h alone, then apply the chain rule")


def relu_forward(z):
    """z where it is positive, else 0.

    z: scores, any shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("keep what is positive; everything else becomes 0")


def relu_backward(dh, z):
    """The gradient with respect to z, where h = relu(z).

    dh: the gradient with respect to h, any shape.
    z: the scores, the same shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("ask where the ReLU let z pass: there dh passes too")


def sigmoid_forward(z):
    """1 / (1 + exp(-z)), without a warning for scores as large as ±10,000.

    z: scores, any shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("begin with the formula; then think about scores of -10,000")


def sigmoid_backward(dy, y):
    """The gradient with respect to z, where y = sigmoid(z).

    dy: the gradient with respect to y, any shape.
    y: what the sigmoid gave, the same shape.
    Gives an array of that shape.
    """
    raise NotImplementedError("write the slope of the sigmoid at z with y alone, then apply the chain rule")
