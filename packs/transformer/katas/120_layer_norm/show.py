"""Through twenty layers numbers vanish or explode, unless each layer's rows are normalised."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, check_parts
from gradkata.translation import say

N, D, LAYERS = 20, 32, 20
SCALES = (0.8, 1.25)
SIZES = 10.0 ** np.arange(-1, 3)


def show(solution):
    """The picture."""
    plain = [spreads(None, scale) for scale in SCALES]
    normal = [spreads(solution, scale) for scale in SCALES]
    back = gradients(solution)
    layers = np.arange(LAYERS + 1)
    panels = (
        Panel(
            say("Random weights, k times too large"), say("layer"),
            say("standard deviation of the numbers"),
            (
                *(Curve(layers, y, f"k = {k}", 0.7) for k, y in zip(SCALES, plain, strict=True)),
                *(Curve(layers, y, say("normalised") if k == SCALES[0] else "", 0.5, is_context=True)
                  for k, y in zip(SCALES, normal, strict=True)),
            ),
            is_log_up=True, range_across=(0, LAYERS),
        ),
        Panel(
            say("What comes back to rows of different sizes"), say("size of the row"), say("norm of its gradient"),
            (Curve(SIZES, back),), is_log_across=True, is_log_up=True,
        ),
    )  # fmt: skip
    return Picture(say("Layer normalisation: as large in layer 20 as in layer 1"), panels, claims(plain, normal, back))


def spreads(solution, scale):
    """The deviation of what comes out of each layer; normalised by ``solution``, if there is one."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(N, D))
    found = [x.std()]
    for _ in range(LAYERS):
        x = scale * x @ rng.normal(size=(D, D)) / np.sqrt(D)
        if solution is not None:
            x = forward(solution, x)[0]
        found.append(x.std())
    return np.array(found)


def forward(solution, x):
    got = solution.layer_norm_forward(x.copy(), np.ones(D), np.zeros(D))
    out, cache = check_parts(got, ["out", "cache"], "layer_norm_forward()")
    return array(out, x.shape, "out of layer_norm_forward()"), cache


def gradients(solution):
    """The norm of the gradient of one row, which is taken in several sizes."""
    rng = np.random.default_rng(6)
    x, dout = rng.normal(size=(1, D)), rng.normal(size=(1, D))
    found = []
    for size in SIZES:
        _, cache = forward(solution, size * x)
        got = solution.layer_norm_backward(dout.copy(), cache)
        dx, _, _ = check_parts(got, ["dx", "dgamma", "dbeta"], "layer_norm_backward()")
        found.append(np.linalg.norm(array(dx, x.shape, "dx of layer_norm_backward()")))
    return np.array(found)


def claims(plain, normal, back):
    return (
        Claim(
            say(
                "Weights that are a little too small or too large, by a factor of 0.8 or 1.25, leave the numbers at "
                "{small:.2g} or {large:.2g} after {layers} layers. With each row normalised they stay at 1, whatever "
                "the factor is.",
                small=plain[0][-1], large=plain[1][-1], layers=LAYERS,
            ),
            plain[0][-1] < 0.1 and plain[1][-1] > 10 and np.allclose(np.array(normal)[:, 1:], 1, atol=0.01),
        ),
        Claim(
            say("A row that is ten times as large gets a tenth of the gradient: its own size does not matter to out."),
            np.allclose(back[:-1] / back[1:], 10, rtol=0.02),
        ),
    )  # fmt: skip
