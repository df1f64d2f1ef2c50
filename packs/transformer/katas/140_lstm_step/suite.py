"""Asks the way forward for each of its results, and the way back with the reference's own cache."""

import dataclasses
from collections.abc import Mapping

import numpy as np
from gradkata.suite import (
    OwnLoss,
    call_many,
    check_each,
    check_parts,
    points,
    say,
    unchanged,
)

FORWARD = ("h", "c", "cache")
CACHE = ("x", "h_prev", "c_prev", "i", "f", "g", "o", "c", "W", "U")
BACKWARD = ("dx", "dh_prev", "dc_prev", "dW", "dU", "db")

# Sizes N, D, H. No two are the same, but where that is the point.
USUAL = (4, 3, 5)
ODD = [(1, 1, 1), (1, 4, 3), (6, 1, 2), (3, 5, 1), (3, 3, 3), (5, 4, 4)]


def uniform(rng, *shape, low=0.2, high=0.9):
    """Numbers of either sign that are never tiny: small weights and states hide what goes wrong."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, sizes):
    """Arguments for `lstm_forward`; the cell is larger than any state can be, as it is after some steps."""
    N, D, H = sizes
    h_prev, c_prev = uniform(rng, N, H), uniform(rng, N, H, low=0.6, high=1.8)
    return uniform(rng, N, D), h_prev, c_prev, uniform(rng, D, 4 * H), uniform(rng, H, 4 * H), uniform(rng, 4 * H)


def question_back(reference, rng, sizes, *, last=False, size=1.0):
    """Arguments for `lstm_backward`, for a step of its own; ``last`` if no step comes after it."""
    h, c, cache = reference.lstm_forward(*question(rng, sizes))
    dc = np.zeros_like(c) if last else size * uniform(rng, *c.shape)
    return size * uniform(rng, *h.shape), dc, cache


def named(sizes):
    return ", ".join(f"{name} = {size}" for name, size in zip("NDH", sizes, strict=True))


def forward(learner, case, what="lstm_forward"):
    """The learner's h, c and cache, before any of them was looked at."""
    return check_parts(learner.lstm_forward(*case), FORWARD, what)


def check_forward(learner, reference, case, names, what="lstm_forward"):
    """Check h, c or both."""
    __tracebackhide__ = True
    expected = dict(zip(FORWARD, reference.lstm_forward(*case), strict=True))
    got = dict(zip(FORWARD, forward(learner, case, what), strict=True))
    check_each(got, {name: expected[name] for name in names}, what)


def backward(learner, case, what="lstm_backward"):
    return dict(zip(BACKWARD, check_parts(learner.lstm_backward(*case), BACKWARD, what), strict=True))


def check_backward(learner, reference, case, names, what="lstm_backward"):
    """Check some of the gradients: the others have tests of their own."""
    __tracebackhide__ = True
    expected = dict(zip(BACKWARD, reference.lstm_backward(*case), strict=True))
    got = backward(learner, case, what)
    check_each(got, {name: expected[name] for name in names}, what)


@dataclasses.dataclass(frozen=True)
class OfStep(OwnLoss):
    """An own loss of what a step was given, as far as it lies in the cache: all but the bias."""

    of: Mapping[str, int]

    def parameters(self, arguments):
        return {name: np.asarray(arguments[2][at]) for name, at in self.of.items()}

    def put(self, arguments, point):
        dh, dc, cache = arguments
        parts = list(cache)
        for name, at in self.of.items():
            parts[at] = point[name]
        return [dh, dc, (*parts, bias_of(cache))]


def bias_of(cache):
    """The bias of the step that a cache is from: that of its gates, less what the weights give."""
    if len(cache) > len(CACHE):
        return cache[-1]
    x, h_prev, _, i, f, g, o, _, W, U = cache
    z = [np.log(i / (1 - i)), np.log(f / (1 - f)), np.arctanh(g), np.log(o / (1 - o))]
    return (np.concatenate(z, axis=1) - x @ W - h_prev @ U)[0]


own_losses = [
    # The loss is the sum of dh * h and of dc * c: its gradients with respect to them are dh and dc.
    OfStep(
        "lstm_backward",
        of={"dx": 0, "dh_prev": 1, "dc_prev": 2, "dW": 8, "dU": 9},
        losses=lambda learner, calls: [
            np.sum(dh * gives[0]) + np.sum(dc * gives[1])
            for (dh, dc, _), gives in zip(
                calls,
                call_many(
                    learner.lstm_forward,
                    [(*cache[:3], cache[8], cache[9], bias_of(cache)) for _, _, cache in calls],
                ),
                strict=True,
            )
        ],
        gradients=lambda gives: gives[:5],
    )
]


