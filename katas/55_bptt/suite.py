from copy import deepcopy

import numpy as np
from gradkata.suite import (
    OwnLoss,
    Wrong,
    call_many,
    check_array,
    check_arrays,
    check_number,
    check_own_gradients,
    check_parts,
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
    """Arguments for one call. No target is its step's input, nor the input after it, nor the target before it.

    Two characters are too few for that: there, each may be any.
    """
    inputs, targets = [], []
    for _ in range(T):
        taken = {inputs[-1], targets[-1]} if inputs else set()
        inputs.append(draw(rng, V, taken))
        targets.append(draw(rng, V, {inputs[-1], *targets[-1:]}))
    return inputs, targets, uniform(rng, H, 1), network(rng, H, V)


def draw(rng, V, taken):
    free = [index for index in range(V) if V == 2 or index not in taken]
    return free[rng.integers(len(free))]


def answer(learner, case, what):
    """The learner's three values, before any of them was looked at."""
    return check_parts(learner.loss_and_gradients(*case), PARTS, what)


def check_gradients(learner, reference, case, name):
    _, expected, _ = reference.loss_and_gradients(*case)
    _, grads, _ = answer(learner, case, say("loss_and_gradients for {name}", name=say(name)))
    check_grads(grads, expected, say("grads for {name}", name=say(name)))


def check_grads(grads, expected, what, **tolerances):
    if grads is None:
        raise Wrong(say("{what}: None so far. Now walk backward, from the last step to the first.", what=say(what)))
    check_arrays(grads, expected, what, **tolerances)


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
def test_loss_of_one_step(learner, reference, rng):
    """For a single step, T = 1, the loss is −log of the target's probability."""
    case = problem(rng, T=1, H=5, V=6)
    expected, _, _ = reference.loss_and_gradients(*case)
    loss, _, _ = answer(learner, case, "loss_and_gradients for T = 1")
    check_number(loss, expected, "the loss for T = 1")


@points(1)
def test_loss_over_time(learner, reference, rng):
    """The loss is the sum over all steps, each of them starting from the state before it."""
    for T in (2, 3, 12):
        case = _, targets, _, params = problem(rng, T, H=5, V=6)
        params["by"][targets[0]] = -40  # a probability of about 1e-17, which no floor under it may lift
        expected, _, _ = reference.loss_and_gradients(*case)
        loss, _, _ = answer(learner, case, say("loss_and_gradients for T = {T}", T=T))
        check_number(loss, expected, say("the loss for T = {T}", T=T))


@points(1)
def test_last_state(learner, reference, rng):
    """The third value is the state after the last step."""
    cases = {T: problem(rng, T, H=4, V=6) for T in (1, 2, 7)}
    expected = {T: reference.loss_and_gradients(*case)[2] for T, case in cases.items()}
    # All are asked before one is judged: which wrong state it is shows in the longer ones only.
    got = {T: answer(learner, case, say("loss_and_gradients for T = {T}", T=T))[2] for T, case in cases.items()}
    for T, h_last in got.items():
        check_array(h_last, expected[T], say("h_last for T = {T}", T=T))


@points(1)
def test_gradients_of_one_step(learner, reference, rng):
    """For a single step, T = 1, the gradients of all five parameters are right."""
    check_gradients(learner, reference, problem(rng, T=1, H=4, V=6), "T = 1")


@points(1)
def test_gradients_of_two_steps(learner, reference, rng):
    """For two steps, the second one also sends something back to the first."""
    check_gradients(learner, reference, problem(rng, T=2, H=4, V=6), "T = 2")


@points(1)
def test_gradients_over_time(learner, reference, rng):
    """The gradients are right for longer texts, other sizes, params in another order, and NumPy's integers."""
    saturated = problem(rng, T=7, H=4, V=9)
    saturated[3]["bh"][0] = 8  # a state so close to 1 that a floor under 1 - h² would show
    *rest, params = problem(rng, T=6, H=5, V=5)
    # Arrays of one shape change places, so that unpacking by position gives wrong numbers rather than an exception.
    turned = {name: params[name] for name in ("Whh", "Why", "Wxh", "by", "bh")}
    cases = {
        "T = 7, H = 4, V = 9": saturated,
        "T = 6, H = V = 5, and params in the order Whh Why Wxh by bh": (*rest, turned),
    }
    expected = {name: reference.loss_and_gradients(*case)[1] for name, case in cases.items()}
    # Both are asked before one is judged, since they may be wrong in two ways.
    got = {
        name: answer(learner, case, say("loss_and_gradients for {name}", name=say(name)))[1]
        for name, case in cases.items()
    }
    for name, grads in got.items():
        check_grads(grads, expected[name], say("grads for {name}", name=say(name)))
    check_gradients(learner, reference, problem(rng, T=3, H=1, V=3), "T = 3, H = 1, V = 3")
    inputs, targets, *rest = problem(rng, T=3, H=3, V=2)
    lists = [np.int64(index) for index in inputs], [np.int64(index) for index in targets]
    check_gradients(learner, reference, (*lists, *rest), "T = 3, H = 3, V = 2, and NumPy's integers in the lists")
    check_gradients(learner, reference, problem(rng, T=105, H=5, V=6), "T = 105, H = 5, V = 6")


@points(1)
def test_gradients_are_those_of_your_loss(learner, reference, rng):
    """Moving a weight a little changes your own loss as your gradients say, and your loss is the right one."""
    inputs, targets, h_prev, params = case = problem(rng, T=4, H=4, V=5)
    expected_loss, expected, _ = reference.loss_and_gradients(*case)
    loss, grads, _ = answer(learner, deepcopy(case), "loss_and_gradients for T = 4")
    check_number(loss, expected_loss, "the loss for T = 4")
    check_grads(grads, expected, "grads for T = 4", absolute=np.inf)  # names and shapes alone, for what comes next

    def losses(moved):
        answers = call_many(learner.loss_and_gradients, [deepcopy((inputs, targets, h_prev, each)) for each in moved])
        return [check_parts(each, PARTS, "loss_and_gradients")[0] for each in answers]

    try:
        check_arrays(grads, expected, "grads for T = 4")
    except Wrong:
        # The reference decides, the learner's own loss explains: differences of a loss that is right to six digits
        # may be off, so they alone must not fail anybody.
        check_own_gradients(losses, params, grads, "Your gradients")
        raise


@points(1)
def test_repeated_characters(learner, reference, rng):
    """It makes no difference whether a character comes once, or again and again."""
    _, _, h_prev, params = problem(rng, T=1, H=4, V=9)
    a, b, c, d, e, f, g, *_ = rng.permutation(9).tolist()
    texts = {
        "all of them different": ([a, b, c, d, e, f], [b, c, d, e, f, g]),
        "one that repeats": ([a, b, a, a, c, a], [b, b, d, a, d, d]),
        "the same one at every step": ([a, a, a, a, a], [b, b, b, b, b]),
    }
    for name, (inputs, targets) in texts.items():
        check_gradients(
            learner, reference, deepcopy((inputs, targets, h_prev, params)), say("inputs with {name}", name=say(name))
        )


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
            return case, grads


@points(1)
def test_large_gradients(learner, reference, rng):
    """Gradients far above 5 stay as large as they are: nothing is clipped."""
    case, expected = large_case(reference, rng)
    _, grads, _ = answer(learner, case, "loss_and_gradients for large gradients")
    check_grads(grads, expected, "grads, when some are well above 5")


@points(1)
def test_arguments_stay(learner, reference, rng):
    """Two calls with the same arguments give the same, and the arguments are as before, the two lists too."""
    for T in (1, 5):
        inputs, targets, h_prev, params = case = problem(rng, T, H=4, V=6)
        expected_loss, expected, expected_last = reference.loss_and_gradients(*case)
        first = None
        for call in (say("the first call, T = {T}", T=T), say("the second call, T = {T}", T=T)):
            with unchanged("loss_and_gradients", inputs=inputs, targets=targets, h_prev=h_prev, params=params):
                loss, grads, h_last = answer(learner, case, "loss_and_gradients")
            check_number(loss, expected_loss, say("the loss of {call}", call=say(call)))
            check_array(h_last, expected_last, say("h_last of {call}", call=say(call)))
            # Whether the gradients are right is judged above; here they have to be the same again.
            check_grads(grads, expected, say("grads of {call}", call=say(call)), absolute=np.inf)
            check_grads(grads, first or grads, say("grads of {call}, beside those of the first,", call=say(call)))
            first = grads
