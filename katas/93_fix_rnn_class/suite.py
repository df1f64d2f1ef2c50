"""Asks the module for nets of every size, sets their parameters, and compares what they do with the reference.

Each fault of the stub is found in a test of its own. So nets read chunks as long as their seq_length, wherever a test
is not about other lengths; sample is asked what needs no memory, wherever it is not about that; and so on.
"""

import copy
import itertools
import types
import weakref
from typing import Any, NamedTuple

import numpy as np
from gradkata.suite import (
    Wrong,
    check_array,
    check_coins,
    check_each,
    check_integers,
    check_number,
    check_parts,
    points,
    refused,
    say,
    say_many,
    unchanged,
)

NAMES = ("U", "W", "V", "b_s", "b_y")
FORWARD = ("loss", "s", "scores", "probabilities")
BACKWARD = ("dU", "dW", "dV", "db_s", "db_y", "last_state")
STEEPEST = 4.5  # no gradient is larger, so that whoever clips to ±5 may do it anywhere
GRADIENTS = {"low": 5.0, "high": 20.0}  # so large that nobody sees whether 1e-8 stands inside of the root or outside
# The forms that a learner's nets have, found once for all: how many axes a state has, and how each parameter is shaped.
forms: weakref.WeakKeyDictionary[Any, dict[str, Any]] = weakref.WeakKeyDictionary()
SURE = 45.0  # how far a score lies above all others: another index is drawn once in 1e18 times


class Text(NamedTuple):
    """What a net reads: parameters by name, one-hot rows (T, V), targets (T,), and the state to begin from (H,)."""

    weights: dict[str, np.ndarray]
    x: np.ndarray
    y: np.ndarray
    s_initial: np.ndarray


@points(0.5)
def test_params(learner, rng):
    """params gives the five arrays, each under its own key, and set_parameters sets them."""
    for sizes, what in (((6, 4), "RNN(6, hidden_size=4)"), ((4, 6), "RNN(4, hidden_size=6)"), ((7, 100), "RNN(7)")):
        V, H = sizes
        net = learner.RNN(V) if H == 100 else learner.RNN(V, hidden_size=H)
        check_sizes(net.params, V, H, f"{what}.params")
        if H < 100:
            weights = network(rng, H, V)
            net.set_parameters(fitted(learner, net, weights))
            after = check_sizes(net.params, V, H, say("After set_parameters, {what}.params", what=what))
            expected = {name: array.reshape(after[name].shape) for name, array in weights.items()}
            check_each(after, expected, say("After set_parameters, {what}.params", what=what))


@points(0.5)
def test_loss(learner, reference, rng):
    """The loss is the sum over all steps of −log of the target's probability."""
    for T in (1, 5):
        text = text_of(rng, T, H=4, V=6)
        expected = forward_of(reference, text)
        got = read(Net(learner, text), text, say("forward of {steps}", steps=steps(T)))
        check_number(got["loss"], expected["loss"], say("The loss of {steps}", steps=steps(T)))


@points(0.5)
def test_results_by_time(learner, reference, rng):
    """s, scores and probabilities are dicts by t, and s[-1] is the state that the first step begins from."""
    text = text_of(rng, 3, H=4, V=6)
    expected = forward_of(reference, text)
    got = read(Net(learner, text), text, "forward of 3 steps")
    for name in ("s", "scores", "probabilities"):
        for t, right in expected[name].items():
            what = say("{name}[{t}] of 3 steps", name=name, t=t)
            check_array(row(got[name], t, len(right), name, what), right, what)


@points(0.5)
def test_any_length(learner, reference, rng):
    """A text may be shorter or longer than seq_length."""
    for T, seq_length in ((3, 5), (8, 5), (4, None)):
        text = from_zeros(text_of(rng, T, H=4, V=6))
        expected = forward_of(reference, text)
        what = say("{steps}, by a net of seq_length {length}", steps=steps(T), length=seq_length or 25)
        got = read(Net(learner, text, seq_length), text, say("forward of {what}", what=say(what)), begin=False)
        check_number(got["loss"], expected["loss"], say("The loss of {what}", what=say(what)))
        check_array(
            row(got["s"], T - 1, 4, "s", f"s[{T - 1}]"),
            expected["s"][T - 1],
            say("s[{t}] of {what}", t=T - 1, what=say(what)),
        )


