"""The loss of a network that learns to spell: chunk by chunk, and smoothed."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, series
from gradkata.translation import say

TEXT = "the cat sat on the mat and that was that; " * 8
STEPS, H, LENGTH = 250, 12, 25
SMOOTH = 0.999


def show(solution):
    """The picture."""
    letters = sorted(set(TEXT))
    data = np.array([letters.index(letter) for letter in TEXT])
    got = solution.train(data, weights(len(letters)), STEPS)
    smooth = series(got, STEPS, "train()")
    know_nothing = np.log(len(letters)) * LENGTH
    before = np.concatenate([[know_nothing], smooth[:-1]])
    chunks = (smooth - SMOOTH * before) / (1 - SMOOTH)  # what each chunk's loss must have been
    steps = range(1, STEPS + 1)
    panel = Panel(
        say("A text of {count} characters, {V} different ones", count=len(TEXT), V=len(letters)),
        say("step"), say("loss of a chunk of {length} characters", length=LENGTH),
        (
            Curve((1, STEPS), (know_nothing, know_nothing), say("knows nothing"), is_context=True),
            Curve(steps, chunks, say("each chunk's own loss")),
            Curve(steps, smooth, say("smooth loss")),
        ),
        range_across=(0, STEPS),
    )  # fmt: skip
    return Picture(say("Training: the loss, step by step"), (panel,), claims(smooth, chunks, know_nothing), leeway=0.05)


def weights(V):
    rng = np.random.default_rng(4)
    return {
        "Wxh": rng.normal(0, 0.1, (H, V)), "Whh": rng.normal(0, 0.1, (H, H)), "Why": rng.normal(0, 0.1, (V, H)),
        "bh": np.zeros((H, 1)), "by": np.zeros((V, 1)),
    }  # fmt: skip


def claims(smooth, chunks, know_nothing):
    return (
        Claim(
            say(
                "At first every character seems equally likely, which costs {start:.0f} for a chunk; after {steps} "
                "steps a chunk costs about {end:.0f}.",
                start=know_nothing, steps=STEPS, end=np.mean(chunks[-20:]),
            ),
            abs(chunks[0] / know_nothing - 1) < 0.1 and np.mean(chunks[-20:]) < 0.3 * know_nothing,
        ),
        Claim(
            say("Single chunks jump up and down; the smooth loss counts each for a thousandth, so it lags far behind."),
            (np.diff(chunks) > 0).mean() > 0.2 and smooth[-1] > 2 * np.mean(chunks[-20:]),
        ),
    )  # fmt: skip
