"""Compares the parameters after each of several updates with the reference's."""

from gradkata.suite import Wrong, check_arrays, points, say, unchanged

SHAPES = {"W": (4, 3), "b": (3,), "V": (3, 4), "c": (4, 3), "K": (2, 1, 3)}
TINY = 1e-12  # an eps that cannot be seen, wherever a test is not about eps


@points(1)
def test_first_update(learner, reference, rng):
    """The first step of every entry is as long as the learning rate, against its gradient."""
    params, steps = arrays(rng), [arrays(rng)]
    settings = {"learning_rate": 0.3, "eps": TINY}
    check_updates(learner.Adam(**settings), params, steps, walk(reference, params, steps, settings))


@points(1)
def test_several_updates(learner, reference, rng):
    """Both averages move on from update to update, and their bias is corrected less and less."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(6)]
    settings = {"learning_rate": 0.2, "eps": TINY}
    check_updates(learner.Adam(**settings), params, steps, walk(reference, params, steps, settings))


@points(1)
def test_other_averages(learner, reference, rng):
    """beta1 and beta2 may be other numbers, 0 included."""
    for settings, what in (
        ({"beta1": 0.5, "beta2": 0.8}, "Adam with beta1 = 0.5 and beta2 = 0.8"),
        ({"beta1": 0.0, "beta2": 0.7}, "Adam with beta1 = 0 and beta2 = 0.7"),
        ({"beta1": 0.6, "beta2": 0.0}, "Adam with beta1 = 0.6 and beta2 = 0"),
    ):
        params, steps = arrays(rng), [arrays(rng) for _ in range(4)]
        settings = {"learning_rate": 0.2, "eps": TINY, **settings}
        expected, optimizer = walk(reference, params, steps, settings), learner.Adam(**settings)
        for grads in steps:  # all of them before a look at the first, since many mistakes begin alike
            optimizer.update(params, grads)
        check_arrays(params, expected[-1], say("{what}: params after update 4", what=say(what)))


@points(1)
def test_settings(learner, reference, rng):
    """The defaults are those of the task, and eps stands outside the root of the corrected average."""
    for settings, size, what in (({}, 1e-7, "Adam()"), ({"learning_rate": 0.4, "eps": 0.5}, 1.0, "Adam(0.4, eps=0.5)")):
        what = say("{what}: params", what=what)
        params, steps = arrays(rng, size=1e-2), [arrays(rng, size=size) for _ in range(4)]
        check_updates(learner.Adam(**settings), params, steps, walk(reference, params, steps, settings), what)


@points(1)
def test_weight_decay(learner, reference, rng):
    """The weight decay takes a part of the parameter itself, and neither average sees it."""
    for decay in (0.3, 0.05):
        params, steps = arrays(rng), [arrays(rng) for _ in range(4)]
        settings = {"learning_rate": 0.2, "eps": TINY, "weight_decay": decay}
        what = say("weight_decay = {decay}: params", decay=decay)
        check_updates(learner.Adam(**settings), params, steps, walk(reference, params, steps, settings), what)


@points(1)
def test_gradients_of_zero(learner, reference, rng):
    """Where a gradient is 0, the averages go on: what came before still moves the entry, and decay does too."""
    for decay in (0.0, 0.1):
        params, steps = arrays(rng), [arrays(rng) for _ in range(4)]
        for grads in steps[1:3]:
            grads["W"][:, 0] = 0
            grads["b"][...] = 0
        steps[0]["c"][...] = 0  # nothing came before
        settings = {"learning_rate": 0.2, "eps": 1e-3, "weight_decay": decay}
        what = say("weight_decay = {decay}: params", decay=decay)
        check_updates(learner.Adam(**settings), params, steps, walk(reference, params, steps, settings), what)


@points(1)
def test_in_place(learner, reference, rng):
    """The arrays in params change themselves, so that whoever else holds one of them sees it."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
    settings = {"learning_rate": 0.3, "eps": TINY}
    expected = walk(reference, params, steps, settings)
    check_updates(learner.Adam(**settings), params, steps, expected, held=dict(params))


@points(1)
def test_gradients_stay(learner, reference, rng):
    """The gradients that were handed in are the same afterwards, also where weights decay."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
    settings = {"learning_rate": 0.3, "eps": TINY, "weight_decay": 0.1}
    expected = walk(reference, params, steps, settings)
    with unchanged("update", grads=steps):
        check_updates(learner.Adam(**settings), params, steps, expected)


@points(1)
def test_order_of_names(learner, reference, rng):
    """Gradients, parameters and averages belong together by name, in whatever order the names come."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(4)]
    settings = {"learning_rate": 0.3, "eps": TINY}
    expected = walk(reference, params, steps, settings)
    optimizer = learner.Adam(**settings)
    for number, grads in enumerate(steps):
        # Each time another one of the two has its usual order. W and c have one shape, and change places.
        ours, theirs = (turned(params), grads) if number % 2 else (dict(params), turned(grads))
        check_updates(optimizer, ours, [theirs], expected[number:], first=number + 1, held=params)


@points(1)
def test_two_optimizers(learner, reference, rng):
    """Two optimisers know nothing of each other: each has its own averages, count and settings."""
    cases, optimizers = [], []
    for settings in (
        {"learning_rate": 0.3, "beta1": 0.8, "eps": 0.02},
        {"learning_rate": 0.5, "beta2": 0.9, "eps": 0.5, "weight_decay": 0.1},
    ):
        params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
        cases.append((params, steps, walk(reference, params, steps, settings)))
        optimizers.append(learner.Adam(**settings))
    for number in range(3):
        for which, (optimizer, (params, steps, expected)) in enumerate(zip(optimizers, cases, strict=True), 1):
            what = say("optimiser {which} of 2: params", which=which)
            check_updates(optimizer, params, [steps[number]], expected[number:], what, number + 1)


def arrays(rng, size=1.0):
    """Parameters, or their gradients, no entry of them near 0."""
    return {
        name: size * rng.uniform(0.3, 2, size=shape) * rng.choice([-1.0, 1.0], size=shape)
        for name, shape in SHAPES.items()
    }


def turned(arrays):
    """The same arrays by the same names, in the opposite order."""
    return dict(reversed(arrays.items()))


def copied(arrays):
    return {name: array.copy() for name, array in arrays.items()}


def walk(reference, params, steps, settings):
    """The parameters after each update."""
    optimizer, now, found = reference.Adam(**settings), copied(params), []
    for grads in steps:
        optimizer.update(now, grads)
        found.append(copied(now))
    return found


def check_updates(optimizer, params, steps, expected, what="params", first=1, held=None):
    """Update ``params`` with each of ``steps``, and compare after each.

    ``held``: the arrays to compare, where what is put into the dict in their place does not count. Not everywhere, so
    that this fault alone does not cost all points.
    """
    __tracebackhide__ = True
    update = optimizer.update
    now, names = params if held is None else held, set(params)
    for number, (grads, right) in enumerate(zip(steps, expected, strict=False)):
        update(params, grads)
        if params.keys() != names:
            names_now = ", ".join(params) or say("gone")
            raise Wrong(say("The names in params are {names} after the update; they have to stay.", names=names_now))
        try:
            check_arrays(now, right, say("{what} after update {number}", what=what, number=first + number))
        except Wrong:
            if held and any(params[name] is not array for name, array in held.items()):
                raise Wrong(
                    "update puts new arrays into the dict params, so the caller's own arrays stay as they were. "
                    "Change the numbers in the arrays themselves."
                ) from None
            raise
