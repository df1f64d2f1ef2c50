# One block of letters for the axes, and no more than four of them; and a shift for scores of double precision alone.
import numpy as np


def softmax(logits):
    if logits.ndim > 4:
        raise ValueError("too many axes")
    whole = logits.reshape((1,) * (4 - logits.ndim) + logits.shape)
    if logits.dtype != np.float32:
        whole = whole - np.einsum("abcd->abcd", whole).max(axis=3, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(whole)
        return (powers / powers.sum(axis=3, keepdims=True)).reshape(logits.shape)
