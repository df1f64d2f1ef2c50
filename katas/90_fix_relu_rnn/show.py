"""What a ReLU passes back: the whole of a gradient or nothing of it, so that Whh alone makes it fade or explode."""

import numpy as np
from gradkata.showing import Claim, Curve, Map, Panel, Picture, Wrong, array, check_parts, fill
from gradkata.translation import say

SCALES = (0.6, 1.0, 1.2)
FARTHEST = 15  # steps back
UNITS, T = 6, 7  # of the map, in which no character comes twice; more units and characters are left at 0
MOST = 128  # of a notebook's own sizes
QUIET = 1e-3  # of Why, so that no gradient is clipped
GIVEN = ("loss", "dWxh", "dWhh", "dWhy", "dbh", "dby", "hlast")


def show(solution):
    """The picture."""
    size = sizes(solution)
    curves = [norms(solution, scale, *size) for scale in SCALES]
    passed, states = by_unit(solution, *size)
    back = range(FARTHEST + 1)
    panels = (
        Panel(
            say("All units above 0; Whh is k times the identity"), say("steps back in time"),
            say("norm of the gradient, 1 at the start"),
            (
                Curve(back, of_tanh(), say("tanh, k = 1"), is_context=True),
                *(Curve(back, curve, f"k = {scale}") for curve, scale in zip(curves, SCALES, strict=True)),
            ),
            is_log_up=True, range_across=(0, FARTHEST),
        ),
        Panel(
            say("Whh is a rotation: what reaches each unit"), say("step t; the loss is that of the last step"),
            say("hidden unit"),
            (Map(passed, tuple(str(unit) for unit in range(UNITS)), say("size of the gradient, 1 for the largest")),),
            tuple(map(str, range(T))), is_log_up=True,
        ),
    )  # fmt: skip
    return Picture(say("ReLU: a gradient passes whole, or not at all"), panels, claims(curves, passed, states))


def sizes(solution):
    """H and V, as the notebook has them."""
    shape = np.shape(solution.Wxh)
    if len(shape) != 2 or not (UNITS <= shape[0] <= MOST and T <= shape[1] <= MOST):
        message = (
            "Wxh has shape {shape}, and for the picture there have to be {H} hidden units and {V} characters or more"
        )
        raise Wrong(say(message, shape=shape, H=UNITS, V=T))
    return shape


def weights(H, V, Whh):
    rng = np.random.default_rng(0)
    return {
        "Wxh": rng.uniform(0.01, 0.02, (H, V)), "Whh": Whh, "Why": QUIET * rng.normal(size=(V, H)),
    }  # fmt: skip


def difference(solution, inputs, params, h):
    """What comes of the last step's loss alone, in the gradient of Wxh: two targets apart, for the others are equal."""
    shapes = {name: np.shape(getattr(solution, name)) for name in ("bh", "by")}  # flat, or columns
    for name, values in {**params, **{name: np.zeros(shape) for name, shape in shapes.items()}}.items():
        fill(solution, name, values)
    h, found = h.reshape(shapes["bh"]), []
    for last in (0, 1):
        got = solution.loss(list(inputs), [0] * (len(inputs) - 1) + [last], h.copy())
        found.append(array(check_parts(got, GIVEN, "loss()")[1], params["Wxh"].shape, "dWxh of loss()"))
    return found[1] - found[0]


def norms(solution, scale, H, V):
    """The norm of the gradient at the first step, by how far it is from the loss; its input comes but once."""
    params, h = weights(H, V, scale * np.eye(H)), np.ones((H, 1))
    columns = [difference(solution, [0] + [1] * far, params, h)[:, 0] for far in range(FARTHEST + 1)]
    found = np.linalg.norm(columns, axis=1)
    return found / found[0]


def by_unit(solution, H, V):
    """What reaches each unit at each step, (UNITS, T), nan for nothing; and the states, worked out here."""
    rng = np.random.default_rng(8)
    rotation, _ = np.linalg.qr(rng.normal(size=(UNITS, UNITS)))
    rotation[:, 0] *= np.sign(np.linalg.det(rotation))  # no reflection
    params = {"Wxh": np.zeros((H, V)), "Whh": np.zeros((H, H)), "Why": np.zeros((V, H))}
    params["Whh"][:UNITS, :UNITS] = rotation
    params["Wxh"][:UNITS, :T] = rng.normal(size=(UNITS, T))
    params["Why"][:T, :UNITS] = QUIET * rng.normal(size=(T, UNITS))
    states = [np.zeros((H, 1))]
    states[0][:UNITS] = rng.uniform(0.5, 1, (UNITS, 1))
    found = np.abs(difference(solution, range(T), params, states[0])[:UNITS, :T])
    for step in range(T):
        states.append(np.maximum(0, params["Wxh"][:, [step]] + params["Whh"] @ states[-1]))
    found /= found.max()
    return np.where(found > 1e-9, found, np.nan), np.hstack(states[1:])[:UNITS]


def of_tanh():
    """The same for tanh in place of the ReLU, one unit, k = 1, worked out here."""
    h, slopes = 1.0, []
    for _ in range(FARTHEST + 1):
        h = np.tanh(0.015 + h)
        slopes.append(1 - h**2)
    return np.cumprod([1, *slopes[1:]])


def claims(curves, passed, states):
    return (
        Claim(
            say(
                "Where a unit is above 0, the slope of its ReLU is 1, and Whh alone decides: with k = 0.6 the gradient "
                "fades, with k = 1 it stays, with k = 1.2 it explodes, however large the states are. A tanh would make "
                "it fade even with k = 1."
            ),
            np.allclose(curves, np.array(SCALES)[:, None] ** np.arange(FARTHEST + 1))
            and of_tanh()[-1] < 0.1,
        ),
        Claim(
            say("Where a unit is at 0, so is the slope, and nothing passes: those are the blanks."),
            np.array_equal(np.isnan(passed), states == 0) and np.isnan(passed).any(),
        ),
    )  # fmt: skip
