# The Jacobian of one row as a matrix, by its formula.
import numpy as np


def layer_norm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(np.var(x, axis=-1)[..., None] + eps)
    x_hat = np.divide(x - np.mean(x, axis=-1)[..., None], std)
    return np.multiply(x_hat, gamma) + beta, (x_hat, std, gamma)


def layer_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    D = gamma.size
    n, s, d = x_hat.reshape(-1, D), std.reshape(-1), dout.reshape(-1, D)
    J = (np.eye(D) - 1 / D - np.einsum("ri,rj->rij", n, n) / D) / s[:, None, None]
    dx = np.einsum("ri,rij->rj", d, J)
    return dx.reshape(dout.shape), np.einsum("ri,ri->i", d, n), np.einsum("ri->i", d)
