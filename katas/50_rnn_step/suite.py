from copy import deepcopy

import numpy as np
from gradkata.suite import (
    OwnLoss,
    Wrong,
    call_many,
    check_array,
    check_arrays,
    check_each,
    check_own_gradients,
    check_parts,
    points,
    say,
    unchanged,
)

FORWARD, BACKWARD = ("h", "y", "p"), ("grads", "dh_prev")


def uniform(rng, *shape, low=0.1, high=0.8):
    """Numbers of either sign that are never tiny: small weights and states hide what goes wrong."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def one_hot(rng, V):
    return np.eye(V)[:, [rng.integers(V)]]


def network(rng, H, V):
    return {
        "Wxh": uniform(rng, H, V), "Whh": uniform(rng, H, H), "Why": uniform(rng, V, H),
        "bh": uniform(rng, H, 1), "by": uniform(rng, V, 1),
    }  # fmt: skip


def question(rng, H, V):
    """Arguments for `step_forward`."""
    return one_hot(rng, V), uniform(rng, H, 1), network(rng, H, V)


def question_back(reference, rng, forward, *, last=False, size=1.0):
    """Arguments for `step_backward`, for the step that was given ``forward``; ``last`` if no step comes after it."""
    x, h_prev, params = forward
    h, y, _ = reference.step_forward(x, h_prev, params)
    dh_next = np.zeros_like(h) if last else size * uniform(rng, *h.shape)
    return size * uniform(rng, *y.shape), dh_next, x, h, h_prev, params


def unusual(rng):
    """Cases in which a step that is right for the usual ones may go wrong, with their names."""
    x, h_prev, params = question(rng, 5, 5)
    # Arrays of one shape change places, so that unpacking by position gives wrong numbers rather than an exception.
    turned = {name: params[name] for name in ("Why", "Wxh", "Whh", "by", "bh")}
    yield "H = V = 5, and params in the order Why Wxh Whh by bh", (x, h_prev, turned)
    _, h_prev, params = question(rng, 4, 7)
    yield "a column x that is not one-hot", (uniform(rng, 7, 1), h_prev, params)
    x, h_prev, params = question(rng, 4, 6)
    params["bh"][0], params["by"][:2, 0] = 6, (18, -18)
    yield "large biases", (x, h_prev, params)
    yield "H = 1 and V = 2", question(rng, 1, 2)
    x, _, params = question(rng, 6, 4)
    yield "h_prev = 0", (x, np.zeros((6, 1)), params)


def answer(learner, case, what="step_forward"):
    """The learner's h, y and p, before any of them was looked at."""
    return check_parts(learner.step_forward(*case), FORWARD, what)


def answer_back(learner, case, what="step_backward"):
    """The learner's grads and dh_prev, before either of them was looked at."""
    return check_parts(learner.step_backward(*case), BACKWARD, what)


def check_forward(learner, reference, rng, wanted, size):
    """Check one of h, y and p for a usual step, of ``size`` H and V, and for a step from another state."""
    case = question(rng, *size)
    for now in (case, (one_hot(rng, size[1]), -2 * case[1], case[2])):
        expected = dict(zip(FORWARD, reference.step_forward(*now), strict=True))
        got = dict(zip(FORWARD, answer(learner, now), strict=True))
        if got[wanted] is None:
            raise Wrong(say("step_forward: {wanted} is None so far.", wanted=wanted))
        check_array(got[wanted], expected[wanted], f"step_forward: {wanted}")


def check_by_own_step(learner, reference, rng):
    """Check the gradients of another step against the learner's own way forward.

    That is asked first: with the way back, the learner's code is told the state.
    """
    __tracebackhide__ = True
    forward = x, h_prev, params = question(rng, 4, 5)
    ours = dict(zip(FORWARD, reference.step_forward(*forward), strict=True))
    theirs = dict(zip(FORWARD, answer(learner, deepcopy(forward)), strict=True))
    check_each(theirs, ours, "The gradients are wrong, and so is the step that they belong to")
    dy, dh_next, *_ = case = question_back(reference, rng, forward)
    expected, _ = reference.step_backward(*case)
    grads, _ = answer_back(learner, deepcopy(case))
    check_arrays(grads, expected, "grads", absolute=np.inf)

    def losses(moved):
        """Of a loss whose gradients with respect to y and h are dy and dh_next."""
        answers = call_many(learner.step_forward, [deepcopy((x, h_prev, each)) for each in moved])
        steps = [check_parts(each, FORWARD, "step_forward") for each in answers]
        for h, y, _ in steps:
            check_each({"h": h, "y": y}, {"h": dh_next, "y": dy}, "step_forward", absolute=np.inf)
        return [float(np.sum(dy * y) + np.sum(dh_next * h)) for h, y, _ in steps]

    check_own_gradients(losses, params, grads, "For the loss Σ dy·y + Σ dh_next·h, your gradients")


def check_some(grads, expected, names, what):
    """Check the gradients of some parameters: the others have tests of their own."""
    check_arrays(grads, {name: expected[name] for name in names}, what)


