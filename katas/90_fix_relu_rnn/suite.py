"""Sets the notebook's globals, in the shapes that it gave them, and compares its loss with the reference's.

Most cases have by = 0, and no more steps than they need, so that each fault of the stub is found in a test of its own.
"""

import reprlib
import weakref
from typing import Any, NamedTuple

import numpy as np
from gradkata.suite import (
    Wrong,
    check_array,
    check_each,
    check_number,
    check_parts,
    fill,
    points,
    say,
    say_many,
    unchanged,
)

WEIGHTS = ("Wxh", "Whh", "Why", "bh", "by")
GRADIENTS = ("dWxh", "dWhh", "dWhy", "dbh", "dby")
RESULTS = ("loss", *GRADIENTS, "hlast")
CLIP = 5.0
LEAST, MOST = 2, 128  # characters and hidden units: with one, nothing can be wrong; the grader's time is not for sale
KINK = 0.3  # divided by how many there are: no ReLU is closer to its kink, so that no gradient check steps over it
# Of the notebook's arrays, by learner: they are looked at once, since only their values are ever set.
shapes: weakref.WeakKeyDictionary[Any, dict[str, tuple[int, ...]]] = weakref.WeakKeyDictionary()
TRIES = 100  # a case that fits comes within a few; sizes for which none ever does take the last


class Case(NamedTuple):
    """What the globals are set to, and what `loss` is called with."""

    weights: dict[str, np.ndarray]
    inputs: list[int]
    targets: list[int]
    hprev: np.ndarray


@points(1)
def test_globals(learner, reference, rng):
    """After the notebook ran, Wxh, Whh, Why, bh and by hold finite numbers, and loss works on them."""
    for name, array in globals_of(learner).items():
        wrong = int((~np.isfinite(array)).sum())
        if wrong:
            words = (
                "After the notebook ran, {wrong} of the {size} numbers in {name} are nan or inf. Look at how large the"
                " weights are when the training begins, and at the first step that gives no finite number."
            )
            raise Wrong(
                say(
                    words,
                    wrong=wrong,
                    size=array.size,
                    name=name,
                )
            )
    case = draw(learner, reference, rng, steps=1)
    expected = solve(reference, case)
    check_number(ask(learner, case)["loss"], expected["loss"], "The loss of one character")


@points(1)
def test_loss(learner, reference, rng):
    """The loss is the sum over all steps, however many they are, and with large scores and states too."""
    few = [draw(learner, reference, rng, steps=3) for _ in range(3)]
    cases = {
        "The loss of 6 characters": draw(learner, reference, rng, steps=6),
        "The loss of 3 characters with scores of up to ±45": with_large_scores(few[0], 45),
        "The loss of 3 characters, one of them all but impossible": with_large_scores(few[1], 22, surprise=True),
        "The loss of 3 characters with hidden states of up to 30": rescaled(few[2], 30 / forward(few[2])[0].max()),
    }
    for what, case in cases.items():
        expected = solve(reference, case)
        check_number(ask(learner, case)["loss"], expected["loss"], what)


@points(1)
def test_output_bias(learner, reference, rng):
    """The output bias by is part of the scores."""
    for steps in (3, 1):
        case = draw(learner, reference, rng, steps=steps, output_bias=True)
        expected = solve(reference, case)
        got = ask(learner, case)
        one, many = "The loss of {number} character (by is not 0)", "The loss of {number} characters (by is not 0)"
        what = say_many(one, many, steps)
        check_number(got["loss"], expected["loss"], what)
    check_array(got["dby"], expected["dby"], "dby of 1 character (by is not 0)")


@points(1)
def test_gradients_of_one_step(learner, reference, rng):
    """The gradients of one step: where the ReLU gives 0, nothing goes back."""
    case = draw(learner, reference, rng, steps=1)
    expected = solve(reference, case)
    check_gradients(ask(learner, case), expected, "of 1 step")


@points(1)
def test_gradients_of_several_steps(learner, reference, rng):
    """The gradients of several steps: each takes its own input, target and state, and what comes back in time."""
    for steps in (4, 2):
        case = draw(learner, reference, rng, steps=steps)
        expected = solve(reference, case)
        check_gradients(ask(learner, case), expected, say("of {steps} steps", steps=steps))


@points(1)
def test_characters(learner, reference, rng):
    """A character that comes again counts again; one that never comes has the gradient 0."""
    sizes = shapes_of(learner)
    a, b, c, d = (int(index) for index in np.resize(rng.permutation(sizes["Why"][0]), 4))
    case = draw_in(sizes, reference, rng, inputs=[a, b, a, c, b, a, a], targets=[b, a, c, b, a, a, d])
    expected = solve(reference, case)
    case = case._replace(inputs=list(np.array(case.inputs)), targets=list(np.array(case.targets)))  # NumPy's integers
    check_gradients(ask(learner, case), expected, "of 7 steps with 3 characters")


