"""How much shorter texts become, merge by merge; and which pieces are found first."""

from gradkata.showing import Claim, Curve, Panel, Picture, Points, Wrong, check_integers, number
from gradkata.translation import say

TEXT = (
    "The sun and the wind had a quarrel about which of them was the stronger. While they were quarrelling, a man came "
    "down the road with a warm coat around him. Then they saw that there was a way to settle the matter: whoever made "
    "the man take off the coat was the stronger of the two. The wind began, and blew with all that it had. But the "
    "more it blew, the closer the man drew the coat around him, and at last the wind gave the matter up. Then the sun "
    "came out and shone on the man, warm and friendly. Before long the man found that the coat was too warm, and that "
    "was the end of the quarrel: he took it off, and the sun was the stronger of the two."
)
OTHER = (
    "The fox saw that there were grapes on the wall, and that they were the best in all the land. Then he began to "
    "jump, and the more he jumped, the further away the grapes were. At last he gave it up. They were sour, he said."
)
COUNT, EVERY = 60, 5  # merges, and how many of them lie between two looks
NAMED = (0, 2, 6, 12, 25, 50)  # merges whose pieces are written into the picture
FIRST = 256


def show(solution):
    """The picture."""
    merges = pairs(solution.learn_merges(TEXT, COUNT))
    looks = range(0, COUNT + 1, EVERY)
    own, other = ([letters_a_token(solution, text, merges[:count]) for count in looks] for text in (TEXT, OTHER))
    often = frequencies(solution, merges)
    pieces = [decoded(solution, FIRST + at, merges) for at in range(COUNT)]
    panels = (
        Panel(
            say("Fewer and longer tokens"), say("merges"), say("letters in a token, mean"),
            (Curve(looks, own, say("the text it learns from"), 0.6, "left"), Curve(looks, other, say("another text"))),
            range_across=(0, COUNT), range_up=(0, 1.1 * max(own)),
        ),
        Panel(
            say("Each pair, when its turn comes"), say("merge"), say("how often it stands in the text"),
            (
                Curve(range(1, COUNT + 1), often),
                Points(
                    [at + 1 for at in NAMED], [often[at] for at in NAMED],
                    tuple(f"“{pieces[at].replace(' ', '␣')}”" for at in NAMED),
                ),
            ),
            range_across=(0, COUNT), range_up=(0, 1.1 * max(often)),
        ),
    )  # fmt: skip
    return Picture(say("Byte pairs: what occurs often becomes one token"), panels, claims(own, other, often, pieces))


def pairs(got):
    """The merges, if they are as many pairs of ids as were asked for."""
    if not isinstance(got, list) or len(got) != COUNT:
        raise Wrong(say("learn_merges() is no list of {count} pairs", count=COUNT))
    what = "a pair of learn_merges()"
    return [tuple(check_integers(list(pair) if isinstance(pair, tuple) else pair, what, count=2)) for pair in got]


def letters_a_token(solution, text, merges):
    ids = check_integers(solution.encode(text, list(merges)), "encode()")
    return len(text) / max(1, len(ids))


def frequencies(solution, merges):
    """How often each pair stands in the text, after all merges before it."""
    ids, found = list(TEXT.encode()), []
    for at, pair in enumerate(merges):
        counts = solution.count_pairs(list(ids))
        if not isinstance(counts, dict):
            raise Wrong(say("count_pairs() is no dict"))
        found.append(number(counts.get(pair, 0), "an entry of count_pairs()"))
        ids = check_integers(solution.merge_pair(ids, pair, FIRST + at), "merge_pair()")
    return found


def decoded(solution, token, merges):
    got = solution.decode([token], list(merges))
    if not isinstance(got, str):
        raise Wrong(say("decode() is no text"))
    return got


def claims(own, other, often, pieces):
    return (
        Claim(
            say(
                "After {count} merges a token stands for {own:.1f} letters of the text that the merges were learned "
                "from. Of another text it is {other:.1f}: what both have in common is found first, and then what is "
                "peculiar to the one.",
                count=COUNT, own=own[-1], other=other[-1],
            ),
            own == sorted(own) and own[-1] > 2 and 1.4 < other[-1] < 0.8 * own[-1] and other[1] > 0.95 * own[1],
        ),
        Claim(
            say(
                "First come pieces of frequent words; a space (␣) is a letter like any other. “{first}” stands in the "
                "text {most} times. Merge {number} completes a whole word, “{word}”.",
                first=pieces[0].replace(" ", "␣"), most=int(often[0]), number=NAMED[-1] + 1, word=pieces[NAMED[-1]],
            ),
            often == sorted(often, reverse=True) and pieces[0] == "e " and pieces[NAMED[-1]] == "quarrel",
        ),
    )  # fmt: skip
