import numpy as np


def softmax(x):
    e = np.exp(x - np.amax(x, -1)[..., np.newaxis])
    flat = e.flatten()
    return (flat / flat.dot(np.ones_like(flat))).reshape(x.shape)