@points(1)
def test_cell(learner, reference, rng):
    """The new cell keeps what the forget gate lets through, and takes in what the input gate lets through."""
    for _ in range(2):
        check_forward(learner, reference, question(rng, USUAL), ("c",))


@points(1)
def test_state(learner, reference, rng):
    """The new state is the tanh of the new cell, as far as the output gate lets it out."""
    for _ in range(2):
        check_forward(learner, reference, question(rng, USUAL), ("h",))


@points(1)
def test_first_step(learner, reference, rng):
    """A first step, with a state and a cell of zeros, is right, too."""
    x, h_prev, c_prev, *rest = question(rng, (3, 4, 2))
    case = x, np.zeros_like(h_prev), np.zeros_like(c_prev), *rest
    check_forward(learner, reference, case, ("h", "c"), "lstm_forward from zeros")


@points(1)
def test_any_size(learner, reference, rng):
    """The way forward is right for one row, one number, one unit, and for sizes that are equal."""
    for sizes in ODD:
        what = say("lstm_forward for {sizes}", sizes=named(sizes))
        check_forward(learner, reference, question(rng, sizes), ("h", "c"), what)


@points(1)
def test_large_numbers(learner, reference, rng):
    """Gates that are wide open or shut do not overflow, and a large cell is kept."""
    for size in (40.0, 3e4):
        x, h_prev, c_prev, *rest = question(rng, USUAL)
        what = say("lstm_forward for x that is {size:g} times as large", size=size)
        check_forward(learner, reference, (size * x, h_prev, 9 * c_prev, *rest), ("h", "c"), what)


@points(1)
def test_several_steps(learner, reference, rng):
    """Step after step the numbers stay right, and the arguments stay as they are."""
    x, h_prev, c_prev, W, U, b = question(rng, USUAL)
    for step in range(3):
        expected = reference.lstm_forward(x, h_prev, c_prev, W, U, b)
        with unchanged("lstm_forward", x=x, h_prev=h_prev, c_prev=c_prev, W=W, U=U, b=b):
            got = forward(learner, (x, h_prev, c_prev, W, U, b))
        what = say("lstm_forward in step {step}", step=step + 1)
        check_each(dict(zip("hc", got[:2], strict=True)), dict(zip("hc", expected[:2], strict=True)), what)
        x, h_prev, c_prev = uniform(rng, *x.shape), expected[0], expected[1]


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds the ten arrays of the task, in its order."""
    case = question(rng, USUAL)
    _, _, expected = reference.lstm_forward(*case)
    _, _, cache = forward(learner, case)
    parts = check_parts(cache, CACHE, "The cache of lstm_forward")
    check_each(dict(zip(CACHE, parts, strict=True)), dict(zip(CACHE, expected, strict=True)), "The cache")


@points(1)
def test_gradients_of_the_last_step(learner, reference, rng):
    """The gradients of W, U and b, when no step comes after this one: dc is 0."""
    for sizes in (USUAL, (2, 6, 3)):
        case = question_back(reference, rng, sizes, last=True)
        check_backward(learner, reference, case, ("dW", "dU", "db"), "lstm_backward with dc = 0")


@points(1)
def test_gradients_with_a_next_step(learner, reference, rng):
    """The gradients of W, U and b, when the next step sends something back to the cell as well."""
    for sizes in (USUAL, (2, 6, 3)):
        check_backward(learner, reference, question_back(reference, rng, sizes), ("dW", "dU", "db"))


@points(1)
def test_what_goes_back(learner, reference, rng):
    """dx, dh_prev and dc_prev say what this step sends back to what it was given."""
    for last in (True, False):
        what = "lstm_backward with dc = 0" if last else "lstm_backward"
        case = question_back(reference, rng, USUAL, last=last)
        check_backward(learner, reference, case, ("dx", "dh_prev", "dc_prev"), what)


@points(1)
def test_gradients_of_any_size(learner, reference, rng):
    """All gradients are right for any sizes, equal ones too, and for large gradients."""
    for sizes in ODD:
        what = say("lstm_backward for {sizes}", sizes=named(sizes))
        check_backward(learner, reference, question_back(reference, rng, sizes), BACKWARD, what)
    case = question_back(reference, rng, USUAL, size=40.0)  # so that clipping shows
    check_backward(learner, reference, case, BACKWARD, "lstm_backward for large gradients")


@points(1)
def test_backward_changes_nothing(learner, reference, rng):
    """The way back leaves dh, dc and the cache as they are, and the second call gives the same as the first."""
    dh, dc, cache = question_back(reference, rng, USUAL)
    for _ in range(2):
        expected = dict(zip(BACKWARD, reference.lstm_backward(dh, dc, cache), strict=True))
        with unchanged("lstm_backward", dh=dh, dc=dc, cache=list(cache)):
            got = backward(learner, (dh, dc, cache))
        check_each(got, expected, "lstm_backward")
