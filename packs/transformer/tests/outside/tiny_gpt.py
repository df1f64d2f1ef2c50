"""A small GPT, its loss and gradients, against the same built of modules of `torch.nn`."""

import numpy as np
from outside import transformer_block

# N, T, V, L, h, d, layers
SIZES = {"one block": (2, 3, 5, 4, 2, 2, 1), "two blocks": (2, 2, 3, 2, 1, 3, 2)}


def cases(rng):
    """The questions, by name: arrays by name."""
    found = {}
    for name, (N, T, V, L, heads, d, layers) in SIZES.items():
        D = heads * d
        shapes = {"W": (V, D), "P": (L, D), "gamma": (D,), "beta": (D,)}
        block = dict.fromkeys(transformer_block.SQUARE, (D, D)) | {"W1": (D, 3), "b1": (3,), "W2": (3, D), "b2": (D,)}
        block |= dict.fromkeys(transformer_block.NAMES[8:], (D,))
        shapes |= {f"{i}.{each}": shape for i in range(layers) for each, shape in block.items()}
        tokens, targets = rng.integers(V, size=(2, N, T))
        found[name] = {"tokens": tokens, "targets": targets, "heads": np.array(heads)}
        found[name] |= {each: rng.normal(size=shape) for each, shape in shapes.items()}
    return found


def ours(reference, tokens, targets, heads, **params):
    """What the reference gives, by name."""
    loss, grads = reference.loss_and_gradients(tokens, targets, params, int(heads))
    scores = reference.predict(tokens, params, int(heads))
    return {"loss": np.array(loss), "logits": scores, **{f"d{name}": each for name, each in grads.items()}}


def theirs(torch, tokens, targets, heads, **params):
    """What PyTorch gives, by the same names."""
    T, layers = tokens.shape[1], sum(name.endswith(".Wq") for name in params)
    top = {name: torch.tensor(params[name], requires_grad=True) for name in ("W", "P", "gamma", "beta")}
    blocks = [
        transformer_block.layer_of(torch, {n: params[f"{i}.{n}"] for n in transformer_block.NAMES}, int(heads))
        for i in range(layers)
    ]
    x = torch.nn.functional.embedding(torch.tensor(tokens), top["W"]) + top["P"][:T]
    for block in blocks:
        x = block(x, src_mask=torch.triu(torch.ones(T, T, dtype=torch.bool), diagonal=1))
    y = torch.nn.functional.layer_norm(x, top["gamma"].shape, top["gamma"], top["beta"])
    logits = torch.nn.functional.linear(y, top["W"])
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), torch.tensor(targets).flatten())
    loss.backward()
    found = {"loss": loss, "logits": logits, **{f"d{name}": each.grad for name, each in top.items()}}
    for i, block in enumerate(blocks):
        found |= {f"d{i}.{name}": each for name, each in transformer_block.gradients_of(block).items()}
    return found


def by_differences(reference, tokens, targets, heads, **params):
    """A loss of some arrays, where they are, and their gradients."""
    found = ours(reference, tokens, targets, heads, **params)

    def loss(at):
        given = {name.removeprefix("d"): array for name, array in at.items()}
        return reference.loss_and_gradients(tokens, targets, given, int(heads))[0]

    return loss, {f"d{name}": array for name, array in params.items()}, found
