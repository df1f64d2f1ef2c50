import dataclasses
from collections.abc import Mapping

import numpy as np
from gradkata.suite import (
    OwnLoss,
    call_many,
    check_array,
    check_each,
    check_parts,
    points,
    say,
    unchanged,
)

CACHE = ("q", "k", "v", "weights")
BACKWARD = ("dq", "dk", "dv")

# Sizes N, T, d, D. No two are the same, but where that is the point.
USUAL = (2, 4, 3, 5)
ODD = [(1, 1, 1, 1), (3, 1, 4, 2), (1, 6, 1, 3), (4, 2, 5, 1), (3, 3, 3, 3), (2, 5, 8, 2)]


def uniform(rng, *shape, low=0.4, high=1.6):
    """Numbers of either sign that are never tiny: where all scores are alike, much that is wrong does not show."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, sizes, size=1.0):
    """q, k and v; the scores grow with ``size``."""
    N, T, d, D = sizes
    return size * uniform(rng, N, T, d), uniform(rng, N, T, d), uniform(rng, N, T, D)


def question_back(reference, rng, sizes, size=1.0):
    """Arguments for `attention_backward`: the cache is the reference's."""
    out, cache = reference.attention_forward(*question(rng, sizes))
    return size * uniform(rng, *out.shape), cache


def steep(rng, T, low, high):
    """Queries and keys with d = 1 whose scores are known: those of token t with itself and all others."""
    return np.ones((1, T, 1)), rng.permutation(np.linspace(low, high, T)).reshape(1, T, 1)


def named(sizes):
    return ", ".join(f"{name} = {size}" for name, size in zip(("N", "T", "d", "D"), sizes, strict=True))


def check_weights(learner, reference, q, k, what):
    __tracebackhide__ = True
    expected = reference.attention_weights(q, k)
    check_array(learner.attention_weights(q, k), expected, what)


def forward(learner, case, what="attention_forward"):
    """The learner's out and cache, before either of them was looked at."""
    return check_parts(learner.attention_forward(*case), ("out", "cache"), what)


def backward(learner, case, what="attention_backward"):
    return dict(zip(BACKWARD, check_parts(learner.attention_backward(*case), BACKWARD, what), strict=True))


def check_gradients(learner, reference, case, names, what="attention_backward"):
    """Check some of the three gradients: the others have tests of their own."""
    __tracebackhide__ = True
    expected = dict(zip(BACKWARD, reference.attention_backward(*case), strict=True))
    got = backward(learner, case, what)
    check_each(got, {name: expected[name] for name in names}, what)


@dataclasses.dataclass(frozen=True)
class OfCache(OwnLoss):
    """An own loss of what lies in a cache: the queries, keys and values."""

    of: Mapping[str, int]

    def parameters(self, arguments):
        return {name: np.asarray(arguments[1][at]) for name, at in self.of.items()}

    def put(self, arguments, point):
        dout, cache = arguments
        return [dout, (*(point[name] for name in self.of), cache[3])]


own_losses = [
    # The loss is the sum of dout * out: its gradient with respect to out is dout.
    OfCache(
        "attention_backward",
        of={"dq": 0, "dk": 1, "dv": 2},
        losses=lambda learner, calls: [
            np.sum(dout * gives[0])
            for (dout, _), gives in zip(
                calls, call_many(learner.attention_forward, [cache[:3] for _, cache in calls]), strict=True
            )
        ],
    )
]


@points(1)
def test_the_last_token(learner, reference, rng):
    """The last token may look at all: its row is the softmax of its scaled dot products."""
    for sizes in (USUAL, (3, 5, 7, 2)):
        q, k, _ = question(rng, sizes)
        expected = reference.attention_weights(q, k)[:, -1]
        got = learner.attention_weights(q, k)
        if isinstance(got, np.ndarray) and got.shape == (*q.shape[:2], q.shape[1]):
            check_array(got[:, -1], expected, say("The last row of the weights for {sizes}", sizes=named(sizes)))
        else:
            check_array(got, reference.attention_weights(q, k), say("The weights for {sizes}", sizes=named(sizes)))


@points(1)
def test_weights(learner, reference, rng):
    """Every token looks at itself and at those before it, and at no later one."""
    for sizes in (USUAL, (3, 5, 2, 4)):
        q, k, _ = question(rng, sizes)
        check_weights(learner, reference, q, k, say("The weights for {sizes}", sizes=named(sizes)))


