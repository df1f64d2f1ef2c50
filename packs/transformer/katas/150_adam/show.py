"""Two paths into a long valley, and what is left of a weight that decays."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, Points, array
from gradkata.translation import say

STEEPNESS = np.array([1.0, 25.0])
START = np.array([-4.0, 1.6])
STEPS, PLAIN_RATE, RATE = 60, 0.075, 0.2
LEVELS = (0.5, 4, 12, 24, 36)
DECAYS = (0.0, 0.1, 0.5)


def show(solution):
    """The picture."""
    plain, adaptive = plain_path(), adam_path(solution)
    angle = np.linspace(0, 2 * np.pi, 73)
    rings = [np.sqrt(2 * level / STEEPNESS)[:, None] * np.array([np.cos(angle), np.sin(angle)]) for level in LEVELS]
    decayed = [left(solution, decay) for decay in DECAYS]
    panels = (
        Panel(
            say("The paths over the loss (w₁² + 25 w₂²) / 2"), say("weight w₁"), say("weight w₂"),
            (
                *(Curve(*ring, is_context=True) for ring in rings),
                Curve(*plain.T, say("plain descent, rate {rate}", rate=PLAIN_RATE), 1 / STEPS, "right"),
                Curve(*adaptive.T, say("Adam, rate {rate:g}", rate=RATE), 0.3, "below"),
                Points(START[:1], START[1:]),
            ),
            range_across=(-5, 2), range_up=(-2.2, 2.2),
        ),
        Panel(
            say("A weight without gradients, at a rate of 0.1"), say("step"), say("part of it that is left"),
            tuple(
                Curve(range(STEPS + 1), y, say("decay {decay:g}", decay=decay), 0.6)
                for decay, y in zip(DECAYS, decayed, strict=True)
            ),
            range_across=(0, STEPS), range_up=(0, 1.1),
        ),
    )  # fmt: skip
    return Picture(
        say("Adam: as quick along the valley as across it, and weights that decay"), panels, claims(adaptive, decayed)
    )


def plain_path():
    path = [START]
    for _ in range(STEPS):
        path.append(path[-1] - PLAIN_RATE * STEEPNESS * path[-1])
    return np.array(path)


def adam_path(solution):
    params, path, optimizer = {"w": START.copy()}, [START], solution.Adam(RATE)
    for _ in range(STEPS):
        optimizer.update(params, {"w": STEEPNESS * path[-1]})
        path.append(array(params["w"], (2,), "w after update()").copy())
    return np.array(path)


def left(solution, decay):
    params, optimizer = {"w": np.ones(1)}, solution.Adam(0.1, weight_decay=decay)
    found = [1.0]
    for _ in range(STEPS):
        optimizer.update(params, {"w": np.zeros(1)})
        found.append(array(params["w"], (1,), "w after update()")[0])
    return np.array(found)


def claims(adaptive, decayed):
    first = np.abs(adaptive[1] - adaptive[0])
    return (
        Claim(
            say("Adam's first step is as long as its learning rate in both weights, however different their slopes."),
            np.allclose(first, RATE, rtol=1e-3),
        ),
        Claim(
            say("It has momentum, so it runs a little past the bottom of the valley before it turns back."),
            adaptive[:, 1].min() < -0.01,
        ),
        Claim(
            say(
                "In each step a weight loses the learning rate times the decay: with 0.5, a twentieth. After {steps} "
                "steps {left:.2g} of it are left.",
                steps=STEPS, left=decayed[2][-1],
            ),
            all(
                np.allclose(y, (1 - 0.1 * decay) ** np.arange(STEPS + 1))
                for decay, y in zip(DECAYS, decayed, strict=True)
            ),
        ),
    )  # fmt: skip
