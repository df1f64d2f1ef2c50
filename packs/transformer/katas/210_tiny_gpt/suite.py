"""Asks for scores, losses and gradients of small models, then for a few steps, and for what they write."""

import numpy as np
from gradkata.suite import (
    OwnLoss,
    Wrong,
    as_number,
    call_many,
    check_array,
    check_arrays,
    check_integers,
    check_number,
    check_parts,
    points,
    say,
    unchanged,
)

MATRICES = ("Wq", "Wk", "Wv", "Wo")

# Sizes N, T, V, L, h, d, F, layers; D is h d. No two are the same, but where that is the point.
USUAL, DEEP = (3, 4, 7, 6, 2, 2, 5, 1), (2, 3, 6, 4, 1, 5, 7, 2)
ODD = [(1, 1, 2, 1, 1, 2, 1, 1), (3, 1, 5, 4, 2, 2, 4, 1), (2, 2, 3, 2, 2, 1, 2, 3), (4, 4, 4, 4, 2, 2, 4, 1)]

own_losses = [
    OwnLoss(
        "loss_and_gradients",
        of=2,
        losses=lambda learner, calls: [gives[0] for gives in call_many(learner.loss_and_gradients, calls)],
        gradients=lambda gives: gives[1],
    )
]


def uniform(rng, *shape, low=0.3, high=1.2):
    """Numbers of either sign that are never tiny."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def parameters(rng, sizes):
    """Weights of a model, none of them small, so that whatever is left out shows."""
    _, _, V, L, heads, d, F, layers = sizes
    D = heads * d
    shapes = {"W": (V, D), "P": (L, D), "gamma": (D,), "beta": (D,)}
    block = dict.fromkeys(MATRICES, (D, D)) | {"W1": (D, F), "b1": (F,), "W2": (F, D), "b2": (D,)}
    block |= {f"{name}{half}": (D,) for half in (1, 2) for name in ("gamma", "beta")}
    for i in range(layers):
        shapes |= {f"{i}.{name}": shape for name, shape in block.items()}
    return {name: uniform(rng, *shape) for name, shape in shapes.items()}


def question(rng, sizes):
    """tokens, targets, params and the number of heads; the first token comes more than once where it can."""
    N, T, V, _, heads, *_ = sizes
    tokens, targets = rng.integers(V, size=(2, N, T))
    tokens[:, -1] = tokens[0, 0]
    return tokens, targets, parameters(rng, sizes), heads


def named(sizes):
    names = ("N", "T", "V", "L", "h", "d", "F", "layers")
    return ", ".join(f"{name} = {size}" for name, size in zip(names, sizes, strict=True))


def generator(seed):
    return np.random.default_rng(seed)


def copied(params):
    return {name: array.copy() for name, array in params.items()}


def check_predictions(learner, reference, rng, all_sizes):
    __tracebackhide__ = True
    for sizes in all_sizes:
        tokens, _, params, heads = question(rng, sizes)
        expected = reference.predict(tokens, params, heads)
        check_array(learner.predict(tokens, params, heads), expected, say("predict for {sizes}", sizes=named(sizes)))


def check_gradients(learner, reference, rng, all_sizes, belongs):
    """Check the gradients whose names ``belongs`` says yes to."""
    __tracebackhide__ = True
    for sizes in all_sizes:
        case = question(rng, sizes)
        _, expected = reference.loss_and_gradients(*case)
        what = say("loss_and_gradients for {sizes}", sizes=named(sizes))
        _, grads = check_parts(learner.loss_and_gradients(*case), ("loss", "grads"), what)
        wanted = {name: array for name, array in expected.items() if belongs(name)}
        check_arrays(grads, wanted, say("{what}: grads", what=what))


class Training:
    """A text, a model, and what some steps on it lead to."""

    def __init__(self, reference, rng, sizes, length, steps, learning_rate):
        self.N, _, V, _, self.heads, *_ = sizes
        self.data, self.start = rng.integers(V, size=length), parameters(rng, sizes)
        self.steps, self.learning_rate, self.seed = steps, learning_rate, int(rng.integers(2**62))
        self.right = copied(self.start)
        self.losses = reference.train(*self.arguments(self.right), self.N, learning_rate)

    def arguments(self, params):
        return self.data, params, self.heads, self.steps, generator(self.seed)

    def trained(self, learner):
        """What a learner's train gives, and what becomes of the parameters, which are those that it was given."""
        params = copied(self.start)
        held = dict(params)
        losses = learner.train(*self.arguments(params), self.N, self.learning_rate)
        return losses, params, held

    def check(self, learner, what):
        __tracebackhide__ = True
        losses, params, held = self.trained(learner)
        try:
            check_arrays(held, self.right, say("{what}: params", what=what))
        except Wrong:
            if any(params.get(name) is not array for name, array in held.items()):
                raise Wrong(
                    "train puts new arrays into the dict params, so the caller's own arrays stay as they were. "
                    "Change the numbers in the arrays themselves."
                ) from None
            raise
        check_losses(losses, self.losses, say("{what}: the losses", what=what))


