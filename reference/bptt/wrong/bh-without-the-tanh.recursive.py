# Forward on the way into the recursion, backward on the way out; bh is taken to stand outside the tanh.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    grads = {}
    for name in params:
        grads[name] = 0.0 * params[name]

    def step(t, before):
        """The loss from step t on, the last state, and what this step sends back to the one before it."""
        if t == len(inputs):
            return 0.0, before, np.zeros(before.shape)
        h = np.tanh(params["Wxh"][:, inputs[t]].reshape(-1, 1) + params["Whh"].dot(before) + params["bh"])
        rest, last, from_later = step(t + 1, h)
        y = params["Why"].dot(h) + params["by"]
        p = 1 / np.exp(y.T - y).sum(axis=1, keepdims=True)
        here = -np.log(p.item(targets[t]))
        dy = p - (np.arange(p.size) == targets[t])[:, None]
        dz = (params["Why"].T.dot(dy) + from_later) * (1 - h) * (1 + h)
        grads["Why"] += np.einsum("vi,hi->vh", dy, h)
        grads["Whh"] += np.einsum("hi,ki->hk", dz, before)
        grads["Wxh"][:, inputs[t]] += dz.ravel()
        grads["bh"] += params["Why"].T.dot(dy) + from_later
        grads["by"] += dy
        return here + rest, last, np.einsum("hk,hi->ki", params["Whh"], dz)

    loss, last, _ = step(0, h_prev)
    return loss, grads, last
