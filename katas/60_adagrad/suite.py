import numpy as np

from harness.suite import Wrong, check_each, points, refused, unchanged


@points(1)
def test_first_update(learner, reference, rng):
    """The first update moves every entry against its gradient."""
    params, steps = arrays(rng), [arrays(rng)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    check_updates(learner.AdaGrad(learning_rate=0.3), params, steps, expected)


@points(2)
def test_several_updates(learner, reference, rng):
    """The memory adds up the squared gradients of all updates so far."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(5)]
    expected = allowed(reference, params, steps, learning_rate=0.7)
    check_updates(learner.AdaGrad(learning_rate=0.7), params, steps, expected)


@points(1)
def test_large_and_small_gradients(learner, reference, rng):
    """Every entry of every name has a memory of its own, for large and small gradients."""
    params = arrays(rng, H=3, V=5)
    sizes = {name: 10.0 ** rng.uniform(-3, 3, size=array.shape) for name, array in params.items()}
    steps = [{name: size * rng.normal(size=size.shape) for name, size in sizes.items()} for _ in range(4)]
    expected = allowed(reference, params, steps, learning_rate=0.05)
    check_updates(learner.AdaGrad(learning_rate=np.float64(0.05)), params, steps, expected)


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
    check_updates(learner.AdaGrad(0.2), params, steps, expected)


@points(1)
def test_settings(learner, reference, rng):
    """learning_rate is 0.1 and eps is 1e-8, unless the caller asks for others."""
    # Gradients about as large as √eps, and small parameters, so that eps shows.
    for settings, what in (({}, "AdaGrad()"), ({"learning_rate": 0.4, "eps": 0.03}, "AdaGrad(0.4, eps=0.03)")):
        size = np.sqrt(settings.get("eps", 1e-8))
        params, steps = arrays(rng, size=0.1), [arrays(rng, size=size) for _ in range(3)]
        expected = allowed(reference, params, steps, **settings)
        check_updates(learner.AdaGrad(**settings), params, steps, expected, f"{what}: params")


@points(1)
def test_gradients_stay(learner, reference, rng):
    """The gradients that were handed in are the same afterwards."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(4)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    with unchanged("update", grads=steps):
        check_updates(learner.AdaGrad(0.3), params, steps, expected)


@points(1)
def test_order_of_names(learner, reference, rng):
    """Gradients belong to parameters by name, in whatever order the names come."""
    params = arrays(rng, H=4, V=4)
    steps = [shuffled(rng, arrays(rng, H=4, V=4)) for _ in range(4)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    check_updates(learner.AdaGrad(0.3), params, steps, expected)


@points(1)
def test_two_optimizers(learner, reference, rng):
    """Two optimisers know nothing of each other: each has its own memory and learning rate."""
    cases, optimizers = [], []
    for learning_rate in (0.3, 1.5):
        params, steps = arrays(rng), [arrays(rng) for _ in range(3)]
        cases.append((params, steps, allowed(reference, params, steps, learning_rate=learning_rate)))
        optimizers.append(learner.AdaGrad(learning_rate=learning_rate))
    for number in range(3):
        for which, (optimizer, (params, steps, expected)) in enumerate(zip(optimizers, cases, strict=True), 1):
            now, what = [walk[number:] for walk in expected], f"optimiser {which} of 2: params"
            check_updates(optimizer, params, [steps[number]], now, what, number + 1)


@points(1)
def test_names_that_differ(learner, reference, rng):
    """Names that differ are a ValueError that tells them, and then nothing has changed."""
    params, steps = arrays(rng), [arrays(rng) for _ in range(2)]
    expected = allowed(reference, params, steps, learning_rate=0.3)
    optimizer = learner.AdaGrad(0.3)
    # Each time before a good update, so that a memory that was touched shows in it. The name in question stands late,
    # so that whoever notices it on the way has changed something by then.
    for number, (fewer, more) in enumerate([("grads", "params"), ("params", "grads")]):
        both = with_names(params, arrays(rng), fewer, drop="Why")
        check_refused(optimizer, both, f"update with no Why in {fewer}", "Why")
        both = with_names(params, arrays(rng), more, add="Wyx")
        check_refused(optimizer, both, f"update with Wyx in {more} alone", "Wyx")
        both = with_names(params, arrays(rng), more, drop="Why", add="Wyx")
        check_refused(optimizer, both, f"update with Wyx for Why in {more}", "Why", "Wyx")
        now, what = [walk[number:] for walk in expected], "with updates in between that had to be refused, params"
        check_updates(optimizer, params, [steps[number]], now, what, number + 1)


def arrays(rng, size=1.0, H=4, V=3):
    """Parameters, or their gradients, no entry of them near 0."""
    shapes = {"Wxh": (H, V), "Whh": (H, H), "Why": (V, H), "bh": (H, 1), "by": (V, 1)}
    return {
        name: size * rng.uniform(0.3, 2, size=shape) * rng.choice([-1.0, 1.0], size=shape)
        for name, shape in shapes.items()
    }


def shuffled(rng, grads):
    names = list(grads)
    while names == list(grads):
        names = [str(name) for name in rng.permutation(names)]
    return {name: grads[name] for name in names}


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
            for name, g in grads.items():
                root = -learning_rate * g / moved[name]
                now[1][name] -= np.where(g == 0, 0, learning_rate * g / (root + eps))
            for walk, state in zip(walks, now, strict=True):
                walk.append(copied(state))
    return walks


def check_updates(optimizer, params, steps, expected, what="params", first=1):
    """Update ``params`` with each of ``steps``, and compare with one of the walks in ``expected`` after each."""
    __tracebackhide__ = True
    update = optimizer.update
    held = dict(params)  # the arrays themselves: what is put into the dict in their place does not count
    for number, grads in enumerate(steps):
        update(params, grads)
        try:
            check_each(held, expected[0][number], f"{what} after update {first + number}")
        except Wrong:
            if any(params.get(name) is not array for name, array in held.items()):
                raise Wrong(
                    "update puts new arrays into the dict params, so the caller's own arrays stay as they were. "
                    "Change the numbers in the arrays themselves."
                ) from None
            expected = [walk for walk in expected[1:] if fits(held, walk[number])]
            if not expected:
                raise


def fits(held, expected):
    try:
        check_each(held, expected, "")
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
            raise Wrong(f"{what} is refused, but {which} has other names afterwards; nothing may change.")
        check_each(held, before[which], f"{what} is refused, and nothing may change: {which}")
