"""One causal head against `torch.nn.functional.scaled_dot_product_attention`."""

import numpy as np

ARGUMENTS = ("q", "k", "v")
# N, T, d, D
SIZES = {"a few": (2, 4, 3, 5), "one": (1, 1, 1, 1), "all alike": (3, 3, 3, 3), "one feature": (2, 5, 1, 2)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "q": 2 * rng.normal(size=(N, T, d)), "k": rng.normal(size=(N, T, d)), "v": rng.normal(size=(N, T, D)),
            "dout": rng.normal(size=(N, T, D)),
        }
        for name, (N, T, d, D) in SIZES.items()
    }  # fmt: skip


def ours(reference, dout, **arguments):
    """What the reference gives, by name."""
    out, cache = reference.attention_forward(*(arguments[name] for name in ARGUMENTS))
    dq, dk, dv = reference.attention_backward(dout, cache)
    return {"out": out, "dq": dq, "dk": dk, "dv": dv}


def theirs(torch, dout, **arguments):
    """What PyTorch gives, by the same names."""
    given = [torch.tensor(arguments[name], requires_grad=True) for name in ARGUMENTS]
    out = torch.nn.functional.scaled_dot_product_attention(*given, is_causal=True)
    out.backward(torch.tensor(dout))
    return {"out": out, **{f"d{name}": each.grad for name, each in zip(ARGUMENTS, given, strict=True)}}


def by_differences(reference, dout, **arguments):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, dout, **arguments)

    def loss(at):
        out, _ = reference.attention_forward(*(at[f"d{name}"] for name in ARGUMENTS))
        return float(np.sum(dout * out))

    return loss, {f"d{name}": each for name, each in arguments.items()}, found
