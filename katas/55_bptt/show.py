"""Which step hears of which loss: all steps before it, and how loudly depends on Whh."""

import numpy as np
from gradkata.showing import Claim, Map, Panel, Picture, array, check_parts, entry
from gradkata.translation import say

T, H, V = 12, 16, 14
SCALES = (0.6, 1.0)
SPARE = (12, 13)  # two characters that are never read


def show(solution):
    """The picture."""
    maps = [heard(solution, scale) for scale in SCALES]
    names = tuple(str(t) for t in range(T))
    panels = tuple(
        Panel(
            say("Whh = {scale} × a rotation", scale=scale), say("t: the step that hears of it"),
            say("s: the step whose loss it is"),
            (Map(each, names, say("size of the gradient, 1 at t = s")),), names, is_log_up=True,
        )
        for scale, each in zip(SCALES, maps, strict=True)
    )  # fmt: skip
    return Picture(say("Backpropagation through time: who hears of a loss"), panels, claims(maps))


def heard(solution, scale):
    """Entry (s, t): the size of the gradient that the loss of step s leaves at step t, by that at s; nan for none.

    Each step reads another character, so column t of the gradient of Wxh is what step t gets. Only the loss of step s
    changes with its target, so the difference of two targets is what comes of that loss alone.
    """
    params = weights(scale)
    usual = columns(solution, [SPARE[0]] * T, params)
    sizes = np.zeros((T, T))
    for s in range(T):
        targets = [SPARE[s == t] for t in range(T)]
        sizes[s] = np.linalg.norm(columns(solution, targets, params) - usual, axis=0)
    sizes /= np.diag(sizes)[:, None]
    return np.where(sizes > 1e-10, sizes, np.nan)


def weights(scale):
    rng = np.random.default_rng(5)
    rotation, _ = np.linalg.qr(rng.normal(size=(H, H)))
    rotation[:, 0] *= np.sign(np.linalg.det(rotation))  # no reflection
    return {
        "Wxh": 0.1 * rng.normal(size=(H, V)), "Whh": scale * rotation, "Why": 0.3 * rng.normal(size=(V, H)),
        "bh": np.zeros((H, 1)), "by": np.zeros((V, 1)),
    }  # fmt: skip


def columns(solution, targets, params):
    """What each step gets, (H, T)."""
    copies = {name: each.copy() for name, each in params.items()}
    got = solution.loss_and_gradients(list(range(T)), targets, np.zeros((H, 1)), copies)
    _, grads, _ = check_parts(got, ["loss", "grads", "h_last"], "loss_and_gradients()")
    return array(entry(grads, "Wxh", "grads"), (H, V), "the gradient of Wxh")[:, :T]


def claims(maps):
    fading, lasting = maps
    earlier = np.tri(T, dtype=bool)
    left = fading[T - 1, 0], lasting[T - 1, 0]
    return (
        Claim(
            say("The loss of a step changes the gradient at that step and at all steps before it, never at later ones:"
                " hence the blank half."),
            all(np.array_equal(~np.isnan(each), earlier) for each in maps),
        ),
        Claim(
            say(
                "With Whh at 0.6 times a rotation the way back fades: of the last step's gradient, {fading:.1%} is left"
                " at the first one; at 1.0 times a rotation it is {lasting:.0%}.",
                fading=left[0], lasting=left[1],
            ),
            all(np.all(np.diff(fading[s, : s + 1]) > 0) for s in range(T)) and left[0] < 0.01 < 0.1 < left[1],
        ),
    )  # fmt: skip
