"""One causal head of attention with the matrices before it, forward and back.

The task is in katas/170_fix_attention/README.md. As a program it compares its gradients with central differences.
"""

import numpy as np


def softmax(scores):
    """The softmax over the last axis, of scores with any number of axes."""
    powers = np.exp(scores)
    return powers / powers.sum(axis=-2, keepdims=True)


def softmax_backward(dweights, weights):
    """The gradient with respect to the scores, from that with respect to weights = softmax(scores)."""
    return weights * dweights


def causal_mask(T):
    """(T, T): True where a token, the row, may not see another one, the column."""
    return np.triu(np.ones((T, T), bool), k=2)


def attention_weights(q, k):
    """How much each token looks at each, (N, T, T), from queries and keys, (N, T, d)."""
    scores = q @ k.swapaxes(1, 2)
    return np.where(causal_mask(q.shape[1]), 0, softmax(scores))


def attention_forward(x, Wq, Wk, Wv):
    """What each token gets from itself and from those before it.

    x: tokens (N, T, C). Wq, Wk: (C, d). Wv: (C, D).
    Gives out, (N, T, D); cache, for the way back.
    """
    q, k, v = x @ Wq, x @ Wq, x @ Wv
    weights = attention_weights(q, k)
    out = weights.swapaxes(1, 2) @ v
    return out, (x, Wq, Wk, Wv, q, k, v, weights)


def attention_backward(dout, cache):
    """The gradients of a loss, from that with respect to out, (N, T, D).

    Gives dx, (N, T, C); dWq and dWk, (C, d); dWv, (C, D).
    """
    x, Wq, Wk, Wv, q, k, v, weights = cache
    dv = weights @ dout
    dweights = dout @ v.swapaxes(1, 2)
    dscores = softmax_backward(dweights, weights)
    dq = dscores @ k
    dk = dscores @ q
    dx = dq @ Wq.T + dk @ Wk.T
    return dx, over_tokens(x, dq), over_tokens(x, dk), over_tokens(x, dv)


def over_tokens(x, d):
    """The gradient of a matrix that met every token of every sequence: x (N, T, C) and d (N, T, d) give (C, d)."""
    return (x.swapaxes(1, 2) @ d).mean(axis=0)


def main():
    rng = np.random.default_rng(1)
    arguments = [rng.normal(size=shape) for shape in ((2, 3, 4), (4, 2), (4, 2), (4, 5))]
    dout = rng.normal(size=(2, 3, 5))
    gradients = attention_backward(dout, attention_forward(*arguments)[1])
    for name, array, gradient in zip(("x", "Wq", "Wk", "Wv"), arguments, gradients, strict=True):
        numeric = np.zeros_like(array)
        for place in np.ndindex(array.shape):
            kept, losses = array[place], []
            for moved in (kept + 1e-5, kept - 1e-5):
                array[place] = moved
                losses.append((dout * attention_forward(*arguments)[0]).sum())
            array[place] = kept
            numeric[place] = (losses[0] - losses[1]) / 2e-5
        print(f"d{name} is off by at most {np.abs(gradient - numeric).max():.1e}")


if __name__ == "__main__":
    main()
