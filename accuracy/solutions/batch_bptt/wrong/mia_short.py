import numpy as np

sig = lambda z: 0.5 + 0.5 * np.tanh(z / 2)

def forward(x, Wxh, Whh, Who):
    s = np.zeros((len(x), len(Whh)))
    for t in range(x.shape[1]):
        s = np.tanh(x[:, t] @ Wxh + s @ Whh)
    return sig(s @ Who).squeeze()

def backward(x, y, Wxh, Whh, Who):
    ss = [np.zeros((len(x), len(Whh)))]
    for t in range(x.shape[1]):
        ss += [np.tanh(x[:, t] @ Wxh + ss[-1] @ Whh)]
    p = sig(ss[-1] @ Who)
    d = (p - y) * p * (1 - p) / p.size
    go = ss[-1].T @ d
    gx, gh = 0 * Wxh, 0 * Whh
    d = d @ Who.T
    for t in range(x.shape[1])[::-1]:
        d = d * (1 - ss[t + 1] ** 2)
        gx += x[:, t].T @ d
        gh += ss[t].T @ d
        d = d @ Whh.T
    return p, gx, gh, go

def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
    L = []
    for _ in range(epochs):
        p, gx, gh, go = backward(x, y, Wxh, Whh, Who)
        Wxh -= learning_rate * gx
        Whh -= learning_rate * gh
        Who -= learning_rate * go
        L.append(0.5 * np.mean((y - forward(x, Wxh, Whh, Who)) ** 2))
    return L
