"""Every gradient worked out both ways, and the training that follows it."""

import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, Points, array, check_parts, series
from gradkata.translation import say

NAMES = ("allo", "maia", "mono", "neou", "hypa", "maso", "lama", "yimo")
H, EPOCHS, RATE = 6, 80, 0.3
GRADIENTS = ("dWxh", "dWhh", "dWho")


def show(solution):
    """The picture."""
    x, y, weights = task()
    N, V = y.shape
    given = check_parts(solution.backward(x.copy(), y.copy(), *copied(weights)), ("y_hat", *GRADIENTS), "backward()")
    exact = flat(given[1:], weights, "backward()")
    moved = solution.numerical_gradient(x.copy(), y.copy(), *copied(weights))
    numeric = flat(check_parts(moved, GRADIENTS, "numerical_gradient()"), weights, "numerical_gradient()")
    losses, guessing = trained(solution, x, y, weights), np.log(V)
    ends = min(exact), max(exact)
    panels = (
        Panel(
            say("All {count} entries of the three gradients", count=len(exact)), say("backward"),
            say("numerical_gradient"), (Curve(ends, ends, is_context=True), Points(exact, numeric)),
        ),
        Panel(
            say("Training on {N} names", N=N), say("epoch"), say("mean cross-entropy"),
            (
                Curve((0, EPOCHS), (guessing, guessing), say("guessing: log {V}", V=V), is_context=True),
                Curve(range(1, EPOCHS + 1), losses, say("loss")),
            ),
            range_across=(0, EPOCHS), range_up=(0, 1.1 * guessing),
        ),
    )  # fmt: skip
    title = say("Mended: the gradient is right, and the training follows it")
    return Picture(title, panels, claims(exact, numeric, losses, guessing), leeway=0.1)


def trained(solution, x, y, weights):
    """The loss of each epoch, before its update or after it; some give one loss more."""
    got = solution.train_rnn(x.copy(), y.copy(), EPOCHS, RATE, *copied(weights))
    if isinstance(got, list | tuple | np.ndarray) and len(got) == EPOCHS + 1:
        got = got[:EPOCHS]
    return series(got, EPOCHS, "train_rnn()")


def task():
    """Inputs (N, T, V), targets (N, V): the letter after the first three of each name; weights."""
    letters = sorted(set("".join(NAMES)))
    V = len(letters)
    onehot = np.eye(V)[[[letters.index(letter) for letter in name] for name in NAMES]]
    rng = np.random.default_rng(6)
    weights = [rng.normal(0, 0.4, shape) for shape in ((V, H), (H, H), (H, V))]
    return onehot[:, :-1], onehot[:, -1], weights


def copied(weights):
    return [each.copy() for each in weights]


def flat(arrays, weights, what):
    shaped = [array(each, like.shape, what) for each, like in zip(arrays, weights, strict=True)]
    return np.concatenate([each.ravel() for each in shaped])


def claims(exact, numeric, losses, guessing):
    return (
        Claim(
            say(
                "Each point is one entry of a gradient: across as it is worked out on the way back, up as the loss "
                "tells when that weight is moved a little. All of them lie on the dotted diagonal, where both agree."
            ),
            np.abs(exact - numeric).max() < 1e-4 * np.abs(exact).max(),
        ),
        Claim(
            say(
                "Descent along that gradient brings the loss from {first:.1f}, about that of guessing, to {last:.2f}.",
                first=losses[0], last=losses[-1],
            ),
            abs(losses[0] / guessing - 1) < 0.2 and losses[-1] < 0.2 * guessing,
        ),
    )  # fmt: skip
