import numpy as np
from gradkata.suite import Wrong, check_arrays, check_number, points, say, unchanged

# Two right solutions agree only where AdaGrad's steps do not depend on how small gradients are treated. A step is
# learning_rate · g / √(memory + eps): where an entry's first gradient is tiny, it tells eps in the root from eps
# outside it, both of which the rules allow, and it makes rounding large. What eps does to an entry is less than
# learning_rate · eps / (2 · memory) in each step. So parameters and texts are drawn until that, over all steps, is a
# tenth of what a learner may be off. For this every character that comes at all comes in the first chunk, and the steps
# are mostly small ones. (A gradient of exactly 0, as for a character that never comes, is no trouble: nothing moves.)
EPS = 1e-8
A_TENTH = 1e-7  # of an entry; a learner may be off by 1e-6 of it

LIMIT = 5.0


@points(1)
def test_clip(learner, reference, rng):
    """clip_gradients cuts every entry beyond ±5 down to ±5, and leaves the others as they are."""
    for H, V in ((4, 6), (5, 5)):
        grads = large_and_small(rng, H, V, LIMIT)
        expected = clipped(reference, grads, LIMIT)
        learner.clip_gradients(grads)
        check_arrays(grads, expected, "grads after clip_gradients(grads)")


@points(1)
def test_clip_in_place(learner, reference, rng):
    """The arrays in grads change themselves, and the limit may be another one than 5."""
    for limit in (0.25, 2.0, np.float64(round(rng.uniform(11, 30), 1))):
        grads = large_and_small(rng, 4, 3, limit)
        held, expected = dict(grads), clipped(reference, grads, limit)
        learner.clip_gradients(grads, limit=limit)
        what = say("grads after clip_gradients(grads, limit={limit})", limit=limit)
        check_held(held, grads, expected, what, "clip_gradients", "grads")
    grads = large_and_small(rng, 4, 3, 0.7)
    expected = clipped(reference, grads, 0.7)
    learner.clip_gradients(grads, 0.7)
    check_arrays(grads, expected, "grads after clip_gradients(grads, 0.7)")


@points(1)
def test_first_step(learner, reference, rng):
    """The first step moves all five parameters against their gradients on the first chunk."""
    for seq_length, as_given in ((6, list), (4, np.array), (1, list)):
        case = Case(reference, rng, length=20, steps=1, seq_length=seq_length)
        params = case.params()
        learner.train(as_given(case.data), params, 1, seq_length, case.learning_rate)
        case.check(params)


@points(1)
def test_several_steps(learner, reference, rng):
    """Each step works on the next chunk, goes on from the last one's state, and remembers all gradients so far."""
    for case in (
        Case(reference, rng, length=40, steps=2, seq_length=5),
        Case(reference, rng, length=60, steps=3, seq_length=10, H=3, V=4, learning_rate=0.01),
    ):
        params = case.params()
        learner.train(case.data, params, case.steps, seq_length=case.seq_length, learning_rate=case.learning_rate)
        case.check(params)


@points(1)
def test_in_place(learner, reference, rng):
    """The arrays in params change themselves, so that whoever else holds one of them sees it; data stays."""
    case = Case(reference, rng, length=30, steps=4, seq_length=5)
    for as_given in (list, np.array):
        params, data = case.params(), as_given(case.data)
        held = dict(params)
        with unchanged("train", data=data):
            learner.train(data, params, 4, 5, case.learning_rate)
        check_held(held, params, case.expected, say("params after {call}", call=case.call), "train", "params")


@points(1)
def test_smooth_loss(learner, reference, rng):
    """After each step comes the smooth loss: from log(V) · seq_length on, 0.999 of the old and 0.001 of the new."""
    cases = [
        Case(reference, rng, length=30, steps=1, seq_length=6),
        Case(reference, rng, length=9, steps=4, seq_length=4, H=5, V=5),
        Case(reference, rng, length=12, steps=0, seq_length=4),
        usual_settings(reference, rng, steps=2),
    ]
    # All calls first: the more of them were made, the better a mistake can be told from others that look alike.
    calls = [(case.data, case.params(), case.steps, case.seq_length, case.learning_rate) for case in cases]
    calls[-1] = calls[-1][:3]  # its settings are those that train has by itself
    given = [learner.train(*call) for call in calls]
    for case, losses in zip(cases, given, strict=True):
        case.check_losses(losses)


@points(1)
def test_clipped_gradients(learner, reference, rng):
    """AdaGrad gets clipped gradients: each entry, for itself, is cut to ±5 before its square is remembered."""
    case = large_gradients(reference, rng)
    params = case.params()
    learner.train(case.data, params, case.steps, case.seq_length, case.learning_rate)
    case.check(params, ", when gradients are well beyond ±5")