@points(0.5)
def test_long_text(learner, reference, rng):
    """A text may be long."""
    # Python keeps one object for each integer up to 256, and none for those beyond.
    text = from_zeros(text_of(rng, 260, H=2, V=3))
    expected = forward_of(reference, text)
    got = read(Net(learner, text), text, "forward of 260 steps", begin=False)
    check_number(got["loss"], expected["loss"], "The loss of 260 steps")


@points(0.5)
def test_begins_from_zeros(learner, reference, rng):
    """Without s_initial a text begins from zeros, whatever was read before it."""
    texts = [text_of(rng, 3, H=4, V=6) for _ in range(2)]
    expected = [forward_of(reference, from_zeros(text))["loss"] for text in texts]
    nets = [Net(learner, text) for text in texts]
    for place, when in ((0, ""), (0, ", after another call,"), (1, ", after calls of another net,")):
        got = read(nets[place], texts[place], "forward with no s_initial", begin=False)
        check_number(got["loss"], expected[place], say("The loss of 3 steps with no s_initial{when}", when=say(when)))
        check_array(
            row(got["s"], -1, 4, "s", "s[-1]"), np.zeros(4), say("s[-1] with no s_initial{when}", when=say(when))
        )
        read(nets[0], texts[1], "forward of 3 steps")


@points(0.5)
def test_gradients_of_one_step(learner, reference, rng):
    """The gradients of one step are those of its loss."""
    check_gradients(learner, reference, rng, T=1, H=4, V=6)


@points(0.5)
def test_gradients_over_time(learner, reference, rng):
    """The gradients of several steps: each sends something back to the steps before it."""
    check_gradients(learner, reference, rng, T=2, H=4, V=6)
    check_gradients(learner, reference, rng, T=3, H=6, V=4, texts=2)
    check_gradients(learner, reference, rng, T=6, H=5, V=5, repeated=True)


@points(0.5)
def test_gradients_of_any_length(learner, reference, rng):
    """The gradients are right for texts that are shorter or longer than seq_length, too."""
    check_gradients(learner, reference, rng, T=3, H=4, V=6, seq_length=5)
    check_gradients(learner, reference, rng, T=7, H=4, V=6, seq_length=5)


@points(0.5)
def test_last_state(learner, reference, rng):
    """The last of the six values of backpropagate_loss is the state after the last step."""
    text = text_of(rng, 3, H=4, V=6)
    expected = forward_of(reference, text)["s"][2]
    got = back(Net(learner, text), text, "backpropagate_loss")
    check_array(flat(got["last_state"], 4, "last_state"), expected, "last_state after 3 steps")


@points(0.5)
def test_arguments_stay(learner, reference, rng):
    """What forward and backpropagate_loss are given is the same afterwards."""
    text = text_of(rng, 3, H=4, V=6)
    expected, right = forward_of(reference, text), gradients_of(reference, text)
    net = Net(learner, text)
    state = text.s_initial.reshape(net.shape_of_state(text))
    with unchanged("forward", x=text.x, y=text.y, s_initial=state):
        got = parts(net.forward(text.x, text.y, state), FORWARD, "forward")
    check_number(as_one(got["loss"]), expected["loss"], "The loss of 3 steps")
    probabilities = copy.deepcopy(got["probabilities"])
    with unchanged("backpropagate_loss", probabilities=probabilities, x=text.x, y=text.y):
        got = parts(net.backpropagate_loss(probabilities, text.x, text.y), BACKWARD, "backpropagate_loss")
    check_array(flat(got["db_y"], 6, "db_y"), right["db_y"], "db_y of 3 steps")


@points(0.5)
def test_adagrad_update(learner, reference, rng):
    """AdaGrad's update changes the arrays themselves, by one step."""
    weights, grads = network(rng, 4, 6), network(rng, 4, 6, **GRADIENTS)
    check_updates(learner, reference, 0.3, weights, [grads])


@points(0.5)
def test_adagrad_memory(learner, reference, rng):
    """AdaGrad adds up the squared gradients of every number; where all were 0 so far, nothing moves."""
    weights, grads = network(rng, 3, 5), [network(rng, 3, 5, **GRADIENTS) for _ in range(3)]
    for each in grads[:2]:
        each["U"][:, 0] = 0
        each["b_s"][:] = 0
    check_updates(learner, reference, 0.1, weights, grads)


