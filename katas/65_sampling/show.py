"""How often each character is drawn, by temperature, and how the frequencies settle."""

import numpy as np
from gradkata.showing import Bars, Claim, Curve, Panel, Picture, check_integers
from gradkata.translation import say

SCORES = np.array([2.0, 1.0, 0.0, -1.0])
TEMPERATURES = (0.5, 1.0, 2.0)
DRAWS, H = 1500, 2
AT_ONCE = 100
FAR = 0.06  # more than four standard deviations of a frequency, each of which is at most 0.013


def show(solution):
    """The picture."""
    expected = [probabilities(each) for each in TEMPERATURES]
    drawn = [draws(solution, each) for each in TEMPERATURES]
    found = [np.bincount(each, minlength=len(SCORES)) / DRAWS for each in drawn]
    settling = [np.cumsum(each == 0) / np.arange(1, DRAWS + 1) for each in drawn]
    named = [f"T = {each:g}" for each in TEMPERATURES]
    panels = (
        Panel(
            say("Frequencies among {draws:,} draws", draws=DRAWS), say("character, by its score y"), say("frequency"),
            tuple(Bars(each, name) for each, name in zip(found, named, strict=True)),
            tuple(f"{score:g}".replace("-", "−") for score in SCORES), range_up=(0, 1),
        ),
        Panel(
            say("The likeliest character, draw by draw"), say("draws so far"), say("frequency so far"),
            (
                *(Curve((1, DRAWS), (p[0], p[0]), is_context=True) for p in expected),
                *(Curve(range(1, DRAWS + 1), each, name) for each, name in zip(settling, named, strict=True)),
            ),
            is_log_across=True, range_across=(1, DRAWS), range_up=(0, 1.02),
        ),
    )  # fmt: skip
    title = say("Sampling: the temperature, and what is drawn")
    return Picture(title, panels, claims(expected, found, settling), leeway=2.0)  # chance is for the claims to judge


def draws(solution, temperature):
    """Characters of a network without memory, each drawn with the same probabilities."""
    V = len(SCORES)
    params = {
        "Wxh": np.zeros((H, V)), "Whh": np.zeros((H, H)), "Why": np.zeros((V, H)),
        "bh": np.zeros((H, 1)), "by": SCORES[:, None].copy(),
    }  # fmt: skip
    rng, drawn = np.random.default_rng(2), []
    while len(drawn) < DRAWS:
        got = solution.sample(params, np.zeros((H, 1)), 0, AT_ONCE, rng, temperature)
        drawn += check_integers(got, "sample()", count=AT_ONCE, below=V)
    return np.array(drawn)


def probabilities(temperature):
    powers = np.exp(SCORES / temperature)
    return powers / powers.sum()


def claims(expected, found, settling):
    first = [each[0] for each in found]
    return (
        Claim(
            say(
                "The likeliest character is drawn {cold:.0%} of the time with T = 0.5, {usual:.0%} with T = 1 and "
                "{hot:.0%} with T = 2: the warmer, the more varied.",
                cold=first[0], usual=first[1], hot=first[2],
            ),
            first[0] > first[1] > first[2] and np.abs(np.subtract(found, expected)).max() < FAR,
        ),
        Claim(
            say("At first the frequencies jump about; then they settle on the probabilities, which are dotted."),
            all(
                abs(each[-1] - p[0]) < FAR and np.abs(each[:50] - p[0]).max() > np.abs(each[500:] - p[0]).max()
                for each, p in zip(settling, expected, strict=True)
            ),
        ),
    )  # fmt: skip
