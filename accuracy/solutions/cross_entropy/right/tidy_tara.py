import numpy as np


def _log_softmax(logits):
    logits = np.asarray(logits, dtype=float)
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def cross_entropy(logits, targets):
    return -_log_softmax(logits)[np.arange(len(targets)), targets].mean()


def cross_entropy_derivative(logits, targets):
    derivative = np.exp(_log_softmax(logits))
    derivative[np.arange(len(targets)), targets] -= 1
    return derivative / len(targets)
