import numpy as np

LIMIT = 80.0   # exp(80) still fits into a float32, exp(89) does not


def softmax(logits):
    """Softmax over the last axis that never overflows."""
    dtype = np.float32 if logits.dtype == np.float32 else np.float64
    scores = np.clip(logits.astype(dtype), -LIMIT, LIMIT)
    e = np.exp(scores)
    return e / e.sum(axis=-1, keepdims=True)
