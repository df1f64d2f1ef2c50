# A small object for each gate, which knows its columns, its function and its slope.
import numpy as np


def logistic(z):
    positive = z >= 0
    power = np.exp(np.where(positive, -z, z))
    return np.where(positive, 1 / (1 + power), power / (1 + power))


class Gate:
    def __init__(self, place, function, slope):
        self.place, self.function, self.slope = place, function, slope

    def columns(self, array, H):
        return array[..., self.place * H : (self.place + 1) * H]

    def value(self, x, h, W, U, b):
        H = h.shape[1]
        return self.function(self.columns(b, H) + x @ self.columns(W, H) + h @ self.columns(U, H))


def slope_of_logistic(y):
    return y - y * y


GATES = [
    Gate(0, logistic, slope_of_logistic),
    Gate(1, logistic, slope_of_logistic),
    Gate(2, np.tanh, slope_of_logistic),
    Gate(3, logistic, slope_of_logistic),
]


def lstm_forward(x, h_prev, c_prev, W, U, b):
    i, f, g, o = values = [gate.value(x, h_prev, W, U, b) for gate in GATES]
    c = np.add(np.multiply(f, c_prev), np.multiply(i, g))
    return np.tanh(c) * o, c, (x, h_prev, c_prev, *values, c, W, U)


def lstm_backward(dh, dc, cache):
    x, h_prev, c_prev, i, f, g, o, c, W, U = cache
    H = h_prev.shape[1]
    total = dc + dh * o - dh * o * np.tanh(c) ** 2
    dx, dh_prev = np.zeros(x.shape), np.zeros(h_prev.shape)
    dW, dU, db = np.zeros(W.shape), np.zeros(U.shape), np.zeros(W.shape[1])
    for gate, value, up in zip(GATES, (i, f, g, o), (total * g, total * c_prev, total * i, dh * np.tanh(c))):
        dz = up * gate.slope(value)
        dx += dz @ gate.columns(W, H).T
        dh_prev += dz @ gate.columns(U, H).T
        gate.columns(dW, H)[...] = x.T @ dz
        gate.columns(dU, H)[...] = h_prev.T @ dz
        gate.columns(db, H)[...] = dz.sum(axis=0)
    return dx, dh_prev, total * f, dW, dU, db
