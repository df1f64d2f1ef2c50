"""A batch of sequences that differ in their first number only: the net learns to remember it."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array, series
from gradkata.translation import say

N, T, D, H, K = 6, 6, 1, 8, 1
EPOCHS, RATE = 200, 0.4


def show(solution):
    """The picture."""
    x, y, weights = task()
    got = solution.train(x.copy(), y.copy(), EPOCHS, RATE, *weights)
    losses = series(got, EPOCHS, "train()")
    guesses = np.array([guess(solution, x[:, :t], weights) for t in range(1, T + 1)])
    steps = range(1, T + 1)
    panels = (
        Panel(
            say("Training on {N} sequences", N=N), say("epoch"), say("loss, the mean over the batch"),
            (
                Curve((0, EPOCHS), (0.125, 0.125), say("guessing"), 0.0, "right", is_context=True),
                Curve(range(1, EPOCHS + 1), losses),
            ),
            range_across=(0, EPOCHS), range_up=(0, 0.14),
        ),
        Panel(
            say("The trained net, asked after each number it reads"), say("numbers read"), say("answer y_hat"),
            (
                *(Curve(steps, each, is_context=True) for each in guesses.T[1:-1]),
                Curve(steps, guesses[:, 0], say("first number +1")),
                Curve(steps, guesses[:, -1], say("first number −1")),
            ),
            range_across=(1, T), range_up=(0, 1),
        ),
    )  # fmt: skip
    return Picture(say("Batches: learning to remember a first number"), panels, claims(losses, guesses), leeway=0.02)


def task():
    """Inputs (N, T, D), the first number +1 or -1 and the others small; targets (N, K), 1 for +1; weights."""
    rng = np.random.default_rng(1)
    first = np.repeat([1.0, -1.0], N // 2)
    x = 0.3 * rng.normal(size=(N, T, D))
    x[:, 0, 0] = first
    return x, (first[:, None] + 1) / 2, [
        rng.normal(0, 0.4, (D, H)), 0.8 * np.eye(H) + rng.normal(0, 0.1, (H, H)), rng.normal(0, 0.4, (H, K)),
    ]  # fmt: skip


def guess(solution, x, weights):
    got = solution.forward(x.copy(), *(each.copy() for each in weights))
    return array(got, (N, K), "forward()")[:, 0]


def claims(losses, guesses):
    last = guesses[-1]
    return (
        Claim(
            say(
                "Guessing 0.5 each time would cost 0.125; after {epochs} epochs the loss is {last:.4f}.",
                last=losses[-1], epochs=EPOCHS,
            ),
            losses[-1] < 0.01 and np.all(np.diff(losses) < 0),
        ),
        Claim(
            say(
                "After all {T} numbers the net still tells apart the sequences that began with +1 (answers above "
                "{high:.2f}) and with −1 (below {low:.2f}): its state has carried the first number through.",
                T=T, high=np.floor(100 * last[: N // 2].min()) / 100, low=np.ceil(100 * last[N // 2 :].max()) / 100,
            ),
            last[: N // 2].min() > 0.8 and last[N // 2 :].max() < 0.2,
        ),
    )  # fmt: skip