@points(1)
def test_start_again(learner, reference, rng):
    """When fewer than seq_length + 1 indices are left, and not before, it starts again, with the state at 0."""
    for seq_length, length, steps in ((4, 8, 3), (4, 9, 5), (6, 7, 3), (2, 6, 4), (5, 13, 3)):
        case = Case(reference, rng, length, steps, seq_length)
        params = case.params()
        learner.train(case.data, params, steps, seq_length, case.learning_rate)
        case.check(params, say(", with {length} indices in data", length=length))


@points(1)
def test_settings(learner, reference, rng):
    """seq_length is 25 and learning_rate 0.1, unless the caller asks for others; params may come in any order."""
    case = usual_settings(reference, rng, steps=1)
    params = case.params()
    learner.train(case.data, params, 1)
    case.check(params)
    for H, V, seq_length in ((4, 4, 6), (1, 4, 7)):
        case = Case(reference, rng, 40, 3, seq_length, H, V)
        # Arrays of one shape change places, so that unpacking by position gives wrong numbers, not an exception.
        params = case.params()
        params = {name: params[name] for name in ("Whh", "Why", "Wxh", "by", "bh")}
        learner.train(np.array(case.data, np.int32), params, 3, seq_length, case.learning_rate)
        case.check(
            params, say(", for H = {H}, V = {V} and params in the order {names}", H=H, V=V, names=" ".join(params))
        )


@points(1)
def test_calls_begin_anew(learner, reference, rng):
    """Each call of train begins anew: at the start of data, with a state and a memory of zero."""
    # Whether it trains rightly is judged above: here two calls have to do the same, where one of another text and
    # another length came between them.
    case, other = (Case(reference, rng, length=30, steps=3, seq_length=length) for length in (5, 7))
    trained = []
    for each in (case, other, case):
        trained.append(each.params())
        learner.train(each.data, trained[-1], 3, each.seq_length, each.learning_rate)
        each.check_moved(trained[-1])
        each.check_near(trained[-1])
    first, _, again = trained
    check_arrays(again, first, say("params after {call}, called again with the same arguments,", call=case.call))


def large_and_small(rng, H, V, limit):
    """Gradients: in every array, some entries are beyond the limit on either side, and one or more within it."""
    grads = arrays(rng, H, V, 0.1 * limit, 0.9 * limit)
    for each in grads.values():
        some = limit * np.array([1.02, -1.3, 0.0, 40.0, -25.0])[: each.size - 1]
        each.flat[rng.permutation(each.size)[: some.size]] = some
    return grads


def clipped(reference, grads, limit):
    expected = copied(grads)
    reference.clip_gradients(expected, limit)
    return expected


def check_held(held, now, expected, what, function, which):
    """Check arrays that the caller holds, where what is put into the dict in their place does not count."""
    __tracebackhide__ = True
    if now.keys() != held.keys():
        words = "{function} leaves the names {names} in {which}; they have to stay."
        raise Wrong(say(words, function=function, names=", ".join(map(str, now)) or say("none"), which=which))
    try:
        check_arrays(held, expected, what)
    except Wrong:
        if any(now[name] is not array for name, array in held.items()):
            words = (
                "{function} puts new arrays into the dict {which}, so the caller's own arrays stay as they were. "
                "Change the numbers in the arrays themselves."
            )
            raise Wrong(
                say(
                    words,
                    function=function,
                    which=which,
                )
            ) from None
        raise


