"""Embedding against `torch.nn.functional.embedding`; its sines and cosines are checked by the suite alone."""

import numpy as np

# N, T, D, V, L
SIZES = {"a few": (2, 4, 3, 5, 6), "one": (1, 1, 1, 1, 1), "all alike": (3, 3, 3, 3, 3)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "tokens": rng.integers(V, size=(N, T)), "W": rng.normal(size=(V, D)), "P": rng.normal(size=(L, D)),
            "dout": rng.normal(size=(N, T, D)),
        }
        for name, (N, T, D, V, L) in SIZES.items()
    }  # fmt: skip


def ours(reference, tokens, W, P, dout):
    """What the reference gives, by name."""
    out, cache = reference.embedding_forward(tokens, W, P)
    dW, dP = reference.embedding_backward(dout, cache)
    return {"out": out, "dW": dW, "dP": dP}


def theirs(torch, tokens, W, P, dout):
    """What PyTorch gives, by the same names."""
    tables = [torch.tensor(each, requires_grad=True) for each in (W, P)]
    out = torch.nn.functional.embedding(torch.tensor(tokens), tables[0]) + tables[1][: tokens.shape[1]]
    out.backward(torch.tensor(dout))
    return {"out": out, "dW": tables[0].grad, "dP": tables[1].grad}


def by_differences(reference, tokens, W, P, dout):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, tokens, W, P, dout)

    def loss(at):
        out, _ = reference.embedding_forward(tokens, at["dW"], at["dP"])
        return float(np.sum(dout * out))

    return loss, {"dW": W, "dP": P}, found
