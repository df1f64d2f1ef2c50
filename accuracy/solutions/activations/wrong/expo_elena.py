import numpy as np

# Сигмоида и другие функции активации


def tanh_backward(dh, h):
    naklon = -(h ** 2 - 1)
    return naklon * dh


def relu_forward(z):
    polozhitelnye = z > 0
    otvet = np.zeros_like(z)
    otvet[polozhitelnye] = z[polozhitelnye]
    return otvet


def relu_backward(dh, z):
    polozhitelnye = z > 0
    otvet = np.zeros_like(dh)
    otvet[polozhitelnye] = dh[polozhitelnye]
    return otvet


def sigmoid_forward(z):
    # 1 / (1 + e^-z), умножено сверху и снизу на e^z
    e = np.exp(z)
    return e / (e + 1)


def sigmoid_backward(dy, y):
    naklon = y - y ** 2
    return naklon * dy
