"""One step of an LSTM against `torch.nn.LSTMCell`, whose weights are the transpose of ours and whose biases are two."""

import numpy as np

ARGUMENTS = ("x", "h_prev", "c_prev", "W", "U", "b")
# N, D, H
SIZES = {"a few": (2, 3, 4), "one": (1, 1, 1), "all alike": (3, 3, 3)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "x": rng.normal(size=(N, D)), "h_prev": rng.normal(size=(N, H)), "c_prev": 2 * rng.normal(size=(N, H)),
            "W": rng.normal(size=(D, 4 * H)), "U": rng.normal(size=(H, 4 * H)), "b": rng.normal(size=4 * H),
            "dh": rng.normal(size=(N, H)), "dc": rng.normal(size=(N, H)),
        }
        for name, (N, D, H) in SIZES.items()
    }  # fmt: skip


def ours(reference, dh, dc, **arguments):
    """What the reference gives, by name."""
    h, c, cache = reference.lstm_forward(*(arguments[name] for name in ARGUMENTS))
    gradients = reference.lstm_backward(dh, dc, cache)
    return {"h": h, "c": c, **{f"d{name}": each for name, each in zip(ARGUMENTS, gradients, strict=True)}}


def theirs(torch, dh, dc, x, h_prev, c_prev, W, U, b):
    """What PyTorch gives, by the same names."""
    cell = torch.nn.LSTMCell(x.shape[1], h_prev.shape[1], dtype=torch.float64)
    weights = {"weight_ih": W.T, "weight_hh": U.T, "bias_ih": b, "bias_hh": np.zeros_like(b)}
    cell.load_state_dict({name: torch.tensor(each) for name, each in weights.items()})
    given = [torch.tensor(each, requires_grad=True) for each in (x, h_prev, c_prev)]
    h, c = cell(given[0], (given[1], given[2]))
    torch.autograd.backward([h, c], [torch.tensor(dh), torch.tensor(dc)])
    return {
        "h": h, "c": c, "dx": given[0].grad, "dh_prev": given[1].grad, "dc_prev": given[2].grad,
        "dW": cell.weight_ih.grad.T, "dU": cell.weight_hh.grad.T, "db": cell.bias_ih.grad,
    }  # fmt: skip


def by_differences(reference, dh, dc, **arguments):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, dh, dc, **arguments)

    def loss(at):
        h, c, _ = reference.lstm_forward(*(at[f"d{name}"] for name in ARGUMENTS))
        return float(np.sum(dh * h) + np.sum(dc * c))

    return loss, {f"d{name}": each for name, each in arguments.items()}, found
