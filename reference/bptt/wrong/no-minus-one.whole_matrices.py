# Columns side by side, one for each step; the gradient of the scores is taken to be the probabilities.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    V, T = params["by"].size, len(inputs)
    X, Y = np.eye(V)[:, list(inputs)], np.eye(V)[:, list(targets)]
    H = np.zeros((h_prev.size, T + 1))
    H[:, [0]] = h_prev
    for t in range(1, T + 1):
        H[:, [t]] = np.tanh(params["Wxh"] @ X[:, [t - 1]] + params["Whh"] @ H[:, [t - 1]] + params["bh"])
    scores = params["Why"] @ H[:, 1:] + params["by"]
    P = np.exp(scores) / np.exp(scores).sum(axis=0)
    loss = -np.sum(Y * np.log(P))

    D = params["Why"].T @ P
    for t in range(T, 0, -1):
        D[:, t - 1] *= 1 - H[:, t] ** 2
        if t > 1:
            D[:, t - 2] += params["Whh"].T @ D[:, t - 1]
    grads = {
        "Wxh": D @ X.T, "Whh": D @ H[:, :-1].T, "Why": P @ H[:, 1:].T,
        "bh": D.sum(axis=1)[:, None], "by": P.sum(axis=1)[:, None],
    }
    return loss, grads, H[:, [-1]]
