import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    theta = x.reshape(-1).tolist()
    approx = []
    for i in range(len(theta)):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += eps
        minus[i] -= eps
        J_plus = f(np.array(plus).reshape(x.shape))
        J_minus = f(np.array(minus).reshape(x.shape))
        approx.append((J_plus - J_minus) / (2 * eps))
    return np.array(approx).reshape(x.shape)


def relative_error(a, b):
    numerator = np.sqrt(((a - b) ** 2).sum())
    denominator = np.sqrt((a**2).sum()) + np.sqrt((b**2).sum())
    return numerator / denominator if denominator else 0.0
