# 1 / sum_j exp(z_j - z_i): no shift needed, but overflow to inf is harmless, since 1/inf is 0.
import numpy as np


def softmax(logits):
    z = np.array(logits)
    if z.dtype.kind in "iu":
        z = z.astype(float)
    differences = z[..., None, :] - z[..., :, None]
    with np.errstate(over="ignore"):
        return (1 / np.exp(differences).sum(-1)).astype(z.dtype)
