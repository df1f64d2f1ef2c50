"""Asks each function of the module by itself, and the way back with the reference's own cache.

Each fault of the stub is found in a test of its own. So the scale is judged by the last row, where nothing is hidden;
the gradients of the matrices by one sequence alone, wherever a test is not about several; and so on.
"""

import dataclasses
from collections.abc import Mapping

import numpy as np
from gradkata.suite import (
    OwnLoss,
    call_many,
    check_array,
    check_each,
    check_parts,
    check_shape,
    points,
    say,
    unchanged,
)

CACHE = ("x", "Wq", "Wk", "Wv", "q", "k", "v", "weights")
BACKWARD = ("dx", "dWq", "dWk", "dWv")

# Sizes N, T, C, d, D. No two are the same, but where that is the point.
USUAL = (2, 4, 6, 3, 5)
ONE = [(1, 4, 6, 3, 5), (1, 5, 4, 2, 3)]
ODD = [(1, 1, 1, 1, 1), (3, 1, 2, 4, 2), (1, 6, 3, 1, 2), (3, 3, 3, 3, 3), (2, 5, 2, 6, 1)]


def uniform(rng, *shape, low=0.4, high=1.4):
    """Numbers of either sign that are never tiny: where all scores are alike, much that is wrong does not show."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, sizes):
    """x and the three matrices; queries and keys are some units large, whatever C is."""
    N, T, C, d, D = sizes
    shapes = (C, d), (C, d), (C, D)
    return uniform(rng, N, T, C), *(uniform(rng, *shape) * 1.5 / C**0.5 for shape in shapes)


def question_back(reference, rng, sizes, size=1.0):
    """Arguments for `attention_backward`, for tokens of its own."""
    out, cache = reference.attention_forward(*question(rng, sizes))
    return size * uniform(rng, *out.shape), cache


def named(sizes):
    return ", ".join(f"{name} = {size}" for name, size in zip(("N", "T", "C", "d", "D"), sizes, strict=True))


def forward(learner, case, what="attention_forward"):
    """The learner's out and cache, before either of them was looked at."""
    return check_parts(learner.attention_forward(*case), ("out", "cache"), what)


def backward(learner, case, what="attention_backward"):
    return dict(zip(BACKWARD, check_parts(learner.attention_backward(*case), BACKWARD, what), strict=True))


def check_gradients(learner, reference, case, names, what="attention_backward"):
    """Check some of the four gradients: the others have tests of their own."""
    __tracebackhide__ = True
    expected = dict(zip(BACKWARD, reference.attention_backward(*case), strict=True))
    got = backward(learner, case, what)
    check_each(got, {name: expected[name] for name in names}, what)


@dataclasses.dataclass(frozen=True)
class OfCache(OwnLoss):
    """An own loss of what lies in a cache: the tokens and the matrices."""

    of: Mapping[str, int]

    def parameters(self, arguments):
        return {name: np.asarray(arguments[1][at]) for name, at in self.of.items()}

    def put(self, arguments, point):
        dout, cache = arguments
        return [dout, (*(point[name] for name in self.of), *cache[4:])]


own_losses = [
    # The loss is the sum of dout * out: its gradient with respect to out is dout.
    OfCache(
        "attention_backward",
        of={"dx": 0, "dWq": 1, "dWk": 2, "dWv": 3},
        losses=lambda learner, calls: [
            np.sum(dout * gives[0])
            for (dout, _), gives in zip(
                calls, call_many(learner.attention_forward, [cache[:4] for _, cache in calls]), strict=True
            )
        ],
    )
]


@points(1)
def test_softmax(learner, reference, rng):
    """softmax runs over the last axis."""
    for shape in ((2, 3, 3), (3, 4, 2), (5,)):
        scores = 2 * uniform(rng, *shape)
        expected = reference.softmax(scores)
        check_array(learner.softmax(scores), expected, say("softmax of a {shape} array", shape=shape))


@points(1)
def test_softmax_of_large_scores(learner, reference, rng):
    """softmax does not overflow, and takes a score of −∞ for a share of 0."""
    scores = rng.permutation(np.linspace(-1e4, 1e4, 8)).reshape(2, 2, 2)
    scores += np.array([0.0, 2.0])
    high = 1e4 + 2 * uniform(rng, 2, 2, 3)
    hidden = np.where(np.arange(3) == 1, -np.inf, -high)
    for each in (high, scores, hidden):
        expected = reference.softmax(each)
        what = "softmax of large scores" if np.isfinite(each).all() else "softmax of large scores, some of them −∞"
        check_array(learner.softmax(each), expected, what)


@points(1)
def test_mask(learner, reference):
    """causal_mask says of each token which others come later."""
    for T in (2, 5, 1):
        check_array(learner.causal_mask(T), reference.causal_mask(T), f"causal_mask({T})")


@points(1)
def test_last_row_of_weights(learner, reference, rng):
    """The last token may look at all: its row is the softmax of its scaled dot products."""
    for d in (3, 6):
        q, k = 1.2 * uniform(rng, 2, 4, d), uniform(rng, 2, 4, d)
        expected = reference.attention_weights(q, k)
        got = check_shape(learner.attention_weights(q, k), expected.shape, "The weights")
        check_array(got[:, -1], expected[:, -1], say("The last row of the weights for d = {d}", d=d))


