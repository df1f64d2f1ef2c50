"""What comes back through many blocks, with the ways around and without; and the activation beside its slope."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, check_parts
from gradkata.translation import say

N, T, D, HEADS, LAYERS = 1, 6, 8, 2, 24
DEVIATION = 0.02
Z = np.linspace(-4, 4, 81)


def show(solution):
    """The picture."""
    around, through = (norms(solution, has_way_around) for has_way_around in (True, False))
    bent, slope = (array(f(Z.copy()), Z.shape, what) for f, what in (
        (solution.gelu, "gelu(z)"), (solution.gelu_slope, "gelu_slope(z)"),
    ))  # fmt: skip
    layers = np.arange(LAYERS + 1)
    panels = (
        Panel(
            say("Going back through {count} blocks", count=LAYERS), say("blocks back"),
            say("norm of the gradient, 1 at the start"),
            (
                Curve(layers, around, say("added to x"), 0.5, "below"),
                Curve(layers, through, say("in place of x"), 0.5, "left"),
            ),
            is_log_up=True, range_across=(0, LAYERS),
        ),
        Panel(
            say("The activation of the network"), "z", "",
            (
                Curve(Z, np.maximum(Z, 0), "ReLU", 0.15, "above", is_context=True),
                Curve(Z, bent, "gelu", 0.9, "left"),
                Curve(Z, slope, "gelu_slope", 0.85, "below"),
            ),
            range_across=(-4, 4), range_up=(-0.5, 4),
        ),
    )  # fmt: skip
    return Picture(
        say("A block adds to what is there, and so the gradient has a way back"), panels,
        claims(around, through, bent, slope),
    )  # fmt: skip


def norms(solution, has_way_around):
    """The norm of the gradient of each block's input, going back; without the ways around, x is taken off again."""
    rng = np.random.default_rng(2)
    x, caches = rng.normal(size=(N, T, D)), []
    for _ in range(LAYERS):
        got = solution.block_forward(x.copy(), weights(rng), HEADS)
        out, cache = check_parts(got, ["out", "cache"], "block_forward()")
        out = array(out, x.shape, "out of block_forward()")
        x = out if has_way_around else out - x
        caches.append(cache)
    d = rng.normal(size=x.shape)
    found = [np.linalg.norm(d)]
    for cache in reversed(caches):
        dx, _ = check_parts(solution.block_backward(d.copy(), cache), ["dx", "grads"], "block_backward()")
        dx = array(dx, d.shape, "dx of block_backward()")
        d = dx if has_way_around else dx - d
        found.append(np.linalg.norm(d))
    return np.array(found) / found[0]


def weights(rng):
    """Of one block, as training begins: random numbers as in GPT-2, scales of 1, and the rest 0."""
    shapes = dict.fromkeys(("Wq", "Wk", "Wv", "Wo"), (D, D)) | {"W1": (D, 4 * D), "W2": (4 * D, D)}
    params = {name: rng.normal(0, DEVIATION, shape) for name, shape in shapes.items()}
    params |= {name: np.ones(D) for name in ("gamma1", "gamma2")}
    return params | {name: np.zeros(D) for name in ("beta1", "beta2", "b2")} | {"b1": np.zeros(4 * D)}


def claims(around, through, bent, slope):
    return (
        Claim(
            say(
                "As training begins, with weights of deviation {deviation}, each block adds little to what is there, "
                "and {count} blocks back the gradient is as large as ever. If a block puts what it works out in the "
                "place of x, and does not add it, {through:.0e} of the gradient is left.",
                deviation=DEVIATION, count=LAYERS, through=through[-1],
            ),
            0.9 < around.min() <= around.max() < 1.1 and through[-1] < 1e-4,
        ),
        Claim(
            say(
                "gelu is ReLU with the corner made round. It dips below 0, to {least:.2f}, and its slope goes from 0 "
                "to 1 by way of {most:.2f}.",
                least=bent.min(), most=slope.max(),
            ),
            -0.2 < bent.min() < -0.1 and slope.max() > 1.1 and np.allclose(slope[[0, -1]], [0, 1], atol=0.01),
        ),
    )  # fmt: skip