@points(1)
def test_weights_of_any_size(learner, reference, rng):
    """The weights are right for one token, one sequence, one feature, and for sizes that are equal."""
    for sizes in ODD:
        q, k, _ = question(rng, sizes)
        check_weights(learner, reference, q, k, say("The weights for {sizes}", sizes=named(sizes)))


@points(1)
def test_large_scores(learner, reference, rng):
    """Scores of ±10,000 do not overflow, even where they belong to tokens that may not be seen."""
    q, k = steep(rng, 6, -1e4, 1e4)
    check_weights(learner, reference, q, k, "The weights for scores of ±10,000")
    rising = np.sort(k, axis=1)  # what is hidden is larger than what is seen
    check_weights(learner, reference, q, rising, "The weights for scores that rise from -10,000 to 10,000")
    low, _ = steep(rng, 6, 0, 1)
    check_weights(learner, reference, low, k / 1e4 - 1e4, "The weights for scores that are all close to -10,000")


@points(1)
def test_output(learner, reference, rng):
    """Each token gets the mean of the values that it looks at, by its weights."""
    for sizes in (USUAL, *ODD):
        case = question(rng, sizes, size=2.0)
        expected, _ = reference.attention_forward(*case)
        what = say("attention_forward for {sizes}", sizes=named(sizes))
        out, _ = forward(learner, case, what)
        check_array(out, expected, f"{what}: out")


@points(1)
def test_later_tokens(learner, reference, rng):
    """What comes later changes nothing for the tokens before it, not by any digit that counts."""
    sizes = (2, 6, 3, 4)
    case, other = question(rng, sizes), question(rng, sizes, size=8.0)
    before, at = None, 4
    later = [np.concatenate([old[:, :at], new[:, at:]], axis=1) for old, new in zip(case, other, strict=True)]
    for name, arguments in (("as they are", case), ("with other tokens from the fifth on", later)):
        expected, _ = reference.attention_forward(*arguments)
        what = say("attention_forward, {name}: out", name=say(name))
        out, _ = forward(learner, arguments)
        check_array(out, expected, what)
        if before is not None:
            check_array(out[:, :at], before[:, :at], say("{what} of the first four, beside before", what=what))
        before = out


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds q, k, v and the weights, in this order."""
    case = question(rng, USUAL)
    expected, kept = reference.attention_forward(*case)
    out, cache = forward(learner, case)
    parts = check_parts(cache, CACHE, "The cache of attention_forward")
    check_each(dict(zip(CACHE, parts, strict=True)), dict(zip(CACHE, kept, strict=True)), "The cache")
    check_array(out, expected, "out")


@points(1)
def test_gradient_of_values(learner, reference, rng):
    """dv says what each value got from all the tokens that looked at it."""
    for sizes in (USUAL, (3, 5, 2, 4)):
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dv",))


@points(1)
def test_gradient_of_queries(learner, reference, rng):
    """dq goes back through the weights, the softmax and the scale to the queries."""
    for sizes in (USUAL, (3, 5, 2, 4)):
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dq",))


@points(1)
def test_gradient_of_keys(learner, reference, rng):
    """dk goes back the same way to the keys: each was met by all the queries from its own token on."""
    for sizes in (USUAL, (3, 5, 2, 4)):
        check_gradients(learner, reference, question_back(reference, rng, sizes), ("dk",))


@points(1)
def test_gradients_of_any_size(learner, reference, rng):
    """All three gradients are right for any sizes, equal ones too, and for large gradients."""
    for sizes in ODD:
        what = say("attention_backward for {sizes}", sizes=named(sizes))
        check_gradients(learner, reference, question_back(reference, rng, sizes), BACKWARD, what)
    case = question_back(reference, rng, USUAL, size=40.0)  # so that clipping shows
    check_gradients(learner, reference, case, BACKWARD, "attention_backward for large gradients")


@points(1)
def test_arguments_stay(learner, reference, rng):
    """Neither function changes what it is given, and the second call gives the same as the first."""
    q, k, v = case = question(rng, USUAL)
    dout, cache = question_back(reference, rng, USUAL)
    weights = cache[3]
    for _ in range(2):
        expected, _ = reference.attention_forward(*case)
        with unchanged("attention_weights", q=q, k=k):
            learner.attention_weights(q, k)
        with unchanged("attention_forward", q=q, k=k, v=v):
            out, _ = forward(learner, case)
        check_array(out, expected, "attention_forward: out")
        right = dict(zip(BACKWARD, reference.attention_backward(dout, cache), strict=True))
        with unchanged("attention_backward", dout=dout, q=cache[0], k=cache[1], v=cache[2], weights=weights):
            got = backward(learner, (dout, cache))
        check_each(got, right, "attention_backward")
