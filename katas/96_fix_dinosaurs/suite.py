"""Calls the notebook's functions with names, sizes and weights of its own.

No case asks for more than it needs, so that each fault of the stub is found in a test of its own.
"""

from typing import Any, NamedTuple

import numpy as np
from gradkata.suite import (
    Wrong,
    as_number,
    check_array,
    check_each,
    check_number,
    check_parts,
    points,
    say,
    say_many,
    unchanged,
)

WEIGHTS = ("Wxh", "Whh", "Who")
GRADIENTS = ("dWxh", "dWhh", "dWho")


class Case(NamedTuple):
    """What the functions are called with."""

    x: np.ndarray
    y: np.ndarray
    Wxh: np.ndarray
    Whh: np.ndarray
    Who: np.ndarray

    @property
    def weights(self) -> tuple[np.ndarray, ...]:
        return self.Wxh, self.Whh, self.Who


@points(1)
def test_softmax(learner, reference, rng):
    """softmax makes probabilities of each row of scores."""
    for shape in ((4, 6), (1, 5), (5, 5), (7, 2)):
        scores = rng.normal(0, 3, shape)
        expected = reference.softmax(scores)
        with unchanged("softmax", x=scores):
            got = learner.softmax(scores)
        check_array(
            got,
            expected,
            say(
                "softmax of {rows} of {number} scores",
                rows=say_many("{number} row", "{number} rows", shape[0]),
                number=shape[1],
            ),
        )


@points(1)
def test_cross_entropy(learner, reference, rng):
    """cross_entropy is the mean over the names of −log of the right letter's probability."""
    for N, V in ((1, 5), (4, 6), (5, 5)):
        y, y_hat = one_hot(rng.integers(V, size=N), V), probabilities(rng, N, V)
        expected = reference.cross_entropy(y, y_hat)
        with unchanged("cross_entropy", y=y, y_hat=y_hat):
            got = learner.cross_entropy(y, y_hat)
        check_number(
            number(got), expected, say("cross_entropy for {names} and {number} letters", names=names_of(N), number=V)
        )


@points(1)
def test_cross_entropy_where_probabilities_are_0(learner, reference, rng):
    """A letter that is not the right one costs nothing, though its probability be 0; the right one then costs a lot."""
    for N, V in ((1, 4), (3, 6)):
        right = rng.integers(V, size=N)
        y_hat = np.zeros((N, V))
        y_hat[np.arange(N), right] = share = rng.uniform(0.3, 0.7, N)
        y_hat[np.arange(N), (right + 1) % V] = 1 - share
        y, wrong = one_hot(right, V), one_hot((right + 2) % V, V)
        expected = reference.cross_entropy(y, y_hat)
        what = say("cross_entropy for {names}, where probabilities are 0,", names=names_of(N))
        check_number(number(learner.cross_entropy(y, y_hat)), expected, what)
        # How much an impossible letter costs is anybody's choice, and inf is as good as any.
        got = as_number(number(learner.cross_entropy(wrong, y_hat)), what)
        if not got > 5:
            raise Wrong(
                say(
                    "{what} is {got:.4g}, though all right letters have the probability 0. That has to cost more.",
                    what=say(what),
                    got=got,
                )
            )


@points(1)
def test_forward(learner, reference, rng):
    """forward reads all steps, the pads too, and gives probabilities, whatever N, T, V and H are."""
    for sizes in ((3, 5, 6, 4), (1, 1, 4, 5), (5, 5, 5, 5), (2, 9, 4, 3)):
        case = draw(rng, *sizes)
        expected = reference.forward(case.x, *case.weights)
        with unchanged("forward", x=case.x, **dict(zip(WEIGHTS, case.weights, strict=True))):
            got = learner.forward(case.x, *case.weights)
        check_array(probable(got, expected), expected, say("forward for {sizes}", sizes=named(sizes)))


@points(1)
def test_backward_of_one_name(learner, reference, rng):
    """backward gives the probabilities and the gradients, for a single name and any number of steps."""
    check_backward(learner, reference, rng, (1, 1, 6, 4), (1, 2, 5, 4), (1, 6, 4, 5))


