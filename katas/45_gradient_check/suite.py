import numpy as np
from gradkata.suite import check_array, check_number, points, say, unchanged

UNIT = np.finfo(np.float64).eps / 2  # what one rounding costs, of a number around 1
# A few dozen roundings in f reach the difference of two of its values; a wrong formula is off by thousands.
ROUNDINGS = 50
# Where a large number is added last, each value is rounded once. Of a difference of two, divided by 2 eps, that is at
# most 1 times the number's rounding by eps; three differences in one formula come to 3 times as much.
LAST_ROUNDINGS = 6
# Of the error of a central difference, which is at most eps²/6 times the third derivative.
FORMULA = 2


class Case:
    """A function, and where to take its gradient.

    Attributes:
        x: where.
        f: takes an array shaped like ``x``; without a state, and it leaves the array alone.
        gradient: the exact one, at ``x``.
        size: how large the terms are that f adds up, and so its rounding errors.
        offset: a large number that f adds last.
        third: the largest third derivative along one entry.
    """

    def __init__(self, x, f, gradient, size, offset=0.0, third=0.0):
        self.x, self.gradient, self.size, self.offset, self.third = x, gradient, size, offset, third
        self.f = lambda moved: f(argument(moved, x.shape))

    def allowed(self, eps=1e-5):
        """By how much a right gradient may differ from the exact one."""
        rounding = UNIT * (ROUNDINGS * self.size + LAST_ROUNDINGS * self.offset) / eps
        return 1e-9 + rounding + FORMULA * eps**2 / 6 * self.third


def argument(moved, shape):
    """What f was called with, as a new array; whether it is a copy or x itself is free."""
    array = np.asarray(moved)
    if array.dtype.kind not in "iuf":
        raise TypeError(
            say("f takes an array of real numbers, and was given something else ({dtype})", dtype=array.dtype)
        )
    if array.shape != shape:
        raise ValueError(
            say(
                "f takes an array of the shape {shape} of x, and was given one of shape {other}",
                shape=shape,
                other=array.shape,
            )
        )
    return array.astype(np.float64)


