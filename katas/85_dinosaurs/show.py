"""A net learns which letter follows the first three of a name; names that it has not seen tell how well."""

from pathlib import Path

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, check_parts, number
from gradkata.translation import say

READ, H, STEPS, RATE = 3, 16, 60, 1.0
SPREAD = 4  # every fourth name takes part: a net that reads name by name takes its time
HELD_OUT = 4  # one in so many of them
EVERY = 3  # steps from one look at the loss to the next


def show(solution):
    """The picture."""
    seen, unseen, V = examples(solution)
    weights = [np.random.default_rng(seed).normal(0, 0.2, shape) for seed, shape in enumerate([(V, H), (H, H), (H, V)])]
    curves = [], []
    for step in range(STEPS + 1):
        loss, *gradients = asked(solution, *seen, weights)
        if step % EVERY == 0:
            curves[0].append(loss)
            curves[1].append(asked(solution, *unseen, weights)[0])
        weights = [each - RATE * gradient for each, gradient in zip(weights, gradients, strict=True)]
    steps, guessing = range(0, STEPS + 1, EVERY), np.log(V)
    panel = Panel(
        say("Which letter follows the first {count} of a name?", count=READ), say("step"), say("mean cross-entropy"),
        (
            Curve((0, STEPS), (guessing, guessing), say("guessing: log {V}", V=V), is_context=True),
            Curve(steps, curves[0], say("{count} names it learns from", count=len(seen[0]))),
            Curve(steps, curves[1], say("{count} names it never sees", count=len(unseen[0]))),
        ),
        range_across=(0, STEPS),
    )  # fmt: skip
    return Picture(say("Dinosaurs: learning how names go on"), (panel,), claims(*curves, guessing), leeway=0.02)


def examples(solution):
    """Inputs (N, T, V) and targets (N, V), of names to learn from and of others, and V."""
    text = (Path(__file__).parent / "names.txt").read_text("utf-8")
    names = [name.lower() for name in text.split() if len(name) > READ][::SPREAD]
    V = 1 + len(set("".join(names)))
    got, _ = check_parts(solution.prepare(names), ["onehot", "vocabulary"], "prepare()")
    onehot = array(got, (len(names), max(map(len, names)), V), "onehot of prepare()")
    is_held_out = np.arange(len(names)) % HELD_OUT == 0
    seen, unseen = onehot[~is_held_out], onehot[is_held_out]
    return (seen[:, :READ], seen[:, READ]), (unseen[:, :READ], unseen[:, READ]), V


def asked(solution, x, y, weights):
    """The loss and its three gradients."""
    got = solution.loss_and_gradients(x.copy(), y.copy(), *(each.copy() for each in weights))
    loss, *gradients = check_parts(got, ["loss", "dWxh", "dWhh", "dWho"], "loss_and_gradients()")
    shaped = [
        array(each, like.shape, f"{name} of loss_and_gradients()")
        for name, each, like in zip(("dWxh", "dWhh", "dWho"), gradients, weights, strict=True)
    ]
    return number(loss, "the loss of loss_and_gradients()"), *shaped


def claims(seen, unseen, guessing):
    lowest = int(np.argmin(unseen))
    return (
        Claim(
            say(
                "Before any training the loss is about that of guessing, {start:.1f}; after {steps} steps it is "
                "{end:.1f} on the names that the net learns from.",
                start=guessing, steps=STEPS, end=seen[-1],
            ),
            abs(seen[0] / guessing - 1) < 0.15 and seen[-1] < 0.7 * guessing,
        ),
        Claim(
            say(
                "On names that it never sees the loss falls to {lowest:.1f} at first, as the net learns what names are "
                "like; then it rises again, to {end:.1f}, as the net learns those few by heart.",
                lowest=unseen[lowest], end=unseen[-1],
            ),
            0 < lowest < len(unseen) - 1 and unseen[lowest] < min(0.95 * guessing, 0.95 * unseen[-1]),
        ),
    )  # fmt: skip
