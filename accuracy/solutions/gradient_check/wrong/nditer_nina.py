import numpy as np

def numerical_gradient(f, x, eps=1e-5):
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=['multi_index'], op_flags=['readwrite'])
    while not it.finished:
        ix = it.multi_index
        old_value = x[ix]
        x[ix] = old_value + eps
        fxph = f(x)
        x[ix] = old_value - eps
        fxmh = f(x)
        x[ix] = old_value
        grad[ix] = (fxph - fxmh) / eps
        it.iternext()
    return grad

def relative_error(a, b):
    num = np.abs(a - b)
    den = np.abs(a) + np.abs(b)
    out = np.zeros_like(num)
    np.divide(num, den, out=out, where=den > 0)
    return float(out.max())