own_losses = [
    # The gradient of what the step gives, weighted by the two upstream gradients.
    OwnLoss(
        "step_backward",
        of=5,
        losses=lambda learner, calls: [
            np.sum(dy * y) + np.sum(dh_next * h)
            for (dy, dh_next, *_), (h, y, _) in zip(
                calls, call_many(learner.step_forward, [(call[2], call[4], call[5]) for call in calls]), strict=True
            )
        ],
        gradients=lambda gives: gives[0],
    )
]


@points(1)
def test_state(learner, reference, rng):
    """The new state comes from the input, the state before, and bh."""
    check_forward(learner, reference, rng, "h", (4, 6))


@points(1)
def test_scores(learner, reference, rng):
    """The scores come from the new state and by."""
    check_forward(learner, reference, rng, "y", (5, 4))


@points(1)
def test_probabilities(learner, reference, rng):
    """The probabilities are the softmax of the scores."""
    check_forward(learner, reference, rng, "p", (4, 7))


@points(1)
def test_unusual_steps(learner, reference, rng):
    """The way forward is right for other sizes, any column x, large biases, and params in another order."""
    for name, case in unusual(rng):
        expected = dict(zip(FORWARD, reference.step_forward(*case), strict=True))
        got = dict(zip(FORWARD, answer(learner, case), strict=True))
        check_each(got, expected, say("step_forward for {name}", name=say(name)))


@points(1)
def test_gradients_of_the_output(learner, reference, rng):
    """The gradients of Why and by, which look at dy and at the new state alone."""
    for last in (True, False):
        case = question_back(reference, rng, question(rng, 4, 6), last=last)
        expected, _ = reference.step_backward(*case)
        grads, _ = answer_back(learner, case)
        check_some(grads, expected, ("Why", "by"), "grads")


@points(1)
def test_gradients_of_the_last_step(learner, reference, rng):
    """The gradients of Wxh, Whh and bh, when no step comes after this one: dh_next is 0."""
    case = question_back(reference, rng, question(rng, 4, 6), last=True)
    expected, _ = reference.step_backward(*case)
    grads, _ = answer_back(learner, case)
    check_some(grads, expected, ("Wxh", "Whh", "bh"), "grads, with dh_next = 0")


@points(1)
def test_gradients_with_a_next_step(learner, reference, rng):
    """All five gradients, when the next step sends something back as well."""
    case = question_back(reference, rng, question(rng, 4, 5))
    expected, _ = reference.step_backward(*case)
    grads, _ = answer_back(learner, case)
    check_arrays(grads, expected, "grads", absolute=np.inf)  # names and shapes alone, for what comes next
    try:
        check_arrays(grads, expected, "grads")
    except Wrong:
        # The reference decides, the learner's own step explains.
        check_by_own_step(learner, reference, rng)
        raise


@points(1)
def test_what_goes_back(learner, reference, rng):
    """dh_prev says what this step sends back to the state before."""
    _, _, params = question(rng, 5, 4)
    even = params | {"Whh": (params["Whh"] + params["Whh"].T) / 2}
    for name, held in (("", params), (" when Whh is symmetric", even)):
        for last in (True, False):
            case = question_back(reference, rng, (one_hot(rng, 4), uniform(rng, 5, 1), held), last=last)
            _, expected = reference.step_backward(*case)
            _, dh_prev = answer_back(learner, case)
            with_0 = say(" with dh_next = 0") if last else ""
            check_array(dh_prev, expected, f"dh_prev{say(name)}{with_0}")


@points(1)
def test_unusual_steps_back(learner, reference, rng):
    """The way back is right for other sizes, any column x, large gradients, and params in another order."""
    for number, (name, forward) in enumerate(unusual(rng)):
        size = 30.0 if number == 0 else 1.0  # so that clipping shows
        case = question_back(reference, rng, forward, size=size)
        expected, expected_back = reference.step_backward(*case)
        what = say("step_backward for {name}", name=say(name))
        grads, dh_prev = answer_back(learner, case)
        check_arrays(grads, expected, say("{what}: grads", what=say(what)))
        check_array(dh_prev, expected_back, f"{what}: dh_prev")


@points(1)
def test_two_steps(learner, reference, rng):
    """Step after step, the numbers stay right, and no function changes its arguments."""
    x, h_prev, params = question(rng, 4, 6)
    sent_back = uniform(rng, 4, 1)
    for _ in range(2):
        h, y, _ = expected = reference.step_forward(x, h_prev, params)
        with unchanged("step_forward", x=x, h_prev=h_prev, params=params):
            got = answer(learner, (x, h_prev, params))
        check_each(dict(zip(FORWARD, got, strict=True)), dict(zip(FORWARD, expected, strict=True)), "step_forward")
        dy = uniform(rng, *y.shape)
        case = dy, sent_back, x, h, h_prev, params
        expected, expected_back = reference.step_backward(*case)
        with unchanged("step_backward", dy=dy, dh_next=sent_back, x=x, h=h, h_prev=h_prev, params=params):
            grads, dh_prev = answer_back(learner, case)
        check_arrays(grads, expected, "grads")
        check_array(dh_prev, expected_back, "dh_prev")
        x, h_prev, sent_back = one_hot(rng, 6), h, expected_back
