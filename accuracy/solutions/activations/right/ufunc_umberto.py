import numpy as np

_uno = np.float64(1)


def tanh_backward(dh, h):
    pendenza = np.negative(np.multiply(h, h))
    np.add(pendenza, _uno, out=pendenza) if isinstance(pendenza, np.ndarray) else None
    if not isinstance(pendenza, np.ndarray):
        pendenza = pendenza + _uno
    return np.multiply(dh, pendenza)


def relu_forward(z):
    return np.multiply(z, np.greater(z, 0)) + 0.0       # + 0.0: no minus zero


def relu_backward(dh, z):
    return np.multiply(dh, np.heaviside(z, 0.0))


def sigmoid_forward(z):
    # log sigmoid(z) = -log(1 + exp(-z)), and logaddexp does not overflow
    return np.exp(np.negative(np.logaddexp(0.0, np.negative(z))))


def sigmoid_backward(dy, y):
    return np.multiply(dy, np.subtract(y, np.multiply(y, y)))
