"""How much of a gradient is left after many steps back, on the line of the cell: it depends on the forget gate."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, check_parts
from gradkata.translation import say

N, D, H, STEPS = 1, 4, 16, 30
BIASES = (0, 2, 5)
PARTS = ["dx", "dh_prev", "dc_prev", "dW", "dU", "db"]


def show(solution):
    """The picture."""
    walks = [walk(solution, bias) for bias in BIASES]
    steps, label = np.arange(STEPS + 1), "bias {bias}"
    panels = (
        Panel(
            say("Going back along the cell; the bias of the forget gate"), say("steps back in time"),
            say("norm of the gradient, 1 at the start"),
            tuple(Curve(steps, back, say(label, bias=bias)) for bias, (back, _) in zip(BIASES, walks, strict=True)),
            is_log_up=True, range_across=(0, STEPS),
        ),
        Panel(
            say("Going forward: the size of the cell"), say("step"), say("mean of the cell's absolute values"),
            tuple(Curve(steps, size, say(label, bias=bias)) for bias, (_, size) in zip(BIASES, walks, strict=True)),
            range_across=(0, STEPS),
        ),
    )  # fmt: skip
    return Picture(say("The forget gate: what the cell keeps, the gradient keeps"), panels, claims(walks))


def walk(solution, bias):
    """The norms of the cell's gradient going back, and the sizes of the cell going forward from 1."""
    rng = np.random.default_rng(6)
    b = np.zeros(4 * H)
    b[H : 2 * H] = bias
    weights = 0.1 * rng.normal(size=(D, 4 * H)), 0.1 * rng.normal(size=(H, 4 * H)), b
    h, c, caches = np.zeros((N, H)), np.ones((N, H)), []
    sizes = [1.0]
    for _ in range(STEPS):
        x = rng.normal(size=(N, D))
        got = solution.lstm_forward(x, h.copy(), c.copy(), *(each.copy() for each in weights))
        h, c, cache = check_parts(got, ["h", "c", "cache"], "lstm_forward()")
        h, c = array(h, (N, H), "h of lstm_forward()"), array(c, (N, H), "c of lstm_forward()")
        caches.append(cache)
        sizes.append(np.abs(c).mean())
    dh, dc = np.zeros((N, H)), rng.normal(size=(N, H))
    norms = [np.linalg.norm(dc)]
    for cache in reversed(caches):
        parts = check_parts(solution.lstm_backward(dh.copy(), dc.copy(), cache), PARTS, "lstm_backward()")
        dh = array(parts[1], (N, H), "dh_prev of lstm_backward()")
        dc = array(parts[2], (N, H), "dc_prev of lstm_backward()")
        norms.append(np.linalg.norm(dc))
    return np.array(norms) / norms[0], np.array(sizes)


def claims(walks):
    left = [back[-1] for back, _ in walks]
    kept = [size[-1] for _, size in walks]
    return (
        Claim(
            say(
                "With a bias of 0 the forget gate is half open: after {steps} steps back, {none:.0e} of the gradient "
                "is left. With a bias of 5 it is nearly wide open, and {most:.2f} is left.",
                steps=STEPS, none=left[0], most=left[2],
            ),
            left[0] < 1e-6 and left[0] < left[1] < left[2] and left[2] > 0.4,
        ),
        Claim(
            say(
                "What keeps the gradient keeps the cell: the wider the gate, the larger the cell is "
                "after {steps} steps.",
                steps=STEPS,
            ),
            kept[0] < kept[1] < kept[2],
        ),
    )  # fmt: skip
