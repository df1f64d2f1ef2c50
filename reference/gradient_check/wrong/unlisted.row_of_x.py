# x as one row, to be moved in place: where x is a transposed array, the row is a copy. And a floor that hides small errors.
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    row, slopes = np.reshape(x, (1, -1)), []
    for place in range(row.size):
        kept = row[0, place]
        row[0, place] = kept + eps
        above = f(x)
        row[0, place] = kept - eps
        slopes.append((above - f(x)) / (2 * eps))
        row[0, place] = kept
    return np.array(slopes).reshape(x.shape)


def relative_error(a, b):
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-6)))
