import math
import numpy as np


def one_row(row):
    biggest = max(row)
    exps = [math.exp(v - biggest) for v in row]
    total = math.fsum(exps)
    return [e / total for e in exps]


def softmax(logits):
    logits = np.asarray(logits)
    V = logits.shape[-1]
    table = logits.reshape(-1, V).tolist()      # python numbers, no overflow in small ints
    result = np.array([one_row(r) for r in table], dtype=float)
    return result.reshape(logits.shape)
