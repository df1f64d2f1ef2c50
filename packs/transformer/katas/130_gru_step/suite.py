"""Asks the way forward of small nets, and the way back with the reference's own cache."""

from copy import deepcopy

import numpy as np
from gradkata.suite import (
    Wrong,
    call_many,
    check_array,
    check_each,
    check_own_gradients,
    check_parts,
    points,
    say,
    unchanged,
)

ARGUMENTS = ("x", "h_prev", "W", "U", "b", "c")
FORWARD, CACHE = ("h", "cache"), ("x", "h_prev", "r", "z", "n", "a", "W", "U")
BACKWARD = tuple(f"d{name}" for name in ARGUMENTS)
SIZES = ((1, 1, 1), (4, 4, 4), (1, 5, 2), (5, 2, 3), (2, 3, 6))


def uniform(rng, *shape, low=0.1, high=0.9):
    """Numbers of either sign that are never near 0."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, N, D, H):
    """Arguments for `gru_forward`."""
    return (
        uniform(rng, N, D), uniform(rng, N, H), uniform(rng, D, 3 * H), uniform(rng, H, 3 * H),
        uniform(rng, 3 * H), uniform(rng, 3 * H),
    )  # fmt: skip


def named(N, D, H):
    return say("N = {N}, D = {D}, H = {H}", N=N, D=D, H=H)


def forward(learner, case):
    """The learner's h and cache, before either was looked at."""
    return check_parts(learner.gru_forward(*case), FORWARD, "gru_forward")


def backward(learner, dh, cache):
    """The learner's gradients by name, before any of them was looked at."""
    return dict(zip(BACKWARD, check_parts(learner.gru_backward(dh, cache), BACKWARD, "gru_backward"), strict=True))


def right_backward(reference, dh, cache):
    return dict(zip(BACKWARD, reference.gru_backward(dh, cache), strict=True))


def check_h(learner, reference, case, what):
    expected, _ = reference.gru_forward(*case)
    h, _ = forward(learner, case)
    check_array(h, expected, what)


def check_some(learner, reference, rng, sizes, names):
    """Check some of the gradients: the others have tests of their own."""
    _, cache = reference.gru_forward(*question(rng, *sizes))
    dh = uniform(rng, sizes[0], sizes[2])
    expected = right_backward(reference, dh, cache)
    got = backward(learner, dh, cache)
    check_each({name: got[name] for name in names}, {name: expected[name] for name in names}, named(*sizes))


def check_by_own_step(learner, reference, rng):
    """Check the gradients of another step against the learner's own way forward.

    That is asked first: with the way back, the learner's code is told the gates.
    """
    __tracebackhide__ = True
    case = question(rng, 2, 2, 2)
    right, cache = reference.gru_forward(*case)
    h, _ = forward(learner, deepcopy(case))
    check_array(h, right, "The gradients are wrong, and so is the step that they belong to: h")
    dh = uniform(rng, 2, 2)
    grads = backward(learner, dh.copy(), deepcopy(cache))

    def losses(moved):
        calls = [tuple(each[name] for name in BACKWARD) for each in moved]
        states = [check_parts(each, FORWARD, "gru_forward")[0] for each in call_many(learner.gru_forward, calls)]
        for each in states:
            check_array(each, right, "h", absolute=np.inf)
        return [float(np.sum(dh * each)) for each in states]

    check_own_gradients(losses, dict(zip(BACKWARD, case, strict=True)), grads, "For the loss Σ dh·h, your gradients")


@points(1)
def test_state_without_biases(learner, reference, rng):
    """The new state from the input and the state before, with biases of 0."""
    for sizes in ((3, 4, 2), (2, 2, 5)):
        x, h_prev, W, U, b, c = question(rng, *sizes)
        check_h(learner, reference, (x, h_prev, W, U, 0 * b, 0 * c), say("h for {what}, no biases", what=named(*sizes)))


