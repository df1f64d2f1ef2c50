import numpy as np
import pytest
from gradkata.suite import OwnLoss, call_many, check_array, no_warnings, points, say, unchanged

SHAPES = ((7,), (4, 4), (2, 3, 4), (3, 1, 2, 1, 1, 2), (1,), (1, 1), ())


def draw_scores(rng, shape):
    """Scores of both signs away from 0, the first negative and the last positive."""
    z = np.asarray(rng.uniform(0.3, 3, size=shape) * rng.choice([-1.0, 1.0], size=shape))
    z.flat[0], z.flat[-1] = -abs(z.flat[0]), abs(z.flat[-1])
    return z


def draw_upstream(rng, shape):
    """A gradient from above: both signs, nowhere 0, the first positive and the last negative."""
    return np.asarray(-draw_scores(rng, shape))


def tanh(z):
    return np.asarray(np.tanh(z))


def sigmoid(z):
    return np.asarray(1 / (1 + np.exp(-z)))


# The arguments of each function, by the names in the task. Each function is judged on its own, with arguments that
# do not come from the learner's other functions, so that what is not yet written costs only its own points.
ARGUMENTS = {
    "tanh_backward": lambda rng, shape: {"dh": draw_upstream(rng, shape), "h": tanh(draw_scores(rng, shape))},
    "relu_forward": lambda rng, shape: {"z": draw_scores(rng, shape)},
    "relu_backward": lambda rng, shape: {"dh": draw_upstream(rng, shape), "z": draw_scores(rng, shape)},
    "sigmoid_forward": lambda rng, shape: {"z": draw_scores(rng, shape)},
    "sigmoid_backward": lambda rng, shape: {"dy": draw_upstream(rng, shape), "y": sigmoid(draw_scores(rng, shape))},
}


# Sizes where a function that is cut off, or has a slope that is rounded, gives itself away. For tanh and the sigmoid's
# backward step these are the scores behind h and y, and h and y stay off 1: formulas through z break there.
UPSTREAM = (40, -40, 1e-4, -1e-4)
SIZES = {
    "tanh_backward": (0, 0.5, -0.5, 6, -6),
    "relu_forward": (1e-4, -1e-4, 8, -8, 45, -45),
    "relu_backward": (1e-4, -1e-4, 8, -8, 45, -45),
    "sigmoid_forward": (1e-4, -8, -19, 19, -25, 45, -45),
    "sigmoid_backward": (0, 1, -1, 12, -12, 20, -20),
}


def draw_sizes(rng, name):
    """The arguments of ``name`` as matrices in which each size of gradient meets each size of score."""
    shape = len(UPSTREAM), len(SIZES[name])
    upstream = rng.permutation(UPSTREAM)[:, None] * rng.uniform(0.95, 1.05, size=shape)
    z = rng.permutation(SIZES[name]) * rng.uniform(0.95, 1.05, size=shape)
    if name.endswith("forward"):
        return [z]
    return [upstream, {"tanh_backward": np.tanh(z), "sigmoid_backward": sigmoid(z)}.get(name, z)]


def check_matrices(learner, reference, rng, name):
    small_and_large = draw_sizes(rng, name)
    for arguments, which in (
        (ARGUMENTS[name](rng, small_and_large[0].shape).values(), "a matrix"),
        (small_and_large, "a matrix of small and large numbers"),
    ):
        expected = getattr(reference, name)(*arguments)
        check_array(getattr(learner, name)(*arguments), expected, say("{name} of {which}", name=name, which=say(which)))


own_losses = [
    # The gradient of the sum of what the function gives, weighted by the upstream gradient.
    OwnLoss(
        "relu_backward",
        of={"dz": 1},
        losses=lambda learner, calls: [
            np.sum(call[0] * h)
            for call, h in zip(calls, call_many(learner.relu_forward, [call[1:] for call in calls]), strict=True)
        ],
    )
]


@points(1)
def test_tanh_backward(learner, reference, rng):
    """tanh, backward: the gradient is multiplied by the slope of tanh."""
    check_matrices(learner, reference, rng, "tanh_backward")


@points(1)
def test_relu_forward(learner, reference, rng):
    """ReLU, forward: positive scores pass, the others become 0."""
    check_matrices(learner, reference, rng, "relu_forward")
    z = draw_scores(rng, (3, 4))
    z[1, 1:3] = 0.0, -0.0
    expected = reference.relu_forward(z)
    check_array(learner.relu_forward(z), expected, "relu_forward with zeros among the scores")


@points(1)
def test_relu_backward(learner, reference, rng):
    """ReLU, backward: the gradient passes where the score is positive."""
    check_matrices(learner, reference, rng, "relu_backward")


@points(1)
def test_relu_backward_at_zero(learner, reference, rng):
    """ReLU, backward: where the score is exactly 0, the gradient is 0."""
    z, dh = draw_scores(rng, (4, 3)), draw_upstream(rng, (4, 3))
    z[1], z[2, 1] = 0.0, -0.0
    expected = reference.relu_backward(dh, z)
    check_array(learner.relu_backward(dh, z), expected, "relu_backward with zeros among the scores")


@points(1)
def test_sigmoid_forward(learner, reference, rng):
    """Sigmoid, forward: 1 / (1 + exp(−z)), for zero and either sign."""
    check_matrices(learner, reference, rng, "sigmoid_forward")
    z = rng.permutation(np.concatenate([rng.uniform(-15, 15, size=11), [0.0, -9.0, 9.0]])).reshape(2, 7)
    expected = reference.sigmoid_forward(z)
    check_array(learner.sigmoid_forward(z), expected, "sigmoid_forward of scores up to ±15")


@points(1.5)
def test_sigmoid_forward_of_extreme_scores(learner, reference, rng):
    """Sigmoid, forward: scores of ±1,000 and ±10,000 give finite, right values without a warning."""
    for size in (1e3, 1e4):
        z = draw_scores(rng, (3, 4))
        z[0, 1:3], z[1, 1:3] = size, -size
        expected = reference.sigmoid_forward(z)
        with no_warnings(say("sigmoid_forward of ±{size:,.0f}", size=size)), unchanged("sigmoid_forward", z=z):
            got = learner.sigmoid_forward(z)
        check_array(got, expected, say("sigmoid_forward of ±{size:,.0f}, among ordinary scores", size=size))


@points(1)
def test_sigmoid_backward(learner, reference, rng):
    """Sigmoid, backward: the gradient is multiplied by the slope of the sigmoid."""
    check_matrices(learner, reference, rng, "sigmoid_backward")


@points(0.5)
@pytest.mark.parametrize("name", ARGUMENTS)
def test_any_shape(learner, reference, rng, name):
    """Any number of axes, none too, works alike, and the arguments are the same afterwards."""
    for shape in SHAPES:
        arguments = ARGUMENTS[name](rng, shape)
        expected = getattr(reference, name)(*arguments.values())
        with unchanged(name, **arguments):
            got = getattr(learner, name)(*arguments.values())
        if shape == () and isinstance(got, float):
            got = np.asarray(got)
        check_array(got, expected, say("{name} of shape {shape}", name=name, shape=shape))
