"""A block against `torch.nn.TransformerEncoderLayer` with its norms first and a causal mask."""

import numpy as np

SQUARE = ("Wq", "Wk", "Wv", "Wo")
NAMES = (*SQUARE, "W1", "b1", "W2", "b2", "gamma1", "beta1", "gamma2", "beta2")
# N, T, h, d, F
SIZES = {"a few": (2, 3, 2, 2, 5), "one token": (2, 1, 1, 3, 2), "all alike": (2, 2, 2, 1, 2)}


def cases(rng):
    """The questions, by name: arrays by name."""
    found = {}
    for name, (N, T, heads, d, F) in SIZES.items():
        D = heads * d
        shapes = dict.fromkeys(SQUARE, (D, D)) | {"W1": (D, F), "b1": (F,), "W2": (F, D), "b2": (D,)}
        shapes |= dict.fromkeys(NAMES[8:], (D,))
        found[name] = {"x": rng.normal(size=(N, T, D)), "heads": np.array(heads), "dout": rng.normal(size=(N, T, D))}
        found[name] |= {each: rng.normal(size=shape) for each, shape in shapes.items()}
    return found


def ours(reference, x, heads, dout, **params):
    """What the reference gives, by name."""
    out, cache = reference.block_forward(x, params, int(heads))
    dx, grads = reference.block_backward(dout, cache)
    return {"out": out, "dx": dx, **{f"d{name}": grads[name] for name in NAMES}}


def layer_of(torch, params, heads):
    """The layer with our parameters, whose biases of attention are 0: ours has none."""
    D, F = params["W1"].shape
    layer = torch.nn.TransformerEncoderLayer(
        D, heads, F, dropout=0.0, batch_first=True, norm_first=True, dtype=torch.float64,
        activation=lambda z: torch.nn.functional.gelu(z, approximate="tanh"),
    )  # fmt: skip
    turned = {
        "self_attn.in_proj_weight": np.concatenate([params[name].T for name in SQUARE[:3]]),
        "self_attn.in_proj_bias": np.zeros(3 * D), "self_attn.out_proj.bias": np.zeros(D),
        "self_attn.out_proj.weight": params["Wo"].T, "linear1.weight": params["W1"].T, "linear1.bias": params["b1"],
        "linear2.weight": params["W2"].T, "linear2.bias": params["b2"],
        "norm1.weight": params["gamma1"], "norm1.bias": params["beta1"],
        "norm2.weight": params["gamma2"], "norm2.bias": params["beta2"],
    }  # fmt: skip
    layer.load_state_dict({name: torch.tensor(np.ascontiguousarray(array)) for name, array in turned.items()})
    return layer


def gradients_of(layer):
    """The layer's gradients by our names."""
    attention, three = layer.self_attn, layer.self_attn.in_proj_weight.grad.chunk(3)
    return {
        **{name: part.T for name, part in zip(SQUARE[:3], three, strict=True)}, "Wo": attention.out_proj.weight.grad.T,
        "W1": layer.linear1.weight.grad.T, "b1": layer.linear1.bias.grad,
        "W2": layer.linear2.weight.grad.T, "b2": layer.linear2.bias.grad,
        "gamma1": layer.norm1.weight.grad, "beta1": layer.norm1.bias.grad,
        "gamma2": layer.norm2.weight.grad, "beta2": layer.norm2.bias.grad,
    }  # fmt: skip


def theirs(torch, x, heads, dout, **params):
    """What PyTorch gives, by the same names."""
    layer, tokens = layer_of(torch, params, int(heads)), torch.tensor(x, requires_grad=True)
    hidden = torch.triu(torch.ones(x.shape[1], x.shape[1], dtype=torch.bool), diagonal=1)
    out = layer(tokens, src_mask=hidden)
    out.backward(torch.tensor(dout))
    return {"out": out, "dx": tokens.grad, **{f"d{name}": each for name, each in gradients_of(layer).items()}}


def by_differences(reference, x, heads, dout, **params):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, x, heads, dout, **params)

    def loss(at):
        out, _ = reference.block_forward(at["dx"], {name: at[f"d{name}"] for name in NAMES}, int(heads))
        return float(np.sum(dout * out))

    return loss, {"dx": x, **{f"d{name}": params[name] for name in NAMES}}, found
