import contextlib

import numpy as np
from gradkata.suite import Wrong, check_array, check_shape, points, refused, say, unchanged

COMMON = "abcdefghijklm"
CAPITALS = "ABCDEFGHIJKLM"
OTHERS = " \n\t.,!?'0123456789éß中🙂"
# Unknown characters that no message contains by chance, and that every way of quoting leaves as they are.
STRANGE = "@#~^&$"


@points(1)
def test_vocabulary(learner, reference, rng):
    """The vocabulary is a list of each character of the text, once, and sorted."""
    text = text_with(rng, COMMON + CAPITALS)
    expected = reference.build_vocabulary(text)
    check_vocabulary(learner.build_vocabulary(text), expected, "build_vocabulary of a text of letters")


@points(1)
def test_vocabulary_of_all_kinds(learner, reference, rng):
    """Every character counts, spaces and line ends too; an empty text has an empty vocabulary."""
    for text, what in (
        (" \n" + text_with(rng, COMMON + CAPITALS + OTHERS) + "\t ", "a text with spaces, line ends, digits and signs"),
        ("\nzzz ", "a text with white space at its ends alone"),
        ("", "an empty text"),
    ):
        expected = reference.build_vocabulary(text)
        check_vocabulary(learner.build_vocabulary(text), expected, say("build_vocabulary of {what}", what=say(what)))


@points(1)
def test_encode(learner, reference, rng):
    """Each character becomes its index in the vocabulary, counted from 0, in an array of integers."""
    vocabulary = sorted(COMMON + OTHERS)
    for text, what in (
        (text_with(rng, vocabulary), "a text"),
        ("\n a\n", "a text with white space at its ends"),
        ("b", "a single character"),
    ):
        expected = reference.encode(text, vocabulary)
        check_indices(learner.encode(text, vocabulary), expected, say("encode of {what}", what=say(what)))


@points(1)
def test_encode_by_any_vocabulary(learner, reference, rng):
    """The vocabulary may have any order and stays as it is; an empty text gives an empty array."""
    vocabulary = shuffled(rng, COMMON + CAPITALS)
    for text, what in (
        (text_with(rng, vocabulary), "a text by a vocabulary that is not sorted"),
        (text_with(rng, vocabulary[3:]), "a text in which not all of the vocabulary occurs"),
        ("", "an empty text"),
    ):
        expected = reference.encode(text, vocabulary)
        with unchanged("encode", vocabulary=vocabulary):
            got = learner.encode(text, vocabulary)
        check_indices(got, expected, say("encode of {what}", what=say(what)))


@points(1)
def test_unknown_characters(learner, reference, rng):
    """A character that is not in the vocabulary is a ValueError that names it."""
    vocabulary = shuffled(rng, COMMON + ".,")
    text = text_with(rng, vocabulary)
    expected = reference.encode(text, vocabulary)
    check_indices(learner.encode(text, vocabulary), expected, "encode of a text whose characters are all known")
    strange = shuffled(rng, STRANGE)
    a, b, c, *_ = strange
    for unknown in (a + text, text[:5] + b + text[5:], text + a + b + c, *strange[2:]):
        naming = [character for character in strange if character in unknown]
        what = say("encode with {names} unknown", names=say(" and ").join(naming))
        said = []
        with refused(ValueError, what, naming=naming), message_in(said):
            learner.encode(unknown, vocabulary)
        check_names_no_others(said[0], set(strange) - set(naming), what)
    # How these should be written in a message is anybody's guess.
    for unknown, what in ((" ", "a space"), ("\n", "a line end"), ("A", "a capital letter")):
        with refused(ValueError, say("encode with {what} unknown", what=say(what))):
            learner.encode(text[:4] + unknown + text[4:], vocabulary)


@points(1)
def test_decode(learner, reference, rng):
    """Indices become text again, whether they come as a list or as an array."""
    vocabulary = sorted(COMMON + OTHERS)
    for convert, what in ((list, "a list"), (np.array, "an array"), (numpy_integers, "a list of NumPy's integers")):
        indices = [1, *draws(rng, len(vocabulary), 30), 2]  # white space at both ends
        expected = reference.decode(indices, vocabulary)
        check_text(learner.decode(convert(indices), vocabulary), expected, say("decode of {what}", what=say(what)))


