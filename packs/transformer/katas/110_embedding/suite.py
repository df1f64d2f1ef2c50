"""Asks the way forward with tokens that come again and again, and the way back with the reference's own cache."""

import numpy as np
from gradkata.suite import check_array, check_each, check_parts, points, say, unchanged

FORWARD, CACHE, BACKWARD = ("out", "cache"), ("tokens", "W", "P"), ("dW", "dP")
# N, T, D, V, L: one of everything; all alike; a vocabulary larger than the text; a text longer than the vocabulary.
SIZES = ((1, 1, 1, 1, 1), (4, 4, 4, 4, 4), (2, 3, 5, 40, 7), (3, 9, 2, 4, 11), (1, 5, 3, 6, 5))


def uniform(rng, *shape):
    """Numbers of either sign that are never near 0."""
    return rng.uniform(0.3, 2.0, shape) * rng.choice([-1.0, 1.0], shape)


def question(rng, N, T, D, V, L):
    """Arguments for `embedding_forward`."""
    return rng.integers(V, size=(N, T)), uniform(rng, V, D), uniform(rng, L, D)


def forward(learner, case):
    """The learner's out and cache, before either was looked at."""
    return check_parts(learner.embedding_forward(*case), FORWARD, "embedding_forward")


def backward(learner, dout, cache):
    """The learner's gradients by name, before either was looked at."""
    got = check_parts(learner.embedding_backward(dout, cache), BACKWARD, "embedding_backward")
    return dict(zip(BACKWARD, got, strict=True))


def check_out(learner, reference, case, what):
    expected, _ = reference.embedding_forward(*case)
    out, _ = forward(learner, case)
    check_array(out, expected, what)


def check_one(learner, reference, dout, cache, name, what):
    """Check one of the two gradients: the other one has tests of its own."""
    expected = dict(zip(BACKWARD, reference.embedding_backward(dout, cache), strict=True))
    check_array(backward(learner, dout, cache)[name], expected[name], what)


def named(N, T, D, V, L):
    return say("N = {N}, T = {T}, D = {D}, V = {V}, L = {L}", N=N, T=T, D=D, V=V, L=L)


@points(1)
def test_sinusoidal(learner, reference):
    """The table of sines and cosines, for an even number of features."""
    for T, D in ((7, 8), (6, 6)):
        expected = reference.sinusoidal(T, D)
        check_array(learner.sinusoidal(T, D), expected, f"sinusoidal({T}, {D})")


@points(1)
def test_sinusoidal_of_any_size(learner, reference):
    """The table for other sizes: an odd number of features, few of them, many positions."""
    for T, D in ((5, 7), (4, 1), (300, 4), (1, 3), (3, 64)):
        expected = reference.sinusoidal(T, D)
        check_array(learner.sinusoidal(T, D), expected, f"sinusoidal({T}, {D})")


@points(1)
def test_rows_of_tokens(learner, reference, rng):
    """Every token is looked up in W."""
    for sizes in ((2, 5, 3, 6, 5), (3, 4, 6, 9, 4)):
        tokens, W, P = question(rng, *sizes)
        check_out(learner, reference, (tokens, W, np.zeros_like(P)), "out, with P = 0")


@points(1)
def test_rows_of_positions(learner, reference, rng):
    """Every place has its row of P added, and a text may be shorter than P."""
    for sizes in ((2, 5, 3, 6, 5), (4, 3, 2, 5, 8)):
        check_out(learner, reference, question(rng, *sizes), "out")


@points(1)
def test_any_sizes(learner, reference, rng):
    """The way forward is right for all sizes, and for tokens of any integer type."""
    for number, sizes in enumerate(SIZES):
        tokens, W, P = question(rng, *sizes)
        kind = (np.int64, np.uint8, np.int32)[number % 3]
        check_out(learner, reference, (tokens.astype(kind), W, P), say("out for {what}", what=named(*sizes)))


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds tokens, W and P, in this order."""
    for sizes in ((2, 5, 3, 6, 7), (1, 4, 4, 4, 4)):
        case = question(rng, *sizes)
        _, expected = reference.embedding_forward(*case)
        _, cache = forward(learner, case)
        got = check_parts(cache, CACHE, "the cache")
        check_each(dict(zip(CACHE, got, strict=True)), dict(zip(CACHE, expected, strict=True)), "cache")


@points(1)
def test_gradient_of_tokens_that_come_once(learner, reference, rng):
    """dW holds what the loss says where each token stands, and 0 for tokens that do not occur."""
    for N, T, V in ((2, 3, 8), (1, 5, 6)):
        _, W, P = question(rng, N, T, 4, V, T)
        tokens = rng.permutation(V)[: N * T].reshape(N, T)
        _, cache = reference.embedding_forward(tokens, W, P)
        check_one(learner, reference, uniform(rng, N, T, 4), cache, "dW", "dW, each token at most once")


@points(1)
def test_gradient_of_tokens_that_come_again(learner, reference, rng):
    """The gradients of a token that comes again, in one text or in two, add up."""
    for tokens in ([[1, 3, 1, 1]], [[0, 2], [2, 4]], [[4, 1, 0], [1, 1, 4], [4, 4, 4]]):
        N, T = np.shape(tokens)
        _, W, P = question(rng, N, T, 3, 6, T)
        _, cache = reference.embedding_forward(np.array(tokens), W, P)
        check_one(learner, reference, uniform(rng, N, T, 3), cache, "dW", say("dW for tokens {tokens}", tokens=tokens))


@points(1)
def test_gradient_of_positions(learner, reference, rng):
    """dP adds up what the texts say of each place, and is 0 for places beyond them."""
    for sizes in ((3, 4, 2, 5, 4), (2, 3, 4, 6, 7), (1, 5, 3, 4, 6)):
        _, cache = reference.embedding_forward(*question(rng, *sizes))
        check_one(learner, reference, uniform(rng, *sizes[:3]), cache, "dP", say("dP for {what}", what=named(*sizes)))


@points(1)
def test_back_for_any_sizes(learner, reference, rng):
    """The way back is right for all sizes and for large gradients, and no function changes its arguments."""
    for number, sizes in enumerate(SIZES):
        tokens, W, P = question(rng, *sizes)
        expected, cache = reference.embedding_forward(tokens, W, P)
        with unchanged("embedding_forward", tokens=tokens, W=W, P=P):
            out, _ = forward(learner, (tokens, W, P))
        check_array(out, expected, say("out for {what}", what=named(*sizes)))
        dout = (30.0 if number == 1 else 1.0) * uniform(rng, *sizes[:3])
        expected = dict(zip(BACKWARD, reference.embedding_backward(dout, cache), strict=True))
        with unchanged("embedding_backward", dout=dout, cache=cache):
            grads = backward(learner, dout, cache)
        check_each(grads, expected, named(*sizes))
