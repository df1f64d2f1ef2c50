# No way back at all: the loss Σ dout · out, and one tiny imaginary step for each entry.
import numpy as np

STEP = 1e-30


def attention_weights(q, k):
    T = q.shape[1]
    scores = q @ np.moveaxis(k, 1, 2) / q.shape[2] ** 0.5
    visible = np.tri(T, dtype=bool)
    highest = np.max(scores.real, axis=2, keepdims=True, where=visible, initial=-np.inf)
    powers = np.exp(np.where(visible, scores - highest, 0)) * visible
    return powers / powers.sum(axis=2, keepdims=True)


def attention_forward(q, k, v):
    weights = attention_weights(q, k)
    return weights @ v, (q, k, v, weights)


def attention_backward(dout, cache):
    values = list(cache[:3])
    slopes = [np.zeros(each.shape) for each in values]
    for number, value in enumerate(values):
        for place in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[place] += 1j * STEP
            out, _ = attention_forward(*values[:number], moved, *values[number + 1 :])
            slopes[number][place] = (dout * out).sum().imag / STEP
    return slopes
