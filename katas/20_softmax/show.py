"""The temperature sharpens or flattens probabilities; a shift of all scores changes nothing."""

import numpy as np
from gradkata.showing import Bars, Claim, Panel, Picture, array
from gradkata.translation import say

SCORES = np.array([2.0, 1.0, 0.5, 0.0, -1.0])
TEMPERATURES = (0.5, 1.0, 2.0)
SHIFTS = (0, 1000, -1000)


def show(solution):
    """The picture."""
    by_temperature = [probabilities(solution, SCORES / each) for each in TEMPERATURES]
    by_shift = [probabilities(solution, SCORES + each) for each in SHIFTS]
    names = tuple(minus(f"{score:g}") for score in SCORES)
    panels = (
        Panel(
            say("softmax(z / T): the temperature T"), say("score z"), say("probability"),
            tuple(Bars(p, f"T = {each:g}") for each, p in zip(TEMPERATURES, by_temperature, strict=True)),
            names, range_up=(0, 1),
        ),
        Panel(
            say("softmax(z + c): a shift c of all scores"), say("score z"), say("probability"),
            tuple(Bars(p, minus(f"c = {each:g}")) for each, p in zip(SHIFTS, by_shift, strict=True)),
            names, range_up=(0, 1),
        ),
    )  # fmt: skip
    return Picture(say("Softmax: from scores to probabilities"), panels, claims(by_temperature, by_shift))


def minus(text):
    return text.replace("-", "−")


def probabilities(solution, scores):
    return array(solution.softmax(scores.copy()), scores.shape, "softmax(z)")


def claims(by_temperature, by_shift):
    largest = [p[0] for p in by_temperature]
    return (
        Claim(
            say(
                "Dividing the scores by a temperature of 0.5 sharpens the probabilities, a temperature of 2 flattens "
                "them: the largest score gets {sharp:.2f}, {usual:.2f} and {flat:.2f}.",
                sharp=largest[0], usual=largest[1], flat=largest[2],
            ),
            largest[0] > largest[1] > largest[2],
        ),
        Claim(
            say("Adding 1000 to every score, or taking it away, changes nothing, and each set of bars sums to 1."),
            np.allclose(by_shift, by_shift[0]) and np.allclose(np.sum(by_temperature + by_shift, axis=1), 1),
        ),
    )  # fmt: skip
