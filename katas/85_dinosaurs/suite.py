import math

import numpy as np
from gradkata.suite import (
    OwnLoss,
    Wrong,
    call_many,
    check_array,
    check_coins,
    check_each,
    check_number,
    check_parts,
    points,
    say,
    unchanged,
)

GRADIENTS = ("dWxh", "dWhh", "dWho")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


# prepare


own_losses = [
    OwnLoss(
        "loss_and_gradients",
        of={"dWxh": 2, "dWhh": 3, "dWho": 4},
        losses=lambda learner, calls: [gives[0] for gives in call_many(learner.loss_and_gradients, calls)],
        gradients=lambda gives: gives[1:],
        steps=lambda arguments: arguments[0].shape[1],
    )
]


@points(1)
def test_vocabulary(learner, reference, rng):
    """The vocabulary holds ' ' first, then every other character of the names, once and sorted."""
    a, b, c, d, e = sorted(letters(rng, 5))
    for names in (
        [e + a + c + a, b, d + b],
        [c + a, e + b, d + d, b + c],  # of one length: no pads, but ' ' is there all the same
        [d + " " + b, e.upper() + a, a + b + c],
    ):
        _, expected = reference.prepare(names)
        what = say("The vocabulary of {names}", names=names)
        _, vocabulary = prepared(learner, names)
        check_vocabulary(vocabulary, expected, what)


@points(1)
def test_one_hot_names(learner, reference, rng):
    """Each name becomes T one-hot rows, and pads on its right fill it up to the longest."""
    a, b, c, d, e = letters(rng, 5)
    for names, kind in (
        ([b + a, d + c + e + a, c], "the longest is in the middle"),
        ([c, b + c + a], "the longest comes last"),
        ([d, a, d, c], "all of one letter, and one of them twice"),
        ([a + b + c, c + b, b + a], "N, T and V are not all different"),
        ([a + " " + d, d + a + " " + b + c, e], "with spaces inside"),
        ([a.upper() + b, b + a + a.upper()], "capital and small letters"),
        ([c + b + d], "only one"),
    ):
        expected, _ = reference.prepare(names)
        kept = list(names)
        got, _ = prepared(learner, names)
        check_array(got, expected, f"prepare({kept}), {say(kind)}: onehot")
        if names != kept:
            raise Wrong(say("prepare changes the list of names: it was {kept} and is {names}.", kept=kept, names=names))


# loss_and_gradients


@points(1)
def test_loss(learner, reference, rng):
    """The loss is the mean over the names of −log of the probability of what comes next."""
    for sizes in ((1, 1, 5, 4), (4, 3, 6, 5), (3, 5, 4, 7)):
        case = problem(rng, *sizes)
        expected, *_ = reference.loss_and_gradients(*case)
        loss, _ = answer(learner, case, sizes)
        check_number(loss, expected, say("The loss for {sizes}", sizes=named(sizes)))


@points(1)
def test_gradients_of_one_step(learner, reference, rng):
    """For T = 1 the three gradients are right: those of the mean over the names."""
    check_gradients(learner, reference, rng, (4, 1, 6, 5), (3, 1, 5, 4))


@points(1)
def test_gradients_over_time(learner, reference, rng):
    """For more steps, what the last state is to blame for goes back through all of them."""
    check_gradients(learner, reference, rng, (3, 2, 5, 4), (2, 6, 7, 4), (1, 4, 6, 5))


@points(1)
def test_pads_are_fed(learner, reference, rng):
    """Pads are fed like any other character, so that the last state is that after step T."""
    check_gradients(learner, reference, rng, (4, 5, 6, 4), (3, 3, 4, 5), pads=True)


