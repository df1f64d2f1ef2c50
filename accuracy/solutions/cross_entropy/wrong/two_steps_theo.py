import numpy as np

def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

def cross_entropy(logits, targets):
    p = softmax(logits)
    total = 0.0
    for n in range(len(targets)):
        total += -np.log(p[n, targets[n]])
    return total / len(targets)

def cross_entropy_derivative(logits, targets):
    d = softmax(logits)
    for n in range(len(targets)):
        d[n, targets[n]] -= 1.0
    return d / len(targets)
