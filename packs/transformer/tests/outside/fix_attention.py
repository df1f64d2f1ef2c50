"""The mended head, its matrices included, against PyTorch's products and its attention."""

import numpy as np

ARGUMENTS = ("x", "Wq", "Wk", "Wv")
# N, T, C, d, D
SIZES = {"a few": (2, 4, 6, 3, 5), "one": (1, 1, 1, 1, 1), "all alike": (3, 3, 3, 3, 3)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "x": rng.normal(size=(N, T, C)), "Wq": rng.normal(size=(C, d)), "Wk": rng.normal(size=(C, d)),
            "Wv": rng.normal(size=(C, D)), "dout": rng.normal(size=(N, T, D)),
        }
        for name, (N, T, C, d, D) in SIZES.items()
    }  # fmt: skip


def ours(reference, dout, **arguments):
    """What the reference gives, by name."""
    out, cache = reference.attention_forward(*(arguments[name] for name in ARGUMENTS))
    gradients = reference.attention_backward(dout, cache)
    return {"out": out, **{f"d{name}": each for name, each in zip(ARGUMENTS, gradients, strict=True)}}


def theirs(torch, dout, **arguments):
    """What PyTorch gives, by the same names."""
    x, *matrices = given = [torch.tensor(arguments[name], requires_grad=True) for name in ARGUMENTS]
    out = torch.nn.functional.scaled_dot_product_attention(*(x @ each for each in matrices), is_causal=True)
    out.backward(torch.tensor(dout))
    return {"out": out, **{f"d{name}": each.grad for name, each in zip(ARGUMENTS, given, strict=True)}}


def by_differences(reference, dout, **arguments):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, dout, **arguments)

    def loss(at):
        out, _ = reference.attention_forward(*(at[f"d{name}"] for name in ARGUMENTS))
        return float(np.sum(dout * out))

    return loss, {f"d{name}": each for name, each in arguments.items()}, found
