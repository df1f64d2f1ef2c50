import numpy as np

def numerical_gradient(f, x, eps=1e-5):
    n = x.size
    E = eps * np.eye(n)
    f0 = f(x)
    return np.array([(f(x + E[k].reshape(x.shape)) - f0) / eps for k in range(n)])

def relative_error(a, b):
    q = [0 if u == v == 0 else abs(u - v) / (abs(u) + abs(v)) for u, v in zip(a.flat, b.flat)]
    return float(max(q))
