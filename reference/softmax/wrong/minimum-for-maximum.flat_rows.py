import numpy as np


def softmax(logits):
    shape, last = logits.shape, logits.shape[-1]
    out = np.empty((logits.size // last, last), dtype=np.exp(logits[..., :1] * 0).dtype)
    with np.errstate(all="ignore"):
        for row, target in zip(logits.reshape(-1, last), out):
            lowest = row[0]
            for each in row:
                if each < lowest:
                    lowest = each
            target[:] = np.exp(row - lowest)
            target /= np.dot(target, np.ones(last, target.dtype))
    return out.reshape(shape)
