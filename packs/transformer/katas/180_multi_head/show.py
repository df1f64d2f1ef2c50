"""Two heads that look for two reasons, and one head that has to do with one answer to both questions."""

import numpy as np
from gradkata.showing import Claim, Map, Panel, Picture, array, check_parts
from gradkata.translation import say

TEXT = "the cat saw the dog"
SHARPNESS = 12.0  # how much more a query makes of what it looks for than of anything else
T = len(TEXT.split())


def show(solution):
    """The picture."""
    words = tuple(TEXT.split())
    two, one = (weights(solution, words, heads) for heads in (2, 1))
    titles = (
        say("Head 0 looks for the same word"), say("Head 1 looks for the token before"), say("One head looks for both"),
    )  # fmt: skip
    panels = tuple(
        Panel(title, say("is looked at"), say("looks"), (Map(each.round(2), words),), names=words)
        for title, each in zip(titles, (*two, *one), strict=True)
    )
    return Picture(say("Two heads: two questions, and an answer to each"), panels, claims(two, one[0]))


def weights(solution, words, heads):
    """(heads, T, T): what each head looks at, in tokens of T features for the word, and T for the place."""
    known = sorted(set(words))
    x = np.concatenate([np.eye(T)[[known.index(word) for word in words]], np.eye(T)], axis=1)
    before = np.eye(2 * T)
    before[T:, T:] = np.eye(T, k=-1)  # the question of place t is for place t - 1
    params = {"Wq": SHARPNESS * before, "Wk": np.eye(2 * T), "Wv": np.eye(2 * T), "Wo": np.eye(2 * T)}
    got = solution.multi_head_forward(x[None], params, heads)
    _, cache = check_parts(got, ["out", "cache"], "multi_head_forward()")
    parts = check_parts(cache, ["x", "params", "q", "k", "v", "weights", "merged"], "the cache of multi_head_forward()")
    return array(parts[5], (1, heads, T, T), "weights of multi_head_forward()")[0]


def claims(two, one):
    same, before = two
    return (
        Claim(
            say(
                "The features of each token say first which word it is, then where it stands. Head 0 gets the words: "
                "the second “the” looks at itself and at the first one, with {same:.2f} each. Head 1 gets the places: "
                "the same “the” looks at “saw”, with {before:.2f}.",
                same=same[3, 0], before=before[3, 2],
            ),
            np.isclose(same[3, 0], same[3, 3]) and same[3, 0] > 0.45 and before[3, 2] > 0.9,
        ),
        Claim(
            say(
                "One head with the same matrices adds up both questions, and has to share out one look: {same:.2f} for "
                "each of the three. What it takes along is a mixture.",
                same=one[3, 0],
            ),
            np.allclose(one[3, [0, 2, 3]], one[3, 0]) and 0.3 < one[3, 0] < 0.34,
        ),
    )  # fmt: skip
