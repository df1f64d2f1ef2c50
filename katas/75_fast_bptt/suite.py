import gc
import math
import weakref
from copy import deepcopy
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from gradkata.suite import (
    OwnLoss,
    Wrong,
    call_many,
    check_array,
    check_arrays,
    check_number,
    check_parts,
    cpu_clock,
    points,
    say,
    unchanged,
)

PARTS = ("loss", "grads", "h_last")


def uniform(rng, *shape, low=0.1, high=0.8):
    """Numbers of either sign that are never tiny: small weights and states hide what goes wrong on the way back."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def network(rng, H, V):
    return {
        "Wxh": uniform(rng, H, V), "Whh": uniform(rng, H, H), "Why": uniform(rng, V, H),
        "bh": uniform(rng, H, 1), "by": uniform(rng, V, 1),
    }  # fmt: skip


def problem(rng, T, H, V):
    """Arguments for one call. No target is its step's input; up to T = V, no character is read twice, nor a target."""
    inputs = rng.permutation(V)[np.arange(T) % V]
    targets = (inputs + rng.integers(1, V, size=T if T > V else None)) % V
    return inputs.tolist(), targets.tolist(), uniform(rng, H, 1), network(rng, H, V)


def answer(learner, case, what="loss_and_gradients"):
    """The learner's three values, before any of them was looked at."""
    return check_parts(learner.loss_and_gradients(*case), PARTS, what)


def check_answer(got, expected, name):
    """Check all three values."""
    (loss, grads, h_last), (expected_loss, expected_grads, expected_last) = got, expected
    check_number(loss, expected_loss, say("the loss for {name}", name=say(name)))
    check_array(h_last, expected_last, say("h_last for {name}", name=say(name)))
    check_grads(grads, expected_grads, say("grads for {name}", name=say(name)))


def check_grads(grads, expected, what):
    if grads is None:
        raise Wrong(say("{what}: None so far. Now walk backward, from the last step to the first.", what=say(what)))
    check_arrays(grads, expected, what)


def check_gradients(learner, reference, case, name):
    _, expected, _ = reference.loss_and_gradients(*case)
    _, grads, _ = answer(learner, case, say("loss_and_gradients for {name}", name=say(name)))
    check_grads(grads, expected, say("grads for {name}", name=say(name)))


own_losses = [
    OwnLoss(
        "loss_and_gradients",
        of=3,
        losses=lambda learner, calls: [gives[0] for gives in call_many(learner.loss_and_gradients, calls)],
        gradients=lambda gives: gives[1],
        steps=lambda arguments: len(arguments[0]),
    )
]


@points(1)
def test_loss_and_last_state(learner, reference, rng):
    """The loss is the sum over all steps, and the third value is the state after the last one."""
    for T in (1, 2, 3, 12):
        case = _, targets, _, params = problem(rng, T, H=5, V=6)
        params["by"][targets[0]] = -40  # a probability of about 1e-17, which no floor under it may lift
        expected, _, expected_last = reference.loss_and_gradients(*case)
        loss, _, h_last = answer(learner, case, say("loss_and_gradients for T = {T}", T=T))
        check_number(loss, expected, say("the loss for T = {T}", T=T))
        check_array(h_last, expected_last, say("h_last for T = {T}", T=T))


@points(1)
def test_gradients(learner, reference, rng):
    """The gradients of all five parameters are right, for one step, two, and a few."""
    for T in (1, 2, 3, 6):
        check_gradients(learner, reference, problem(rng, T, H=4, V=7), f"T = {T}")


@points(1)
def test_repeated_characters(learner, reference, rng):
    """A character that comes again and again counts each time."""
    _, _, h_prev, params = problem(rng, T=1, H=4, V=9)
    a, b, c, d, *_ = rng.permutation(9).tolist()
    texts = {
        "one character that repeats": ([a, b, a, a, c, a], [b, b, d, a, d, d]),
        "the same character at every step": ([a, a, a, a, a], [b, b, b, b, b]),
    }
    for name, (inputs, targets) in texts.items():
        check_gradients(learner, reference, deepcopy((inputs, targets, h_prev, params)), name)


