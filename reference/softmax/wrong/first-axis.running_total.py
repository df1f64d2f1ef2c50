import numpy as np


def softmax(x):
    top = np.sort(x, axis=-1)[..., -1]
    e = np.exp((x.T - top.T).T)
    total = 0
    for slab in e:
        total = total + slab
    return e / total
