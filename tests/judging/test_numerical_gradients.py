"""The gradient checkers have to accept what is right, whatever the seed, and to refuse every kind of wrong gradient."""

import contextlib
import re

import numpy as np
import pytest
from gradkata import plugins
from gradkata.judging.compare import Wrong
from gradkata.judging.loading import load_reference
from gradkata.judging.numerical_gradients import agrees_with_complex, check_own_gradients, complex_gradients

REFERENCE = load_reference(plugins.load().katas["bptt"])
T, H, V = 5, 4, 6
NAMES = ["Wxh", "Whh", "Why", "bh", "by"]
SEEDS = range(4)
FEW = range(3)


def problem(seed, scale=None):
    """inputs, targets, h_prev and params; of weights, states and biases of 0.1 to 0.8, or of ±scale."""
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.choice([-1.0, 1.0], shape) * (rng.uniform(0.1, 0.8, shape) if scale is None else scale)

    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H), "bh": (H, 1), "by": (V, 1)}
    params = {name: draw(*shape) for name, shape in shapes.items()}
    inputs = rng.integers(0, V - 1, T).tolist()  # the last character never comes, so a column of Wxh's gradient is 0
    return inputs, rng.integers(0, V, T).tolist(), draw(H, 1), params


def analytic_loss(inputs, targets, h_prev, params):
    """The loss as an analytic function of its parameters: no maximum, no absolute value."""
    h, loss = h_prev, 0
    for index, target in zip(inputs, targets, strict=True):
        h = np.tanh(params["Wxh"][:, [index]] + params["Whh"] @ h + params["bh"])
        y = params["Why"] @ h + params["by"]
        loss = loss + np.log(np.exp(y).sum()) - y[target, 0]
    return loss


def numeric(case):
    *data, params = case
    return complex_gradients(lambda moved: analytic_loss(*data, moved), params)


def gradients(case):
    return REFERENCE.loss_and_gradients(*case)[1]


def all_agree(found, expected):
    return all(agrees_with_complex(found[name], expected[name]) for name in NAMES)


def check_own(case, found, factor=1.0):
    """`check_own_gradients` of ``found``, for a learner whose loss is ``factor`` times the reference's."""
    *data, params = case

    def losses(points):
        return [factor * REFERENCE.loss_and_gradients(*data, each)[0] for each in points]

    check_own_gradients(losses, params, found, "Your gradients")


# Wrong gradients: each takes a case and its right gradients, and gives wrong ones by the same names.


def backward(case, slope=lambda h: 1 - h**2, back=np.transpose):
    """The way back with a part of it replaced; ``back`` makes of Whh what takes dz back to the step before."""
    inputs, targets, h_prev, params = case
    h, p = {-1: h_prev}, {}
    for t in range(T):
        h[t] = np.tanh(params["Wxh"][:, [inputs[t]]] + params["Whh"] @ h[t - 1] + params["bh"])
        e = np.exp(params["Why"] @ h[t] + params["by"])
        p[t] = e / e.sum()
    found = {name: np.zeros(array.shape) for name, array in params.items()}
    dh_next = np.zeros((H, 1))
    for t in reversed(range(T)):
        dy = p[t] - np.eye(V)[:, [targets[t]]]
        dz = slope(h[t]) * (params["Why"].T @ dy + dh_next)
        found["Why"] += dy @ h[t].T
        found["by"] += dy
        found["Wxh"][:, [inputs[t]]] += dz
        found["Whh"] += dz @ h[t - 1].T
        found["bh"] += dz
        dh_next = back(params["Whh"]) @ dz
    return found


def row_of(name, factor):
    """A row of ``name`` is wrong by ``factor``: the row with the largest entry, since rows of zeros stay right."""

    def wrong(_case, right):
        found = {key: array.copy() for key, array in right.items()}
        row = np.abs(found[name]).max(axis=1).argmax()
        found[name][row] *= factor
        return found

    return wrong


def entry_of(name, change, index=None):
    """One entry of ``name`` is changed: the largest, or that at ``index``."""

    def wrong(_case, right):
        found = {key: array.copy() for key, array in right.items()}
        place = np.unravel_index(np.abs(found[name]).argmax(), found[name].shape) if index is None else index
        found[name][place] = change(found[name][place])
        return found

    return wrong


def each(change):
    return lambda _case, right: {name: change(array) for name, array in right.items()}


