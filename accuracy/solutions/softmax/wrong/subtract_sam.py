import numpy as np


class Softmax:
    """Layer style, forward only."""

    def __init__(self, axis=-1):
        self.axis = axis
        self.out = None

    def shift(self, z):
        # subtract the same number from every score of a row: the quotient stays
        return z - z.min(axis=self.axis, keepdims=True)

    def forward(self, z):
        e = np.exp(self.shift(z))
        self.out = e / e.sum(axis=self.axis, keepdims=True)
        return self.out


def softmax(logits):
    return Softmax().forward(logits.astype(np.float32))
