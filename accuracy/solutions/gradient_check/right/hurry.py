import numpy as np
def numerical_gradient(f, x, eps=1e-5):
    g = x * 0.0 + np.zeros(x.shape)
    g = np.array(g)
    for i,_ in np.ndenumerate(x):
        a = x.copy(); b = x.copy()
        a[i] = a[i] + eps
        b[i] = b[i] - eps
        g[i] = (f(a) - f(b)) / eps / 2
    return g
def relative_error(a, b):
    m = 0
    for i,_ in np.ndenumerate(a):
        if a[i] != 0 or b[i] != 0:
            m = max(m, abs(a[i]-b[i])/(abs(a[i])+abs(b[i])))
    return float(m)