@points(1)
def test_backward_of_several_names(learner, reference, rng):
    """For several names the gradients are those of the mean, like the loss."""
    check_backward(learner, reference, rng, (3, 4, 6, 5), (5, 5, 5, 5), (2, 1, 4, 3), (4, 7, 3, 6))


@points(2)
def test_numerical_gradient(learner, reference, rng):
    """numerical_gradient finds the same three gradients by moving each weight, up and down, and puts each back."""
    for sizes in ((1, 2, 4, 3), (3, 3, 4, 2)):
        case = draw(rng, *sizes)
        _, *exact = reference.backward(*case)
        before = [array.copy() for array in case]
        found = learner.numerical_gradient(*case)
        what = say("numerical_gradient for {sizes}", sizes=named(sizes))
        got = dict(zip(GRADIENTS, check_parts(found, GRADIENTS, what), strict=True))
        # The error of a central difference for steps from 1e-9 to 1e-3; that of one of 0.01 is greater.
        check_each(got, dict(zip(GRADIENTS, exact, strict=True)), what, relative=5e-6, absolute=5e-7)
        for name, array, old in zip(("x", "y", *WEIGHTS), case, before, strict=True):
            # Moved up, down and back by sums, a weight may be off in its last digit; nothing else may.
            if not np.allclose(array, old, rtol=1e-12, atol=1e-12):
                raise Wrong(say("numerical_gradient leaves {name} other than it was. Put each weight back.", name=name))


@points(1)
def test_training_on_one_name(learner, reference, rng):
    """train_rnn gives the loss of each epoch, if there is any, and goes down the gradient by the learning rate."""
    check_training(learner, reference, draw(rng, 1, 3, 5, 4), epochs=12, rate=round(rng.uniform(0.3, 0.6), 2))
    check_training(learner, reference, draw(rng, 1, 2, 4, 4), epochs=10, rate=0.1)
    check_training(learner, reference, draw(rng, 1, 2, 5, 3), epochs=1, rate=0.2)
    check_no_training(learner, draw(rng, 1, 2, 5, 3))


@points(1)
def test_training_on_several_names(learner, reference, rng):
    """train_rnn learns several names at once, by the gradient of the mean."""
    check_training(learner, reference, draw(rng, 4, 3, 5, 3), epochs=25, rate=round(rng.uniform(0.3, 0.6), 2))
    check_training(learner, reference, draw(rng, 3, 4, 6, 4), epochs=10, rate=0.5)
    check_training(learner, reference, draw(rng, 2, 3, 4, 4), epochs=2, rate=0.4)


def check_backward(learner: Any, reference: Any, rng: np.random.Generator, *all_sizes: tuple[int, ...]) -> None:
    __tracebackhide__ = True
    names = ("y_hat", *GRADIENTS)
    for sizes in all_sizes:
        case = draw(rng, *sizes)
        expected = dict(zip(names, reference.backward(*case), strict=True))
        with unchanged("backward", x=case.x, y=case.y, **dict(zip(WEIGHTS, case.weights, strict=True))):
            got = learner.backward(*case)
        words = "backward for {names}, T = {T}, V = {V}, H = {H}"
        what = say(words, names=names_of(sizes[0]), T=sizes[1], V=sizes[2], H=sizes[3])
        check_each(dict(zip(names, check_parts(got, names, what), strict=True)), expected, what)


def check_training(learner: Any, reference: Any, case: Case, *, epochs: int, rate: float) -> None:
    """Losses may be those before or after each epoch's update; weights may change in place, or copies of them."""
    __tracebackhide__ = True
    trained = [array.copy() for array in case.weights]
    losses = reference.train_rnn(case.x, case.y, epochs, rate, *trained)
    losses.append(reference.cross_entropy(case.y, reference.forward(case.x, *trained)))
    theirs = [array.copy() for array in case.weights]
    times = say_many("{number} epoch", "{number} epochs", epochs)
    words = "train_rnn for {names}, {epochs} and the learning rate {rate}"
    what = say(words, names=names_of(len(case.x)), epochs=times, rate=rate)
    with unchanged(what, x=case.x, y=case.y):
        got = learner.train_rnn(case.x, case.y, epochs, rate, *theirs)
    check_losses(got, losses, what)
    if any((now != before).any() for now, before in zip(theirs, case.weights, strict=True)):
        after = dict(zip(WEIGHTS, theirs, strict=True))
        check_each(after, dict(zip(WEIGHTS, trained, strict=True)), say("The weights after {what}", what=say(what)))


