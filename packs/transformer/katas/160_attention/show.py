"""What one head looks at, token by token; and what becomes of the weights if the scores are not scaled."""

import numpy as np
from gradkata.showing import Claim, Curve, Map, Panel, Picture, array, check_parts
from gradkata.translation import say

TEXT = "the cat saw the dog"
WIDTHS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
T, TIMES = 16, 8


def show(solution):
    """The picture."""
    words = TEXT.split()
    weights = of_words(solution, words)
    scaled = [largest(solution, d, 1.0) for d in WIDTHS]
    not_scaled = [largest(solution, d, np.sqrt(d)) for d in WIDTHS]
    panels = (
        Panel(
            say("Equal words fit each other; nothing looks ahead"), say("is looked at"), say("looks"),
            (Map(weights.round(2), tuple(words)),), names=tuple(words),
        ),
        Panel(
            say("Random queries and keys, {T} tokens", T=T), say("features d of a query"),
            say("largest weight of the last token, mean"),
            (Curve(WIDTHS, scaled, say("divided by √d")), Curve(WIDTHS, not_scaled, say("as they are"))),
            is_log_across=True, range_up=(0, 1),
        ),
    )  # fmt: skip
    return Picture(
        say("Attention: who looks at whom, and why scores are scaled"), panels, claims(weights, scaled, not_scaled)
    )


def of_words(solution, words):
    """Weights of a head whose queries and keys are the words themselves, each a direction of its own."""
    known = sorted(set(words))
    x = 2 * np.eye(len(known))[[known.index(word) for word in words]][None]
    _, cache = forward(solution, x, x, x)
    return array(cache[3], (1, len(words), len(words)), "weights of attention_forward()")[0]


def forward(solution, q, k, v):
    got = solution.attention_forward(q.copy(), k.copy(), v.copy())
    out, cache = check_parts(got, ["out", "cache"], "attention_forward()")
    return out, check_parts(cache, ["q", "k", "v", "weights"], "the cache of attention_forward()")


def largest(solution, d, factor):
    """The largest weight of the last token, on average over some texts; its queries are ``factor`` times as large."""
    rng = np.random.default_rng(2)
    q, k = rng.normal(size=(2, TIMES, T, d))
    got = solution.attention_weights(factor * q, k)
    return array(got, (TIMES, T, T), "attention_weights()")[:, -1].max(axis=1).mean()


def claims(weights, scaled, not_scaled):
    return (
        Claim(
            say(
                "The first word can look at nothing but itself. The second “the” gives the first one as much as "
                "itself, {same:.2f}, and each other word {other:.2f}; later words get 0.",
                same=weights[3, 0], other=weights[3, 1],
            ),
            weights[0, 0] == 1 and np.isclose(weights[3, 0], weights[3, 3])
            and np.all(weights[np.triu_indices(5, 1)] == 0) and weights[3, 0] > weights[3, 1],
        ),
        Claim(
            say(
                "Without the scale, the longer the queries, the more of its look a token gives to a single other one: "
                "{most:.2f} with {d} features. Divided by √d, it stays near {same:.2f}.",
                most=not_scaled[-1], d=WIDTHS[-1], same=scaled[-1],
            ),
            not_scaled[-1] > 0.8 and max(scaled[4:]) < 0.5 and not_scaled[-1] > not_scaled[4] > not_scaled[1],
        ),
    )  # fmt: skip
