import numpy as np

# from the gradCheck at the end of the gist

def numerical_gradient(f, x, eps=1e-5):
    delta = eps
    grad_numerical = np.zeros_like(x)
    for ri in np.ndindex(x.shape):
        # evaluate cost at [x + delta] and [x - delta]
        old_val = x[ri]
        x[ri] = old_val + delta
        cg0 = f(x)
        x[ri] = old_val - delta
        cg1 = f(x)
        x[ri] = old_val # reset old value for this parameter
        grad_numerical[ri] = (cg0 - cg1) / (2 * delta)
    return grad_numerical

def relative_error(a, b):
    # rel_error should be on order of 1e-7 or less
    rel_error = abs(a - b) / abs(a + b)
    return float(np.max(rel_error))
