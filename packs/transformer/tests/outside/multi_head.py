"""Several causal heads against `torch.nn.MultiheadAttention`, whose weights are the transpose of ours."""

import numpy as np

NAMES = ("Wq", "Wk", "Wv", "Wo")
# N, T, h, d
SIZES = {"a few": (2, 4, 3, 2), "one": (1, 1, 1, 1), "all alike": (2, 2, 2, 2), "one head": (2, 3, 1, 3)}


def cases(rng):
    """The questions, by name: arrays by name."""
    return {
        name: {
            "x": rng.normal(size=(N, T, heads * d)), "heads": np.array(heads),
            "dout": rng.normal(size=(N, T, heads * d)),
            **{each: rng.normal(size=(heads * d, heads * d)) for each in NAMES},
        }
        for name, (N, T, heads, d) in SIZES.items()
    }  # fmt: skip


def ours(reference, x, heads, dout, **params):
    """What the reference gives, by name."""
    out, cache = reference.multi_head_forward(x, params, int(heads))
    dx, grads = reference.multi_head_backward(dout, cache)
    return {"out": out, "dx": dx, **{f"d{name}": grads[name] for name in NAMES}}


def theirs(torch, x, heads, dout, **params):
    """What PyTorch gives, by the same names."""
    T, D = x.shape[1:]
    layer = torch.nn.MultiheadAttention(D, int(heads), bias=False, batch_first=True, dtype=torch.float64)
    three = np.concatenate([params[name].T for name in NAMES[:3]])
    layer.load_state_dict({"in_proj_weight": torch.tensor(three), "out_proj.weight": torch.tensor(params["Wo"].T)})
    tokens = torch.tensor(x, requires_grad=True)
    hidden = torch.triu(torch.ones(T, T, dtype=torch.bool), diagonal=1)
    out, _ = layer(tokens, tokens, tokens, attn_mask=hidden, need_weights=False)
    out.backward(torch.tensor(dout))
    gradients = [each.T for each in (*layer.in_proj_weight.grad.split(D), layer.out_proj.weight.grad)]
    return {"out": out, "dx": tokens.grad, **{f"d{name}": each for name, each in zip(NAMES, gradients, strict=True)}}


def by_differences(reference, x, heads, dout, **params):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, x, heads, dout, **params)

    def loss(at):
        out, _ = reference.multi_head_forward(at["dx"], {name: at[f"d{name}"] for name in NAMES}, int(heads))
        return float(np.sum(dout * out))

    return loss, {"dx": x, **{f"d{name}": each for name, each in params.items()}}, found
