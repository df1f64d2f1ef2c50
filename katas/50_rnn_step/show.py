"""How much of a gradient is left after many steps back: it depends on Whh, and on how far the tanh is saturated."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, check_parts
from gradkata.translation import say

H, V, STEPS = 16, 4, 20
SCALES = (0.6, 1.0, 1.2)
INPUTS = (0.1, 0.5, 2.0)
QUIET = 1e-3


def show(solution):
    """The picture."""
    by_scale = [norms(solution, scale, QUIET) for scale in SCALES]
    by_input = [norms(solution, 1.0, size) for size in INPUTS]
    back = np.arange(STEPS + 1)
    across, up = say("steps back in time"), say("norm of the gradient, 1 at the start")
    panels = (
        Panel(
            say("Small inputs; Whh is k times a rotation"), across, up,
            tuple(Curve(back, y, f"k = {each}") for each, y in zip(SCALES, by_scale, strict=True)),
            is_log_up=True, range_across=(0, STEPS),
        ),
        Panel(
            say("k = 1: larger inputs saturate the tanh"), across, up,
            tuple(Curve(back, y, say("inputs × {size}", size=each)) for each, y in zip(INPUTS, by_input, strict=True)),
            is_log_up=True, range_across=(0, STEPS),
        ),
    )  # fmt: skip
    title = say("Going back step by step: a gradient fades, or explodes")
    return Picture(title, panels, claims(by_scale, by_input))


def norms(solution, scale, size):
    """The norm of the gradient of each state, going back; Whh is ``scale`` times a rotation."""
    rng = np.random.default_rng(3)
    rotation, _ = np.linalg.qr(rng.normal(size=(H, H)))
    rotation[:, 0] *= np.sign(np.linalg.det(rotation))  # no reflection
    params = {
        "Wxh": size * rng.normal(size=(H, V)), "Whh": scale * rotation, "Why": rng.normal(size=(V, H)),
        "bh": np.zeros((H, 1)), "by": np.zeros((V, 1)),
    }  # fmt: skip
    states, inputs = [np.zeros((H, 1))], [np.eye(V)[:, [ix]] for ix in rng.integers(V, size=STEPS)]
    for x in inputs:
        got = solution.step_forward(x.copy(), states[-1].copy(), copied(params))
        h, _, _ = check_parts(got, ["h", "y", "p"], "step_forward()")
        states.append(array(h, (H, 1), "h of step_forward()"))
    dh = rng.normal(size=(H, 1))
    found = [np.linalg.norm(dh)]
    for x, h_prev, h in zip(inputs[::-1], states[-2::-1], states[:0:-1], strict=True):
        nothing = np.zeros((V, 1))
        got = solution.step_backward(nothing, dh.copy(), x.copy(), h.copy(), h_prev.copy(), copied(params))
        _, dh = check_parts(got, ["grads", "dh_prev"], "step_backward()")
        dh = array(dh, (H, 1), "dh_prev of step_backward()")
        found.append(np.linalg.norm(dh))
    return np.array(found) / found[0]


def copied(params):
    return {name: each.copy() for name, each in params.items()}


def claims(by_scale, by_input):
    small, equal, large = by_scale
    return (
        Claim(
            say(
                "Each step back multiplies a gradient by the transpose of Whh. With k = 0.6, one part in {parts:,.0f} "
                "of it is left after {steps} steps; with k = 1.2 it has grown to {large:.0f} times its size; with "
                "k = 1 it stays as large as it was.",
                parts=float(f"{1 / small[-1]:.2g}"), large=large[-1], steps=STEPS,
            ),
            np.all(np.diff(small) < 0) and np.all(np.diff(large) > 0) and np.allclose(equal, 1, atol=0.01),
        ),
        Claim(
            say(
                "It is also multiplied by the slope of the tanh, which is below 1: the larger the inputs, the faster "
                "it fades."
            ),
            all(np.all(np.diff(each) < 0) for each in by_input) and by_input[0][-1] > by_input[1][-1] > by_input[2][-1],
        ),
    )  # fmt: skip
