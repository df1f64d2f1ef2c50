"""Asks the way forward about rows of every number of axes, and the way back with the reference's own cache."""

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

FORWARD, CACHE, BACKWARD = ("out", "cache"), ("x_hat", "std", "gamma"), ("dx", "dgamma", "dbeta")
SHAPES = ((7,), (5, 5), (1, 6), (3, 4, 6), (4, 2, 1, 3), (4, 1))
TINY = 1e-12  # an eps that cannot be seen, wherever a test is not about eps


def uniform(rng, *shape, low=0.3, high=2.0):
    """Numbers of either sign that are never near 0."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, *shape):
    """Arguments for `layer_norm_forward`: rows with means and deviations of their own."""
    rows = (*shape[:-1], 1)
    x = rng.uniform(1, 3, rows) * rng.normal(size=shape) + 3 * rng.normal(size=rows)
    return x, uniform(rng, shape[-1]), uniform(rng, shape[-1])


def named(shape):
    return say("x of shape {shape}", shape=shape)


def forward(learner, case, what="layer_norm_forward"):
    """The learner's out and cache, before either was looked at."""
    return check_parts(learner.layer_norm_forward(*case), FORWARD, what)


def backward(learner, dout, cache, what="layer_norm_backward"):
    """The learner's gradients by name, before any of them was looked at."""
    return dict(zip(BACKWARD, check_parts(learner.layer_norm_backward(dout, cache), BACKWARD, what), strict=True))


def check_out(learner, reference, case, what):
    expected, _ = reference.layer_norm_forward(*case)
    out, _ = forward(learner, case)
    check_array(out, expected, what)


def check_by_own_rows(learner, reference, rng):
    """Check the gradients of other rows against the learner's own way forward.

    That is asked first: with the way back, the learner's code is told x_hat.
    """
    __tracebackhide__ = True
    case, eps = question(rng, 2, 4), 0.3
    right, cache = reference.layer_norm_forward(*case, eps)
    out, _ = forward(learner, (*deepcopy(case), eps))
    check_array(out, right, "The gradients are wrong, and so is the way forward that they belong to: out")
    dout = uniform(rng, 2, 4)
    grads = backward(learner, dout.copy(), deepcopy(cache))

    def losses(moved):
        calls = [(each["dx"], each["dgamma"], each["dbeta"], eps) for each in moved]
        outs = [
            check_parts(each, FORWARD, "layer_norm_forward")[0] for each in call_many(learner.layer_norm_forward, calls)
        ]
        for each in outs:
            check_array(each, right, "out", absolute=np.inf)
        return [float(np.sum(dout * each)) for each in outs]

    at = dict(zip(BACKWARD, case, strict=True))
    check_own_gradients(losses, at, grads, "For the loss Σ dout·out, your gradients")


@points(1)
def test_mean_and_variance(learner, reference, rng):
    """With gamma = 1 and beta = 0, every row has mean 0 and variance 1."""
    for shape in ((4, 6), (3, 5)):
        x, _, _ = question(rng, *shape)
        case = x, np.ones(shape[-1]), np.zeros(shape[-1]), TINY
        check_out(learner, reference, case, "out, with gamma = 1 and beta = 0")


@points(1)
def test_scale_and_shift(learner, reference, rng):
    """Every feature has a scale and a shift of its own."""
    for shape in ((4, 6), (2, 7)):
        check_out(learner, reference, (*question(rng, *shape), TINY), "out")


@points(1)
def test_eps(learner, reference, rng):
    """eps is added to the variance inside the root, and is 1e-5 unless the caller asks for another."""
    for settings, size, what in (((), 3e-3, "out of rows that hardly vary"), ((0.5,), 1.0, "out, with eps = 0.5")):
        x, gamma, beta = question(rng, 4, 6)
        check_out(learner, reference, (x * size, gamma, beta, *settings), what)


@points(1)
def test_any_number_of_axes(learner, reference, rng):
    """It works over the last axis, whatever the number of axes, each row for itself."""
    for shape in SHAPES:
        check_out(learner, reference, (*question(rng, *shape), 0.1), say("out for {what}", what=named(shape)))


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds x_hat, std and gamma, in this order."""
    for shape in ((4, 6), (2, 3, 5), (7,)):
        case = (*question(rng, *shape), 0.2)
        _, expected = reference.layer_norm_forward(*case)
        _, cache = forward(learner, case)
        got = check_parts(cache, CACHE, "the cache")
        check_each(dict(zip(CACHE, got, strict=True)), dict(zip(CACHE, expected, strict=True)), "cache")


@points(1)
def test_gradients_of_scale_and_shift(learner, reference, rng):
    """dgamma and dbeta add up over all rows."""
    for shape in ((4, 6), (5, 5), (2, 3, 4), (6,)):
        _, cache = reference.layer_norm_forward(*question(rng, *shape))
        dout = uniform(rng, *shape)
        expected = dict(zip(BACKWARD, reference.layer_norm_backward(dout, cache), strict=True))
        got = backward(learner, dout, cache)
        right = {name: expected[name] for name in ("dgamma", "dbeta")}
        check_each({name: got[name] for name in right}, right, named(shape))


@points(2)
def test_gradient_of_x(learner, reference, rng):
    """dx follows all three ways from x to the loss: directly, through the mean, and through the deviation."""
    for shape in ((1, 5), (4, 6)):
        _, cache = reference.layer_norm_forward(*question(rng, *shape), 0.3)
        dout = uniform(rng, *shape)
        expected, *_ = reference.layer_norm_backward(dout, cache)
        dx = backward(learner, dout, cache)["dx"]
        try:
            check_array(dx, expected, say("dx for {what}", what=named(shape)))
        except Wrong:
            # The reference decides, the learner's own way forward explains.
            check_by_own_rows(learner, reference, rng)
            raise


@points(1)
def test_gradients_for_any_number_of_axes(learner, reference, rng):
    """The way back is right for any number of axes, and for large gradients."""
    for number, shape in enumerate(SHAPES):
        _, cache = reference.layer_norm_forward(*question(rng, *shape), 0.1)
        dout = (30.0 if number == 1 else 1.0) * uniform(rng, *shape)
        expected = reference.layer_norm_backward(dout, cache)
        check_each(backward(learner, dout, cache), dict(zip(BACKWARD, expected, strict=True)), named(shape))


@points(1)
def test_arguments_stay(learner, reference, rng):
    """No function changes its arguments, and a cache may be used again."""
    x, gamma, beta = question(rng, 3, 4)
    expected, cache = reference.layer_norm_forward(x, gamma, beta)
    with unchanged("layer_norm_forward", x=x, gamma=gamma, beta=beta):
        out, _ = forward(learner, (x, gamma, beta))
    check_array(out, expected, "out")
    for dout in (uniform(rng, 3, 4), uniform(rng, 3, 4)):
        expected = reference.layer_norm_backward(dout, cache)
        with unchanged("layer_norm_backward", dout=dout, cache=cache):
            grads = backward(learner, dout, cache)
        check_each(grads, dict(zip(BACKWARD, expected, strict=True)), "")