@points(1)
def test_any_sizes(learner, reference, rng):
    """Any sizes will do, equal ones too; the arguments stay, and no call knows of the one before."""
    for sizes in ((5, 5, 5, 5), (4, 4, 6, 6), (1, 3, 2, 1), (5, 5, 5, 5), (2, 12, 30, 3)):
        case = problem(rng, *sizes)
        loss, *gradients = reference.loss_and_gradients(*case)
        with unchanged("loss_and_gradients", **dict(zip(("x", "y", "Wxh", "Whh", "Who"), case, strict=True))):
            got, yours = answer(learner, case, sizes)
        check_number(got, loss, say("The loss for {sizes}", sizes=named(sizes)))
        check_each(
            yours, dict(zip(GRADIENTS, gradients, strict=True)), say("The gradients for {sizes}", sizes=named(sizes))
        )


# complete: where one character has all but all of the probability, there is one right answer. By so much its score
# exceeds the others: exp(-40) is 4e-18 for each of them.
SURE = 40


@points(1)
def test_complete(learner, reference, rng):
    """The whole prefix is fed from a state of zeros; then each character that is drawn is the next input."""
    for length, n in ((1, 5), (3, 6), (2, 4)):
        vocabulary = [" ", *sorted(letters(rng, 5))]
        prefix, drawn = written(rng, vocabulary, length), written(rng, vocabulary, n)
        weights = forced(reference, rng, vocabulary, prefix, drawn)
        check_completion(learner, rng, prefix, vocabulary, weights, n, prefix + drawn)


@points(1)
def test_complete_ends(learner, reference, rng):
    """It ends at the pad, which is left out, or after n characters, and gives the prefix with what was drawn."""
    vocabulary = [" ", *sorted(letters(rng, 5))]
    for length, space in ((4, True), (2, False)):
        prefix, drawn = written(rng, vocabulary, length), written(rng, vocabulary, 3)
        prefix = prefix[0] + " " + prefix[2:] if space else prefix  # of two words
        weights = forced(reference, rng, vocabulary, prefix, drawn + " ")
        for n in (8, 4, 3, 2, 0):
            check_completion(learner, rng, prefix, vocabulary, weights, n, prefix + drawn[:n])
        ended = forced(reference, rng, vocabulary, prefix, " ")
        check_completion(learner, rng, prefix, vocabulary, ended, 5, prefix)


@points(1)
def test_complete_by_chance(learner, reference, rng):
    """Characters come as often as their probabilities say, the first after an empty prefix too, all by rng's chance."""
    check_often_and_seldom(learner, reference, rng)
    check_empty_prefix(learner, reference, rng)
    check_source(learner, reference, rng)
    check_independence(learner, reference, rng)


def check_often_and_seldom(learner, reference, rng):
    # With one likely character and many unlikely ones, probabilities that are too sharp or too even show best.
    law = np.array([0.7] + [0.3 / 51] * 51)
    vocabulary = [" ", *sorted(LETTERS + LETTERS.upper())]
    order = rng.permutation(len(law))
    scores = np.full(len(vocabulary), -SURE / 2)
    scores[1 + order] = SURE / 2 + np.log(law) + rng.uniform(-3, 3)
    weights = forgetful(reference, rng, scores)
    what = "Drawing from fixed probabilities, complete"
    prefix, n = vocabulary[1], 240
    got = text(learner.complete(prefix, vocabulary, *weights, n, generator(rng)), what)
    if len(got) != n + 1 or not got.startswith(prefix) or " " in got:
        raise Wrong(
            say(
                "{what} gives {got}, of {number} characters: {n} after {prefix!r} are expected, no pad.",
                what=say(what),
                got=short(got),
                number=len(got),
                n=n,
                prefix=prefix,
            )
        )
    counts = np.array([got[1:].count(vocabulary[1 + place]) for place in order])
    check_law(counts, law, say("Of {n} characters with fixed probabilities, complete draws", n=n))


