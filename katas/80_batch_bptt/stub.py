"""Batches: many sequences at once, one answer for each. The task is in katas/80_batch_bptt/README.md."""

import numpy as np


def forward(x, Wxh, Whh, Who):
    """The predictions for a batch, from the state after the last step.

    x: (N, T, D), N sequences of T steps, a vector of D numbers at each.
    Wxh: (D, H). Whh: (H, H). Who: (H, K).
    Gives y_hat, (N, K).
    """
    raise NotImplementedError("begin with a state of zeros, (N, H), and one step: x[:, 0] has the shape (N, D)")


def backward(x, y, Wxh, Whh, Who):
    """The predictions, and the gradients of 0.5 * mean((y - y_hat)**2) over batch and outputs.

    x: (N, T, D). y: (N, K), what the predictions should be. Wxh: (D, H). Whh: (H, H). Who: (H, K).
    Gives y_hat, (N, K); dWxh, (D, H); dWhh, (H, H); dWho, (H, K). Its arguments stay as they are.
    """
    raise NotImplementedError("go forward and keep every state; then begin at the end, with the gradient of Who")


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    """Change the three weights in place, by one step of plain gradient descent for each epoch.

    x: (N, T, D). y: (N, K). epochs: an integer. learning_rate: a float. Wxh: (D, H). Whh: (H, H). Who: (H, K).
    Gives a list of floats: the loss after each epoch's step.
    """
    raise NotImplementedError("begin with one epoch: take the gradients, move the weights, then work out the loss")