WRONG = {
    "no tanh'": lambda case, _: backward(case, slope=np.ones_like),
    "1 - h for 1 - h²": lambda case, _: backward(case, slope=lambda h: 1 - h),
    "tanh of tanh": lambda case, _: backward(case, slope=lambda h: 1 - np.tanh(h) ** 2),
    "no path through time": lambda case, _: backward(case, back=np.zeros_like),
    "Whh not transposed": lambda case, _: backward(case, back=np.asarray),
    "Whh left out": lambda case, _: backward(case, back=lambda Whh: np.eye(len(Whh))),
    "the gradient of Whh transposed": lambda _, right: right | {"Whh": right["Whh"].T},
    "the opposite sign": each(np.negative),
    "the opposite sign in bh": lambda _, right: right | {"bh": -right["bh"]},
    "a mean for the sum": each(lambda array: array / T),
    "twice": each(lambda array: 2 * array),
    "all zero": each(np.zeros_like),
    "one array zero": lambda _, right: right | {"bh": np.zeros((H, 1))},
    "all nan": each(lambda array: np.full_like(array, np.nan)),
    "clipped": each(lambda array: np.clip(array, -0.1, 0.1)),
    "two arrays exchanged": lambda _, right: right | {"Why": right["Wxh"].T},
    "rolled by a row": lambda _, right: right | {"Wxh": np.roll(right["Wxh"], 1, axis=0)},
    "of other weights": lambda case, _: gradients((*case[:3], {k: v + 1e-3 for k, v in case[3].items()})),
    "of another state": lambda case, _: gradients((case[0], case[1], 0 * case[2], case[3])),
    **{f"a row of {name} 1 % off": row_of(name, 1.01) for name in NAMES},
    **{f"an entry of {name} 1 % off": entry_of(name, lambda value: 1.01 * value) for name in NAMES},
    **{f"an entry of {name} moved by 1e-4": entry_of(name, lambda value: value + 1e-4, (0, 0)) for name in NAMES},
    **{f"an entry of {name} is nan": entry_of(name, lambda _: np.nan, (0, 0)) for name in NAMES},
    "a column that has to be 0": entry_of("Wxh", lambda _: 1e-3, (0, V - 1)),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_complex_gradients_agree_with_backpropagation(seed):
    case = problem(seed)
    found, right = numeric(case), gradients(case)
    assert list(found) == NAMES
    for name in NAMES:
        assert found[name].shape == right[name].shape
        assert np.abs(found[name] - right[name]).max() <= 1e-13 * np.abs(right[name]).max()  # 7e-16 was measured
        assert agrees_with_complex(right[name], found[name])


@pytest.mark.parametrize("scale", [1e-2, 0.3, 2.0])
def test_right_gradients_agree_whatever_the_size_of_the_weights(scale):
    for seed in FEW:
        case = problem(seed, scale)
        assert all_agree(gradients(case), numeric(case))
        check_own(case, gradients(case))


def test_complex_gradients_are_exact_for_known_functions():
    at = {"x": np.array([[0.5, -2.0, 0.0]]), "scalar": np.array(3.0), "empty": np.zeros((0, 2))}
    found = complex_gradients(lambda p: (p["x"] ** 3).sum() * p["scalar"], at)
    assert found["x"] == pytest.approx(np.array([[2.25, 36.0, 0.0]]), abs=1e-15)
    assert found["scalar"] == pytest.approx(0.125 - 8, rel=1e-15)
    assert found["empty"].shape == (0, 2)


def test_complex_gradients_leave_the_point_as_it_is():
    case = problem(0)
    before = {name: array.copy() for name, array in case[3].items()}
    numeric(case)
    assert all(np.array_equal(before[name], case[3][name]) for name in NAMES)


def test_two_gradients_of_zero_agree():
    assert agrees_with_complex(np.zeros((2, 3)), np.zeros((2, 3)))


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_gradients_do_not_agree_with_the_complex_step(wrong):
    for seed in FEW:
        case = problem(seed)
        assert not all_agree(WRONG[wrong](case, gradients(case)), numeric(case)), seed


@pytest.mark.parametrize("seed", SEEDS)
def test_right_gradients_agree_with_the_learners_own_loss(seed):
    case = problem(seed)
    check_own(case, gradients(case))


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_gradients_do_not_agree_with_the_learners_own_loss(wrong):
    for seed in FEW:
        case = problem(seed)
        with pytest.raises(Wrong, match="disagree with the numerical gradient of your own loss"):
            check_own(case, WRONG[wrong](case, gradients(case)))


@pytest.mark.parametrize("name", NAMES)
def test_the_message_tells_right_from_wrong_arrays_and_names_the_worst_entry(name):
    case = problem(1)
    right = gradients(case)
    found = right | {name: right[name].copy()}
    found[name][1, 0] += 3.0
    others = ", ".join(each for each in NAMES if each != name)
    expected = (
        f"Right: {others}. Your gradients disagree with the numerical gradient of your own loss in {name}. The worst "
        f"is {name}[1, 0]: yours {found[name][1, 0]:.6g}, by central difference {right[name][1, 0]:.6g}."
    )
    with pytest.raises(Wrong, match=f"^{re.escape(expected)}$"):
        check_own(case, found)


def test_the_own_check_cannot_see_a_mean_taken_in_both():
    # Why suites compare the loss with the reference's first.
    case = problem(2)
    check_own(case, {name: array / T for name, array in gradients(case).items()}, factor=1 / T)


@pytest.mark.parametrize("factor", [1e-3, 1e3])
def test_the_own_check_holds_for_losses_of_any_size(factor):
    for seed in FEW:
        case = problem(seed)
        right = {name: factor * array for name, array in gradients(case).items()}
        check_own(case, right, factor)
        with pytest.raises(Wrong):
            check_own(case, row_of("Whh", 1.01)(case, right), factor)


def test_the_own_check_never_moves_the_point_itself():
    case = problem(3)
    before = {name: array.copy() for name, array in case[3].items()}
    check_own(case, gradients(case))
    assert all(np.array_equal(before[name], case[3][name]) for name in NAMES)


def test_the_own_check_asks_for_all_losses_at_once_and_moves_one_entry_each_time():
    at, asked = {"x": np.array([1.0, -2.0]), "b": np.array([[0.5]])}, []

    def losses(points):
        asked.append([{name: array.copy() for name, array in point.items()} for point in points])
        return [float((point["x"] ** 2).sum() + 3 * point["b"][0, 0]) for point in points]

    check_own_gradients(losses, at, {"x": 2 * at["x"], "b": np.array([[3.0]])}, "Your gradients")
    (points,) = asked
    moved = [sum(int((point[name] != at[name]).sum()) for name in at) for point in points]
    assert moved == [1] * 12 + [0]  # three entries, two steps to either side; then the point itself


@pytest.mark.parametrize("loss", [None, [1.0, 2.0], "3", np.zeros(2), 1j, True])
def test_a_loss_that_is_no_number_is_told_as_such(loss):
    case = problem(4)
    with pytest.raises(Wrong, match=r"^the loss is .*a single number is expected"):
        check_own_gradients(lambda points: [loss for _ in points], case[3], gradients(case), "Your gradients")


@pytest.mark.parametrize("loss", [np.nan, np.inf])
def test_a_loss_that_is_nan_or_infinite_agrees_with_nothing(loss):
    case = problem(5)
    with np.errstate(invalid="ignore"), pytest.raises(Wrong, match="disagree"):
        check_own_gradients(lambda points: [loss for _ in points], case[3], gradients(case), "Your gradients")


def test_a_constant_loss_has_a_gradient_of_zero_and_no_other():
    case = problem(6)
    zeros = {name: np.zeros_like(array) for name, array in case[3].items()}
    check_own_gradients(lambda points: [1.0 for _ in points], case[3], zeros, "Your gradients")
    with pytest.raises(Wrong):
        check_own_gradients(lambda points: [1.0 for _ in points], case[3], gradients(case), "Your gradients")


@pytest.mark.parametrize(("off", "is_right"), [(1.0, True), (1 + 1e-5, False), (1 - 1e-5, False)])
def test_a_curved_loss_does_not_excuse_a_wrong_slope(off, is_right):
    # The difference between the two steps' estimates grows with the curvature; a tenth of it is allowed.
    def losses(points):
        return [float(np.exp(9 * point["x"][0])) for point in points]

    slope = {"x": np.array([9 * np.exp(2.7) * off])}
    with contextlib.nullcontext() if is_right else pytest.raises(Wrong):
        check_own_gradients(losses, {"x": np.array([0.3])}, slope, "Your gradients")


@pytest.mark.parametrize("infinite", [np.inf, -np.inf])
def test_an_infinite_entry_agrees_with_nothing(infinite):
    case = problem(7)
    found = entry_of("Whh", lambda _: infinite, (0, 0))(case, gradients(case))
    with np.errstate(invalid="ignore"):
        assert not agrees_with_complex(found["Whh"], numeric(case)["Whh"])
        with pytest.raises(Wrong, match=r"own loss in Whh\. The worst is Whh\[0, 0\]"):
            check_own(case, found)