@points(1)
def test_state_stays(learner, reference, rng):
    """The hidden state that is handed in is the same afterwards; the last one is given back."""
    for steps in (3, 1):
        case = draw(learner, reference, rng, steps=steps)
        expected = solve(reference, case)
        characters = say_many("{number} character", "{number} characters", steps)
        with unchanged(say("loss of {characters}", characters=characters), hprev=case.hprev):
            got = ask(learner, case)
        check_number(got["loss"], expected["loss"], say("The loss of {characters}", characters=characters))
        check_array(got["hlast"], expected["hlast"], say("hlast after {characters}", characters=characters))


@points(1)
def test_steep(learner, reference, rng):
    """Gradients beyond ±5 come as they are, or clipped to ±5: to be clipped somewhere before the update."""
    # Small states and a large Why have the scores of the case, and send far more than ±5 back from step to step.
    small = rescaled(draw(learner, reference, rng, steps=4), 1 / 40)
    for case in (draw(learner, reference, rng, steep=True), small):
        expected = solve(reference, case)
        got = ask(learner, case)
        check_number(got["loss"], expected["loss"], say("The loss of {number} characters", number=len(case.inputs)))
        check_gradients(got, expected, say("of {number} steps, some beyond ±5", number=len(case.inputs)))


@points(2)
def test_grad_check(learner, reference, rng):
    """gradCheck runs through on right gradients, those of absent characters too, and puts every parameter back."""
    case = easy_to_check(learner, reference, rng)
    expected = solve(reference, case)
    check_number(ask(learner, case)["loss"], expected["loss"], "The loss before gradCheck")
    with unchanged("gradCheck", hprev=case.hprev):
        found = learner.gradCheck(list(case.inputs), list(case.targets), case.hprev)
    after = globals_of(learner)
    for name, before in case.weights.items():
        # Moved up, down and back by sums, a number may be off in its last digit; nothing else may.
        if after[name].shape != before.shape or not np.allclose(after[name], before, rtol=1e-12, atol=1e-12):
            raise Wrong(
                say("gradCheck leaves {name} other than it was. Put each number back after you moved it.", name=name)
            )
    # What it gives and prints is free. But whatever it does, it cannot do it without inputs or without targets, nor
    # without a state to begin from.
    for arguments, told in (
        ((0.5, None, None), "the letters: gradCheck(0.5, None, None)"),
        ((0.5, list(case.targets), case.hprev), "the inputs: gradCheck(0.5, targets, hprev)"),
        ((list(case.inputs), None, case.hprev), "the targets: gradCheck(inputs, None, hprev)"),
        (
            (list(case.inputs), list(case.targets), None),
            "the state: gradCheck(inputs, targets, None)",
        ),
    ):
        if gives_the_same(learner, arguments, found):
            raise Wrong(say("gradCheck never looks at {told} runs through just as well.", told=say(told)))


def gives_the_same(learner: Any, arguments: tuple[Any, ...], found: Any) -> bool:
    """Whether gradCheck gives for something that is no case what it gave for one."""
    try:
        # However deep what it gives is, and however long, its text is short.
        return reprlib.repr(learner.gradCheck(*arguments)) == reprlib.repr(found)
    except Exception:  # any will do: it makes use of what it is given
        return False


# The notebook's globals.


def globals_of(learner: Any) -> dict[str, np.ndarray]:
    """The five arrays; `Wrong` if one is missing or they do not fit together."""
    found = {}
    for name in WEIGHTS:
        try:
            found[name] = getattr(learner, name)
        except AttributeError:
            raise Wrong(
                say("After the notebook ran, there is no {name}: make Wxh, Whh, Why, bh and by.", name=name)
            ) from None
        if not isinstance(found[name], np.ndarray) or found[name].dtype.kind not in "fiu" or not found[name].size:
            raise Wrong(say("After the notebook ran, {name} is no array of numbers.", name=name))
    H, V = len(found["Whh"]) if found["Whh"].ndim else 0, len(found["Why"]) if found["Why"].ndim else 0
    shapes = {name: array.shape for name, array in found.items()}
    fit = (shapes["Wxh"], shapes["Whh"], shapes["Why"]) == ((H, V), (H, H), (V, H))
    if not fit or found["bh"].size != H or found["by"].size != V:
        listed = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise Wrong(
            say(
                "The shapes do not fit together: {listed}; (H, V), (H, H), (V, H), (H, 1), (V, 1) are expected.",
                listed=listed,
            )
        )
    check_size(V, "characters", "the text that the notebook trains on")
    check_size(H, "hidden units", "hidden_size")
    return found