def check_losses(got, expected, what):
    """The losses may come as any sequence of numbers."""
    __tracebackhide__ = True
    if isinstance(got, list | tuple):
        got = np.array([as_number(each, what) for each in got], float)
    check_array(got, np.array(expected), what)


def check_written(learner, reference, rng, what, params, heads, tokens, count, *temperature):
    __tracebackhide__ = True
    seed = int(rng.integers(2**62))
    expected = reference.generate(params, heads, list(tokens), count, generator(seed), *temperature)
    got = learner.generate(params, heads, list(tokens), count, generator(seed), *temperature)
    check_integers(got, say("What {what} gives", what=say(what)))
    listed = [int(each) for each in got]
    if listed != expected:
        words = "{what} gives {listed}, and {expected} is expected."
        raise Wrong(say(words, what=say(what), listed=listed, expected=expected))


@points(1)
def test_initial_params(learner, reference, rng):
    """initial_params gives all names, small weights drawn in the order of the task, biases of 0 and scales of 1."""
    for V, L, D, layers in ((7, 5, 4, 1), (3, 4, 2, 3), (4, 4, 4, 2)):
        seed = int(rng.integers(2**62))
        expected = reference.initial_params(V, L, D, layers, generator(seed))
        what = say("initial_params for V = {V}, L = {L}, D = {D} and {layers} layers", V=V, L=L, D=D, layers=layers)
        check_arrays(learner.initial_params(V, L, D, layers, generator(seed)), expected, what)


@points(1)
def test_scores_of_one_block(learner, reference, rng):
    """predict: an embedding, one block, a last norm, and scores by the embedding's own rows."""
    check_predictions(learner, reference, rng, (USUAL, (2, 5, 4, 5, 3, 1, 2, 1)))


@points(1)
def test_scores_of_more_blocks(learner, reference, rng):
    """predict: any number of blocks, each with its own parameters, and any sizes."""
    check_predictions(learner, reference, rng, (DEEP, *ODD))


@points(1)
def test_loss(learner, reference, rng):
    """The loss is the mean of −log p over all predictions, and large scores do not overflow."""
    for sizes, size in ((USUAL, 1), (DEEP, 1), (ODD[3], 1), (USUAL, 400)):
        tokens, targets, params, heads = question(rng, sizes)
        params["gamma"] = size * params["gamma"]
        expected, _ = reference.loss_and_gradients(tokens, targets, params, heads)
        what = say("loss_and_gradients for {sizes}", sizes=named(sizes))
        loss, _ = check_parts(learner.loss_and_gradients(tokens, targets, params, heads), ("loss", "grads"), what)
        check_number(loss, expected, say("{what}: loss", what=what))


@points(1)
def test_gradients_of_the_end(learner, reference, rng):
    """The gradients of the last norm and of the block before it."""
    for sizes in (USUAL, DEEP):
        last = f"{sizes[-1] - 1}."
        end = ("gamma", "beta", *(last + name for name in (*MATRICES, "W1", "b1", "W2", "b2")))
        check_gradients(learner, reference, rng, [sizes], lambda name, end=end: name in end)


@points(1)
def test_gradients_of_all_blocks(learner, reference, rng):
    """Each block has its own gradients, under its own names."""
    check_gradients(learner, reference, rng, (DEEP, ODD[2]), lambda name: "." in name)


@points(1)
def test_gradient_of_positions(learner, reference, rng):
    """The gradient of P, where places that no token has taken get 0."""
    check_gradients(learner, reference, rng, (USUAL, DEEP), lambda name: name == "P")


