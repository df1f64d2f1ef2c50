import numpy as np
import pytest
from gradkata.suite import (
    OwnLoss,
    Wrong,
    call_many,
    check_array,
    check_number,
    check_own_gradients,
    points,
    say,
    unchanged,
)

# More cases than classes, fewer, as many, and the fewest classes there are; the targets are integers of any kind.
QUESTIONS = ((6, 4, np.int64), (3, 7, np.int32), (5, 5, np.uint8), (3, 2, np.int64))


def draw(rng, N, V, dtype=np.int64):
    """Scores, and targets that differ: each class at most once for N < V, else with repeats and one class absent."""
    logits = rng.normal(0, 2, size=(N, V))
    targets = rng.permutation(rng.permutation(V)[np.arange(N) % (V - 1)])
    return logits, targets.astype(dtype)


def draw_extreme(rng, size):
    """Two questions: whole rows far up or down; and rows that are surely right and surely wrong."""
    apart, targets = draw(rng, 6, 5)
    apart[0] += size
    apart[3] -= size
    yield apart, targets, say("when whole rows lie around ±{size:,.0f}", size=size)
    # The loss of a sure and wrong row dwarfs the others', so it comes on its own.
    sure, targets = draw(rng, 6, 5)
    sure[1, targets[1]] = size
    sure[4, targets[4]] = -size
    sure[4, targets[4] - 1] = size
    yield sure, targets, say("when single scores are ±{size:,.0f}", size=size)


own_losses = [
    OwnLoss(
        "cross_entropy_derivative",
        of={say("the derivative"): 0},
        losses=lambda learner, calls: call_many(learner.cross_entropy, calls),
    )
]


@points(1)
def test_loss_of_one_case(learner, reference, rng):
    """The loss of one case is minus the logarithm of its target's probability."""
    logits, targets = draw(rng, 1, 5)
    expected = reference.cross_entropy(logits, targets)
    check_number(learner.cross_entropy(logits, targets), expected, "cross_entropy of one case")


@points(2)
def test_loss_of_several_cases(learner, reference, rng):
    """The loss of several cases is their mean."""
    for N, V, dtype in QUESTIONS:
        logits, targets = draw(rng, N, V, dtype)
        expected = reference.cross_entropy(logits, targets)
        what = say("cross_entropy of {N} cases and {V} classes with {dtype} targets", N=N, V=V, dtype=targets.dtype)
        check_number(learner.cross_entropy(logits, targets), expected, what)


@points(2)
def test_loss_of_extreme_scores(learner, reference, rng):
    """Scores of ±1,000 and ±10,000 give a finite, right loss, even for a sure and wrong answer."""
    for size in (1e3, 1e4):
        for logits, targets, when in draw_extreme(rng, size):
            expected = reference.cross_entropy(logits, targets)
            check_number(learner.cross_entropy(logits, targets), expected, f"cross_entropy {when}")


@points(1)
def test_derivative_of_one_case(learner, reference, rng):
    """The derivative of one case says how the loss moves with each of its scores."""
    logits, targets = draw(rng, 1, 5)
    expected = reference.cross_entropy_derivative(logits, targets)
    check_array(learner.cross_entropy_derivative(logits, targets), expected, "cross_entropy_derivative of one case")


@points(1)
def test_derivative_of_several_cases(learner, reference, rng):
    """The derivative of several cases is that of their mean."""
    for N, V, dtype in QUESTIONS:
        logits, targets = draw(rng, N, V, dtype)
        expected = reference.cross_entropy_derivative(logits, targets)
        what = say(
            "cross_entropy_derivative of {N} cases and {V} classes with {dtype} targets", N=N, V=V, dtype=targets.dtype
        )
        check_array(learner.cross_entropy_derivative(logits, targets), expected, what)


@points(1)
def test_derivative_is_that_of_your_loss(learner, reference, rng):
    """The derivative agrees with the numerical gradient of your own, right loss."""
    logits, targets = draw(rng, 4, 5)
    loss = reference.cross_entropy(logits, targets)
    expected = reference.cross_entropy_derivative(logits, targets)
    # Copies: what one function does to its arguments is no business of the other's here.
    check_number(learner.cross_entropy(logits.copy(), targets.copy()), loss, "cross_entropy of 4 cases")
    got = learner.cross_entropy_derivative(logits.copy(), targets.copy())
    what = "cross_entropy_derivative of 4 cases"
    check_array(got, expected, what, absolute=np.inf)  # the shape only, and no nan
    try:
        check_array(got, expected, what)
    except Wrong:
        # The reference decides, the learner's own loss explains: differences of a loss that is right to six digits
        # may be off, so they alone must not fail anybody.
        def losses(points):
            return call_many(learner.cross_entropy, [(point["logits"], targets) for point in points])

        check_own_gradients(losses, {"logits": logits}, {"logits": got}, "The derivatives")
        raise


@points(1)
def test_derivative_of_extreme_scores(learner, reference, rng):
    """Scores of ±1,000 and ±10,000 give a finite, right derivative."""
    for size in (1e3, 1e4):
        for logits, targets, when in draw_extreme(rng, size):
            expected = reference.cross_entropy_derivative(logits, targets)
            check_array(learner.cross_entropy_derivative(logits, targets), expected, f"cross_entropy_derivative {when}")


@points(0.5)
@pytest.mark.parametrize("name", ["cross_entropy", "cross_entropy_derivative"])
def test_arguments_stay(learner, reference, rng, name):
    """The scores and targets that were handed in are the same afterwards, and the answer is right."""
    logits, targets = draw(rng, 5, 4)
    targets[-1], targets[0] = 1, 3  # targets that are sorted, set to 0 or to one another have to show
    expected = getattr(reference, name)(logits, targets)
    with unchanged(name, logits=logits, targets=targets):
        got = getattr(learner, name)(logits, targets)
    check = check_number if name == "cross_entropy" else check_array
    check(got, expected, name)
    # The values for these are judged above.
    for kind, N, size in (("one case", 1, 2), ("extreme scores", 5, 1e4)):
        logits, targets = draw(rng, N, 4)
        logits[0, 0], targets[0] = size, 3
        with unchanged(say("{name} of {kind}", name=name, kind=say(kind)), logits=logits, targets=targets):
            getattr(learner, name)(logits, targets)