def shapes_of(learner: Any) -> dict[str, tuple[int, ...]]:
    if learner not in shapes:
        shapes[learner] = {name: array.shape for name, array in globals_of(learner).items()}
    return shapes[learner]


def check_size(size: int, of_what: str, where: str) -> None:
    if not LEAST <= size <= MOST:
        if size < LEAST:
            words = (
                "The notebook's arrays are made for too few {things} to judge them by: {size}. Between {least} and "
                "{most} are expected; see {where}."
            )
        else:
            words = (
                "The notebook's arrays are made for too many {things} to judge them by: {size}. Between {least} and "
                "{most} are expected; see {where}."
            )
        raise Wrong(say(words, things=say(of_what), size=size, least=LEAST, most=MOST, where=say(where)))


def ask(learner: Any, case: Case) -> dict[str, Any]:
    """What the notebook's `loss` gives for a case, by name."""
    for name, value in case.weights.items():
        fill(learner, name, value)
    got = check_parts(learner.loss(list(case.inputs), list(case.targets), case.hprev), RESULTS, "loss")
    if isinstance(got[0], np.ndarray) and got[0].size == 1:
        got[0] = got[0].item()
    return dict(zip(RESULTS, got, strict=True))


def solve(reference: Any, case: Case) -> dict[str, Any]:
    """What is right for a case, by name, in the notebook's own shapes."""
    columns: dict[str, Any] = dict(case.weights)
    columns |= {name: case.weights[name].reshape(-1, 1) for name in ("bh", "by")}
    for name, value in {"dict_size": len(case.weights["Why"]), **columns}.items():
        setattr(reference, name, value)
    results = reference.loss(case.inputs, case.targets, case.hprev.reshape(-1, 1))
    expected = dict(zip(RESULTS, results, strict=True))
    for name in WEIGHTS:
        expected[f"d{name}"] = expected[f"d{name}"].reshape(case.weights[name].shape)
    expected["hlast"] = expected["hlast"].reshape(case.hprev.shape)
    return expected


def check_gradients(got: dict[str, Any], expected: dict[str, Any], what: str) -> None:
    """All gradients of one call, as they are or all of them clipped."""
    got = {name: got[name] for name in GRADIENTS}
    plain = {name: expected[name] for name in GRADIENTS}
    clipped = {name: np.clip(plain[name], -CLIP, CLIP) for name in GRADIENTS}
    seems_clipped = all(within(got[name], CLIP) for name in GRADIENTS)
    try:
        check_each(got, clipped if seems_clipped else plain, say("The gradients {what}", what=say(what)))
    except Wrong as error:
        if seems_clipped or largest(expected) <= CLIP:
            raise
        if all(is_partly_clipped(got[name], plain[name]) for name in GRADIENTS):
            beyond = ", ".join(name for name in GRADIENTS if not within(got[name], CLIP))
            words = (
                "The gradients {what}: some numbers are clipped to ±5, but some in {names} are not. Clip all five "
                "arrays, both ways."
            )
            raise Wrong(say(words, what=say(what), names=beyond)) from None
        raise Wrong(
            say("{error} (Some of yours are beyond ±5, so they are compared unclipped.)", error=error)
        ) from None


def is_partly_clipped(got: Any, plain: np.ndarray) -> bool:
    """Whether ``got`` is right but for a limit of ±5 on both sides, on one, or on none."""
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "fiu" or got.shape != plain.shape:
        return False
    limits = [(low, high) for low in (-CLIP, -np.inf) for high in (CLIP, np.inf)]
    return any(np.allclose(got, np.clip(plain, low, high), rtol=1e-6, atol=1e-9) for low, high in limits)


def within(array: Any, limit: float) -> bool:
    return isinstance(array, np.ndarray) and array.dtype.kind in "fiu" and bool((np.abs(array) <= limit).all())


# Cases.


def draw(learner: Any, reference: Any, rng: np.random.Generator, **wishes: Any) -> Case:
    """A case in the notebook's sizes, as `draw_in` makes it."""
    return draw_in(shapes_of(learner), reference, rng, **wishes)


