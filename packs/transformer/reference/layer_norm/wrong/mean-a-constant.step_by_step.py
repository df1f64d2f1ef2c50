# Back through one line of the computation after the other, as batch normalisation is taught in CS231n.
import numpy as np


def layer_norm_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, -1, keepdims=True)
    xmu = x - mu
    sq = xmu**2
    var = np.mean(sq, -1, keepdims=True)
    sqrtvar = np.sqrt(var + eps)
    ivar = 1.0 / sqrtvar
    xhat = xmu * ivar
    gammax = gamma * xhat
    out = gammax + beta
    return out, (xhat, sqrtvar, gamma)


def layer_norm_backward(dout, cache):
    xhat, sqrtvar, gamma = cache
    D = dout.shape[-1]
    flat = dout.reshape(-1, D)
    dbeta = flat.sum(0)
    dgammax = dout
    dgamma = (dgammax * xhat).reshape(-1, D).sum(0)
    dxhat = dgammax * gamma
    xmu = xhat * sqrtvar
    ivar = 1.0 / sqrtvar
    divar = np.sum(dxhat * xmu, axis=-1, keepdims=True)
    dxmu1 = dxhat * ivar
    dsqrtvar = -1.0 / (sqrtvar**2) * divar
    dvar = 0.5 * 1.0 / sqrtvar * dsqrtvar
    dsq = 1.0 / D * np.ones(dout.shape) * dvar
    dxmu2 = 2 * xmu * dsq
    dx1 = dxmu1 + dxmu2
    dmu = -1 * np.sum(dxmu1 + dxmu2, axis=-1, keepdims=True)
    dx2 = 1.0 / D * np.ones(dout.shape) * dmu
    return dx1, dgamma, dbeta
