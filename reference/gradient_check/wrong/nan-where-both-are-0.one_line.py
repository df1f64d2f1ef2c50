import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    out = np.zeros(x.shape)
    with np.nditer(out, flags=["multi_index"], op_flags=["writeonly"]) as places:
        for entry in places:
            values = []
            for step in (eps, -eps):
                moved = x.copy()
                moved[places.multi_index] += step
                values.append(f(moved))
            entry[...] = (values[0] - values[1]) / (2 * eps)
    return out


def relative_error(a, b):
    return float((abs(a - b) / (abs(a) + abs(b))).max())
