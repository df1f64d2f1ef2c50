"""Softmax exactly as in the formula of the README."""

import numpy as np


def softmax(logits):
    """softmax(z)[i] = exp(z[i]) / sum_j exp(z[j])"""
    exponentials = np.exp(logits, dtype=np.float32 if logits.dtype == np.float32 else np.float64)
    sums = exponentials.sum(axis=-1, keepdims=True)
    return exponentials / sums
