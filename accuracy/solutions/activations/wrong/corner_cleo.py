import numpy as np

def tanh_backward(dh, h):
    "slope of tanh"
    return dh * (1 - h)

def relu_forward(z):
    "positive part"
    return np.where(z < 0, 0, z)

def relu_backward(dh, z):
    "1 on the right, 0 on the left, the mean of both at the corner"
    slope = (np.sign(z) + 1) / 2
    return slope * dh

def sigmoid_forward(z):
    "logistic function"
    t = np.exp(-abs(z))
    right = 1 / (1 + t)
    return np.where(z < 0, t * right, right)

def sigmoid_backward(dy, y):
    "slope of the logistic function"
    return dy * y * (1 - y)