def draw_in(
    shapes: dict[str, tuple[int, ...]], reference: Any, rng: np.random.Generator, *, steps: int = 0,
    inputs: Any = None, targets: Any = None, output_bias: bool = False, steep: bool = False,
) -> Case:  # fmt: skip
    """A case away from kinks, some units active and some not.

    No gradient is near ±5 or beyond it; with ``steep``, some of each array are well beyond, both ways.
    """
    H, V = shapes["Whh"][0], shapes["Why"][0]
    for _ in range(TRIES):
        weights = {
            "Wxh": rng.normal(0, 0.6, (H, V)),
            "Whh": rng.normal(0, min(0.5, 1.2 / np.sqrt(H)), (H, H)),
            "Why": rng.normal(0, min(0.6, 1.5 / np.sqrt(H)), (V, H)),
            "bh": rng.normal(0.2, 0.4, shapes["bh"]),
            "by": rng.normal(0, 0.8, shapes["by"]) if output_bias or steep else np.zeros(shapes["by"]),
        }
        if steep:
            letters = rng.permutation(V)
            weights["by"].flat[letters[0]] = 4.0  # the net expects one letter again and again, and another one comes
            inputs = [int(letters[t % min(V, 3)]) for t in range(40)]  # more than most notebooks train on
            targets = [int(letters[1 % V])] * 36 + [int(letters[0])] * 4
        elif steps:
            text = np.resize(rng.permutation(V), steps + 1).tolist()
            inputs, targets = text[:-1], text[1:]
        case = Case(weights, inputs, targets, rng.uniform(0.2, 1.2, shapes["bh"]))
        if fits(case) and is_as_steep(solve(reference, case), steep):
            break
    return case


def fits(case: Case) -> bool:
    """Whether no ReLU is near its kink, active and inactive units are mixed, and no target is all but impossible."""
    z, scores = forward(case)
    active = (z > 0).mean(axis=1)
    mixed = (active.max() <= 0.9 or len(case.inputs) > 3) and 0.4 <= active.mean() <= 0.8
    mixed = active.min() >= 0.25 and (mixed or z.shape[1] == 1)  # a single unit is on or off
    missing = np.logaddexp.reduce(scores, axis=1) - scores[np.arange(len(scores)), case.targets]
    return bool(
        np.abs(z).min() > KINK / z.size
        and mixed
        and np.abs(scores).max() < 25
        and missing.max() < 4.5 + np.log(scores.shape[1])
    )


def forward(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """What goes into the ReLU at each step, (T, H), and the scores, (T, V)."""
    Wxh, Whh, Why, bh, by = (case.weights[name] for name in WEIGHTS)
    h, z = case.hprev.ravel(), []
    for index in case.inputs:
        z.append(Wxh[:, index] + Whh @ h + bh.ravel())
        h = np.maximum(0, z[-1])
    return np.array(z), np.maximum(0, z) @ Why.T + by.ravel()


def is_as_steep(expected: dict[str, Any], steep: bool) -> bool:
    if not steep:
        return largest(expected) < 0.8 * CLIP
    everything = np.concatenate([expected[name].ravel() for name in GRADIENTS])
    both = everything.max() > 1.2 * CLIP and everything.min() < -1.2 * CLIP
    return bool(both and all(np.abs(expected[name]).max() > 1.2 * CLIP for name in GRADIENTS))


def largest(expected: dict[str, Any]) -> float:
    return float(max(np.abs(expected[name]).max() for name in GRADIENTS))


def with_large_scores(case: Case, size: float, *, surprise: bool = False) -> Case:
    """The case with scores up to about ±``size``; two letters share the probability, and they are the targets.

    With a ``surprise``, the least likely letter is the target where the net is the most certain.
    """
    first, second = case.targets[:2]
    Why = -np.abs(case.weights["Why"])
    Why[first] = -Why.min(axis=0)
    Why[second] = Why[first] + np.linspace(-0.01, 0.01, Why.shape[1])
    weights = {**case.weights, "Why": Why}
    scores = forward(case._replace(weights=weights))[1]
    weights["Why"] = Why * (size / scores.max())
    targets = [first if t % 2 else second for t in range(len(case.inputs))]
    if surprise:
        sure = int(scores.max(axis=1).argmax())
        targets[sure] = int(scores[sure].argmin())
    return case._replace(weights=weights, targets=targets)


def rescaled(case: Case, factor: float) -> Case:
    """The case with the same scores, from states ``factor`` times as large."""
    factors = {"Wxh": factor, "bh": factor, "Why": 1 / factor}
    weights = {name: array * factors.get(name, 1.0) for name, array in case.weights.items()}
    return case._replace(weights=weights, hprev=case.hprev * factor)


def easy_to_check(learner: Any, reference: Any, rng: np.random.Generator) -> Case:
    """Of many cases the one whose smallest gradient is largest, but for those that are 0.

    A check by ratios, entry by entry, raises a false alarm where rounding is all there is.
    """
    best, most = None, -1.0
    for _ in range(10):
        case = draw(learner, reference, rng, steps=1, output_bias=True)
        expected = solve(reference, case)
        sizes = np.concatenate([np.abs(expected[name]).ravel() for name in GRADIENTS])
        smallest = float(sizes[sizes > 0].min())
        if smallest > most:
            best, most = case, smallest
    assert best is not None
    return best
