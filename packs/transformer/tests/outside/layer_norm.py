"""Layer normalisation against `torch.nn.functional.layer_norm`."""

import numpy as np

SHAPES = {"rows": (3, 5), "sequences": (2, 3, 4), "one row": (6,), "one feature": (4, 1), "square": (4, 4)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "x": 2 * rng.normal(size=shape) + 1, "gamma": rng.normal(size=shape[-1]),
            "beta": rng.normal(size=shape[-1]), "eps": np.array(eps), "dout": rng.normal(size=shape),
        }
        for eps, (name, shape) in zip((1e-5, 0.5, 1e-5, 0.1, 1e-5), SHAPES.items(), strict=True)
    }  # fmt: skip


def ours(reference, x, gamma, beta, eps, dout):
    """What the reference gives, by name."""
    out, cache = reference.layer_norm_forward(x, gamma, beta, float(eps))
    dx, dgamma, dbeta = reference.layer_norm_backward(dout, cache)
    return {"out": out, "dx": dx, "dgamma": dgamma, "dbeta": dbeta}


def theirs(torch, x, gamma, beta, eps, dout):
    """What PyTorch gives, by the same names."""
    given = [torch.tensor(each, requires_grad=True) for each in (x, gamma, beta)]
    out = torch.nn.functional.layer_norm(given[0], gamma.shape, given[1], given[2], float(eps))
    out.backward(torch.tensor(dout))
    return dict(zip(("out", "dx", "dgamma", "dbeta"), (out, *(each.grad for each in given)), strict=True))


def by_differences(reference, x, gamma, beta, eps, dout):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, x, gamma, beta, eps, dout)

    def loss(at):
        out, _ = reference.layer_norm_forward(at["dx"], at["dgamma"], at["dbeta"], float(eps))
        return float(np.sum(dout * out))

    return loss, {"dx": x, "dgamma": gamma, "dbeta": beta}, found
