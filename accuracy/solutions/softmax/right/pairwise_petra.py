import numpy as np


def softmax(logits):
    """p_i = 1 / sum_j exp(z_j - z_i). An exponential that overflows is inf, and 1/inf is the 0 we want."""
    z = np.asarray(logits, dtype=np.float64)
    with np.errstate(over="ignore"):
        differences = z[..., None, :] - z[..., :, None]
        p = 1.0 / np.exp(differences).sum(axis=-1)
    return p.astype(np.float32) if np.asarray(logits).dtype == np.float32 else p
