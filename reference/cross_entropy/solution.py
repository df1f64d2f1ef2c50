import numpy as np


def cross_entropy(logits, targets):
    log_p = _log_softmax(logits)
    picked = log_p[np.arange(len(targets)), targets]
    return -picked.mean()


def cross_entropy_derivative(logits, targets):
    # d(-log p[target]) / dz[i] is p[i], less 1 for the target itself; the mean divides by the number of cases.
    N = len(logits)
    dlogits = np.exp(_log_softmax(logits))
    dlogits[np.arange(N), targets] -= 1
    return dlogits / N


def _log_softmax(logits):
    # log(exp(z - m) / sum exp(z - m)), written as a difference: no logarithm of a probability that was rounded to 0.
    shifted = logits - logits.max(axis=1, keepdims=True)
    totals = np.exp(shifted).sum(axis=1, keepdims=True)
    return shifted - np.log(totals)
