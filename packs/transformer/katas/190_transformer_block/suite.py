"""Asks each part for itself, and the way back with the reference's own caches."""

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

MATRICES = ("Wq", "Wk", "Wv", "Wo")
MLP = ("W1", "b1", "W2", "b2")
FIRST, SECOND = ("gamma1", "beta1", *MATRICES), ("gamma2", "beta2", *MLP)
PARTS = {
    "norm1": ("x_hat", "std", "gamma"),
    "attention": ("x", "params", "q", "k", "v", "weights", "merged"),
    "norm2": ("x_hat", "std", "gamma"),
    "mlp": ("x", "params", "z", "a"),
}

# Sizes N, T, h, d, F; D is h d. No two are the same, but where that is the point.
USUAL, ANOTHER = (2, 4, 3, 1, 5), (3, 2, 1, 4, 6)
ODD = [(1, 1, 1, 2, 1), (2, 2, 2, 1, 2)]


def uniform(rng, *shape, low=0.3, high=1.2):
    """Numbers of either sign that are never tiny."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def parameters(rng, D, F):
    """All twelve arrays, so that no branch of the block is small beside the way around it."""
    shapes = dict.fromkeys(MATRICES, (D, D)) | {"W1": (D, F), "b1": (F,), "W2": (F, D), "b2": (D,)}
    shapes |= {f"{name}{half}": (D,) for half in (1, 2) for name in ("gamma", "beta")}
    return {name: uniform(rng, *shape) for name, shape in shapes.items()}


def question(rng, sizes, size=1.0):
    """x, params and the number of heads."""
    N, T, heads, d, F = sizes
    return size * uniform(rng, N, T, heads * d), parameters(rng, heads * d, F), heads


def question_back(reference, rng, sizes, size=1.0):
    """Arguments for `block_backward`."""
    out, cache = reference.block_forward(*question(rng, sizes))
    return size * uniform(rng, *out.shape), cache


def mlp_question(rng, sizes):
    """x and the four arrays of the feed-forward network."""
    x, params, _ = question(rng, sizes)
    return x, {name: params[name] for name in MLP}


def named(sizes):
    return ", ".join(f"{name} = {size}" for name, size in zip(("N", "T", "h", "d", "F"), sizes, strict=True))


def forward(learner, case, what="block_forward"):
    """The learner's out and cache, before either of them was looked at."""
    return check_parts(learner.block_forward(*case), ("out", "cache"), what)


def backward(learner, case, what="block_backward"):
    """The learner's dx and grads, before either of them was looked at."""
    return check_parts(learner.block_backward(*case), ("dx", "grads"), what)


def check_forward(learner, reference, case, what):
    __tracebackhide__ = True
    expected, _ = reference.block_forward(*case)
    out, _ = forward(learner, case, what)
    check_array(out, expected, say("{what}: out", what=what))


def check_gradients(learner, reference, case, names, what):
    """Check dx, if ``names`` does not leave it out, and the gradients of some parameters."""
    __tracebackhide__ = True
    expected_x, expected = reference.block_backward(*case)
    dx, grads = backward(learner, case, what)
    if "dx" in names:
        check_array(dx, expected_x, say("{what}: dx", what=what))
    wanted = {name: expected[name] for name in names if name != "dx"}
    if wanted:
        check_arrays(grads, wanted, say("{what}: grads", what=what))


def check_cache(cache, expected):
    """Check each of the four caches, whatever other parameters lie in their dicts."""
    __tracebackhide__ = True
    caches = check_parts(cache, tuple(PARTS), "The cache of block_forward")
    for (which, names), found, right in zip(PARTS.items(), caches, expected, strict=True):
        what = say("The cache {which}", which=which)
        got = dict(zip(names, check_parts(found, names, what), strict=True))
        wanted = dict(zip(names, right, strict=True))
        if "params" in names:
            needed, params = MATRICES if which == "attention" else MLP, wanted.pop("params")
            check_arrays(got.pop("params"), {name: params[name] for name in needed}, say("{what}: params", what=what))
        check_each(got, wanted, what)


def asked(cache):
    """Arguments of `block_forward` from which this cache may come: the mean of a row of x leaves no trace in it.

    That mean goes around everything, to the output alone, so that no gradient depends on it.
    """
    norm1, attention, norm2, mlp = cache
    params = {**{name: attention[1][name] for name in MATRICES}, **{name: mlp[1][name] for name in MLP}}
    for half, (x_hat, _, gamma), normed in ((1, norm1, attention[0]), (2, norm2, mlp[0])):
        params[f"gamma{half}"], params[f"beta{half}"] = gamma, (normed - gamma * x_hat)[0, 0]
    return norm1[0] * norm1[1], params, attention[2].shape[1]