def check_empty_prefix(learner, reference, rng):
    # From the state of zeros all scores are 0. After any character, and after a pad too, one is all but certain.
    vocabulary = [" ", *sorted(letters(rng, 3))]
    weights = forgetful(reference, rng, np.eye(4)[2] * SURE - SURE / 2)
    count = 76
    calls = [("", vocabulary, *weights, 2, generator(rng)) for _ in range(count)]
    what = "complete with an empty prefix and n = 2"
    names = [text(got, what) for got in call_many(learner.complete, calls)]
    strange = next(
        (each for each in names if each and each not in [one + vocabulary[2] for one in vocabulary[1:]]), None
    )
    if strange is not None:
        words = (
            "{what} gives {got}; one character of {vocabulary} and {second!r} after it are all but certain, or '' for "
            "the pad."
        )
        raise Wrong(
            say(
                words,
                what=say(what),
                got=short(strange),
                vocabulary=vocabulary,
                second=vocabulary[2],
            )
        )
    drawn = [each[:1] for each in names]
    counts = np.array([sum(each == one for each in drawn) for one in ("", *vocabulary[1:])])
    # One of four equally likely characters is absent from 76 draws once in 8e8 gradings.
    for number, character in zip(counts, vocabulary, strict=True):
        if number == 0:
            words = (
                "{what} never draws {character!r} in {count} calls. All scores are 0 in the state of zeros, so every "
                "character is as likely as any other, the pad too."
            )
            raise Wrong(
                say(
                    words,
                    what=say(what),
                    character=character,
                    count=count,
                )
            )
    check_law(counts, np.full(4, 0.25), say("Of the first characters of {count} names, complete draws", count=count))


def check_source(learner, reference, rng):
    # A pad or a letter, equally likely: in 32 draws, one of them is absent once in 2e9 gradings. After the letter
    # another one comes for good; so whoever draws on after a pad may give a name that is too short.
    vocabulary, n = [" ", *sorted(letters(rng, 4))], 4
    prefix, letter, last = (vocabulary[ix] for ix in (3, 2, 4))
    scores = np.full((5, 5), -SURE / 2)
    scores[3, [0, 2]] = scores[[0, 1, 2, 4], 4] = SURE / 2
    weights = short_sighted(reference, rng, scores)
    seeds, lists = rng.integers(2**63, size=32), []
    for _ in range(2):
        calls = [(prefix, vocabulary, *weights, n, np.random.default_rng(seed)) for seed in seeds]
        lists.append([text(got, "complete") for got in call_many(learner.complete, calls)])
    likely = [prefix, prefix + letter + last * (n - 1)]
    strange = next((each for each in lists[0] if each not in likely), None)
    if strange is not None:
        raise Wrong(
            say(
                "complete gives {got}; only {first!r} and {second!r} are likely, equally so.",
                got=short(strange),
                first=likely[0],
                second=likely[1],
            )
        )
    if lists[0] != lists[1]:
        raise Wrong("complete gives another name when it is called again with a generator in the same state.")
    if len(set(lists[0])) == 1:
        raise Wrong(
            say(
                "{first!r} and {second!r} are equally likely, and 32 generators all give {drawn!r}.",
                first=likely[0],
                second=likely[1],
                drawn=lists[0][0],
            )
        )


def check_independence(learner, reference, rng):
    vocabulary, n = [" ", *sorted(letters(rng, 3))], 40
    heads, tails = vocabulary[1:3]
    weights = forgetful(reference, rng, np.array([-0.5, 0.5, 0.5, -0.5]) * SURE)
    calls = [(heads, vocabulary, *weights, n, generator(rng)) for _ in range(12)]
    drawn = [text(got, "complete")[1:] for got in call_many(learner.complete, calls)]
    strange = next((each for each in drawn if len(each) != n or set(each) - {heads, tails}), None)
    if strange is not None:
        raise Wrong(
            say(
                "complete goes on with {got}, where {n} times {heads!r} or {tails!r} are likely.",
                got=short(strange),
                n=n,
                heads=heads,
                tails=tails,
            )
        )
    check_coins(
        np.array([[each == heads for each in name] for name in drawn]),
        say("The {n} characters of {number} names", n=n, number=len(calls)),
    )


# Asking.


def prepared(learner, names):
    """The one-hot rows and the vocabulary that a learner makes of some names."""
    __tracebackhide__ = True
    return check_parts(learner.prepare(names), ("onehot", "vocabulary"), "prepare")


