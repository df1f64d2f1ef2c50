"""Asks the way forward about heads of every number, and the way back with the reference's own cache."""

import dataclasses

import numpy as np
from gradkata.suite import (
    OwnLoss,
    call_many,
    check_array,
    check_arrays,
    check_each,
    check_parts,
    points,
    say,
    unchanged,
)

CACHE = ("x", "params", "q", "k", "v", "weights", "merged")
NAMES = ("Wq", "Wk", "Wv", "Wo")

# Sizes N, T, h, d; D is h d. No two are the same, but where that is the point.
USUAL = (2, 4, 3, 5)
ODD = [(1, 1, 1, 1), (3, 1, 2, 2), (1, 5, 4, 1), (2, 3, 1, 4), (2, 2, 2, 2), (3, 3, 3, 2)]


def uniform(rng, *shape, low=0.3, high=1.2):
    """Numbers of either sign that are never tiny: where all scores are alike, much that is wrong does not show."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, sizes, size=1.0):
    """x, params and the number of heads; scores are some units large, whatever D is."""
    N, T, heads, d = sizes
    D = heads * d
    params = {name: uniform(rng, D, D) * size / D**0.5 for name in NAMES}
    return uniform(rng, N, T, D), params, heads


def question_back(reference, rng, sizes, size=1.0):
    """Arguments for `multi_head_backward`, for a step of its own."""
    out, cache = reference.multi_head_forward(*question(rng, sizes))
    return size * uniform(rng, *out.shape), cache


def named(sizes):
    return ", ".join(f"{name} = {size}" for name, size in zip(("N", "T", "h", "d"), sizes, strict=True))


def forward(learner, case, what="multi_head_forward"):
    """The learner's out and cache, before either of them was looked at."""
    return check_parts(learner.multi_head_forward(*case), ("out", "cache"), what)


def backward(learner, case, what="multi_head_backward"):
    """The learner's dx and grads, before either of them was looked at."""
    return check_parts(learner.multi_head_backward(*case), ("dx", "grads"), what)


def check_forward(learner, reference, case, what):
    __tracebackhide__ = True
    expected, _ = reference.multi_head_forward(*case)
    out, _ = forward(learner, case, what)
    check_array(out, expected, say("{what}: out", what=what))


def check_matrices(learner, reference, rng, names):
    """Check the gradients of some matrices: the others have tests of their own."""
    __tracebackhide__ = True
    for sizes in (USUAL, (3, 5, 2, 3)):
        case = question_back(reference, rng, sizes)
        _, expected = reference.multi_head_backward(*case)
        _, grads = backward(learner, case)
        check_arrays(grads, {name: expected[name] for name in names}, "grads")


def check_all(learner, reference, case, what):
    __tracebackhide__ = True
    expected_x, expected = reference.multi_head_backward(*case)
    dx, grads = backward(learner, case, what)
    check_each({"dx": dx}, {"dx": expected_x}, what)
    check_arrays(grads, expected, say("{what}: grads", what=what))


@dataclasses.dataclass(frozen=True)
class OfParams(OwnLoss):
    """An own loss of the tokens and the matrices in a cache."""

    def parameters(self, arguments):
        x, params, *_ = arguments[1]
        return {"dx": np.asarray(x), **{name: np.asarray(params[name]) for name in NAMES}}

    def found(self, gives):
        dx, grads = gives
        return {"dx": np.asarray(dx, float), **{name: np.asarray(grads[name], float) for name in NAMES}}

    def put(self, arguments, point):
        dout, cache = arguments
        return [dout, (point["dx"], {name: point[name] for name in NAMES}, *cache[2:])]


own_losses = [
    # The loss is the sum of dout * out: its gradient with respect to out is dout.
    OfParams(
        "multi_head_backward",
        of=1,
        losses=lambda learner, calls: [
            np.sum(dout * gives[0])
            for (dout, _), gives in zip(
                calls,
                call_many(learner.multi_head_forward, [(cache[0], cache[1], cache[2].shape[1]) for _, cache in calls]),
                strict=True,
            )
        ],
    )
]


@points(1)
def test_split(learner, reference, rng):
    """split_heads gives each head its part of the features of every token."""
    for sizes in (USUAL, *ODD):
        N, T, heads, d = sizes
        x = uniform(rng, N, T, heads * d)
        expected = reference.split_heads(x, heads)
        check_array(learner.split_heads(x, heads), expected, say("split_heads for {sizes}", sizes=named(sizes)))


@points(1)
def test_merge(learner, reference, rng):
    """merge_heads puts the parts of each token side by side again."""
    for sizes in (USUAL, *ODD):
        N, T, heads, d = sizes
        x = uniform(rng, N, heads, T, d)
        expected = reference.merge_heads(x)
        check_array(learner.merge_heads(x), expected, say("merge_heads for {sizes}", sizes=named(sizes)))


