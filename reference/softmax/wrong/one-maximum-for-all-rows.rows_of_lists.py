import numpy as np


def softmax(logits):
    biggest = np.asarray(logits).ravel().tolist()
    biggest = sorted(biggest)[-1]

    def rows(part):
        if part.ndim > 1:
            return np.array([rows(each) for each in part])
        weights = [np.exp(number - biggest) for number in part]
        total = sum(weights)
        with np.errstate(all="ignore"):
            return np.array([weight / total for weight in weights])

    kind = np.float32 if logits.dtype == np.float32 else np.float64
    return rows(logits.astype(np.float64)).astype(kind)