def check_vocabulary(got, expected, what):
    """The vocabulary may come as any sequence of characters."""
    __tracebackhide__ = True
    if not isinstance(got, list | tuple | str | dict) and hasattr(got, "tolist"):
        got = got.tolist()  # an array of characters
    if not isinstance(got, list | tuple | str):
        raise Wrong(say("{what} is no list of characters.", what=say(what)))
    listed = list(got)
    if listed == expected:
        return
    if sorted(map(str, listed)) == sorted(expected):
        words = "{what} has the right characters in another order: it is {listed}, and {expected} is expected."
        raise Wrong(say(words, what=what, listed=listed, expected=expected))
    raise Wrong(
        say("{what} is {listed}, and {expected} is expected.", what=what, listed=short(listed), expected=expected)
    )


def answer(learner, case, sizes):
    """The learner's loss, and the gradients by their names."""
    __tracebackhide__ = True
    parts = check_parts(learner.loss_and_gradients(*case), ("loss", *GRADIENTS), f"loss_and_gradients, {named(sizes)},")
    return parts[0], dict(zip(GRADIENTS, parts[1:], strict=True))


def check_gradients(learner, reference, rng, *all_sizes, pads=False):
    __tracebackhide__ = True
    for sizes in all_sizes:
        case = problem(rng, *sizes, pads=pads)
        loss, *expected = reference.loss_and_gradients(*case)
        got, gradients = answer(learner, case, sizes)
        what = "The gradients for {sizes} with pads" if pads else "The gradients for {sizes}"
        check_each(gradients, dict(zip(GRADIENTS, expected, strict=True)), say(what, sizes=named(sizes)))
        if pads:
            check_number(got, loss, say("The loss for {sizes} with pads", sizes=named(sizes)))


def check_completion(learner, rng, prefix, vocabulary, weights, n, expected):
    __tracebackhide__ = True
    Wxh, Whh, Who = weights
    what = say("complete with the prefix {prefix!r} and n = {n}", prefix=prefix, n=n)
    with unchanged(what, vocabulary=vocabulary, Wxh=Wxh, Whh=Whh, Who=Who):
        got = text(learner.complete(prefix, vocabulary, *weights, n, generator(rng)), what)
    if got != expected:
        raise Wrong(
            say(
                "{what} gives {got}, where {expected!r} is all but certain.",
                what=say(what),
                got=short(got),
                expected=expected,
            )
        )


def text(got, what):
    __tracebackhide__ = True
    if not isinstance(got, str):
        hint = say(" Is a `return` missing?") if got is None else ""
        raise Wrong(say("{what} gives {got}; a string is expected.{hint}", what=say(what), got=short(got), hint=hint))
    return got


def short(value):
    """The repr of what a learner gave, of a length that can be read."""
    whole = repr(value)
    return whole if len(whole) <= 60 else f"{whole[:57]}..."


def named(sizes):
    return "N = {}, T = {}, V = {}, H = {}".format(*sizes)


# Questions.


def letters(rng, count):
    """Different small letters, in any order."""
    return [LETTERS[place] for place in rng.choice(len(LETTERS), count, replace=False)]


def written(rng, vocabulary, length):
    """A word in which no letter stands twice in a row."""
    word = ""
    while len(word) < length:
        word += str(rng.choice([each for each in vocabulary[1:] if not word.endswith(each)]))
    return word


def uniform(rng, *shape, low=0.1, high=0.8):
    """Numbers of either sign that are never tiny: small weights hide what goes wrong on the way back."""
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def problem(rng, N, T, V, H, *, pads=False):
    """Names as one-hot rows, what comes after them, and weights; with ``pads``, all but the first end in some."""
    read = rng.integers(1, V, (N, T))
    if pads:
        for name in range(1, N):
            read[name, rng.integers(1, T) :] = 0
    follows = (rng.integers(V) + np.arange(N)) % V  # all differ where N ≤ V, the pad maybe among them
    eye = np.eye(V)
    return eye[read], eye[follows], uniform(rng, V, H), uniform(rng, H, H), uniform(rng, H, V)