@points(1)
def test_decode_by_any_vocabulary(learner, reference, rng):
    """The vocabulary may have any order; no indices give an empty text; the arguments stay as they are."""
    vocabulary = shuffled(rng, COMMON + CAPITALS)
    for indices, what in (
        (draws(rng, 26, 40), "a list of indices by a vocabulary that is not sorted"),
        (np.array(draws(rng, 26, 40)), "an array of indices by a vocabulary that is not sorted"),
        ([], "an empty list"),
        (np.zeros(0, dtype=np.int64), "an empty array"),
        ([25], "the last index alone"),
    ):
        expected = reference.decode(indices, vocabulary)
        with unchanged("decode", indices=indices, vocabulary=vocabulary):
            got = learner.decode(indices, vocabulary)
        check_text(got, expected, say("decode of {what}", what=say(what)))


@points(1)
def test_decode_out_of_range(learner, reference, rng):
    """decode refuses an index that is out of range, negative ones too, with a ValueError that names it."""
    vocabulary = shuffled(rng, COMMON[:8])
    indices = draws(rng, 8, 12)
    expected = reference.decode(indices, vocabulary)
    check_text(learner.decode(indices, vocabulary), expected, "decode of indices that are all in range")
    check_out_of_range(lambda wrong: learner.decode(wrong, vocabulary), "decode", "a vocabulary of 8", rng)


@points(1)
def test_one_hot(learner, reference, rng):
    """Each index becomes a row of its own with a single 1 in it, as long as size says."""
    for indices, size, what in (
        (draws(rng, 5, 4), 7, "a list of 4 indices for size 7"),
        (np.array(draws(rng, 4, 9)), 4, "an array of 9 indices for size 4"),
        # The transpose of this square is another one.
        (np.roll(np.arange(6), rng.integers(1, 3)), 6, "an array of 6 indices for size 6"),
        ([2, 2, 2], 3, "three times the same index for size 3"),
        ([0], 1, "the list [0] for size 1"),
        ([], 5, "an empty list for size 5"),
        (np.zeros(0, dtype=np.int64), 3, "an empty array for size 3"),
    ):
        expected = reference.one_hot(indices, size)
        with unchanged("one_hot", indices=indices):
            got = learner.one_hot(indices, size)
        check_array(got, expected, say("one_hot of {what}", what=say(what)))


@points(1)
def test_one_hot_out_of_range(learner, reference, rng):
    """one_hot refuses an index that is out of range, negative ones too, with a ValueError that names it."""
    for indices in (draws(rng, 8, 12), np.array(draws(rng, 8, 12))):
        expected = reference.one_hot(indices, 8)
        check_array(learner.one_hot(indices, 8), expected, "one_hot of indices that are all in range")
    check_out_of_range(lambda wrong: learner.one_hot(wrong, 8), "one_hot", "size 8", rng)


def shuffled(rng, characters):
    """The characters as a list in an order that is neither sorted nor sorted backward."""
    while True:
        mixed = [characters[place] for place in rng.permutation(len(characters))]
        if mixed not in (sorted(mixed), sorted(mixed)[::-1]):
            return mixed


def text_with(rng, characters):
    """A text in which each of the characters occurs, some of them again and again, in no particular order."""
    characters = list(characters)
    again = [characters[place] for place in rng.integers(len(characters), size=20)]
    return "".join(shuffled(rng, characters + again))


def draws(rng, size, count):
    """Indices below ``size`` as a list: the first, the last and any others, in any order."""
    return rng.permutation([0, size - 1, *rng.integers(size, size=count - 2).tolist()]).tolist()


def numpy_integers(indices):
    return [np.int64(index) for index in indices]


