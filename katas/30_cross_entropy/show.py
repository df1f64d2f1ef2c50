"""What an answer costs by the probability of the right class, and what the derivative says to each score."""

import numpy as np
from gradkata.showing import Bars, Claim, Curve, Panel, Picture, Points, array, number
from gradkata.translation import say

CHANCES = np.linspace(0.005, 0.995, 100)
MARKED = (0.8, 0.5, 0.1, 0.01)
SCORES = np.array([[1.0, 0.2, 1.6, -0.5]])
TARGET = 1


def show(solution):
    """The picture."""
    curve = [loss_at(solution, p) for p in CHANCES]
    marked = [loss_at(solution, p) for p in MARKED]
    losses = [number(solution.cross_entropy(SCORES.copy(), np.array([k])), "cross_entropy()") for k in range(4)]
    given = solution.cross_entropy_derivative(SCORES.copy(), np.array([TARGET]))
    slopes = array(given, SCORES.shape, "cross_entropy_derivative()")[0]
    p = np.exp(-np.array(losses))  # the loss is -log p, whichever class is taken for the right one
    panels = (
        Panel(
            say("The loss of one case"), say("probability p of the right class"), say("loss, −log p"),
            (
                Curve(CHANCES, curve),
                Points(MARKED, marked, tuple(f"p = {p:g}: {loss:.2f}" for p, loss in zip(MARKED, marked, strict=True))),
            ),
            range_across=(0, 1), range_up=(0, 5.6),
        ),
        Panel(
            say("Probability and derivative, class by class"), say("class"), say("probability; derivative of the loss"),
            (Bars(p, say("probability p")), Bars(slopes, say("derivative with respect to the score"))),
            tuple(say("{k}, right", k=k) if k == TARGET else str(k) for k in range(4)), range_up=(-1, 1),
        ),
    )  # fmt: skip
    return Picture(say("Cross-entropy: how wrong the probabilities are"), panels, claims(curve, marked, p, slopes))


def loss_at(solution, p):
    """The loss of two classes, the right one with the probability p."""
    logits = np.log([[p, 1 - p]])
    return number(solution.cross_entropy(logits, np.array([0])), "cross_entropy()")


def claims(curve, marked, p, slopes):
    others = np.arange(len(p)) != TARGET
    return (
        Claim(
            say(
                "A sure and right answer costs nearly nothing, an even guess between two classes {even:.2f}, and the "
                "loss rises without bound as the probability of the right class goes to 0.",
                even=marked[1],
            ),
            curve[-1] < 0.01 and np.all(np.diff(curve) < 0) and np.isclose(marked[1], np.log(2)),
        ),
        Claim(
            say(
                "The derivative with respect to a score is that class's probability, for the right class less 1: "
                "descent pushes the right score up and all others down, and the four derivatives sum to 0."
            ),
            np.allclose(slopes[others], p[others]) and np.isclose(slopes[TARGET], p[TARGET] - 1)
            and np.isclose(slopes.sum(), 0),
        ),
    )  # fmt: skip
