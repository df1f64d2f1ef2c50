# Recursion in place of loops; the gradients are checked by a complex step, so the parameters are complex for a moment.
import numpy as np

V, H = 5, 7
Wxh, Whh, Why = np.ones((H, V)) / 9, np.eye(H) / 2, np.ones((V, H)) / 9
bh, by = np.zeros((H, 1)), np.zeros((V, 1))


def _one(index):
    return (np.arange(Wxh.shape[1]) == index)[:, None] * 1.0


def _steps(inputs, targets, h):
    """The loss from here on, its gradients, the last state, and the gradient with respect to h."""
    if not inputs:
        nothing = [np.zeros_like(parameter) for parameter in (Wxh, Whh, Why, bh, by)]
        return 0.0, nothing, h, np.zeros_like(h)
    x, wanted = _one(inputs[0]), _one(targets[0])
    z = Wxh @ x + Whh @ h + bh
    on = z.real > 0
    new = z * on
    y = Why @ new + by
    y = y - y.real.max()
    rest, gradients, last, dnew = _steps(inputs[1:], targets[1:], new)
    dy = np.exp(y) / np.exp(y).sum() - wanted
    dz = on * (dnew + Why.T @ dy)
    own = [dz @ x.T, dz @ h.T, dy @ new.T, dz, dy]
    here = np.log(np.exp(y).sum()) - (y * wanted).sum()
    return here + rest, [a + b for a, b in zip(gradients, own)], last, Whh.T @ dz


def loss(inputs, targets, hprev):
    total, gradients, last, _ = _steps(list(inputs), list(targets), hprev)
    return (np.float64(total.real) if np.isrealobj(total) else total, *gradients, last)


def gradCheck(inputs, targets, hprev):
    _, *gradients, _ = loss(inputs, targets, hprev)
    report = []
    for name, gradient in zip(["Wxh", "Whh", "Why", "bh", "by"], gradients):
        real = globals()[name]
        try:
            for index in np.ndindex(real.shape):
                globals()[name] = real.astype(complex)
                globals()[name][index] += 1e-20j
                error = abs(loss(inputs, targets, hprev)[0].imag / 1e-20 - gradient[index])
                assert error <= 1e-9 * max(1.0, np.abs(gradient).max()), (name, index, error)
                report.append(error)
        finally:
            globals()[name] = real
    return max(report)