class Case:
    """Arguments for a call of train, and what has to come of it.

    Attributes:
        data: a list of indices; one of those below V never comes.
        learning_rate: a small one, unless it is given.
        losses: what the call has to give.
        expected: params after it.
        call: how a learner would write it.
    """

    def __init__(self, reference, rng, length, steps, seq_length, H=4, V=6, learning_rate=None, draw=None, fits=None):
        self.steps, self.seq_length = steps, seq_length
        drawn = round(rng.uniform(0.0001, 0.0002), 6)
        self.learning_rate = drawn if learning_rate is None else learning_rate
        self.call = f"train(data, params, {steps}, seq_length={seq_length}, learning_rate={self.learning_rate})"
        while True:
            self._before, self.data = (draw or arrays)(rng, H, V), text(rng, length, V, seq_length)
            gradients = self.gradients(reference)
            if (fits is None or fits(gradients)) and self._is_steady(gradients):
                break
        self.expected = self.params()
        self.losses = reference.train(self.data, self.expected, steps, seq_length, self.learning_rate)

    def params(self):
        """Fresh arrays for a learner to train."""
        return copied(self._before)

    def check(self, params, circumstances=""):
        """Check what a learner's call has made of params."""
        __tracebackhide__ = True
        self.check_moved(params)
        check_arrays(
            params,
            self.expected,
            say("params after {call}{circumstances}", call=self.call, circumstances=say(circumstances)),
        )

    def check_near(self, params):
        """Check that params are about where they were: no step of AdaGrad's is longer than the learning rate."""
        __tracebackhide__ = True
        most = 10 * self.steps * self.learning_rate
        check_arrays(params, self._before, say("params after {call}", call=self.call), relative=0.0, absolute=most)

    def check_moved(self, params):
        """Check that a learner's call has changed params, and left them arrays of the same shapes."""
        __tracebackhide__ = True
        if all(np.array_equal(params.get(name), array) for name, array in self._before.items()):
            raise Wrong(say("{call} leaves all arrays in params as they were; it has to train them.", call=self.call))
        check_arrays(params, self._before, say("params after {call}", call=self.call), absolute=np.inf)

    def check_losses(self, losses, circumstances=""):
        """Check what a learner's call gives."""
        __tracebackhide__ = True
        what = say("What {call}{circumstances} gives", call=self.call, circumstances=say(circumstances))
        if isinstance(losses, np.ndarray) and losses.ndim == 1:
            losses = list(losses)
        if not isinstance(losses, list | tuple):
            raise Wrong(
                say("{what} is no list; a list of the smooth losses, one after each step, is expected.", what=say(what))
            )
        if len(losses) != self.steps:
            raise Wrong(
                say(
                    "{what} has {number} numbers; {steps} are expected, one after each step.",
                    what=say(what),
                    number=len(losses),
                    steps=self.steps,
                )
            )
        for step, (loss, expected) in enumerate(zip(losses, self.losses, strict=True), 1):
            check_number(
                loss,
                expected,
                say(
                    "The smooth loss after step {step} of {call}{circumstances}",
                    step=step,
                    call=self.call,
                    circumstances=say(circumstances),
                ),
            )

    def gradients(self, reference):
        """Those of the first chunk, not clipped."""
        trainer = reference.Trainer(self.params(), self.seq_length, self.learning_rate)
        trainer.loss_and_gradients(*(np.array(self.data[at : at + self.seq_length]) for at in (0, 1)))
        return trainer.grads

    def _is_steady(self, gradients):
        g, param = (np.concatenate([each[name].ravel() for name in self._before]) for each in (gradients, self._before))
        moved = self.steps * self.learning_rate  # at most
        return bool(np.all((g == 0) | (moved * EPS / 2 < A_TENTH * (np.abs(param) - moved) * g**2)))


def usual_settings(reference, rng, steps):
    """A case with the settings that train has by default.

    Its steps are so large that what eps does to the first one may grow in the second: compare the parameters after one
    step only. The losses are hardly touched by it.
    """

    def draw(rng, H, V):
        return arrays(rng, H, V, 0.8, 1.6)

    case = Case(reference, rng, length=80, steps=steps, seq_length=25, H=3, V=4, learning_rate=0.1, draw=draw)
    case.call = f"train(data, params, {steps})"
    return case


def large_gradients(reference, rng):
    """A case in which every array has gradients well beyond the limit, on either side."""

    def draw(rng, H, V):
        drawn = arrays(rng, H, V)
        drawn["Why"] *= 8
        drawn["by"][rng.integers(V)] = 15  # all but certain to be guessed, whatever comes; scores stay within ±50
        return drawn

    def fits(gradients):
        return all(g.max() > 1.5 * LIMIT and g.min() < -1.5 * LIMIT for g in gradients.values())

    return Case(reference, rng, length=80, steps=3, seq_length=25, V=4, draw=draw, fits=fits)


def arrays(rng, H, V, low=0.4, high=1.0):
    """Arrays of the shapes of params, or of grads, whose entries are between low and high, with either sign."""
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H), "bh": (H, 1), "by": (V, 1)}
    return {name: uniform(rng, low, high, shape) for name, shape in shapes.items()}


def uniform(rng, low, high, shape):
    numbers = rng.uniform(-1, 1, shape)
    return numbers * (high - low) + np.copysign(low, numbers)


def text(rng, length, V, seq_length):
    """Indices, none of them that of its neighbour, so that no target is its input.

    All that come at all come in the first chunk and its targets; at least one index below V never comes.
    """
    used = rng.permutation(V)[: max(2, min(V - 1, seq_length))]
    moves = rng.integers(1, used.size, size=length)
    moves[: used.size] = 1
    return used[moves.cumsum() % used.size].tolist()


def copied(some):
    return {name: array.copy() for name, array in some.items()}
