"""Asks about lists of ids, then about texts: English, other scripts, and made of few letters, so that pairs abound."""

from gradkata.suite import Wrong, check_integers, points, say, unchanged

LETTERS = "ab"
WORDS = ("low", "lower", "newest", "widest", "wide", "new", "best", "rest", "test", "slow")
SCRIPTS = (
    "naïve café, 30 °C",
    "Ωμέγα και άλφα",
    "猫は猫である",
    "привет, мир",
    "🙂🙃🙂 👩‍🚀",
    "क्षत्रिय",
    "e\u0301\u200d\x00\n\t",
)


def phrase(rng, words=12):
    """Some words, many of them more than once."""
    return " ".join(WORDS[at] for at in rng.integers(len(WORDS), size=words))


def few_letters(rng, length=24):
    """A text of two letters, in which pairs overlap, and many are equally frequent."""
    return "".join(LETTERS[at] for at in rng.integers(len(LETTERS), size=length))


def scripts(rng):
    """A text in many scripts, some of them twice."""
    return " / ".join(SCRIPTS[at] for at in (*rng.permutation(len(SCRIPTS)), *rng.integers(len(SCRIPTS), size=3)))


def ids_of(rng, size, kinds):
    return [int(each) for each in rng.integers(97, 97 + kinds, size=size)]


def short(value):
    """The repr of what a learner gave, of a length that can be read."""
    whole = repr(value)
    return whole if len(whole) <= 90 else f"{whole[:87]}..."


def differs(what, got, expected):
    words = "{what} is {got}, and {expected} is expected."
    return Wrong(say(words, what=say(what), got=short(got), expected=short(expected)))


def check_ids(got, expected, what):
    __tracebackhide__ = True
    check_integers(got, what)
    if [int(each) for each in got] != expected:
        raise differs(what, got, expected)


def check_counts(got, expected, what):
    __tracebackhide__ = True
    if not isinstance(got, dict):
        raise differs(what, got, expected)
    counts = {tuple(pair) if isinstance(pair, tuple | list) else pair: number for pair, number in got.items()}
    if {pair: number for pair, number in counts.items() if number} != expected:
        raise differs(what, got, expected)


def check_merges(got, expected, what):
    """Pairs may come as tuples or lists."""
    __tracebackhide__ = True
    if not isinstance(got, list | tuple) or not all(isinstance(pair, list | tuple) for pair in got):
        raise differs(what, got, expected)
    if [tuple(pair) for pair in got] != expected:
        raise differs(what, got, expected)


def check_text(got, expected, what):
    __tracebackhide__ = True
    if not isinstance(got, str) or got != expected:
        raise differs(what, got, expected)


def check_learned(learner, reference, text, count, what):
    __tracebackhide__ = True
    expected = reference.learn_merges(text, count)
    check_merges(learner.learn_merges(text, count), expected, what)


def check_encoded(learner, reference, text, merges, what):
    __tracebackhide__ = True
    expected = reference.encode(text, merges)
    check_ids(learner.encode(text, list(merges)), expected, what)


def check_decoded(learner, reference, ids, merges, what):
    __tracebackhide__ = True
    expected = reference.decode(ids, merges)
    check_text(learner.decode(list(ids), list(merges)), expected, what)


@points(1)
def test_count(learner, reference, rng):
    """count_pairs counts all neighbours, overlapping ones too."""
    for ids in (ids_of(rng, 20, 3), ids_of(rng, 30, 2), [5, 5, 5, 5], [300, 7, 300, 7], [1, 2], [9], []):
        expected = reference.count_pairs(ids)
        check_counts(learner.count_pairs(list(ids)), expected, say("count_pairs({ids})", ids=short(ids)))


@points(1)
def test_merge(learner, reference, rng):
    """merge_pair replaces a pair wherever it stands, from left to right, and never uses an id twice."""
    cases = [([1, 2, 3, 1, 2], (1, 2)), ([2, 1, 2, 2, 1], (1, 2)), ([4, 4, 4], (4, 4)), ([4, 4, 4, 4, 4], (4, 4))]
    cases += [([1, 2], (1, 2)), ([1], (1, 2)), ([], (1, 2)), ([3, 300, 1, 300, 1], (300, 1)), ([1, 1, 2, 2], (1, 2))]
    for _ in range(4):
        ids = ids_of(rng, 16, 2)
        cases.append((ids, (ids[0], ids[1])))
    for ids, pair in cases:
        new = int(rng.integers(256, 400))
        expected = reference.merge_pair(ids, pair, new)
        what = say("merge_pair({ids}, {pair}, {new})", ids=short(ids), pair=pair, new=new)
        check_ids(learner.merge_pair(list(ids), pair, new), expected, what)


@points(1)
def test_first_merge(learner, reference, rng):
    """The first merge is the most frequent pair of bytes."""
    for _ in range(4):
        text = phrase(rng)
        check_learned(learner, reference, text, 1, say("learn_merges({text!r}, 1)", text=text))


