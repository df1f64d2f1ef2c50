import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why, bh, by = (params[name] for name in ("Wxh", "Whh", "Why", "bh", "by"))
    T, steps = len(inputs), np.arange(len(inputs))

    # One row for each step; the states have one more, for they begin with h_prev.
    z = Wxh.T[inputs] + bh.T
    states = np.empty((T + 1, len(bh)))
    states[0] = h_prev[:, 0]
    before, h = states[:-1], states[1:]
    for t_before, t_z, t_h in zip(before, z, h, strict=True):
        # A state waits for the state before it. Everything else is done for all steps at once.
        t_z += Whh.dot(t_before)
        np.tanh(t_z, out=t_h)

    y = h @ Why.T + by.T
    exponentials = np.exp(y - y.max(axis=1, keepdims=True))
    p = exponentials / exponentials.sum(axis=1, keepdims=True)
    loss = -np.log(p[steps, targets]).sum()

    dy = p  # written over p, which the loss has done with
    dy[steps, targets] -= 1
    dz = dy @ Why  # so far, what each step's own scores say of its state
    slope = 1 - h**2
    dz_next = np.zeros(len(bh))
    for t_dz, t_slope in zip(dz[::-1], slope[::-1], strict=True):
        # What a step sends back waits for the step after it.
        t_dz += dz_next.dot(Whh)
        t_dz *= t_slope
        dz_next = t_dz

    dWxh = np.zeros_like(Wxh.T)
    np.add.at(dWxh, inputs, dz)  # dWxh[inputs] += dz would keep one visit of a character that comes twice
    grads = {
        "Wxh": dWxh.T, "Whh": dz.T @ before, "Why": dy.T @ h,
        "bh": dz.sum(axis=0)[:, None], "by": dy.sum(axis=0)[:, None],
    }  # fmt: skip
    return float(loss), grads, h[T - 1 :].T
