# x itself goes up by one step and down by two, and stays there.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    answer = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        start = x[i]
        x[i] = start + eps
        high = f(x)
        x[i] = start - eps
        low = f(x)
        answer[i] = (high - low) / (2 * eps)
    return answer


def relative_error(a, b):
    answer = 0.0
    for i in np.ndindex(a.shape):
        if a[i] == 0 and b[i] == 0:
            continue
        answer = max(answer, abs(a[i] - b[i]) / (abs(a[i]) + abs(b[i])))
    return answer
