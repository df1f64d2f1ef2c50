# The double sum written out; the outer product for Whh has its two sides exchanged.
from collections import OrderedDict, namedtuple

import numpy as np

Answer = namedtuple("Answer", "loss grads h_last")


def loss_and_gradients(inputs, targets, h_prev, params):
    W, U, O = params["Wxh"], params["Whh"], params["Why"]
    V = W.shape[1]
    one_hot = np.eye(V)
    h = [h_prev]
    for i in inputs:
        h.append(np.tanh(W @ one_hot[:, i : i + 1] + U @ h[-1] + params["bh"]))
    T = len(inputs)
    jacobians = [None] + [np.diagflat(1 - s**2) @ U for s in h[1:]]  # of state t with respect to state t - 1

    loss = 0.0
    grads = OrderedDict((name, np.zeros(params[name].shape)) for name in sorted(params))
    for t in range(1, T + 1):
        y = O @ h[t] + params["by"]
        loss += float(np.log(np.exp(y - y[targets[t - 1]]).sum()))
        dy = np.exp(y) / np.exp(y).sum() - one_hot[:, [targets[t - 1]]]
        grads["Why"] = grads["Why"] + dy * h[t].T
        grads["by"] = grads["by"] + dy
        row = dy.T @ O  # of this step's loss with respect to state k
        for k in range(t, 0, -1):
            dz = (row * (1 - h[k].T ** 2)).T
            grads["Wxh"] = grads["Wxh"] + dz @ one_hot[inputs[k - 1] : inputs[k - 1] + 1]
            grads["Whh"] = grads["Whh"] + np.outer(h[k - 1], dz)
            grads["bh"] = grads["bh"] + dz
            row = row @ jacobians[k]
    return Answer(loss, grads, h[-1])
