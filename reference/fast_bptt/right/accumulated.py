# The two recurrences as itertools.accumulate; a product with one-hot rows for the gradient of Wxh.
from itertools import accumulate

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    tanh, forward, backward = np.tanh, params["Whh"].dot, params["Whh"].T.dot
    V, T = len(params["by"]), len(inputs)
    drive = params["Wxh"].T.take(inputs, axis=0)
    drive += params["bh"].ravel()
    states = np.array(list(accumulate(drive, lambda h, z: tanh(forward(h) + z), initial=h_prev.ravel())))
    old, new = states[:T], states[1:]

    scores = np.inner(new, params["Why"])
    scores += params["by"].ravel()
    scores -= scores.max(axis=1)[:, np.newaxis]
    wanted = np.eye(V)[targets]
    at_target = np.sum(scores * wanted)
    odds = np.exp(scores)
    totals = odds.sum(axis=1)
    loss = np.log(totals).sum() - at_target

    error = odds / totals[:, np.newaxis] - wanted
    direct = error @ params["Why"]
    slope = 1 - new * new
    pairs = zip(direct[::-1], slope[::-1])
    messages = list(
        accumulate(pairs, lambda dz, pair: (backward(dz) + pair[0]) * pair[1], initial=np.zeros(states.shape[1]))
    )
    dz = np.array(messages[:0:-1])
    return (
        loss,
        {
            "by": error.sum(axis=0).reshape(-1, 1),
            "bh": dz.sum(axis=0).reshape(-1, 1),
            "Why": error.T @ new,
            "Whh": dz.T @ old,
            "Wxh": dz.T @ np.eye(V)[inputs],
        },
        states[-1].reshape(-1, 1),
    )