def generator(rng):
    return np.random.default_rng(rng.integers(2**63))


def forced(reference, rng, vocabulary, prefix, drawn, H=32):
    """Weights with which ``prefix`` goes on as ``drawn``, all but certainly.

    Other states say something else: those that a step too few or too many leads to, or a start in mid-name.
    """
    V, index = len(vocabulary), {character: ix for ix, character in enumerate(vocabulary)}
    # Differences between states neither grow with time, as rounding errors would, nor vanish.
    Wxh, Whh = uniform(rng, V, H), 0.95 * np.ascontiguousarray(np.linalg.qr(rng.normal(size=(H, H)))[0])
    said = {prefix + drawn[:k]: character for k, character in enumerate(drawn)}
    for k, character in enumerate(drawn):
        before = prefix + drawn[:k]
        around = [] if k else [before + before[-1], " " + before, before + " ", before[:-1], before.rjust(8)]
        for other in [before[-1], *around]:
            if other:
                said.setdefault(other, str(rng.choice([each for each in vocabulary if each not in (" ", character)])))
    states = np.array([state_after(reference, [index[each] for each in read], Wxh, Whh) for read in said])
    scores = np.full((len(said), V), -SURE / 2)
    scores[np.arange(len(said)), [index[character] for character in said.values()]] = SURE / 2
    return Wxh, Whh, np.linalg.lstsq(states, scores, rcond=None)[0]


def forgetful(reference, rng, scores, H=8):
    """Weights with which the same scores follow on every character, whatever came before it."""
    Wxh, Whh = np.tile(uniform(rng, H), (len(scores), 1)), np.zeros((H, H))
    state = state_after(reference, [0], Wxh, Whh)
    return Wxh, Whh, np.outer(state, scores) / (state @ state)


def short_sighted(reference, rng, scores, H=8):
    """Weights with which a row of scores follows on each character, whatever came before it."""
    Wxh, Whh = uniform(rng, len(scores), H), np.zeros((H, H))
    states = np.array([state_after(reference, [ix], Wxh, Whh) for ix in range(len(scores))])
    return Wxh, Whh, np.linalg.lstsq(states, scores, rcond=None)[0]


def state_after(reference, indices, Wxh, Whh):
    reached = np.zeros(len(Whh))
    for ix in indices:
        reached = reference.next_state(reached, ix, Wxh, Whh)
    return reached


POWERS = (0, 0.5, 0.7, 0.8, 1.2, 1.4, 2, 4)  # of the probabilities, rescaled: even up to uneven
LIMIT = np.log(1e8)


def check_law(counts, law, start):
    """Check that as many draws of each kind may well come from the probabilities ``law``.

    If they do, then how likely another law makes these very draws, divided by how likely ``law`` makes them, has a
    mean of 1. So has the mean of several such quotients, taken here, which exceeds 1e8 once in 1e8 gradings at most
    (Markov's inequality). The others are powers of ``law`` and a mixture of all laws (Krichevsky and Trofimov, IEEE
    Transactions on Information Theory 27, 1981), which is close to the one that fits best.
    """
    __tracebackhide__ = True
    n, logs, half = counts.sum(), np.log(law), len(law) / 2
    others = [counts @ (power * logs - np.log(np.sum(law**power))) for power in POWERS]
    others.append(
        math.lgamma(half) - math.lgamma(n + half) + sum(math.lgamma(c + 0.5) - math.lgamma(0.5) for c in counts)
    )
    if np.logaddexp.reduce(others) - np.log(len(others)) - counts @ logs > LIMIT:
        worst = int(np.argmax(np.abs(counts - n * law) / np.sqrt(n * law)))
        words = "{start} one of probability {share:.2g} {times} times; about {usual:.0f} are expected."
        raise Wrong(say(words, start=say(start), share=law[worst], times=counts[worst], usual=n * law[worst]))