@points(1)
def test_sizes(learner, reference, rng):
    """The gradients are right for other sizes, equal ones too, for params in another order, and NumPy's integers."""
    for T, H, V in ((5, 5, 7), (6, 4, 6), (5, 5, 5), (3, 1, 4)):
        check_gradients(learner, reference, problem(rng, T, H, V), f"T = {T}, H = {H}, V = {V}")
    *rest, params = problem(rng, T=4, H=5, V=5)
    # Arrays of one shape change places, so that unpacking by position gives wrong numbers rather than an exception.
    turned = {name: params[name] for name in ("Whh", "Why", "Wxh", "by", "bh")}
    check_gradients(learner, reference, (*rest, turned), "T = 4, H = V = 5, and params in the order Whh Why Wxh by bh")
    inputs, targets, *rest = problem(rng, T=2, H=3, V=2)
    lists = [np.int64(index) for index in inputs], [np.int64(index) for index in targets]
    check_gradients(learner, reference, (*lists, *rest), "T = 2, H = 3, V = 2, and NumPy's integers in the lists")


def large_case(reference, rng):
    """A case in which every gradient, and what goes back through time, has entries above 11, whatever was drawn."""
    while True:
        a, b, c, target, *_ = rng.permutation(6).tolist()
        params = network(rng, H=5, V=6) | {"Why": uniform(rng, 6, 5, low=4, high=8)}
        params["by"][target] = -9  # so that the target is seldom likely; scores stay within ±49
        case = ([a] * 10 + [b] + [c] * 14, [target] * 25, uniform(rng, 5, 1), params)
        _, grads, _ = reference.loss_and_gradients(*case)
        sent_back = params["Whh"].T @ grads["Wxh"][:, b]  # by the only step that reads b
        if min(np.abs(array).max() for array in (sent_back, *grads.values())) > 11:
            return case


@points(1)
def test_long_texts_and_large_gradients(learner, reference, rng):
    """Long texts, large gradients and states close to 1 are right too: nothing is cut off, clipped or rounded."""
    saturated = problem(rng, T=7, H=4, V=9)
    saturated[3]["bh"][0] = 8  # a state so close to 1 that a floor under 1 - h² would show
    check_gradients(learner, reference, saturated, "a state close to 1")
    check_gradients(learner, reference, large_case(reference, rng), "gradients well above 5")
    check_gradients(learner, reference, problem(rng, T=105, H=5, V=6), "T = 105")


@points(1)
def test_call_after_call(learner, reference, rng):
    """Each call stands alone: nothing is left over from the calls before, and the arguments stay as they are."""
    inputs, targets, _, params = case = problem(rng, T=5, H=4, V=6)
    shorter = problem(rng, T=2, H=4, V=6)
    elsewhere = (inputs, targets, uniform(rng, 4, 1), network(rng, 4, 6))  # the same text, in another network
    for name, each in (
        ("the first call", case), ("the same call again", case), ("a shorter text", shorter),
        ("the first text, with other params", elsewhere), ("the first call once more", case),
    ):  # fmt: skip
        expected = reference.loss_and_gradients(*each)
        arguments = dict(zip(("inputs", "targets", "h_prev", "params"), each, strict=True))
        with unchanged("loss_and_gradients", **arguments):
            got = answer(learner, each)
        check_answer(got, expected, name)
    # As in training: the same arrays, with other numbers in them.
    for array in params.values():
        array *= 0.9
    expected = reference.loss_and_gradients(*case)
    check_answer(answer(learner, case), expected, "params that were changed in place")
    # Training hands h_last back as the next h_prev, and no call may change its arguments. So h_last must not lie in
    # memory that the next call writes to. Whether the gradients do is nobody's business.
    _, _, expected = reference.loss_and_gradients(*case)
    first, _ = call_many(learner.loss_and_gradients, [case, elsewhere])
    _, _, h_last = check_parts(first, PARTS, "loss_and_gradients")
    check_array(h_last, expected, "After the next call, h_last of the call before it")


# From here on, speed.
#
# The speed of a plain loop is that of a yardstick: work for NumPy that means nothing, and takes the time that the
# solution of the kata `bptt` takes. It runs in this process, and the learner's function in theirs, by turns. Both are
# timed in CPU time, which stands still while others have the core, and both clocks are read here. Nothing that the
# learner's process does or knows moves the measure:
#
# - Every call has a new text and a new network, drawn from chance that no seed gives away, and every answer is checked.
#   (Where the reference's answers were recorded, they are of one text in one network: its characters change places.)
# - All that their process does counts, in whatever thread, from one answer to the next: what it does while the
#   yardstick runs here, or while nobody asks, is added to the lap.
# - To receive the arrays and to send others back takes their process a while. For that a fixed part of the yardstick's
#   time is taken off, whatever it really was.
#
# What disturbs a call makes it slower, never faster. So the shortest times count, and the race is over as soon as the
# learner has won it.

