import numpy as np
from gradkata.suite import (
    OwnLoss,
    Wrong,
    as_number,
    call_many,
    check_array,
    check_each,
    check_parts,
    points,
    say,
    say_many,
    unchanged,
)

PARTS = ("y_hat", "dWxh", "dWhh", "dWho")
WEIGHTS = ("Wxh", "Whh", "Who")

# Sizes N, T, D, H, K. K is never 2, so that a forgotten half and a mean over the batch alone do not look alike.
EXAMPLE = (12, 4, 3, 2, 1)
CERTAIN = (16, 3, 5, 4, 3)
STEEP = (1, 1, 4, 3, 1)
ONES = [(1, 6, 5, 4, 3), (6, 5, 1, 1, 3), (1, 1, 1, 1, 1)]
SQUARES = [(5, 5, 4, 6, 3), (4, 7, 4, 4, 4)]  # N = T, and all but T


def uniform(rng, *shape, low=0.1, high=0.8):
    """Numbers of either sign that are never tiny: small weights and states hide what goes wrong on the way back."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def problem(rng, sizes):
    """x, y and the three weights."""
    N, T, D, H, K = sizes
    return uniform(rng, N, T, D), rng.uniform(0, 1, (N, K)), uniform(rng, D, H), uniform(rng, H, H), uniform(rng, H, K)


def words(rng, sizes):
    """The same with one-hot letters, and labels of 0 and 1."""
    N, T, D, _, K = sizes
    _, _, *weights = problem(rng, sizes)
    return np.eye(D)[rng.integers(D, size=(N, T))], rng.integers(2, size=(N, K)).astype(float), *weights


def certain(reference, rng, sizes):
    """A problem with predictions so close to 0 and 1 that a bound on them would show; scores stay within ±11 H."""
    while True:
        x, y, Wxh, Whh, _ = problem(rng, sizes)
        Who = uniform(rng, *sizes[-2:], low=5, high=11)
        y_hat = reference.forward(x, Wxh, Whh, Who)
        if y_hat.min() < 1e-8 and y_hat.max() > 1 - 1e-8:
            return x, y, Wxh, Whh, Who


def steep(reference, rng, sizes):
    """A problem with entries above 7 in the gradient of Wxh: large inputs, and weights so small that no tanh is flat.

    No larger than that, since a gradient by central differences is right to six digits here, and has to pass.
    """
    N, T, D, H, K = sizes
    while True:
        x, y, Whh = uniform(rng, N, T, D, low=12, high=18), rng.uniform(0, 1, (N, K)), uniform(rng, H, H)
        Wxh, Who = uniform(rng, D, H, low=1e-3, high=1e-2), uniform(rng, H, K, low=6, high=9)
        _, dWxh, _, _ = reference.backward(x, y, Wxh, Whh, Who)
        if np.abs(dWxh).max() > 7:
            return x, y, Wxh, Whh, Who


def named(sizes):
    return ", ".join(f"{name} = {size}" for name, size in zip("NTDHK", sizes, strict=True))


def check_forward(learner, reference, case, sizes):
    __tracebackhide__ = True
    x, _, *weights = case
    expected = reference.forward(x, *weights)
    check_array(learner.forward(x, *weights), expected, say("forward for {sizes}", sizes=named(sizes)))


def check_backward(learner, reference, case, sizes):
    __tracebackhide__ = True
    expected = reference.backward(*case)
    check_gradients(learner.backward(*case), expected, say("backward for {sizes}", sizes=named(sizes)))


def check_gradients(got, expected, what):
    __tracebackhide__ = True
    parts = check_parts(got, PARTS, what)
    check_each(dict(zip(PARTS, parts, strict=True)), dict(zip(PARTS, expected, strict=True)), what)


own_losses = [
    OwnLoss(
        "backward",
        of={"dWxh": 2, "dWhh": 3, "dWho": 4},
        losses=lambda learner, calls: [
            0.5 * np.mean((call[1] - gives[0]) ** 2)
            for call, gives in zip(calls, call_many(learner.backward, calls), strict=True)
        ],
        gradients=lambda gives: gives[1:],
        steps=lambda arguments: arguments[0].shape[1],
    )
]


@points(1)
def test_forward_one_step(learner, reference, rng):
    """For a single step, T = 1, there is a prediction for every row and every output."""
    sizes = (5, 1, 4, 6, 3)
    check_forward(learner, reference, problem(rng, sizes), sizes)


@points(1)
def test_forward_over_time(learner, reference, rng):
    """Every step starts from the state before it, the last state gives the predictions, and any sizes will do."""
    check_forward(learner, reference, words(rng, EXAMPLE), EXAMPLE)
    for sizes in ((6, 2, 5, 4, 3), *SQUARES, *ONES):
        check_forward(learner, reference, problem(rng, sizes), sizes)
    check_forward(learner, reference, certain(reference, rng, CERTAIN), CERTAIN)


@points(1)
def test_every_batch_begins_anew(learner, reference, rng):
    """Every batch begins with a state of zeros, whatever was read before; x and the weights stay as they are."""
    case, other = words(rng, EXAMPLE), words(rng, EXAMPLE)
    for call, (x, _, Wxh, Whh, Who) in (("the first batch", case), ("another batch", other), ("the first again", case)):
        expected = reference.forward(x, Wxh, Whh, Who)
        with unchanged("forward", x=x, Wxh=Wxh, Whh=Whh, Who=Who):
            y_hat = learner.forward(x, Wxh, Whh, Who)
        check_array(y_hat, expected, say("forward of {call}", call=say(call)))


@points(1)
def test_gradients_of_one_step(learner, reference, rng):
    """For a single step and one output, T = K = 1, backward gives the predictions and all three gradients."""
    sizes = (6, 1, 5, 4, 1)
    check_backward(learner, reference, problem(rng, sizes), sizes)
    check_backward(learner, reference, steep(reference, rng, STEEP), STEEP)  # no gradient is clipped


@points(1)
def test_gradients_over_time(learner, reference, rng):
    """For longer sequences, each step adds its share to the gradients, and sends the rest back to the step before."""
    for sizes in ((6, 2, 5, 4, 1), (7, 12, 4, 5, 1)):
        check_backward(learner, reference, problem(rng, sizes), sizes)
    check_backward(learner, reference, words(rng, EXAMPLE), EXAMPLE)


@points(1)
def test_gradients_of_several_outputs(learner, reference, rng):
    """The gradients are those of the mean over batch and outputs, for any sizes."""
    for sizes in ((5, 4, 6, 7, 3), *SQUARES, *ONES):
        check_backward(learner, reference, problem(rng, sizes), sizes)


@points(1)
def test_backward_changes_nothing(learner, reference, rng):
    """Calling backward twice gives the same twice: it changes no weights, nor x and y."""
    x, y, Wxh, Whh, Who = case = words(rng, EXAMPLE)
    expected, first = reference.backward(*case), None
    for call in ("the first time", "the second time"):
        what = say("backward, called {call}", call=say(call))
        with unchanged("backward", x=x, y=y, Wxh=Wxh, Whh=Whh, Who=Who):
            got = check_parts(learner.backward(*case), PARTS, what)
        check_array(got[0], expected[0], f"{what}: y_hat")
        # Whether the gradients are right is judged above; here they have to be the same again.
        for name, gradient, right, before in zip(PARTS, got, expected, first or got, strict=True):
            check_array(gradient, right, f"{what}: {name}", absolute=np.inf)
            check_array(gradient, before, say("{what}, beside what it gave before: {name}", what=say(what), name=name))
        first = got


@points(1)
def test_loss(learner, reference, rng):
    """The losses that train gives are half the mean squared error, over batch and outputs."""
    for sizes in ((7, 3, 4, 5, 1), (5, 3, 4, 6, 3), (5, 2, 4, 4, 5)):
        x, y, *weights = problem(rng, sizes)
        # No step to speak of is taken, so the loss can be right while the gradients are still wrong.
        expected = reference.train(x, y, 1, 1e-8, *[array.copy() for array in weights])
        what = say("After 1 epoch at a learning rate of 1e-8, {sizes}", sizes=named(sizes))
        check_losses(learner.train(x, y, 1, 1e-8, *weights), expected, what)


@points(1)
def test_one_epoch(learner, reference, rng):
    """One epoch moves the weights in place, against their gradients, and gives the loss after that."""
    sizes = (6, 3, 4, 5, 3)
    check_training(learner, reference, problem(rng, sizes), 1, 0.7, sizes)
    check_training(learner, reference, steep(reference, rng, STEEP), 1, 1e-5, STEEP)


@points(1)
def test_several_epochs(learner, reference, rng):
    """Each epoch takes one step for the whole batch from where the one before ended; x and y stay as they are."""
    check_training(learner, reference, words(rng, EXAMPLE), 5, 1.5, EXAMPLE)
    sizes = (5, 4, 5, 5, 3)  # D = H, so that Wxh and Whh can take each other's gradients
    check_training(learner, reference, problem(rng, sizes), 4, 0.3, sizes)


def check_training(learner, reference, case, epochs, learning_rate, sizes):
    """Check the weights after training, and the losses."""
    __tracebackhide__ = True
    x, y, *weights = case
    moved = [array.copy() for array in weights]
    expected = reference.train(x, y, epochs, learning_rate, *moved)
    before = [array.copy() for array in weights]
    one = "After {number} epoch at a learning rate of {learning_rate}, {sizes}"
    many = "After {number} epochs at a learning rate of {learning_rate}, {sizes}"
    what = say_many(one, many, epochs, learning_rate=learning_rate, sizes=named(sizes))
    with unchanged("train", x=x, y=y):
        losses = learner.train(x, y, epochs, learning_rate, *weights)
    if all(np.array_equal(array, old) for array, old in zip(weights, before, strict=True)):
        raise Wrong(
            "After train, all the caller's weights are as they were. Change the numbers in the arrays themselves: "
            "a new array under an old name is seen by nobody else."
        )
    check_each(dict(zip(WEIGHTS, weights, strict=True)), dict(zip(WEIGHTS, moved, strict=True)), what)
    check_losses(losses, expected, what)


def check_losses(losses, expected, what):
    """Check a list of numbers; a tuple or an array of them is fine too."""
    __tracebackhide__ = True
    if isinstance(losses, np.ndarray) and losses.ndim == 1:
        losses = list(losses)
    if not isinstance(losses, list | tuple):
        missing = say(" Is a `return` missing?") if losses is None else ""
        raise Wrong(
            say(
                "{what}: train has to give a list, with the loss of each epoch.{missing}",
                what=say(what),
                missing=missing,
            )
        )
    if len(losses) != len(expected):
        raise Wrong(
            say(
                "{what}: the list has the length {number}; {right} is expected, a loss an epoch.",
                what=say(what),
                number=len(losses),
                right=len(expected),
            )
        )
    numbers = np.array([as_number(each, say("{what}: a loss", what=say(what))) for each in losses])
    check_array(numbers, np.array(expected), say("{what}: the list of losses", what=say(what)))