def check_vocabulary(got, expected, what):
    __tracebackhide__ = True
    if not isinstance(got, list) or not all(isinstance(item, str) for item in got):
        raise Wrong(say("{what} gives {kind}; a list of characters is expected.", what=say(what), kind=kind_of(got)))
    if got == expected:
        return
    if sorted(got) == expected:
        raise Wrong(
            say(
                "{what} gives the right characters, but not sorted: they begin with {items}.",
                what=say(what),
                items=begin(got),
            )
        )
    if sorted(set(got)) == expected:
        raise Wrong(
            say(
                "{what} gives the right characters, but some of them more than once: they begin with {items}.",
                what=say(what),
                items=begin(got),
            )
        )
    missing, extra = sorted(set(expected) - set(got)), sorted(set(got) - set(expected))
    if not extra:
        raise Wrong(say("{what} leaves out {missing}.", what=what, missing=begin(missing)))
    if not missing:
        raise Wrong(say("{what} gives {extra}, which the text does not hold.", what=what, extra=begin(extra)))
    words = "{what} leaves out {missing} and gives {extra}, which the text does not hold."
    raise Wrong(say(words, what=what, missing=begin(missing), extra=begin(extra)))


def check_text(got, expected, what):
    __tracebackhide__ = True
    if not isinstance(got, str):
        raise Wrong(say("{what} gives {kind}; a string is expected.", what=say(what), kind=kind_of(got)))
    if len(got) != len(expected):
        raise Wrong(
            say(
                "{what} gives {number} characters, and {right} are expected.",
                what=say(what),
                number=len(got),
                right=len(expected),
            )
        )
    for place, (character, right) in enumerate(zip(got, expected, strict=True)):
        if character != right:
            raise Wrong(
                say(
                    "{what} gives the right number of characters, but at place {place} {character!r} for {right!r}.",
                    what=say(what),
                    place=place,
                    character=character,
                    right=right,
                )
            )


def check_indices(got, expected, what):
    __tracebackhide__ = True
    array = check_shape(got, expected.shape, what)
    if array.dtype.kind not in "iu":  # NumPy's guess for no numbers at all is float64
        raise Wrong(
            say(
                "{what} is an array of dtype {dtype}; integers are expected, as NumPy indexes by no others.",
                what=say(what),
                dtype=array.dtype,
            )
        )
    check_array(array, expected, what)


def check_out_of_range(call, name, of_what, rng):
    """Check that ``call`` refuses wrong indices among right ones, wherever they stand, in lists and in arrays."""
    __tracebackhide__ = True
    # Numbers that no message contains by chance, and far too many for one that names them all.
    large, negative = int(rng.integers(10_000, 30_000)), -int(rng.integers(30_000, 100_000))
    for kind, wrong, named in (
        ("a list", [3, large, 2], [large]),
        ("an array", [0, 5, large], [large]),
        ("a list", [negative, 7, 0], [negative]),
        ("an array", [1, 4, negative, 5, large], [negative, large]),
        ("a list", [0, 7, 8], []),
        ("an array", [2, -8, 1], []),
        ("a list", [-1], []),
    ):
        indices = np.array(wrong) if kind == "an array" else list(wrong)
        with refused(
            ValueError,
            say("{name} of {kind} {wrong} for {of_what}", name=name, kind=say(kind), wrong=wrong, of_what=say(of_what)),
            naming=[str(index) for index in named],
        ):
            call(indices)


@contextlib.contextmanager
def message_in(said):
    """Put the message of what the block raises into a list."""
    try:
        yield
    except ValueError as raised:
        said.append(str(getattr(raised, "message", raised)))
        raise


def check_names_no_others(message, others, what):
    """Check that a message does not name whatever might be unknown; one or two may be there as signs."""
    __tracebackhide__ = True
    named = sorted(character for character in others if character in message)
    if len(named) > 2:
        words = "The message of {what} names {names} too, which the text does not hold."
        raise Wrong(say(words, what=what, names=say(" and ").join(named)))


def kind_of(got):
    """What it is, for a sentence."""
    if got is None:
        return say("None (is a `return` missing?)")
    if isinstance(got, list):
        is_mixed = any(not isinstance(x, str) for x in got)
        return say("a list of {number}, not all of them strings", number=len(got)) if is_mixed else say("a list")
    if isinstance(got, np.ndarray):
        return say("an array of dtype {dtype}", dtype=got.dtype)
    kind = type(got).__name__
    return repr(got) if kind == "Remote" else say("a value of the type {kind}", kind=kind)


def begin(items):
    return ", ".join(map(repr, items[:4])) + (", …" if len(items) > 4 else "")