STEPS, HIDDEN, CHARACTERS = 150, 40, 40  # small enough for linear algebra to stay in one thread, wherever it runs
LEVELS = (2, 2.4, 2.7, 3)  # a plain loop in which all is saved that can be comes to 1.9
LEAST, MOST = 3, 40  # laps
PATIENCE = 0.2  # seconds of the learner's
ALIKE = 1.05  # laps as close as this: better ones are not to be expected
OUT_OF_REACH, WITHIN_REACH = 1.9, 2.5  # of the last level: how long it is worth while to go on
CARRIED = 0.06  # the part of the yardstick's time that passing the arrays to and fro takes


unseeded = ("speed",)  # tests that ask each learner something else, so that their questions cannot be recorded
measured = weakref.WeakKeyDictionary()  # what came out, by learner: the speed, or the `Wrong` that ended the race


class Race:
    """The learner's function against the yardstick."""

    def __init__(self, learner, cases):
        self.learner, self.cases = learner, cases
        self.clock, self.own_clock = cpu_clock(learner), cpu_clock(None)
        self.plain, self.ended = math.inf, self.clock()  # the yardstick's best time
        self.laps = []  # the learner's times

    def run(self):
        """How many times as fast as the plain loop the learner's function is.

        Raises:
            Wrong: so is an answer.
        """
        while not self.is_over:
            self.lap()
        return self.speed

    def lap(self):
        (single, expected_single), (text, expected_text) = (self.cases.new(T) for T in (1, STEPS))
        self.plain = min(self.plain, timed(self.own_clock, yardstick, STEPS, HIDDEN, CHARACTERS))
        # One right after the other, the single step first: their process has slept, and has to find its feet again.
        meanwhile = self.clock() - self.ended if self.clock.stands_still else 0.0
        got_single = asked(self.learner, single)
        begin = self.clock()
        got_text = asked(self.learner, text)
        self.ended = self.clock()
        self.laps.append(meanwhile + self.ended - begin)
        for T, got, expected in ((1, got_single, expected_single), (STEPS, got_text, expected_text)):
            name = f"T = {T}, H = {HIDDEN}, V = {CHARACTERS}"
            what = say("loss_and_gradients for {name}", name=say(name))
            check_answer(check_parts(got, PARTS, what), expected, name)

    @property
    def speed(self):
        yours = sorted(self.laps)[1]  # not the best one, which might be a stroke of luck
        return self.plain / max(yours - CARRIED * self.plain, yours / 10)

    @property
    def is_over(self):
        if len(self.laps) >= MOST or sum(self.laps) > PATIENCE:
            return len(self.laps) > 1
        if len(self.laps) < LEAST:
            return False
        alike = sum(seconds < ALIKE * min(self.laps) for seconds in self.laps)
        if self.speed < WITHIN_REACH:
            return alike >= (2 if self.speed < OUT_OF_REACH else 6)
        return self.speed >= LEVELS[-1]


def race_case(rng, T):
    """A new text for a new network: weights that matter, and a Whh in which rounding errors do not grow."""
    H, V = HIDDEN, CHARACTERS
    inputs, targets = rng.integers(V, size=(2, T)).tolist()
    sizes = {
        "Wxh": (H, V, 0.5),
        "Whh": (H, H, 0.6 / math.sqrt(H)),
        "Why": (V, H, 0.3),
        "bh": (H, 1, 0.3),
        "by": (V, 1, 0.5),
    }
    params = {name: rng.uniform(-most, most, shape) for name, (*shape, most) in sizes.items()}
    return inputs, targets, rng.uniform(-0.5, 0.5, (H, 1)), params


class Cases:
    """Calls that the learner's process has not seen, each with the right answer.

    A reference that was loaded here answers whatever it is asked. Recorded answers are to what is asked at every run.
    """

    def __init__(self, reference, rng):
        self.reference, self.rng = reference, np.random.default_rng()  # of chance that no seed gives away
        self.known = {}
        if not isinstance(reference, ModuleType):
            cases = {T: race_case(rng, T) for T in (1, STEPS)}
            self.known = {T: (case, reference.loss_and_gradients(*case)) for T, case in cases.items()}

    def new(self, T):
        if self.known:
            return renumbered(*deepcopy(self.known[T]), self.rng.permutation(CHARACTERS))
        case = race_case(self.rng, T)
        return case, self.reference.loss_and_gradients(*case)


