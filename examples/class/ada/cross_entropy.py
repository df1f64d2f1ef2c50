import numpy as np

from softmax import softmax


def cross_entropy(logits, targets):
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(targets)), targets].mean()


def cross_entropy_derivative(logits, targets):
    d = softmax(logits)
    d[np.arange(len(targets)), targets] -= 1
    return d / len(targets)