@dataclasses.dataclass(frozen=True)
class OfBlock(OwnLoss):
    """An own loss of the tokens and the parameters that a block's cache comes from."""

    def parameters(self, arguments):
        x, params, _ = asked(arguments[1])
        return {"dx": x, **{name: np.asarray(array) for name, array in params.items()}}

    def found(self, gives):
        dx, grads = gives
        return {"dx": np.asarray(dx, float), **{name: np.asarray(grads[name], float) for name in (*FIRST, *SECOND)}}

    def put(self, arguments, point):
        """In the cache's place, what it comes from."""
        params = {name: point[name] for name in (*FIRST, *SECOND)}
        return [arguments[0], (point["dx"], params, asked(arguments[1])[2])]


@dataclasses.dataclass(frozen=True)
class OfMlp(OwnLoss):
    """An own loss of the tokens and the parameters in the feed-forward network's cache."""

    def parameters(self, arguments):
        x, params, *_ = arguments[1]
        return {"dx": np.asarray(x), **{name: np.asarray(params[name]) for name in MLP}}

    def found(self, gives):
        dx, grads = gives
        return {"dx": np.asarray(dx, float), **{name: np.asarray(grads[name], float) for name in MLP}}

    def put(self, arguments, point):
        return [arguments[0], (point["dx"], {name: point[name] for name in MLP}, *arguments[1][2:])]


def losses(function, calls):
    """The sums of dout * out: the gradient with respect to out is dout."""
    outs = [gives[0] for gives in call_many(function, [case for _, case in calls])]
    return [np.sum(dout * out) for (dout, _), out in zip(calls, outs, strict=True)]


own_losses = [
    OfMlp(
        "mlp_backward",
        of=1,
        losses=lambda learner, calls: losses(learner.mlp_forward, [(dout, cache[:2]) for dout, cache in calls]),
    ),
    OfBlock(
        "block_backward",
        of=1,
        losses=lambda learner, calls: losses(
            learner.block_forward, [(dout, cache if len(cache) == 3 else asked(cache)) for dout, cache in calls]
        ),
    ),
]


@points(1)
def test_gelu(learner, reference, rng):
    """gelu, in its form with tanh: near 0, on both sides, and far out."""
    for what, z in (
        ("gelu of an array", uniform(rng, 4, 5, high=3.0)),
        ("gelu with three axes", uniform(rng, 2, 3, 2, low=0.01, high=2.0)),
        ("gelu far from 0", np.array([-800.0, -30.0, -6.0, 0.0, 6.0, 30.0, 800.0])),
    ):
        check_array(learner.gelu(z), reference.gelu(z), what)


@points(1)
def test_gelu_slope(learner, reference, rng):
    """gelu_slope is the derivative of gelu, in both of its factors."""
    for what, z in (
        ("gelu_slope of an array", uniform(rng, 4, 5, high=3.0)),
        ("gelu_slope with three axes", uniform(rng, 2, 3, 2, low=0.01, high=2.0)),
        ("gelu_slope far from 0", np.array([-800.0, -30.0, -6.0, 0.0, 6.0, 30.0, 800.0])),
    ):
        check_array(learner.gelu_slope(z), reference.gelu_slope(z), what)


@points(1)
def test_mlp(learner, reference, rng):
    """mlp_forward: two layers with gelu between them, the same for each token."""
    for sizes in (USUAL, *ODD):
        case = mlp_question(rng, sizes)
        expected, _ = reference.mlp_forward(*case)
        what = say("mlp_forward for {sizes}", sizes=named(sizes))
        out, _ = check_parts(learner.mlp_forward(*case), ("out", "cache"), what)
        check_array(out, expected, say("{what}: out", what=what))


@points(1)
def test_mlp_gradients(learner, reference, rng):
    """mlp_backward: dx, and the gradients of W1, b1, W2 and b2."""
    for sizes in (USUAL, *ODD):
        case = mlp_question(rng, sizes)
        out, cache = reference.mlp_forward(*case)
        dout = uniform(rng, *out.shape)
        expected_x, expected = reference.mlp_backward(dout, cache)
        what = say("mlp_backward for {sizes}", sizes=named(sizes))
        dx, grads = check_parts(learner.mlp_backward(dout, cache), ("dx", "grads"), what)
        check_arrays(grads, expected, say("{what}: grads", what=what))
        check_array(dx, expected_x, say("{what}: dx", what=what))