def renumbered(case, expected, numbers):
    """The same call and answer where the characters have other numbers."""
    inputs, targets, h_prev, params = case
    loss, grads, h_last = expected
    order = np.argsort(numbers)
    params, grads = (
        each | {"Wxh": each["Wxh"][:, order], "Why": each["Why"][order], "by": each["by"][order]}
        for each in (params, grads)
    )
    return (numbers[inputs].tolist(), numbers[targets].tolist(), h_prev, params), (loss, grads, h_last)


def yardstick(steps, m, n):
    """As many calls of NumPy, on arrays of the same sizes, as a plain loop makes; no number in it means anything.

    The calls are sorted by kind. Its time is within 3 % of that of the solution of `bptt`, measured by turns.
    """
    square, high, wide = np.full((m, m), 0.01), np.full((n, m), 0.01), np.full((m, n), 0.01)
    small, large, one = np.full((m, 1), 0.5), np.full((n, 1), 0.5), np.float64(1)
    straight, turned = ((square, small), (high, small)), ((square, small), (high, large))
    outer = (np.zeros_like(square), small, small), (np.zeros_like(high), large, small)
    piles = (np.zeros_like(small), small), (np.zeros_like(large), large)
    pairs: Any = (*((small, small),) * 5, (1, small), (large, large), (large, one), (large, one))
    places, kept, total = [0] * steps, {}, 0.0
    for step in range(steps):
        for matrix, column in straight:
            result = matrix @ column
        for matrix, column in turned:
            result = matrix.T @ column
        for pile, left, right in outer:
            pile += left @ right.T
        for first, second in pairs:
            result = first + second
        for pile, column in piles:
            pile += column
        kept[step] = np.tanh(small), np.exp(large)
        result = wide[:, [places[step]]]
        wide[:, [places[step]]] += small
        result = large.copy()
        result[places[step]] -= 1
        total += large.max() + large.sum()
        total += np.log(large[places[step], 0])
    return float(total)


def timed(clock, function, *arguments):
    """What a call takes here, with no time lost on whatever else this process has in memory."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        begin = clock()
        function(*arguments)
        return clock() - begin
    finally:
        if was_on:
            gc.enable()


def asked(learner, case):
    """What the learner's function gives."""
    (got,) = call_many(learner.loss_and_gradients, [case])
    return got


def speed_of(learner, reference, rng):
    """The learner's speed, measured once for all tests.

    Raises:
        Wrong: their numbers are not right.
    """
    # The reference is asked in each test: where answers were recorded, each test has its own.
    case = problem(rng, T=6, H=4, V=5)
    expected = reference.loss_and_gradients(*case)
    cases = Cases(reference, rng)
    if learner not in measured:
        try:
            check_answer(answer(learner, case), expected, "T = 6, H = 4, V = 5")
            measured[learner] = Race(learner, cases).run()
        except Wrong as error:
            measured[learner] = Wrong(say("Speed counts when the numbers are right. {error}", error=error))
    if isinstance(measured[learner], Wrong):
        raise measured[learner]
    return measured[learner]


def hint(speed):
    if speed < 1.3:
        return "Which products in your loops does no other step wait for? Those can be one product for all steps."
    if speed < LEVELS[0]:
        return (
            "Look for what is still done step by step although no step waits for it: the scores, the softmax, and the "
            "gradients of Wxh, Whh and Why."
        )
    return (
        "A step has to wait for one product with Whh and for the tanh, and on the way back for one product and the "
        "slope. What else is left in your loops?"
    )


@points(1)
@pytest.mark.parametrize("level", LEVELS, ids=[f"{level:g} times" for level in LEVELS])
def test_speed(learner, reference, rng, level):
    """The numbers are right, and come faster than from a plain loop."""
    speed = speed_of(learner, reference, rng)
    if speed < level:
        words, factor = "The numbers are right, at {factor:g} times the speed of a plain loop; {wanted}. {hint}", speed
        if speed < 0.9:
            words = "The numbers are right, in {factor:.2g} times the time of a plain loop; {wanted}. {hint}"
        factor = 1 / speed if speed < 0.9 else math.floor(100 * speed) / 100
        wanted = say("{level:g} times the speed is asked for", level=level)
        raise Wrong(say(words, factor=factor, wanted=wanted, hint=say(hint(speed))))