def check_no_training(learner: Any, case: Case) -> None:
    """Check that no epochs give no losses, but perhaps the one before them, and leave the weights as they are."""
    __tracebackhide__ = True
    what = "train_rnn for 0 epochs"
    with unchanged(what, **case._asdict()):
        got = learner.train_rnn(case.x, case.y, 0, 0.2, *case.weights)
    count = len(got) if isinstance(got, list | tuple | np.ndarray) and np.ndim(got) else None
    if count not in (0, 1):
        given = say("no list") if count is None else losses_of(count)
        raise Wrong(say("{what} gives {given}; [] is expected.", what=say(what), given=given))


def check_losses(got: Any, losses: list[float], what: str) -> None:
    """``losses`` are those before the first update and after each."""
    __tracebackhide__ = True
    epochs = len(losses) - 1
    if isinstance(got, np.ndarray) and got.ndim:
        got = list(got.ravel())
    if not isinstance(got, list | tuple):
        hint = say(" Is a `return` missing?") if got is None else ""
        raise Wrong(say("{what} gives no list of losses.{hint}", what=say(what), hint=hint))
    if len(got) not in (epochs, epochs + 1):
        words = "{what} gives {losses}; one is expected for each epoch."
        raise Wrong(say(words, what=what, losses=losses_of(len(got))))
    found = np.array([as_number(number(each), say("{what}: a loss", what=say(what))) for each in got])
    befores, afters = np.array(losses[: len(got)]), np.array(losses[-len(got) :])
    expected = afters if abs(found[0] - afters[0]) < abs(found[0] - befores[0]) else befores
    wrong = np.flatnonzero(~np.isclose(found, expected, rtol=1e-6, atol=1e-9))
    if wrong.size:
        place = int(wrong[0])
        right = say_many("Right: the first loss. ", "Right: the first {number} losses. ", place) if place else ""
        words = "{start}{what}: loss {number} is {yours:.6g}, and {right:.6g} is expected."
        values = {"number": place + 1, "yours": found[place], "right": expected[place]}
        raise Wrong(say(words, start=right, what=what, **values))


def probable(got: Any, expected: np.ndarray) -> Any:
    """The probabilities in what `forward` gives, which may hold its states, too."""
    if not isinstance(got, list | tuple):
        return got
    fitting: list[Any] = [each for each in got if isinstance(each, np.ndarray) and each.shape == expected.shape]
    return next((each for each in fitting if np.allclose(each, expected, rtol=1e-6, atol=1e-9)), (fitting or [got])[0])


def number(got: Any) -> Any:
    """A number that came as an array of one."""
    return got.item() if isinstance(got, np.ndarray) and got.size == 1 else got


def names_of(number: int) -> str:
    return say_many("{number} name", "{number} names", number)


def losses_of(number: int) -> str:
    return say_many("{number} loss", "{number} losses", number)


def named(sizes: tuple[int, ...]) -> str:
    return "N = {}, T = {}, V = {}, H = {}".format(*sizes)


# Cases.


def draw(rng: np.random.Generator, N: int, T: int, V: int, H: int) -> Case:
    """Names that end in pads, all but the first, and weights that are never tiny.

    Nor are they large: no letter is all but impossible, so that whoever adds a little to probabilities, to keep their
    logarithms finite, is right as well.
    """
    read = rng.integers(1, V, (N, T))
    for name in range(1, N):
        read[name, rng.integers(1, max(2, T)) :] = 0
    follows = (rng.integers(V) + np.arange(N)) % V
    weights = [rng.uniform(0.1, 0.6, shape) * rng.choice([-1.0, 1.0], shape) for shape in ((V, H), (H, H), (H, V))]
    return Case(one_hot(read, V), one_hot(follows, V), *weights)


def one_hot(indices: np.ndarray, size: int) -> np.ndarray:
    return np.eye(size)[indices]


def probabilities(rng: np.random.Generator, N: int, V: int) -> np.ndarray:
    """Rows that sum to 1, and no number near 0."""
    drawn = rng.uniform(0.3, 1.0, (N, V))
    return drawn / drawn.sum(axis=1, keepdims=True)
