import numpy as np
def tanh_backward(dh,h):
    a=1-h**2
    b=dh*a
    return b
def relu_forward(z):
    a=np.array(z)
    a[a<0]=0
    return a
def relu_backward(dh,z):
    a=np.array(dh)
    b=z>0
    a=a*b
    return a
def sigmoid_forward(z):
    # the warnings are harmless: exp too big -> inf -> 1/inf = 0 which is right
    old=np.seterr(over="ignore")
    try:
        a=1/(1+np.exp(-z))
    finally:
        np.seterr(**old)
    return a
def sigmoid_backward(dy,y):
    a=1-y
    b=y*a
    return dy*b
