import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    """Recursion over the axes: the gradient of an array is the stack of the gradients of its parts."""

    def rest(prefix):
        if len(prefix) == x.ndim:
            return (loss_at(prefix, eps) - loss_at(prefix, -eps)) / (2 * eps)
        return [rest(prefix + (k,)) for k in range(x.shape[len(prefix)])]

    def loss_at(place, step):
        other = x.copy()
        other[place] += step
        return f(other)

    return np.array(rest(()), dtype=float).reshape(x.shape)


def relative_error(a, b):
    if np.size(a) == 0:
        return 0.0
    differ = np.not_equal(a, b)          # equal entries count as 0, two zeros too
    if not differ.any():
        return 0.0
    a, b = np.asarray(a)[differ], np.asarray(b)[differ]
    return float((np.abs(a - b) / (np.abs(a) + np.abs(b))).max())
