# Collects each step's gradients in a dict of its own and merges them by update, which replaces.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    W_in, W_rec, W_out = params["Wxh"], params["Whh"], params["Why"]
    state, trace, costs = h_prev, [], []
    for i, k in zip(inputs, targets):
        new = np.tanh(W_in[:, i : i + 1] + W_rec.dot(state) + params["bh"])
        scores = W_out.dot(new) + params["by"]
        q = np.exp(scores - np.log(np.exp(scores).sum()))
        costs.append(-np.log(q[k, 0]))
        trace.append((i, k, state, new, q))
        state = new

    collected, message = {}, 0.0
    for i, k, old, new, q in trace[::-1]:
        error = q - np.eye(len(q))[:, k : k + 1]
        inner = (W_out.T.dot(error) + message) * (1 - new * new)
        at_input = np.zeros_like(W_in)
        at_input[:, i : i + 1] = inner
        collected.update(Wxh=at_input, Whh=inner.dot(old.T), Why=error.dot(new.T), bh=inner, by=error)
        message = W_rec.T.dot(inner)
    return sum(costs), collected, state
