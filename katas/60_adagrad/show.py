"""Two paths into a long valley: plain descent swings across it, AdaGrad has a step size for every weight."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, Points, array
from gradkata.translation import say

STEEPNESS = np.array([1.0, 25.0])
START = np.array([-4.0, 1.6])
STEPS, PLAIN_RATE, RATE = 40, 0.075, 1.0
LEVELS = (0.5, 4, 12, 24, 36)


def show(solution):
    """The picture."""
    plain, adaptive = plain_path(), adagrad_path(solution)
    angle = np.linspace(0, 2 * np.pi, 73)
    rings = [np.sqrt(2 * level / STEEPNESS)[:, None] * np.array([np.cos(angle), np.sin(angle)]) for level in LEVELS]
    names = say("plain descent, rate {rate}", rate=PLAIN_RATE), say("AdaGrad, rate {rate:g}", rate=RATE)
    panels = (
        Panel(
            say("The paths over the loss (w₁² + 25 w₂²) / 2"), say("weight w₁"), say("weight w₂"),
            (
                *(Curve(*ring, is_context=True) for ring in rings),
                Curve(*plain.T, names[0], 1 / STEPS, "right"), Curve(*adaptive.T, names[1]),
                Points(START[:1], START[1:]),
            ),
            range_across=(-5, 2), range_up=(-2.2, 2.2),
        ),
        Panel(
            say("The loss"), say("step"), say("loss"),
            (
                Curve(range(STEPS + 1), losses(plain), names[0], 0.45, "right"),
                Curve(range(STEPS + 1), losses(adaptive), names[1], 0.45, "right"),
            ),
            is_log_up=True, range_across=(0, STEPS),
        ),
    )  # fmt: skip
    return Picture(say("AdaGrad: a step size for every weight"), panels, claims(plain, adaptive))


def plain_path():
    path = [START]
    for _ in range(STEPS):
        path.append(path[-1] - PLAIN_RATE * STEEPNESS * path[-1])
    return np.array(path)


def adagrad_path(solution):
    """The two weights are in Wxh, of a net in which nothing else has a gradient."""
    shapes = {"Wxh": (2, 1), "Whh": (2, 2), "Why": (1, 2), "bh": (2, 1), "by": (1, 1)}
    params = {name: np.zeros(shape) for name, shape in shapes.items()}
    params["Wxh"][:, 0] = START
    path, optimizer = [START], solution.AdaGrad(RATE)
    for _ in range(STEPS):
        grads = {name: np.zeros(shape) for name, shape in shapes.items()}
        grads["Wxh"][:, 0] = STEEPNESS * path[-1]
        optimizer.update(params, grads)
        path.append(array(params["Wxh"], shapes["Wxh"], "Wxh after update()")[:, 0].copy())
    return np.array(path)


def losses(path):
    return (STEEPNESS * path**2).sum(axis=1) / 2


def claims(plain, adaptive):
    first = np.abs(adaptive[1] - adaptive[0])
    return (
        Claim(
            say(
                "The valley is 25 times as steep across as along; plain descent, for comparison, swings from side to "
                "side."
            ),
            np.all(np.sign(plain[1:8, 1]) == -np.sign(plain[:7, 1])),
        ),
        Claim(
            say(
                "AdaGrad's first step is equally long in both weights, however different their slopes, and it does not "
                "swing."
            ),
            np.allclose(first, RATE, rtol=1e-3) and np.all(adaptive[:, 1] > -0.01),
        ),
    )
