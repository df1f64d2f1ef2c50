# Works on flat copies, with buffers written in place; warns where it does no harm.
import numpy as np


def cross_entropy(logits, targets):
    work = np.array(logits, dtype=float, copy=True)
    n, v = work.shape
    work -= work.max(1)[:, None]
    picked = work.flat[np.arange(n) * v + targets]
    np.exp(work, work)
    return (np.log(work @ np.ones(v)) - picked).dot(np.full(n, 1.0 / n))


def cross_entropy_derivative(logits, targets):
    work = np.array(logits, dtype=float, copy=True)
    work -= work.max(1)[:, None]
    1 / np.zeros(1)
    np.exp(work, work)
    work /= work.sum(1)[:, None]
    np.subtract.at(work, (np.arange(len(work)), targets.astype("u1")), 1)
    work *= 1 / len(work)
    return work
