"""Backpropagation through time, with a row for each step."""

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    T, H = len(inputs), Whh.shape[0]
    steps = np.arange(T)

    # Forward. Only the recurrent product waits.
    from_input = Wxh.T[inputs] + params["bh"].T            # (T, H)
    states = np.empty((T + 1, H))
    states[0] = h_prev[:, 0]
    for t in range(T):
        np.tanh(from_input[t] + Whh @ states[t], out=states[t + 1])
    before, after = states[:-1], states[1:]

    scores = after @ Why.T + params["by"].T                # (T, V)
    scores -= scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    loss = -log_p[steps, targets].sum()

    # Backward. Only what the next step says waits.
    d_scores = np.exp(log_p)
    d_scores[steps, targets] -= 1
    d_after = d_scores @ Why
    slope = 1 - after**2
    d_z = np.empty((T, H))
    d_z[-1] = d_after[-1] * slope[-1]
    for t in range(T - 2, -1, -1):
        d_z[t] = (d_after[t] + d_z[t + 1] @ Whh) * slope[t]

    d_Wxh = np.zeros_like(Wxh)
    np.add.at(d_Wxh.T, inputs, d_z)
    grads = {
        "Wxh": d_Wxh,
        "Whh": d_z.T @ before,
        "Why": d_scores.T @ after,
        "bh": d_z.sum(axis=0)[:, np.newaxis],
        "by": d_scores.sum(axis=0)[:, np.newaxis],
    }
    return float(loss), grads, states[-1:].T.copy()