@points(1)
def test_gradient_of_the_table(learner, reference, rng):
    """The gradient of W, which was read on the way in and again on the way out."""
    check_gradients(learner, reference, rng, (USUAL, DEEP), lambda name: name == "W")


@points(1)
def test_gradients_of_any_size(learner, reference, rng):
    """All gradients are right for any sizes, 1 and equal ones too."""
    check_gradients(learner, reference, rng, ODD, lambda _: True)


@points(1)
def test_one_step(learner, reference, rng):
    """One step of train draws a batch, and moves all parameters in place by Adam's first step."""
    for sizes, rate in ((USUAL, 0.01), (DEEP, 0.1)):
        Training(reference, rng, sizes, 30, 1, rate).check(learner, say("train, one step"))


@points(1)
def test_several_steps(learner, reference, rng):
    """Each step draws another batch, Adam remembers, and the losses are those before the updates."""
    for sizes, rate, length in ((USUAL, 0.01, 30), (ODD[2], 0.02, 4)):
        Training(reference, rng, sizes, length, 4, rate).check(learner, say("train, four steps"))


@points(1)
def test_defaults(learner, reference, rng):
    """A batch has 16 pieces and the learning rate is 0.001, unless the caller asks for others."""
    case = Training(reference, rng, (16, *USUAL[1:]), 40, 2, 0.001)
    params = copied(case.start)
    losses = learner.train(*case.arguments(params))
    check_losses(losses, case.losses, "train with N and learning_rate left out: the losses")
    check_arrays(params, case.right, "train with N and learning_rate left out: params")


@points(1)
def test_writing(learner, reference, rng):
    """generate draws one token after the other, each from the scores of all that is there so far."""
    for sizes in (USUAL, (1, 1, 9, 8, 1, 4, 3, 2)):
        params, heads = parameters(rng, sizes), sizes[4]
        for count in (1, 2, 4):
            tokens = rng.integers(sizes[2], size=2).tolist()
            what = say("generate with two tokens and count = {count}", count=count)
            check_written(learner, reference, rng, what, params, heads, tokens, count)
    check_written(learner, reference, rng, "generate with one token and count = 5", params, heads, [1], 5)


@points(1)
def test_writing_on(learner, reference, rng):
    """Where more is there than the context holds, the last L tokens count."""
    params, heads = parameters(rng, USUAL), USUAL[4]
    for begun, count in ((1, 24), (USUAL[3], 6), (USUAL[3] + 5, 8), (USUAL[3] - 1, 12)):
        tokens = rng.integers(USUAL[2], size=begun).tolist()
        what = say("generate with {begun} tokens, L = {L} and count = {count}", begun=begun, L=USUAL[3], count=count)
        check_written(learner, reference, rng, what, params, heads, tokens, count)


@points(1)
def test_temperature(learner, reference, rng):
    """The scores are divided by the temperature, also where they become very large."""
    params, heads = parameters(rng, USUAL), USUAL[4]
    for temperature in (0.5, 2.0, 5.0, 0.001):
        tokens = rng.integers(USUAL[2], size=2).tolist()
        what = say("generate with temperature={temperature}", temperature=temperature)
        check_written(learner, reference, rng, what, params, heads, tokens, 20, temperature)


@points(1)
def test_arguments_stay(learner, reference, rng):
    """Only train changes anything, and the second call gives the same as the first."""
    tokens, targets, params, heads = question(rng, DEEP)
    for _ in range(2):
        scores = reference.predict(tokens, params, heads)
        loss, expected = reference.loss_and_gradients(tokens, targets, params, heads)
        with unchanged("predict", tokens=tokens, params=params):
            got = learner.predict(tokens, params, heads)
        check_array(got, scores, "predict")
        with unchanged("loss_and_gradients", tokens=tokens, targets=targets, params=params):
            gives = learner.loss_and_gradients(tokens, targets, params, heads)
        found, grads = check_parts(gives, ("loss", "grads"), "loss_and_gradients")
        check_number(found, loss, "loss_and_gradients: loss")
        check_arrays(grads, expected, "loss_and_gradients: grads")
    begun = [1, 0, 2]
    with unchanged("generate", tokens=begun, params=params):
        learner.generate(params, heads, begun, 3, generator(1))
