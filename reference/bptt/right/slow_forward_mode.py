# Real-time recurrent learning (Williams and Zipser, 1989): no way back at all. The state's derivative with respect to
# every weight is carried along from step to step.
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    p = params
    H, V = p["Wxh"].shape
    h = h_prev[:, 0]
    unit = np.eye(H)
    state_by = {"Wxh": np.zeros((H, H, V)), "Whh": np.zeros((H, H, H)), "bh": np.zeros((H, H))}
    grads = {k: np.zeros(v.shape) for k, v in p.items()}
    loss = np.float64(0)
    for x, target in zip(inputs, targets):
        old = h
        h = np.tanh(p["Wxh"][:, x] + p["Whh"] @ old + p["bh"][:, 0])
        slope = 1 - h * h
        direct = {
            "Wxh": unit[:, :, None] * np.eye(V)[x],
            "Whh": unit[:, :, None] * old,
            "bh": unit,
        }
        for k in direct:
            inner = direct[k] + np.tensordot(p["Whh"], state_by[k], axes=1)
            state_by[k] = slope.reshape(-1, *[1] * (inner.ndim - 1)) * inner
        y = p["Why"] @ h + p["by"][:, 0]
        q = np.exp(y - y.max())
        q /= q.sum()
        loss = loss - np.log(q[target])
        q[target] -= 1
        grads["Why"] += np.outer(q, h)
        grads["by"][:, 0] += q
        back = q @ p["Why"]
        grads["Wxh"] += np.tensordot(back, state_by["Wxh"], axes=1)
        grads["Whh"] += np.tensordot(back, state_by["Whh"], axes=1)
        grads["bh"][:, 0] += back @ state_by["bh"]
    return loss, grads, h.reshape(H, 1)