@points(1)
def test_block(learner, reference, rng):
    """block_forward: norm, attention and the way around them, then norm, feed-forward and the way around them."""
    for sizes in (USUAL, ANOTHER):
        check_forward(learner, reference, question(rng, sizes), say("block_forward for {sizes}", sizes=named(sizes)))


@points(1)
def test_any_size(learner, reference, rng):
    """The way forward is right for any sizes, 1 and equal ones too, for large and for small numbers."""
    for sizes in ODD:
        check_forward(learner, reference, question(rng, sizes), say("block_forward for {sizes}", sizes=named(sizes)))
    check_forward(learner, reference, question(rng, USUAL, size=300.0), "block_forward for large tokens")
    check_forward(learner, reference, question(rng, USUAL, size=0.01), "block_forward for small tokens")
    x, params, heads = question(rng, ANOTHER)
    large = params | {"Wq": 60 * params["Wq"], "Wk": 60 * params["Wk"]}
    check_forward(learner, reference, (x, large, heads), "block_forward for large scores")


@points(1)
def test_later_tokens(learner, reference, rng):
    """What comes later changes nothing for the tokens before it."""
    x, params, heads = question(rng, (2, 5, 2, 2, 3))
    moved = np.concatenate([x[:, :3], 4 * uniform(rng, *x[:, 3:].shape)], axis=1)
    for name, tokens in (("as they are", x), ("with other tokens from the fourth on", moved)):
        expected, _ = reference.block_forward(tokens, params, heads)
        out, _ = forward(learner, (tokens, params, heads))
        check_array(out, expected, say("block_forward, {name}: out", name=say(name)))


@points(1)
def test_cache(learner, reference, rng):
    """The cache holds those of the four layers, in the order in which they come, as their own katas say."""
    case = question(rng, USUAL)
    _, expected = reference.block_forward(*case)
    _, cache = forward(learner, case)
    check_cache(cache, expected)


@points(1)
def test_gradients_of_second_half(learner, reference, rng):
    """block_backward: the gradients of the feed-forward network and of the norm before it."""
    what = say("block_backward for {sizes}", sizes=named(USUAL))
    check_gradients(learner, reference, question_back(reference, rng, USUAL), SECOND, what)


@points(1)
def test_gradients_of_first_half(learner, reference, rng):
    """block_backward: the gradients of attention and of the norm before it."""
    what = say("block_backward for {sizes}", sizes=named(USUAL))
    check_gradients(learner, reference, question_back(reference, rng, USUAL), FIRST, what)


@points(1)
def test_gradient_of_tokens(learner, reference, rng):
    """block_backward: dx adds up all the ways by which a token reaches the output."""
    what = say("block_backward for {sizes}", sizes=named(USUAL))
    check_gradients(learner, reference, question_back(reference, rng, USUAL), ("dx",), what)


@points(1)
def test_gradients_of_any_size(learner, reference, rng):
    """All gradients are right for any sizes, 1 and equal ones too, and for large gradients."""
    every = (*SECOND, *FIRST, "dx")
    for sizes in (ANOTHER, *ODD):
        what = say("block_backward for {sizes}", sizes=named(sizes))
        check_gradients(learner, reference, question_back(reference, rng, sizes), every, what)
    case = question_back(reference, rng, USUAL, size=60.0)  # so that clipping shows
    check_gradients(learner, reference, case, every, "block_backward for large gradients")


@points(1)
def test_arguments_stay(learner, reference, rng):
    """No function changes what it is given, and the second call gives the same as the first."""
    x, params, heads = question(rng, USUAL)
    dout, cache = question_back(reference, rng, USUAL)
    for _ in range(2):
        expected, _ = reference.block_forward(x, params, heads)
        with unchanged("block_forward", x=x, params=params):
            out, _ = forward(learner, (x, params, heads))
        check_array(out, expected, "block_forward: out")
        expected_x, right = reference.block_backward(dout, cache)
        with unchanged("block_backward", dout=dout, cache=list(cache)):
            dx, grads = backward(learner, (dout, cache))
        check_array(dx, expected_x, "dx")
        check_arrays(grads, right, "grads")