@points(0.5)
def test_chunks(learner, reference, rng):
    """train_data_generator gives chunk by chunk the rows of the data, and as targets the indices of those ahead."""
    for rows, settings in ((21, {}), (13, {"chunk_size": 4}), (13, {"step": 5, "chunk_size": 4})):
        check_chunks(learner, reference, one_hot(rng, rows, 7), settings)


@points(0.5)
def test_whole_chunks(learner, reference, rng):
    """train_data_generator gives whole chunks only."""
    for rows, settings in (
        (20, {"chunk_size": 6}),
        (16, {"step": 2, "chunk_size": 4}),
        (12, {"chunk_size": 4}),
        (8, {}),
    ):
        check_chunks(learner, reference, one_hot(rng, rows, 7), settings)


@points(0.5)
def test_one_hot_targets(learner, reference, rng):
    """With one_hot_targets=True the targets are one-hot rows, as wide as those of the data."""
    for rows, V, settings in ((11, 7, {"chunk_size": 5}), (7, 30, {"chunk_size": 3})):
        check_chunks(learner, reference, one_hot(rng, rows, V), {**settings, "one_hot_targets": True})


@points(0.5)
def test_step_too_long(learner, reference, rng):
    """A step longer than the data is a ValueError."""
    for rows, too_long in ((13, 14), (9, 30)):
        data = one_hot(rng, rows, 5)
        check_chunks(learner, reference, data, {"step": 1, "chunk_size": rows - 1})
        settings = {"step": too_long, "chunk_size": 2}
        with refused(ValueError, say("{call} of {rows} rows", call=named(settings), rows=rows)):
            chunks_of(learner, data, settings, most=1)


@points(0.5)
def test_sample_gives_a_list(learner, rng):
    """sample gives a list of n indices."""
    for n in (1, int(rng.integers(4, 9))):
        certain = int(rng.integers(1, 7))
        weights = {name: np.zeros_like(array) for name, array in network(rng, 4, 7).items()}
        weights["b_y"][certain] = SURE
        what = say("What sample gives for n = {n}", n=n)
        got = sampler(learner, weights)((certain + 1) % 7, n, generator(rng))
        drawn = check_integers(got, what, count=n, below=7)
        if drawn != [certain] * n:
            raise Wrong(
                say(
                    "{what} is {drawn}, where {right} is all but certain: b_y is {SURE:g} at {certain}.",
                    what=say(what),
                    drawn=drawn,
                    right=[certain] * n,
                    SURE=SURE,
                    certain=certain,
                )
            )


@points(0.5)
def test_sample_feeds_back(learner, rng):
    """What sample draws is its next input, and the state goes on from step to step."""
    weights, seed, chain = forced(rng, n=12, H=20, V=6)
    got = sampler(learner, weights)(seed, 12, generator(rng))
    drawn = check_integers(as_list(got), "What sample gives for n = 12", count=12, below=6)
    for number, (index, right) in enumerate(zip(drawn, chain, strict=True)):
        if index != right:
            so_far = say_many("The first draw is right. ", "The first {number} draws are right. ", number)
            words = "{start}sample draws {index} in step {step}, where {right} is all but certain."
            start = so_far if number else ""
            raise Wrong(say(words, start=start, index=index, step=number + 1, right=right))


@points(0.5)
def test_sample_chance(learner, rng):
    """sample draws by the probabilities, and takes all chance from rng."""
    weights = {name: np.zeros_like(array) for name, array in network(rng, 4, 6).items()}
    heads, tails, seed = (int(index) for index in rng.permutation(6)[:3])
    weights["b_y"][[heads, tails]] = SURE
    n, states = 32, rng.integers(2**63, size=12)
    sample, lists = sampler(learner, weights), []
    for state in (states[0], *states):
        got = sample(seed, n, np.random.default_rng(state))
        lists.append(check_integers(as_list(got), say("What sample gives for n = {n}", n=n), count=n, below=6))
        for index in lists[-1]:
            if index not in (heads, tails):
                raise Wrong(
                    say(
                        "sample draws {index}, where only {heads} and {tails} are likely, equally so.",
                        index=index,
                        heads=heads,
                        tails=tails,
                    )
                )
    again, *lists = lists
    # By chance, the same one comes 32 times, or two generators give the same list, once in 1e9 times.
    if len(set(again)) == 1:
        raise Wrong(
            say(
                "{heads} and {tails} are equally likely, and sample draws {again} {n} times out of {n}.",
                heads=heads,
                tails=tails,
                again=again[0],
                n=n,
            )
        )
    if again != lists[0]:
        raise Wrong("sample gives another list when it is called again with a generator in the same state.")
    if lists[0] == lists[1]:
        raise Wrong("sample gives the same list for generators in different states.")
    check_coins(
        np.array(lists) == heads,
        say("The {n} that sample gives for each of {number} generators", n=n, number=len(states)),
    )


