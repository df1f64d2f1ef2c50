import numpy as np


def layer_norm_forward(x, gamma, beta, eps=1e-5):
    centred = x - np.median(x, axis=-1, keepdims=True)
    variance = (centred**2).mean(axis=-1, keepdims=True)
    std = np.sqrt(variance + eps)
    x_hat = centred / std
    out = gamma * x_hat + beta
    return out, (x_hat, std, gamma)


def layer_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    rows = tuple(range(dout.ndim - 1))
    dgamma = (dout * x_hat).sum(axis=rows)
    dbeta = dout.sum(axis=rows)
    dx_hat = dout * gamma
    # x reaches the loss through its own x_hat, through the mean, and through the deviation.
    by_mean = dx_hat.mean(axis=-1, keepdims=True)
    by_std = (dx_hat * x_hat).mean(axis=-1, keepdims=True)
    dx = (dx_hat - by_mean - x_hat * by_std) / std
    return dx, dgamma, dbeta
