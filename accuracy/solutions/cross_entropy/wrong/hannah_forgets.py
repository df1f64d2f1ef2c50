import numpy as np


def log_softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropy(logits, targets):
    n = len(targets)
    return -log_softmax(logits)[np.arange(n), targets].mean()


def cross_entropy_derivative(logits, targets):
    p = np.exp(log_softmax(logits))
    # minus 1 at the right class
    p[np.arange(len(targets)), targets] -= 1
    return p