# Nets.


class Net:
    """A learner's net with the parameters of a text.

    Its seq_length is the text's length, or another, or with None the net's own default.
    """

    def __init__(self, learner: Any, text: Text, seq_length: int | None = 0):
        H, V = text.weights["U"].shape
        settings = {} if seq_length is None else {"seq_length": seq_length or len(text.x)}
        net = learner.RNN(V, hidden_size=H, **settings)
        net.set_parameters(fitted(learner, net, text.weights))
        self.forward, self._net, self._forms = net.forward, net, forms[learner]

    def backpropagate_loss(self, *arguments: Any) -> Any:
        return self._net.backpropagate_loss(*arguments)

    def shape_of_state(self, text: Text) -> tuple[int, ...]:
        """(H,) or (H, 1), as the net itself has it."""
        size = text.s_initial.size
        if "state" not in self._forms:
            got = parts(self.forward(text.x.copy(), text.y.copy()), FORWARD, "forward")
            array = got["s"].get(-1) if isinstance(got["s"], dict) else None
            self._forms["state"] = (-1,)
            if isinstance(array, np.ndarray) and array.size == size and size in array.shape:
                self._forms["state"] = tuple(-1 if n == size else n for n in array.shape)
        return tuple(self._forms["state"])


def fitted(learner: Any, net: Any, weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Copies of weights, the biases as (H,) or (H, 1), as the learner's nets have them; ``net`` is one of those."""
    if learner not in forms:
        params = net.params
        own = {name: params.get(name) if isinstance(params, dict) else None for name in weights}
        forms[learner] = {name: form_of(own[name], array) for name, array in weights.items()}
    known = forms[learner]
    return {name: array.copy().reshape(known[name] or array.shape) for name, array in weights.items()}


def form_of(own: Any, array: np.ndarray) -> tuple[int, ...]:
    """The shape to give a parameter that goes by the name of ``own``; () if it is to stay as it is."""
    if not isinstance(own, np.ndarray) or own.ndim == array.ndim:
        return ()
    is_row = own.ndim == 2 and own.shape[0] == 1 != own.shape[1]
    return (1, -1) if is_row else (-1, 1)


def read(net: Net, text: Text, what: str, *, begin: bool = True) -> dict[str, Any]:
    """What a net's forward gives, by name; without ``begin``, it is given no state to begin from."""
    state = (text.s_initial.reshape(net.shape_of_state(text)).copy(),) if begin else ()
    got = parts(net.forward(text.x.copy(), text.y.copy(), *state), FORWARD, what)
    return {**got, "loss": as_one(got["loss"])}


def back(net: Net, text: Text, what: str) -> dict[str, Any]:
    """What a net's backpropagate_loss gives right after forward, by name."""
    got = read(net, text, "forward")
    return parts(net.backpropagate_loss(got["probabilities"], text.x.copy(), text.y.copy()), BACKWARD, what)


def forward_of(reference: Any, text: Text) -> dict[str, Any]:
    net = reference.RNN(len(text.weights["V"]), len(text.weights["W"]))
    net.set_parameters(text.weights)
    return dict(zip(FORWARD, net.forward(text.x, text.y, text.s_initial), strict=True))


def gradients_of(reference: Any, text: Text) -> dict[str, np.ndarray]:
    net = reference.RNN(len(text.weights["V"]), len(text.weights["W"]))
    net.set_parameters(text.weights)
    probabilities = net.forward(text.x, text.y, text.s_initial)[3]
    return dict(zip(BACKWARD, net.backpropagate_loss(probabilities, text.x, text.y), strict=True))


def check_gradients(
    learner: Any, reference: Any, rng: np.random.Generator, T: int, H: int, V: int, *,
    seq_length: int = 0, texts: int = 1, repeated: bool = False,
) -> None:  # fmt: skip
    """Check a net's gradients for one text after the other, all of the same length."""
    steepest = np.inf
    while steepest > STEEPEST:
        drawn = [text_of(rng, T, H, V) for _ in range(texts)]
        drawn = [text._replace(weights=drawn[0].weights) for text in drawn]
        if repeated:
            drawn[0].x[2:4], drawn[0].y[1:4] = drawn[0].x[0], drawn[0].y[0]
        right = [gradients_of(reference, text) for text in drawn]
        steepest = max(np.abs(expected[name]).max() for expected in right for name in BACKWARD[:5])
    net = Net(learner, drawn[0], seq_length)
    what = say("The gradients of {steps}", steps=steps(T))
    if seq_length > 0:
        what = say("The gradients of {steps} by a net of seq_length {length}", steps=steps(T), length=seq_length)
    for text, expected in zip(drawn, right, strict=True):
        got = back(net, text, "backpropagate_loss")
        got["db_s"], got["db_y"] = flat(got["db_s"], H, "db_s"), flat(got["db_y"], V, "db_y")
        check_each(got, {name: expected[name] for name in BACKWARD[:5]}, what)


# What came back.


def parts(got: Any, names: tuple[str, ...], what: str) -> dict[str, Any]:
    return dict(zip(names, check_parts(got, names, what), strict=True))


def as_one(got: Any) -> Any:
    """A number in an array of one is a number, too."""
    return got.item() if isinstance(got, np.ndarray) and got.size == 1 else got


def flat(got: Any, size: int, what: str) -> Any:
    """A vector as (size,), whether it is one or a column."""
    if isinstance(got, np.ndarray) and got.size != size:
        raise Wrong(
            say("{what} has shape {shape}; {size} numbers are expected.", what=say(what), shape=got.shape, size=size)
        )
    return got.reshape(size) if isinstance(got, np.ndarray) else got


def row(got: Any, t: int, size: int, name: str, what: str) -> Any:
    """A dict's vector at t."""
    if not isinstance(got, dict):
        raise Wrong(say("{name} is no dict; a dict by t is expected.", name=name))
    if t not in got:
        keys = ", ".join(str(key)[:20] for key in itertools.islice(got, 8))
        raise Wrong(say("{name} has no key {t}; it has {keys}.", name=name, t=t, keys=keys or say("none")))
    return flat(got[t], size, what)


def check_sizes(params: Any, V: int, H: int, what: str) -> dict[str, np.ndarray]:
    """``params``, if it is a dict of five arrays of numbers that belong to these sizes."""
    if not isinstance(params, dict):
        words = "{what} is no dict; a dict with the keys {names} is expected."
        raise Wrong(say(words, what=what, names=", ".join(NAMES)))
    missing = [name for name in NAMES if name not in params]
    if missing:
        words = "{what} has no key {missing}; the keys {names} are expected."
        raise Wrong(say(words, what=what, missing=missing[0], names=", ".join(NAMES)))
    for name, shape in {"U": (H, V), "W": (H, H), "V": (V, H), "b_s": (H,), "b_y": (V,)}.items():
        array = params[name]
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu":
            raise Wrong(say("{what}: {name} is no array of numbers.", what=say(what), name=name))
        if array.shape != shape and (len(shape) == 2 or array.size != shape[0] or array.ndim > 2):
            raise Wrong(
                say(
                    "{what}: {name} has shape {shape}, and {right} is expected.",
                    what=say(what),
                    name=name,
                    shape=array.shape,
                    right=shape,
                )
            )
    return {name: params[name] for name in NAMES}


TARGETS = "{number} target", "{number} targets"


def steps(number: int) -> str:
    return say_many("{number} step", "{number} steps", number)


# Texts.


def uniform(rng: np.random.Generator, *shape: int, low: float = 0.1, high: float = 0.8) -> np.ndarray:
    """Numbers of either sign, none of them near 0."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def generator(rng: np.random.Generator) -> np.random.Generator:
    """One for the learner: whatever state it comes back in, the questions are drawn from another."""
    return np.random.default_rng(rng.integers(2**63))


def network(rng: np.random.Generator, H: int, V: int, **sizes: float) -> dict[str, np.ndarray]:
    shapes = {"U": (H, V), "W": (H, H), "V": (V, H), "b_s": (H,), "b_y": (V,)}
    return {name: uniform(rng, *shape, **sizes) for name, shape in shapes.items()}


def one_hot(rng: np.random.Generator, rows: int, V: int) -> np.ndarray:
    """Rows of which no two that follow each other are the same, nor any with just one between them."""
    indices: list[int] = []
    for draw in rng.integers(V - 2, size=rows).tolist():
        for taken in sorted(indices[-2:]):
            draw += draw >= taken
        indices.append(draw)
    return np.eye(V)[indices]


def text_of(rng: np.random.Generator, T: int, H: int, V: int) -> Text:
    rows = one_hot(rng, T + 1, V)
    return Text(network(rng, H, V), rows[:-1].copy(), rows[1:].argmax(axis=1), uniform(rng, H))


def from_zeros(text: Text) -> Text:
    return text._replace(s_initial=np.zeros_like(text.s_initial))


# The optimiser.


def check_updates(learner: Any, reference: Any, lr: float, weights: dict, grads: list[dict]) -> None:
    """Update some arrays, and compare these very arrays after each step."""
    right, seen = held_there(reference, weights)
    optimizer, walk = reference.AdaGrad(lr, right), []
    for each in grads:
        optimizer.update(each)
        walk.append({name: array.copy() for name, array in seen.copy().items()})
    theirs, held = held_there(learner, weights)
    update, look = learner.AdaGrad(lr, theirs).update, held.copy
    for place, (each, expected) in enumerate(zip(grads, walk, strict=True), 1):
        with unchanged("update", grads=each):
            update(each)
        now = look()
        if all(np.array_equal(now[name], weights[name]) for name in NAMES):
            raise Wrong("After an update, the arrays that AdaGrad was given are as before. Change these very arrays.")
        check_each(now, expected, say("The arrays after update {place}", place=place))


def held_there(learner: Any, arrays: dict[str, np.ndarray]) -> tuple[Any, Any]:
    """Two dicts of the same arrays, copies of ``arrays``: one for the learner's code to keep, one to look at them by.

    Plain data reaches a learner's process as a copy, anew in each call. An object of a class that was made over there
    is kept there. So this makes such a class over there: one of dicts.
    """
    if isinstance(learner, types.ModuleType):
        copies = {name: array.copy() for name, array in arrays.items()}
        return copies, dict(copies)
    session = learner._session
    kind = session.get(session.get(None, "AdaGrad")._number, "__class__")
    kind = session.get(kind._number, "__class__")  # `type`, though a class may have another kind of its own
    arrays_there = kind("Arrays", (kind({}),), {})
    theirs = arrays_there(arrays)
    return theirs, arrays_there(theirs)


# Chunks.


def check_chunks(learner: Any, reference: Any, data: np.ndarray, settings: dict) -> None:
    """Check the chunks of some data. The rules can be read in two ways; one has to hold for all chunks."""
    expected, what = (
        chunks_of(reference, data, settings, most=len(data) + 1),
        say("{call} of {number} rows", call=named(settings), number=len(data)),
    )
    sliding = list(windows(data, **settings))
    found = chunks_of(learner, data, settings, most=len(data) + 1)
    try:
        compare_chunks(found, expected, what)
    except Wrong:
        if not are_chunks(found, sliding):
            raise


def are_chunks(found: list[Any], expected: list[Any]) -> bool:
    try:
        compare_chunks(found, expected, "")
    except Wrong:
        return False
    return True


def compare_chunks(found: list[Any], expected: list[Any], what: str) -> None:
    for place, (chunk, (x, y)) in enumerate(zip(found, expected, strict=False), 1):
        got_x, got_y = check_parts(chunk, ("x", "y"), say("Chunk {place} of {what}", place=place, what=say(what)))
        check_array(got_x, x, say("x in chunk {place} of {what}", place=place, what=say(what)))
        if isinstance(got_y, list | tuple) and all(isinstance(each, int | np.integer) for each in got_y):
            got_y = np.array(got_y)
        check_array(got_y, y, say("y in chunk {place} of {what}", place=place, what=say(what)))
        if y.ndim == 1 and got_y.dtype.kind not in "iu":
            raise Wrong(
                say(
                    "y in chunk {place} of {what} has dtype {dtype}, and indices are integers.",
                    place=place,
                    what=say(what),
                    dtype=got_y.dtype,
                )
            )
    whole = say_many("{number} whole chunk", "{number} whole chunks", len(expected))
    if len(found) > len(expected):
        more = sizes_of(found[len(expected)], len(expected) + 1)
        raise Wrong(
            say(
                "{what} gives more than {whole}, and that is all there should be.{more}",
                what=say(what),
                whole=whole,
                more=more,
            )
        )
    if len(found) < len(expected):
        raise Wrong(say("{what} gives {number} of {whole}.", what=say(what), number=len(found), whole=whole))


def sizes_of(chunk: Any, place: int) -> str:
    sizes = [len(part) for part in chunk if np.ndim(part)] if isinstance(chunk, list | tuple) else []
    if len(sizes) != 2:
        return ""
    rows, targets = say_many("{number} row", "{number} rows", sizes[0]), say_many(*TARGETS, sizes[1])
    return say(" Chunk {place} has {rows} and {targets}.", place=place, rows=rows, targets=targets)


def windows(data: np.ndarray, step: int = 1, chunk_size: int = 10, one_hot_targets: bool = False) -> Any:
    """The other way to read the rules: chunks that begin `step` rows after each other, targets one row ahead."""
    for start in range(0, len(data) - chunk_size, step):
        y = data[start + 1 : start + 1 + chunk_size]
        yield data[start : start + chunk_size], y if one_hot_targets else y.argmax(axis=1)


def chunks_of(learner: Any, data: np.ndarray, settings: dict, most: int) -> list[Any]:
    """The first chunks of some data, ``most`` of them at most."""
    made = learner.train_data_generator(data.copy(), **settings)
    if isinstance(made, list | tuple):
        return list(made[:most])
    found: list[Any] = []
    following = follower_of(made)
    while len(found) < most:
        try:
            found.append(following())
        except StopIteration:
            break
    return found


def follower_of(made: Any) -> Any:
    """A function that gives one chunk after the other, as `next` does."""
    try:
        if not hasattr(made, "_session"):
            return iter(made).__next__
        # A learner's generator stays in their process, and no `for` reaches over there.
        is_one = made._kind == "generator"  # then it is its own iterator
        iterator = made if is_one else made._session.get(made._number, "__iter__")()
        return made._session.get(iterator._number, "__next__")._named("train_data_generator")
    except (AttributeError, TypeError):
        raise Wrong("What train_data_generator gives is nothing that `for` takes. Is a `yield` missing?") from None


def named(settings: dict) -> str:
    return f"train_data_generator({', '.join(['data', *(f'{key}={value}' for key, value in settings.items())])})"


# Samples.


def sampler(learner: Any, weights: dict[str, np.ndarray]) -> Any:
    """The sample of a fresh net with these parameters."""
    net = learner.RNN(len(weights["V"]), hidden_size=len(weights["W"]))
    net.set_parameters(fitted(learner, net, weights))
    return net.sample


def as_list(got: Any) -> Any:
    """Whether it is a list is judged in `test_sample_gives_a_list`."""
    return list(got) if isinstance(got, tuple | np.ndarray) and np.ndim(got) == 1 else got


def forced(rng: np.random.Generator, n: int, H: int, V: int) -> tuple[dict[str, np.ndarray], int, list[int]]:
    """Parameters and a first input from which one list of draws is all but certain: that list comes last.

    Whoever goes wrong in one of the first two steps draws something else there. H has to be at least n + 6.
    """
    weights = network(rng, H, V)
    U, W, b_s = weights["U"], weights["W"], weights["b_s"]
    W *= 0.9 / np.linalg.norm(W, 2)  # so that rounding errors never grow
    chain = [int(index) for index in rng.permutation(np.arange(n) % V)]
    chain[n // 2] = chain[n // 2 - 1]  # the same index twice in a row comes up, too
    seed = (chain[0] + int(rng.integers(1, V))) % V  # else what has no memory would be right in the second step
    s, states = np.zeros(H), []
    for index in [seed, *chain[:-1]]:
        s = np.tanh(U[:, index] + W @ s + b_s)
        states.append(s)
    first, then = U[:, chain[0]], W @ states[0] + b_s
    begin = U[:, seed] + b_s
    inner = [b_s, begin + U[:, seed], begin + W @ b_s]  # the first step: without the seed; twice that; not from zeros
    inner += [then, first + b_s, 2 * first + then]  # the second: no input; no memory; twice the input
    states += [np.tanh(z) for z in inner]
    others = [[index for index in range(V) if index != right] for right in chain[:2]]
    said = [*chain, *others[0][:3], *others[1][:3]]
    scores = np.full((len(said), V), -SURE / 2)
    scores[np.arange(len(said)), said] = SURE / 2
    weights["V"] = np.linalg.lstsq(np.array(states), scores - weights["b_y"], rcond=None)[0].T.copy(order="C")
    return weights, seed, chain
