import numpy as np


def softmax(logits):
    # from my lecture notes: "shift the scores so that the highest number is 0"
    out_type = np.float32 if logits.dtype == np.float32 else np.float64
    f = logits.astype(out_type)
    f = f - np.max(f)
    p = np.exp(f)
    Z = p.sum(-1)
    return p / Z[..., np.newaxis]