@points(1)
def test_ties(learner, reference, rng):
    """Of pairs that are equally frequent, the smaller one is merged: by its first id, then by its second."""
    for text in ("dcdcbaba", "zyxzyxabcabc", "acabacab", "adacadac", "ddbbddbb"):
        check_learned(learner, reference, text, 1, say("learn_merges({text!r}, 1)", text=text))
    for _ in range(3):
        text = few_letters(rng, 12) + "zz" + few_letters(rng, 12)
        check_learned(learner, reference, text, 3, say("learn_merges({text!r}, 3)", text=text))


@points(1)
def test_several_merges(learner, reference, rng):
    """Each merge is found in what the merges before it have left, and gets the next id from 256 on."""
    for text, count in ((phrase(rng), 6), (phrase(rng, 30), 20), (few_letters(rng, 40), 5), (scripts(rng), 12)):
        check_learned(
            learner, reference, text, count, say("learn_merges({text}, {count})", text=short(text), count=count)
        )


@points(1)
def test_end_of_merging(learner, reference, rng):
    """Where no pair occurs twice, there is nothing more to merge; the empty text has no merges."""
    for text in ("abc", "", "a", "abab", "aaaa", "aaa", "aa", few_letters(rng, 10), phrase(rng, 4)):
        check_learned(learner, reference, text, 60, say("learn_merges({text!r}, 60)", text=text))
    check_learned(learner, reference, "ababab", 0, "learn_merges('ababab', 0)")


@points(1)
def test_encode(learner, reference, rng):
    """encode applies the merges in the order in which they were learned, also to a text that they never saw."""
    for text, other in (
        (phrase(rng, 30), phrase(rng)),
        (few_letters(rng, 40), few_letters(rng)),
        (few_letters(rng, 40), "aaaaabbbbb"),
    ):
        merges = reference.learn_merges(text, 12)
        for each in (text, other):
            check_encoded(
                learner,
                reference,
                each,
                merges,
                say("encode({text}, {merges})", text=short(each), merges=short(merges)),
            )
    # Merges of which one takes away what another would have: their order tells.
    for merges in (
        [(97, 98), (98, 99)],
        [(98, 99), (97, 98)],
        [(97, 98), (256, 99), (98, 99)],
        [(98, 99), (97, 256), (97, 98)],
    ):
        check_encoded(
            learner, reference, "abcabxbcaabc", merges, say("encode('abcabxbcaabc', {merges})", merges=merges)
        )


@points(1)
def test_encode_bytes(learner, reference, rng):
    """Without merges, the ids are the bytes of the text in UTF-8."""
    for text in (*SCRIPTS, scripts(rng), "", "plain"):
        check_encoded(learner, reference, text, [], say("encode({text}, [])", text=short(text)))


@points(1)
def test_decode(learner, reference, rng):
    """decode gives each id's bytes, and those of merges of merges too."""
    for text in (phrase(rng, 30), few_letters(rng, 50), scripts(rng)):
        merges = reference.learn_merges(text, 20)
        for ids in (reference.encode(text, merges), list(range(256, 256 + len(merges))), list(range(32, 127))):
            check_decoded(
                learner, reference, ids, merges, say("decode({ids}, {merges})", ids=short(ids), merges=short(merges))
            )
    check_decoded(learner, reference, [], [], "decode([], [])")


@points(1)
def test_decode_parts_of_characters(learner, reference):
    """A character may lie in several ids; bytes that are no text become the replacement character."""
    for text in SCRIPTS:
        ids = list(text.encode("utf-8"))
        check_decoded(learner, reference, ids, [], say("decode({ids}, [])", ids=short(ids)))
    for ids in ([0xE7, 0x8C], [97, 0xFF, 98], [0xC3], [0xA9, 97], [0xF0, 0x9F, 0x99, 97]):
        check_decoded(learner, reference, ids, [], say("decode({ids}, [])", ids=ids))
    check_decoded(learner, reference, [256, 97], [(0xE7, 0x8C)], "decode([256, 97], [(231, 140)])")


@points(1)
def test_there_and_back(learner, reference, rng):
    """Whatever the text, decode undoes encode, also with merges of another text."""
    merges = reference.learn_merges(phrase(rng, 30) + few_letters(rng, 30) + scripts(rng), 30)
    for text in (scripts(rng), phrase(rng), few_letters(rng), *SCRIPTS):
        what = say("encode({text}, merges)", text=short(text))
        expected = reference.encode(text, merges)
        ids = learner.encode(text, list(merges))
        check_ids(ids, expected, what)
        check_text(learner.decode(list(expected), list(merges)), text, say("decode of what {what} gives", what=what))


@points(1)
def test_arguments_stay(learner, reference):
    """No function changes the lists that it is given."""
    ids, merges = [97, 98, 97, 98, 99], [(97, 98), (256, 99)]
    for _ in range(2):
        expected = reference.merge_pair(ids, (97, 98), 256)
        with unchanged("merge_pair", ids=ids):
            got = learner.merge_pair(ids, (97, 98), 256)
        check_ids(got, expected, "merge_pair")
        with unchanged("encode", merges=merges):
            got = learner.encode("ababc", merges)
        check_ids(got, reference.encode("ababc", merges), "encode")
        with unchanged("decode", ids=ids, merges=merges):
            text = learner.decode(ids, merges)
        check_text(text, reference.decode(ids, merges), "decode")