@points(1)
def test_one_head(learner, reference, rng):
    """One head is causal attention between two matrices."""
    for sizes in ((2, 4, 1, 3), (3, 3, 1, 5)):
        case = question(rng, sizes, size=2.0)
        check_forward(learner, reference, case, say("multi_head_forward for {sizes}", sizes=named(sizes)))


@points(1)
def test_several_heads(learner, reference, rng):
    """Several heads look each for itself, and Wo mixes what they found."""
    for sizes in (USUAL, (3, 5, 2, 3)):
        case = question(rng, sizes, size=2.0)
        check_forward(learner, reference, case, say("multi_head_forward for {sizes}", sizes=named(sizes)))


@points(1)
def test_any_size(learner, reference, rng):
    """The way forward is right for any sizes, 1 and equal ones too, and for large scores."""
    for sizes in ODD:
        case = question(rng, sizes, size=2.0)
        check_forward(learner, reference, case, say("multi_head_forward for {sizes}", sizes=named(sizes)))
    x, params, heads = question(rng, USUAL)
    params["Wq"], params["Wk"] = 60 * params["Wq"], 60 * params["Wk"]
    check_forward(learner, reference, (x, params, heads), "multi_head_forward for large scores")


@points(1)
def test_later_tokens(learner, reference, rng):
    """What comes later changes nothing for the tokens before it."""
    x, params, heads = question(rng, (2, 5, 3, 2), size=2.0)
    moved = np.concatenate([x[:, :3], 4 * uniform(rng, *x[:, 3:].shape)], axis=1)
    before = None
    for name, tokens in (("as they are", x), ("with other tokens from the fourth on", moved)):
        expected, _ = reference.multi_head_forward(tokens, params, heads)
        what = say("multi_head_forward, {name}: out", name=say(name))
        out, _ = forward(learner, (tokens, params, heads))
        check_array(out, expected, what)
        if before is not None:
            check_array(out[:, :3], before[:, :3], say("{what} of the first three, beside before", what=what))
        before = out


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds the seven things of the task, in its order."""
    case = question(rng, USUAL)
    _, expected = reference.multi_head_forward(*case)
    _, cache = forward(learner, case)
    got = dict(zip(CACHE, check_parts(cache, CACHE, "The cache of multi_head_forward"), strict=True))
    right = dict(zip(CACHE, expected, strict=True))
    check_arrays(got.pop("params"), right.pop("params"), "The cache: params")
    check_each(got, right, "The cache")


@points(1)
def test_gradient_of_wo(learner, reference, rng):
    """The gradient of Wo, which looks at dout and at what the heads gave."""
    check_matrices(learner, reference, rng, ("Wo",))


@points(1)
def test_gradient_of_wv(learner, reference, rng):
    """The gradient of Wv goes back through Wo and the weights."""
    check_matrices(learner, reference, rng, ("Wv",))


@points(1)
def test_gradients_of_wq_and_wk(learner, reference, rng):
    """The gradients of Wq and Wk go back through the softmax of each head."""
    check_matrices(learner, reference, rng, ("Wq", "Wk"))


@points(1)
def test_gradient_of_tokens(learner, reference, rng):
    """dx adds up what comes back from queries, keys and values."""
    for sizes in (USUAL, (3, 5, 2, 3)):
        case = question_back(reference, rng, sizes)
        expected, _ = reference.multi_head_backward(*case)
        dx, _ = backward(learner, case)
        check_array(dx, expected, "dx")


@points(1)
def test_gradients_of_any_size(learner, reference, rng):
    """All gradients are right for any sizes, 1 and equal ones too, and for large gradients."""
    for sizes in ODD:
        case = question_back(reference, rng, sizes)
        check_all(learner, reference, case, say("multi_head_backward for {sizes}", sizes=named(sizes)))
    case = question_back(reference, rng, USUAL, size=60.0)  # so that clipping shows
    check_all(learner, reference, case, "multi_head_backward for large gradients")


@points(1)
def test_arguments_stay(learner, reference, rng):
    """No function changes what it is given, and the second call gives the same as the first."""
    x, params, heads = question(rng, USUAL)
    dout, cache = question_back(reference, rng, USUAL)
    for _ in range(2):
        expected, _ = reference.multi_head_forward(x, params, heads)
        with unchanged("multi_head_forward", x=x, params=params):
            out, _ = forward(learner, (x, params, heads))
        check_array(out, expected, "multi_head_forward: out")
        expected_x, right = reference.multi_head_backward(dout, cache)
        with unchanged("multi_head_backward", dout=dout, cache=list(cache)):
            dx, grads = backward(learner, (dout, cache))
        check_array(dx, expected_x, "dx")
        check_arrays(grads, right, "grads")