@points(1)
def test_state(learner, reference, rng):
    """The new state with both biases, each on its side."""
    for sizes in ((3, 4, 2), (2, 3, 5)):
        check_h(learner, reference, question(rng, *sizes), say("h for {what}", what=named(*sizes)))


@points(1)
def test_open_and_closed_gates(learner, reference, rng):
    """Gates that are wide open or shut: a state that is kept, and a proposal that sees nothing of the past."""
    for reset, update in ((30, 30), (30, -30), (-30, 30), (-30, -30)):
        x, h_prev, W, U, b, c = question(rng, 2, 3, 4)
        b[:4], b[4:8] = reset, update
        what = say("h with {reset:+} in the bias of r and {update:+} in that of z", reset=reset, update=update)
        check_h(learner, reference, (x, h_prev, W, U, b, c), what)


@points(1)
def test_any_sizes(learner, reference, rng):
    """The way forward is right for all sizes, and where the state before is 0."""
    for sizes in SIZES:
        check_h(learner, reference, question(rng, *sizes), say("h for {what}", what=named(*sizes)))
    x, h_prev, *rest = question(rng, 3, 4, 2)
    check_h(learner, reference, (x, 0 * h_prev, *rest), "h for h_prev = 0")


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds x, h_prev, r, z, n, a, W and U, in this order."""
    for sizes in ((3, 4, 2), (2, 2, 2)):
        case = question(rng, *sizes)
        _, expected = reference.gru_forward(*case)
        _, cache = forward(learner, case)
        got = check_parts(cache, CACHE, "the cache")
        check_each(dict(zip(CACHE, got, strict=True)), dict(zip(CACHE, expected, strict=True)), "cache")


@points(1)
def test_gradients_of_biases(learner, reference, rng):
    """db and dc: what the loss says of the three sums, on the side of x and on that of the state before."""
    check_some(learner, reference, rng, (1, 3, 4), ("db", "dc"))
    check_some(learner, reference, rng, (3, 2, 4), ("db", "dc"))


@points(1)
def test_gradients_of_weights(learner, reference, rng):
    """dW and dU add up over the texts."""
    check_some(learner, reference, rng, (1, 3, 4), ("dW", "dU"))
    check_some(learner, reference, rng, (3, 4, 2), ("dW", "dU"))


@points(1)
def test_what_goes_back(learner, reference, rng):
    """dx and dh_prev: what goes back to the input and to the state before, by all of its ways."""
    check_some(learner, reference, rng, (1, 3, 4), ("dx", "dh_prev"))
    check_some(learner, reference, rng, (3, 4, 2), ("dx", "dh_prev"))


@points(1)
def test_back_for_any_sizes(learner, reference, rng):
    """The way back is right for all sizes, and for large gradients."""
    for number, sizes in enumerate(SIZES):
        _, cache = reference.gru_forward(*question(rng, *sizes))
        dh = (30.0 if number == 1 else 1.0) * uniform(rng, sizes[0], sizes[2])
        expected = right_backward(reference, dh, cache)
        grads = backward(learner, dh, cache)
        try:
            check_each(grads, expected, named(*sizes))
        except Wrong:
            # The reference decides, the learner's own way forward explains.
            check_by_own_step(learner, reference, rng)
            raise


@points(1)
def test_two_steps(learner, reference, rng):
    """Step after step, the numbers stay right, and no function changes its arguments."""
    x, h_prev, *rest = question(rng, 3, 4, 2)
    dh = uniform(rng, 3, 2)
    for _ in range(2):
        named_arguments = dict(zip(ARGUMENTS, (x, h_prev, *rest), strict=True))
        expected, cache = reference.gru_forward(x, h_prev, *rest)
        with unchanged("gru_forward", **named_arguments):
            h, _ = forward(learner, (x, h_prev, *rest))
        check_array(h, expected, "h")
        right = right_backward(reference, dh, cache)
        with unchanged("gru_backward", dh=dh, cache=cache):
            grads = backward(learner, dh, cache)
        check_each(grads, right, "")
        x, h_prev, dh = uniform(rng, 3, 4), expected, right["dh_prev"]
