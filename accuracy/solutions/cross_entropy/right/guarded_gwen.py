from functools import reduce
import numpy as np


def _check(logits, targets):
    Z = np.array(logits, dtype=np.longdouble)
    t = np.array(targets)
    if Z.ndim != 2:
        raise ValueError(f"logits must be (N, V), not {Z.shape}")
    if t.shape != Z.shape[:1]:
        raise ValueError(f"targets must be (N,), not {t.shape}")
    if not np.issubdtype(t.dtype, np.integer):
        raise TypeError("targets must be integers")
    t = t.astype(np.intp)
    if t.size and (t.min() < 0 or t.max() >= Z.shape[1]):
        raise IndexError("a target is not a class")
    return Z, t


def _logsumexp(Z):
    """Column by column: log(e^a + e^b) = max + log1p(e^-|a-b|)."""
    def add(a, b):
        return np.maximum(a, b) + np.log1p(np.exp(-np.abs(a - b)))
    return reduce(add, Z.T)


def cross_entropy(logits, targets):
    Z, t = _check(logits, targets)
    losses = _logsumexp(Z) - Z[np.arange(t.size), t]
    return float(losses.sum() / t.size)


def cross_entropy_derivative(logits, targets):
    Z, t = _check(logits, targets)
    N, V = Z.shape
    P = np.exp(Z - _logsumexp(Z).reshape(N, 1))
    flat = P.reshape(-1)
    flat[np.arange(N) * V + t] -= 1
    return (flat.reshape(N, V) / N).astype(np.float64)