@points(1)
def test_weights(learner, reference, rng):
    """Every token looks at itself and at those before it, and its weights come to 1."""
    for N, T, d in ((2, 4, 3), (3, 2, 5), (2, 1, 2)):
        q, k = 1.2 * uniform(rng, N, T, d), uniform(rng, N, T, d)
        expected = reference.attention_weights(q, k)
        what = say("The weights for {sizes}", sizes=f"N = {N}, T = {T}, d = {d}")
        check_array(learner.attention_weights(q, k), expected, what)
    q, k = np.ones((1, 4, 1)), np.linspace(-1e4, 1e4, 4).reshape(1, 4, 1)  # what is hidden is larger than what is seen
    expected = reference.attention_weights(q, k)
    check_array(learner.attention_weights(q, k), expected, "The weights for scores that rise from -10,000 to 10,000")


@points(1)
def test_queries_keys_values(learner, reference, rng):
    """Queries, keys and values are made from the tokens, each by its own matrix; the cache holds them."""
    for sizes in (USUAL, (1, 3, 4, 4, 4)):
        case = question(rng, sizes)
        _, expected = reference.attention_forward(*case)
        _, cache = forward(learner, case)
        got = dict(zip(CACHE, check_parts(cache, CACHE, "The cache of attention_forward"), strict=True))
        right = dict(zip(CACHE, expected, strict=True))
        check_each(got, {name: right[name] for name in CACHE[:7]}, "The cache")


@points(1)
def test_output(learner, reference, rng):
    """Each token gets the mean of the values that it looks at, by its weights."""
    for sizes in (USUAL, (3, 5, 2, 4, 3)):
        case = question(rng, sizes)
        expected, kept = reference.attention_forward(*case)
        out, cache = forward(learner, case)
        weights = check_parts(cache, CACHE, "The cache of attention_forward")[-1]
        check_each({"weights": weights, "out": out}, {"weights": kept[-1], "out": expected}, "attention_forward")


@points(1)
def test_softmax_backward(learner, reference, rng):
    """softmax_backward takes the gradient of the weights to that of the scores, and changes neither."""
    for shape in ((2, 3, 3), (3, 2, 4)):
        weights, dweights = reference.softmax(2 * uniform(rng, *shape)), uniform(rng, *shape)
        expected = reference.softmax_backward(dweights, weights)
        with unchanged("softmax_backward", dweights=dweights, weights=weights):
            got = learner.softmax_backward(dweights, weights)
        check_array(got, expected, say("softmax_backward for {shape} arrays", shape=shape))


@points(1)
def test_gradient_of_wv(learner, reference, rng):
    """dWv says what the values got from all the tokens that looked at them."""
    for sizes in ONE:
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dWv",))


@points(1)
def test_gradient_of_wq(learner, reference, rng):
    """dWq goes back through the softmax and the scale to the queries."""
    for sizes in ONE:
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dWq",))


@points(1)
def test_gradient_of_wk(learner, reference, rng):
    """dWk goes back the same way to the keys: each was met by all the queries from its own token on."""
    for sizes in ONE:
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dWk",))


@points(1)
def test_several_sequences(learner, reference, rng):
    """The gradients of the matrices add up over all tokens of all sequences."""
    for sizes in (USUAL, (3, 2, 4, 5, 2)):
        check_gradients(learner, reference, question_back(reference, rng, sizes), BACKWARD[1:])


@points(1)
def test_gradient_of_tokens(learner, reference, rng):
    """dx adds up what comes back from queries, keys and values."""
    for sizes in (USUAL, (3, 2, 4, 5, 2)):
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dx",))


@points(1)
def test_any_size(learner, reference, rng):
    """All of it is right for any sizes, 1 and equal ones too, and for large gradients."""
    for sizes in ODD:
        case = question(rng, sizes)
        expected, _ = reference.attention_forward(*case)
        out, _ = forward(learner, case)
        check_array(out, expected, say("attention_forward for {sizes}: out", sizes=named(sizes)))
        what = say("attention_backward for {sizes}", sizes=named(sizes))
        check_gradients(learner, reference, question_back(reference, rng, sizes), BACKWARD, what)
    case = question_back(reference, rng, USUAL, size=40.0)  # so that clipping shows
    check_gradients(learner, reference, case, BACKWARD, "attention_backward for large gradients")


@points(1)
def test_later_tokens(learner, reference, rng):
    """What comes later changes nothing for the tokens before it."""
    x, *matrices = question(rng, (2, 5, 4, 3, 2))
    moved = np.concatenate([x[:, :3], 4 * uniform(rng, *x[:, 3:].shape)], axis=1)
    before = None
    for name, tokens in (("as they are", x), ("with other tokens from the fourth on", moved)):
        expected, _ = reference.attention_forward(tokens, *matrices)
        what = say("attention_forward, {name}: out", name=say(name))
        out, _ = forward(learner, (tokens, *matrices))
        check_array(out, expected, what)
        if before is not None:
            check_array(out[:, :3], before[:, :3], say("{what} of the first three, beside before", what=what))
        before = out


@points(1)
def test_arguments_stay(learner, reference, rng):
    """No function changes what it is given, and the second call gives the same as the first."""
    x, Wq, Wk, Wv = case = question(rng, USUAL)
    dout, cache = question_back(reference, rng, USUAL)
    for _ in range(2):
        expected, _ = reference.attention_forward(*case)
        with unchanged("attention_forward", x=x, Wq=Wq, Wk=Wk, Wv=Wv):
            out, _ = forward(learner, case)
        check_array(out, expected, "attention_forward: out")
        right = dict(zip(BACKWARD, reference.attention_backward(dout, cache), strict=True))
        with unchanged("attention_backward", dout=dout, cache=list(cache)):
            got = backward(learner, (dout, cache))
        check_each(got, right, "attention_backward")
