import sys

import numpy as np

sys.setrecursionlimit(1_000_000)     # one call for each step


def loss_and_gradients(inputs, targets, h_prev, params):
    grads = {k: np.zeros(v.shape) for k, v in params.items()}
    final = []

    def walk(t, h_in):
        """Loss from step t on, and what these steps send back to h_in."""
        if t == len(inputs):
            final.append(h_in)
            return 0.0, np.zeros(h_in.shape)
        h = np.tanh(params["Wxh"][:, inputs[t]].reshape(-1, 1) + params["Whh"] @ h_in + params["bh"])
        y = params["Why"] @ h + params["by"]
        lse = y.max() + np.log(np.exp(y - y.max()).sum())

        rest, d_later = walk(t + 1, h)

        dy = np.exp(y - lse)
        dy[targets[t], 0] -= 1.0
        through_scores = params["Why"].T @ dy
        dz = through_scores * (1 - h ** 2) + d_later
        grads["Why"] += np.outer(dy, h)
        grads["by"] += dy
        grads["Wxh"][:, inputs[t]] += dz.ravel()
        grads["Whh"] += np.outer(dz, h_in)
        grads["bh"] += dz
        return rest + float(lse - y[targets[t], 0]), params["Whh"].T @ dz

    loss, _ = walk(0, h_prev)
    return loss, grads, final[0]
