import numpy as np
from gradkata.suite import Wrong, check_arrays, points, refused, say, unchanged


@points(1)
def test_first_update(learner, reference, rng):
    """The first update moves every entry against its gradient."""
    params, steps = arrays(rng), [arrays(rng)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    check_updates(optimizer_of(learner, 0.3), params, steps, expected)


@points(1)
def test_several_updates(learner, reference, rng):
    """The memory adds up the squared gradients of all updates so far."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(6)]
    expected = allowed(reference, params, steps, learning_rate=0.7)
    check_updates(optimizer_of(learner, 0.7), params, steps, expected)


@points(1)
def test_in_place(learner, reference, rng):
    """The arrays in params change themselves, so that whoever else holds one of them sees it."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
    expected = allowed(reference, params, steps, learning_rate=0.4)
    check_updates(optimizer_of(learner, 0.4), params, steps, expected, held=dict(params))


@points(1)
def test_large_and_small_gradients(learner, reference, rng):
    """Every entry of every name has a memory of its own, for large and small gradients."""
    params = arrays(rng, H=3, V=5)
    sizes = {name: 10.0 ** rng.uniform(-1, 5, size=array.shape) for name, array in params.items()}
    steps = [{name: size * rng.normal(size=size.shape) for name, size in sizes.items()} for _ in range(4)]
    expected = allowed(reference, params, steps, learning_rate=0.05)
    check_updates(optimizer_of(learner, np.float64(0.05)), params, steps, expected)


@points(1)
def test_zero_gradients(learner, reference, rng):
    """An entry whose gradients were all 0 so far stays where it is."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(4)]
    for grads in steps[:2]:
        grads["Wxh"][:, 0] = 0
        grads["Whh"][1] = 0
        grads["bh"][...] = 0
    steps[3]["Wxh"][:, 1] = 0
    expected = allowed(reference, params, steps, learning_rate=0.2)
    check_updates(optimizer_of(learner, 0.2), params, steps, expected)


@points(1)
def test_settings(learner, reference, rng):
    """learning_rate is 0.1 and eps is 1e-8, unless the caller asks for others."""
    # Gradients about as large as √eps, and small parameters, so that eps shows; some are smaller by far, for whoever
    # takes what is small for 0.
    for settings, what in (({}, "AdaGrad()"), ({"learning_rate": 0.4, "eps": 0.03}, "AdaGrad(0.4, eps=0.03)")):
        size = np.sqrt(settings.get("eps", 1e-8))
        params, steps = arrays(rng, size=0.1), [arrays(rng, size=size) for _ in range(3)]
        for grads in steps:
            grads["Why"][1] *= 1e-3
        expected = allowed(reference, params, steps, **settings)
        check_updates(learner.AdaGrad(**settings), params, steps, expected, f"{what}: params")


@points(1)
def test_gradients_stay(learner, reference, rng):
    """The gradients that were handed in are the same afterwards."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    with unchanged("update", grads=steps):
        check_updates(optimizer_of(learner, 0.3), params, steps, expected)


@points(1)
def test_order_of_names(learner, reference, rng):
    """Gradients, parameters and memory belong together by name, in whatever order the names come."""
    params, steps = arrays(rng, H=4, V=4), [arrays(rng, H=4, V=4) for _ in range(4)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    optimizer = optimizer_of(learner, 0.3)
    for number, grads in enumerate(steps):
        # Each time another one of the two has its usual order.
        ours, theirs = (shuffled(rng, params), grads) if number % 2 else (dict(params), shuffled(rng, grads))
        now = [walk[number:] for walk in expected]
        check_updates(optimizer, ours, [theirs], now, first=number + 1, held=params)


@points(1)
def test_two_optimizers(learner, reference, rng):
    """Two optimisers know nothing of each other: each has its own memory, learning rate and eps."""
    cases, optimizers = [], []
    for settings in ({"learning_rate": 0.3, "eps": 0.02}, {"learning_rate": 1.5, "eps": 0.5}):
        params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
        cases.append((params, steps, allowed(reference, params, steps, **settings)))
        optimizers.append(learner.AdaGrad(**settings))
    for number in range(3):
        for which, (optimizer, (params, steps, expected)) in enumerate(zip(optimizers, cases, strict=True), 1):
            now, what = [walk[number:] for walk in expected], say("optimiser {which} of 2: params", which=which)
            check_updates(optimizer, params, [steps[number]], now, what, number + 1)


@points(1)
def test_names_that_differ(learner, reference, rng):
    """Names that differ are a ValueError that tells them, and then nothing has changed."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(2)]
    again, same_steps = copied(params), [copied(grads) for grads in steps]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    optimizer = optimizer_of(learner, 0.3)
    # Each time before a good update, so that a memory that was touched shows in it. The name in question stands late,
    # so that whoever notices it on the way has changed something by then.
    for number, (fewer, more) in enumerate([("grads", "params"), ("params", "grads")]):
        both = with_names(params, arrays(rng), fewer, drop="Why")
        check_refused(optimizer, both, say("update with no Why in {fewer}", fewer=fewer), "Why")
        both = with_names(params, arrays(rng), more, add="Wyx")
        check_refused(optimizer, both, say("update with Wyx in {more} alone", more=more), "Wyx")
        both = with_names(params, arrays(rng), more, drop="Why", add="Wyx")
        check_refused(optimizer, both, say("update with Wyx for Why in {more}", more=more), "Why", "Wyx")
        try:
            check_updates(optimizer, params, [steps[number]], [walk[number:] for walk in expected], first=number + 1)
        except Wrong:
            check_updates(optimizer_of(learner, 0.3), again, same_steps, expected)
            raise Wrong(
                "After updates were refused, the next good one is wrong, and without the refused ones it is right: "
                "a refused update has changed something, such as the memory."
            ) from None


def optimizer_of(learner, learning_rate):
    """An optimiser with the usual eps, also where it cannot be set, or has no default: other tests ask for that."""
    try:
        return learner.AdaGrad(learning_rate, 1e-8)
    except TypeError:
        return learner.AdaGrad(learning_rate)


def arrays(rng, size=1.0, H=4, V=3):
    """Parameters, or their gradients, no entry of them near 0."""
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H), "bh": (H, 1), "by": (V, 1)}
    return {
        name: size * rng.uniform(0.3, 2, size=shape) * rng.choice([-1.0, 1.0], size=shape)
        for name, shape in shapes.items()
    }


def shuffled(rng, arrays):
    """The same arrays by the same names, in another order; those of one shape change places with each other."""
    names = list(arrays)
    while names == list(arrays):
        names = sorted(rng.permutation(names).tolist(), key=lambda name: arrays[name].shape, reverse=True)
    return {name: arrays[name] for name in names}


def copied(arrays):
    return {name: array.copy() for name, array in arrays.items()}


def allowed(reference, params, steps, learning_rate=0.1, eps=1e-8):
    """The parameters after each update, in the two ways that the rules allow: eps inside the root, and outside."""
    inside, without_eps = reference.AdaGrad(learning_rate, eps), reference.AdaGrad(learning_rate, 0.0)
    walks, now = ([], []), (copied(params), copied(params))
    with np.errstate(divide="ignore", invalid="ignore"):
        for grads in steps:
            inside.update(now[0], grads)
            moved = {name: np.zeros_like(g) for name, g in grads.items()}
            without_eps.update(moved, grads)
            for name, gradient in grads.items():
                root = -learning_rate * gradient / moved[name]
                now[1][name] -= np.where(gradient == 0, 0, learning_rate * gradient / (root + eps))
            for walk, state in zip(walks, now, strict=True):
                walk.append(copied(state))
    return walks


def check_updates(optimizer, params, steps, expected, what="params", first=1, held=None):
    """Update ``params`` with each of ``steps``, and compare with one of the walks in ``expected`` after each.

    ``held``: the arrays to compare, where what is put into the dict in their place does not count. Not everywhere, so
    that this fault alone does not cost all points.
    """
    __tracebackhide__ = True
    update = optimizer.update
    now, names = params if held is None else held, set(params)
    for number, grads in enumerate(steps):
        update(params, grads)
        if params.keys() != names:
            names_now = ", ".join(params) or say("gone")
            raise Wrong(say("The names in params are {names} after the update; they have to stay.", names=names_now))
        try:
            check_arrays(
                now, expected[0][number], say("{what} after update {number}", what=what, number=first + number)
            )
        except Wrong:
            if held and any(params[name] is not array for name, array in held.items()):
                raise Wrong(
                    "update puts new arrays into the dict params, so the caller's own arrays stay as they were. "
                    "Change the numbers in the arrays themselves."
                ) from None
            expected = [walk for walk in expected[1:] if fits(now, walk[number])]
            if not expected:
                raise


def fits(held, expected):
    try:
        check_arrays(held, expected, "")
    except Wrong:
        return False
    return True


def with_names(params, grads, where, drop=None, add=None):
    """Both dicts, one of them without a name, or with one more at its end."""
    both = {"params": params, "grads": grads}
    both[where] = {name: array for name, array in both[where].items() if name != drop}
    if add:
        both[where][add] = params["Why"].copy()
    return both


def check_refused(optimizer, both, what, *names):
    """Check that an update is refused with one of ``names`` in the message, and leaves all arrays as they are."""
    __tracebackhide__ = True
    before = {which: copied(held) for which, held in both.items()}
    with refused(ValueError, what, naming=names):
        optimizer.update(both["params"], both["grads"])
    for which, held in both.items():
        if list(held) != list(before[which]):
            raise Wrong(
                say(
                    "{what} is refused, but {which} has other names afterwards; nothing may change.",
                    what=what,
                    which=which,
                )
            )
        check_arrays(
            held, before[which], say("{what} is refused, and nothing may change: {which}", what=what, which=which)
        )
