# No way back at all: the loss as an analytic function, and one tiny imaginary step for each parameter, in one batch.
import numpy as np

NAMES = ["Wxh", "Whh", "Why", "bh", "by"]
STEP = 1e-30


def forward(inputs, targets, h_prev, p):
    h, loss = h_prev, 0
    for i, target in zip(inputs, targets):
        h = np.tanh(p["Wxh"][..., i : i + 1] + p["Whh"] @ h + p["bh"])
        y = p["Why"] @ h + p["by"]
        loss = loss + np.log(np.exp(y).sum(axis=(-2, -1))) - y[..., target, 0]
    return loss, h


def loss_and_gradients(inputs, targets, h_prev, params):
    sizes = [params[name].size for name in NAMES]
    moves = np.split(1j * STEP * np.eye(sum(sizes)), np.cumsum(sizes)[:-1], axis=1)
    moved = {name: params[name] + move.reshape(-1, *params[name].shape) for name, move in zip(NAMES, moves)}
    slopes = np.split(forward(inputs, targets, h_prev, moved)[0].imag / STEP, np.cumsum(sizes)[:-1])
    loss, h = forward(inputs, targets, h_prev, params)
    return loss, {name: slope.reshape(params[name].shape) for name, slope in zip(NAMES, slopes)}, h
