import math
import numpy as np

def tanh_backward(dh, h):
    return dh * (1 - h * h)

def relu_forward(z):
    if z > 0:
        return z
    else:
        return 0.0

def relu_backward(dh, z):
    if z > 0:
        return dh
    else:
        return 0.0

def sigmoid_forward(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    else:
        return math.exp(z) / (1 + math.exp(z))

def sigmoid_backward(dy, y):
    return dy * y * (1 - y)
