import numpy as np

STEP = 1e-5


def slope(f, x, place):
    ahead, behind = x.copy(), x.copy()
    ahead[place] += STEP
    behind[place] -= STEP
    return (f(ahead) - f(behind)) / (STEP + STEP)


def numerical_gradient(f, x, eps=STEP):
    places = np.ndindex(x.shape)
    return np.array([slope(f, x, place) for place in places]).reshape(x.shape)


def relative_error(a, b):
    def quotient(p, q):
        return abs(p - q) / (abs(p) + abs(q)) if abs(p) + abs(q) else 0.0

    return max(map(quotient, a.ravel(), b.ravel()))
