# One number at a time, row by row.
import math

import numpy as np


def rows_of(array):
    return [[float(each) for each in row] for row in np.reshape(array, (-1, array.shape[-1]))]


def layer_norm_forward(x, gamma, beta, eps=1e-5):
    D = x.shape[-1]
    normal, deviations, outs = [], [], []
    for row in rows_of(x):
        mean = math.fsum(row) / D
        std = math.sqrt(math.fsum((each - mean) ** 2 for each in row) / D + eps)
        normal.append([(each - mean) / std for each in row])
        deviations.append(std)
        outs.append([float(gamma[i]) * normal[-1][i] + float(beta[i]) for i in range(D)])
    std = np.array(deviations).reshape(*x.shape[:-1], 1)
    return np.array(outs).reshape(x.shape), (np.array(normal).reshape(x.shape), std, gamma)


def layer_norm_backward(dout, cache):
    x_hat, std, gamma = cache
    D = dout.shape[-1]
    dx, dgamma, dbeta = [], [0.0] * D, [0.0] * D
    for up, normal, deviation in zip(rows_of(dout), rows_of(x_hat), std.ravel().tolist()):
        for i in range(D):
            dgamma[i] += up[i] * normal[i]
            dbeta[i] += up[i]
        back = [up[i] * float(gamma[i]) for i in range(D)]
        mean = sum(back) / D
        along = sum(b * n for b, n in zip(back, normal)) / D
        dx.append([(back[i] - mean - normal[i] * along) / deviation for i in range(D)])
    return np.array(dx).reshape(dout.shape), np.array(dgamma), np.array(dbeta)
