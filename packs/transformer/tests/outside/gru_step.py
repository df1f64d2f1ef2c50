"""One step of a GRU against `torch.nn.GRUCell`, whose weights are the transpose of ours."""

import numpy as np

ARGUMENTS = ("x", "h_prev", "W", "U", "b", "c")
# N, D, H
SIZES = {"a few": (2, 3, 4), "one": (1, 1, 1), "all alike": (3, 3, 3)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "x": rng.normal(size=(N, D)), "h_prev": rng.normal(size=(N, H)), "W": rng.normal(size=(D, 3 * H)),
            "U": rng.normal(size=(H, 3 * H)), "b": rng.normal(size=3 * H), "c": rng.normal(size=3 * H),
            "dh": rng.normal(size=(N, H)),
        }
        for name, (N, D, H) in SIZES.items()
    }  # fmt: skip


def ours(reference, dh, **arguments):
    """What the reference gives, by name."""
    h, cache = reference.gru_forward(*(arguments[name] for name in ARGUMENTS))
    gradients = reference.gru_backward(dh, cache)
    return {"h": h, **{f"d{name}": each for name, each in zip(ARGUMENTS, gradients, strict=True)}}


def theirs(torch, dh, x, h_prev, W, U, b, c):
    """What PyTorch gives, by the same names."""
    cell = torch.nn.GRUCell(x.shape[1], h_prev.shape[1], dtype=torch.float64)
    weights = {"weight_ih": W.T, "weight_hh": U.T, "bias_ih": b, "bias_hh": c}
    cell.load_state_dict({name: torch.tensor(each) for name, each in weights.items()})
    given = [torch.tensor(each, requires_grad=True) for each in (x, h_prev)]
    h = cell(*given)
    h.backward(torch.tensor(dh))
    return {
        "h": h, "dx": given[0].grad, "dh_prev": given[1].grad, "dW": cell.weight_ih.grad.T,
        "dU": cell.weight_hh.grad.T, "db": cell.bias_ih.grad, "dc": cell.bias_hh.grad,
    }  # fmt: skip


def by_differences(reference, dh, **arguments):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, dh, **arguments)

    def loss(at):
        h, _ = reference.gru_forward(*(at[f"d{name}"] for name in ARGUMENTS))
        return float(np.sum(dh * h))

    return loss, {f"d{name}": each for name, each in arguments.items()}, found
