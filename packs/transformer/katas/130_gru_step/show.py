"""How much of a gradient is left after many steps back: as much as the update gate keeps."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, check_parts
from gradkata.translation import say

N, D, H, STEPS = 1, 4, 16, 30
BIASES = (0, 2, 4)


def show(solution):
    """The picture."""
    back = [norms(solution, bias) for bias in BIASES]
    kept = [states(solution, bias) for bias in BIASES]
    steps, label = np.arange(STEPS + 1), "bias {bias}"
    panels = (
        Panel(
            say("Going back; the bias of the update gate"), say("steps back in time"),
            say("norm of the gradient, 1 at the start"),
            tuple(Curve(steps, y, say(label, bias=bias)) for bias, y in zip(BIASES, back, strict=True)),
            is_log_up=True, range_across=(0, STEPS),
        ),
        Panel(
            say("Going forward, with nothing to read"), say("step"), say("part of the first state that is left"),
            tuple(Curve(steps, y, say(label, bias=bias)) for bias, y in zip(BIASES, kept, strict=True)),
            range_across=(0, STEPS), range_up=(0, 1.05),
        ),
    )  # fmt: skip
    return Picture(say("The update gate: a state that is kept, and a gradient that lives"), panels, claims(back, kept))


def weights(bias, size):
    """W, U, b and c, small ones, with a bias for the update gate."""
    rng = np.random.default_rng(4)
    b = np.zeros(3 * H)
    b[H : 2 * H] = bias
    return size * rng.normal(size=(D, 3 * H)), size * rng.normal(size=(H, 3 * H)), b, np.zeros(3 * H)


def forward(solution, x, h, params):
    got = solution.gru_forward(x.copy(), h.copy(), *(each.copy() for each in params))
    h_next, cache = check_parts(got, ["h", "cache"], "gru_forward()")
    return array(h_next, h.shape, "h of gru_forward()"), cache


def norms(solution, bias):
    """The norm of the gradient of each state, going back."""
    rng, params = np.random.default_rng(8), weights(bias, 0.1)
    h, caches = np.zeros((N, H)), []
    for _ in range(STEPS):
        h, cache = forward(solution, rng.normal(size=(N, D)), h, params)
        caches.append(cache)
    dh = rng.normal(size=(N, H))
    found = [np.linalg.norm(dh)]
    for cache in reversed(caches):
        got = solution.gru_backward(dh.copy(), cache)
        _, dh, *_ = check_parts(got, ["dx", "dh_prev", "dW", "dU", "db", "dc"], "gru_backward()")
        dh = array(dh, (N, H), "dh_prev of gru_backward()")
        found.append(np.linalg.norm(dh))
    return np.array(found) / found[0]


def states(solution, bias):
    """The size of the state from step to step, where the input is 0 and the weights are, too."""
    h, params = np.ones((N, H)), weights(bias, 0.0)
    found = [1.0]
    for _ in range(STEPS):
        h, _ = forward(solution, np.zeros((N, D)), h, params)
        found.append(h.mean())
    return np.array(found)


def claims(back, kept):
    left = [each[-1] for each in back]
    gates = [1 / (1 + np.exp(-bias)) for bias in BIASES]
    return (
        Claim(
            say(
                "The wider the update gate is open, the longer a gradient lives: after {steps} steps, {open:.2g} of it "
                "is left with a bias of 4, and {shut:.1g} with one of 0.",
                steps=STEPS, open=left[-1], shut=left[0],
            ),
            left == sorted(left) and left[-1] > 0.2,
        ),
        Claim(
            say("Where nothing is read, each step leaves the part of the state that the gate keeps."),
            all(np.allclose(y, gate ** np.arange(STEPS + 1)) for y, gate in zip(kept, gates, strict=True)),
        ),
    )  # fmt: skip