def spread(rng, *shape, low=0.3, high=1.0):
    """Numbers of either sign, none of them near 0."""
    return rng.uniform(low, high, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def quadratic(rng, shape, give=float, offset=0.0):
    """z·A·z / 2 + b·z, in which every entry meets every other: a central difference of it is off by rounding alone.

    A step to one side only is off by half the diagonal times eps.
    """
    x = np.asarray(spread(rng, *shape))
    A, b = spread(rng, x.size, x.size), spread(rng, x.size, low=1.0, high=2.0)
    A = (A + A.T) / 2
    A[np.diag_indices(x.size)] = spread(rng, x.size, low=1.0, high=2.0)

    def f(moved):
        z = moved.ravel()
        return give((z @ A @ z / 2 + b @ z) + offset)

    z = x.ravel()
    size = np.abs(A).sum() / 2 + np.abs(b).sum()
    return Case(x, f, (A @ z + b).reshape(shape), size, offset)


def waves(rng, count, frequency):
    """Σ sin(frequency·z + phase): strongly curved, and the first entry lies where the third derivative is largest."""
    x = spread(rng, count)
    phase = rng.uniform(-3, 3, size=count)
    phase[0] = rng.uniform(-0.3, 0.3) - frequency * x[0]

    def f(moved):
        return float(np.sin(frequency * moved + phase).sum())

    size = np.abs(frequency * x).sum() + np.abs(phase).sum() + count
    return Case(x, f, frequency * np.cos(frequency * x + phase), size, third=frequency**3)


def waves_far_out(rng):
    """Waves at numbers of all sizes, 0 among them: a step in proportion to x is too large there, or none at all."""
    x, frequency = np.array([rng.uniform(30, 50), 0.0, -rng.uniform(10, 20)]), 50.0
    phase = rng.uniform(-0.3, 0.3, size=3)

    def f(moved):
        return float(np.sin(frequency * (moved - x) + phase).sum())

    return Case(x.copy(), f, frequency * np.cos(phase), 2 * frequency * np.abs(x).sum(), third=frequency**3)


def check_gradient(got, case, what, eps=1e-5):
    __tracebackhide__ = True
    if case.x.shape == () and isinstance(got, float):
        got = np.asarray(got)
    check_array(got, case.gradient, what, relative=0, absolute=case.allowed(eps))


@points(1)
def test_vector(learner, rng):
    """Each entry of a vector is moved up and down on its own, and the difference divided by the whole way."""
    case = quadratic(rng, (4,))
    check_gradient(learner.numerical_gradient(case.f, case.x), case, "numerical_gradient for a vector of 4")


@points(1)
def test_matrix(learner, rng):
    """In a matrix too, one entry is moved at a time: not a row, and not the first row alone."""
    for shape in ((2, 3), (2, 2)):
        case = quadratic(rng, shape, give=np.float64)
        check_gradient(
            learner.numerical_gradient(case.f, case.x), case, say("numerical_gradient for a {shape} array", shape=shape)
        )


@points(1)
def test_any_shape(learner, rng):
    """The array may have any shape and lie in memory in any order: more axes, none at all, a transposed array."""
    for shape in ((2, 1, 2), (1, 2), ()):
        case = quadratic(rng, shape)
        check_gradient(
            learner.numerical_gradient(case.f, case.x),
            case,
            say("numerical_gradient for an x of shape {shape}", shape=shape),
        )
    case = quadratic(rng, (2, 3))
    case.x = np.asfortranarray(case.x)
    got = learner.numerical_gradient(case.f, case.x)
    check_gradient(got, case, "numerical_gradient for a transposed array, such as np.ones((3, 2)).T,")


@points(1)
def test_usual_step(learner, rng):
    """Unless the caller asks for another step, it is 1e-5: neither much larger nor much smaller."""
    case = waves(rng, 2, frequency=50.0)
    check_gradient(learner.numerical_gradient(case.f, case.x), case, "numerical_gradient for a strongly curved f")
    case = waves_far_out(rng)
    check_gradient(learner.numerical_gradient(case.f, case.x), case, "numerical_gradient for an x of 0 and around 40")
    # With a step far below 1e-5, rounding drowns the difference of such large losses.
    case = quadratic(rng, (3,), offset=1e4)
    check_gradient(learner.numerical_gradient(case.f, case.x), case, "numerical_gradient for losses around 10,000")


@points(1)
def test_other_steps(learner, rng):
    """The step is the eps that the caller asks for, large or small."""
    # Where the difference of a central step is right even for a large step, others are far off.
    case = quadratic(rng, (2,))
    got = learner.numerical_gradient(case.f, case.x, 0.25)
    check_gradient(got, case, "numerical_gradient with eps 0.25", eps=0.25)
    # Where a small step is needed, the usual one is far off.
    case = waves(rng, 2, frequency=10_000.0)
    got = learner.numerical_gradient(case.f, case.x, eps=1e-7)
    check_gradient(got, case, "numerical_gradient with eps=1e-7 for a strongly curved f", eps=1e-7)


@points(1)
def test_argument_stays(learner, rng):
    """x is the same afterwards."""
    for shape in ((2, 3), (2,)):
        case = quadratic(rng, shape)
        before = case.x.copy()
        got = learner.numerical_gradient(case.f, case.x)
        # Moved up, down and back by sums, a number may be off in its last digit.
        check_array(case.x, before, "x after numerical_gradient", relative=1e-12, absolute=1e-12)
        check_gradient(got, case, say("numerical_gradient for an x of shape {shape}", shape=shape))


@points(1)
def test_largest_error(learner, reference, rng):
    """The relative error is the largest quotient of all entries, whichever of the two arrays is the larger one."""
    # The largest quotient is that of a small entry, so no other one has a larger difference or sum.
    a, b = pair(rng, (3, 4), worst=0.4, size=0.01)
    check_errors(learner, reference, [
        (a, b, "(a, b) for two matrices"),
        (b, a, "(b, a) for the same two"),
        (-a, -b, "(-a, -b) for the same two"),
        (-b, -a, "(-b, -a) for the same two"),
    ])  # fmt: skip


@points(1)
def test_zeros(learner, reference, rng):
    """Where both entries are 0 the quotient counts as 0; where only one of them is, it is 1."""
    a, b = pair(rng, (2, 3), worst=0.2)
    a[0, 1] = b[0, 1] = a[1, 0] = b[1, 0] = 0.0
    other = b.copy()
    other[1, 0] = 1e-3
    check_errors(learner, reference, [
        (a, b, " for arrays with zeros in the same places"),
        (a, other, " for arrays with a 0 where the second has none"),
        (other, a, " for arrays with a 0 where the first has none"),
        (np.zeros((2, 2)), np.zeros((2, 2)), " for zeros alone"),
    ])  # fmt: skip


@points(1)
def test_errors_in_any_shape(learner, reference, rng):
    """Arrays of any shape give a single float; entries of opposite signs have the quotient 1."""
    for shape in ((5,), (2, 3, 2), (1,), (1, 4)):
        a, b = pair(rng, shape, worst=0.3)
        turned = np.where(a == a.max(), -b, b)
        check_errors(learner, reference, [
            (a, b, say(" for arrays of shape {shape}", shape=shape)),
            (a, turned, say(" for arrays of shape {shape} with an entry of opposite signs", shape=shape)),
        ])  # fmt: skip


@points(1)
def test_tiny_entries(learner, reference, rng):
    """Entries as small as 1e-8 count like all others, and the two arrays stay as they are."""
    # Not smaller: many keep a floor of 1e-8 or less under the quotient, where nobody's gradients are.
    a, b = pair(rng, (3, 2), worst=0.5, size=rng.uniform(1e-8, 2e-8))
    expected = reference.relative_error(a, b)
    with unchanged("relative_error", a=a, b=b):
        got = learner.relative_error(a, b)
    check_number(got, expected, "relative_error for arrays with tiny entries")


def check_errors(learner, reference, cases):
    """Check the relative errors of pairs of arrays; each is asked for before the first is judged."""
    __tracebackhide__ = True
    expected = [reference.relative_error(a, b) for a, b, _ in cases]
    got = [learner.relative_error(a, b) for a, b, _ in cases]
    for number, right, (_, _, what) in zip(got, expected, cases, strict=True):
        check_number(number, right, f"relative_error{say(what)}")


def pair(rng, shape, worst, size=1.0):
    """Two arrays of the same signs whose relative error is ``worst`` in one entry, and a tenth or less elsewhere.

    In that entry, the mean of their absolute values is ``size``.
    """
    error = rng.uniform(0.02, 0.1, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    middle = spread(rng, *shape)
    place = tuple(rng.integers(shape))
    error[place], middle[place] = worst, np.copysign(size, middle[place])
    return middle * (1 + error), middle * (1 - error)
