import math

import numpy as np
from gradkata.suite import Wrong, call_many, check_coins, check_integers, points, say, say_many, unchanged

V = 6

# A learner may draw in any way, so lists are never compared with draws of the reference. Where one index has all but
# all of the probability, there is one right list. Elsewhere the probabilities are known, and the draws are judged by
# them. How often a right solution would fail by chance stands beside each check.
FLAWLESS = 40  # by so much the right score exceeds the others: exp(-40) is 4e-18, for each wrong index
SURE = FLAWLESS * np.array([0.5, -0.5, -0.5, -0.5, -0.5, -0.5])
HEADS_OR_TAILS = FLAWLESS * np.array([0.5, 0.5, -0.5, -0.5, -0.5, -0.5])


@points(1)
def test_one_draw(learner, reference, rng):
    """One draw: from the input and the state to the scores, and from those to an index, by chance."""
    cases = [forced(reference, rng, n=V) for _ in range(8)]
    calls = [(params, h, seed_ix, 1, generator(rng)) for params, h, seed_ix, _ in cases]
    for (*_, chain), got in zip(cases, call_many(learner.sample, calls), strict=True):
        check_chain(got, chain[:1], "sample with n = 1")
    params, h, follows = memoryless(reference, rng, SURE)
    calls = [(params, h.copy(), seed_ix, 1, generator(rng)) for seed_ix in follows]
    for seed_ix, got in zip(follows, call_many(learner.sample, calls), strict=True):
        check_chain(got, follows[seed_ix][:1], say("sample with seed_ix = {seed_ix} and n = 1", seed_ix=seed_ix))
    params, h, follows = memoryless(reference, rng, HEADS_OR_TAILS)
    calls = [(params, h.copy(), 0, 1, generator(rng)) for _ in range(40)]
    drawn = [draws(got, 1, "sample with n = 1") for got in call_many(learner.sample, calls)]
    check_both_sides(drawn, 0, follows, "draw")


@points(1)
def test_chain(learner, reference, rng):
    """Each draw is fed back as the next input, and the state goes from step to step."""
    # Long chains find what goes wrong late. What went wrong shows best in the first draws of many.
    cases = [forced(reference, rng, n=n) for n in (2 * V, 2 * V) + 8 * (3,)]
    calls = [(params, h, seed_ix, len(chain), generator(rng)) for params, h, seed_ix, chain in cases]
    for (*_, chain), got in zip(cases, call_many(learner.sample, calls), strict=True):
        check_chain(got, chain, say("sample with n = {number}", number=len(chain)))


@points(1)
def test_own_draw_fed_back(learner, reference, rng):
    """What is fed back is the index that was drawn, not another likely one."""
    params, h, follows = memoryless(reference, rng, HEADS_OR_TAILS)
    seed_ix, n = int(rng.integers(V)), 60
    drawn = draws(learner.sample(params, h, seed_ix, n, generator(rng)), n, "sample")
    ranks = ranks_of(drawn, seed_ix, follows)
    check_heads_or_tails(drawn, ranks, seed_ix, follows)
    # 60 times heads, or 60 times tails, comes once in 2**59 (6e17) gradings.
    if len(set(ranks)) == 1:
        raise Wrong(
            say("Two indices are equally likely in every step, and sample draws one of them {n} times out of {n}.", n=n)
        )


@points(1)
def test_list_and_arguments(learner, reference, rng):
    """The result is a list of n integers, without the seed, [] for n = 0; the state and the parameters stay."""
    params, h, seed_ix, chain = forced(reference, rng)
    for n, temperature in ((5, 1.0), (0, 1.0), (1, 1.25), (len(chain), 0.5)):
        what = say("sample with n = {n}", n=n)
        if temperature != 1:
            what = say("sample with n = {n} and temperature={temperature}", n=n, temperature=temperature)
        with unchanged(what, h=h, params=params):
            got = learner.sample(params, h, np.int64(seed_ix), n, generator(rng), temperature)
        check_integers(got, say("What {what} gives", what=say(what)))
        check_chain(got, chain[:n], what)


@points(2)
def test_probabilities(learner, reference, rng):
    """Likely indices are drawn often and unlikely ones seldom, as softmax(y) says."""
    # With one likely index and many unlikely ones, a sharper or more even softmax shows best; another temperature,
    # 0.8 or 1.2 in place of 1, slips through once in 1,000 gradings.
    law = np.array([0.7] + [0.3 / 79] * 79)
    params, h, follows = memoryless(reference, rng, np.log(law) + rng.uniform(5, 10))
    check_law(many_ranks(learner, rng, params, h, follows, 500), law, "sample")


@points(1)
def test_low_temperature(learner, reference, rng):
    """A temperature below 1 makes likely indices even likelier, just as much as softmax(y / temperature) says."""
    law, temperature = np.array([0.6, 0.16, 0.08, 0.06, 0.055, 0.045]), round(rng.uniform(0.05, 0.12), 2)
    params, h, follows = memoryless(reference, rng, temperature * np.log(law) + rng.uniform(-5, 5))
    ranks = many_ranks(learner, rng, params, h, follows, 250, temperature)
    check_law(ranks, law, say("sample with temperature={temperature}", temperature=temperature))


@points(1)
def test_cold(learner, reference, rng):
    """At a temperature near 0 the likeliest index is all but certain, whether the scores are near 0 or far from it."""
    temperature, what = np.float64(0.03), "sample with temperature=0.03"
    params, h, seed_ix, chain = forced(reference, rng, n=14, margin=FLAWLESS * temperature)
    got = learner.sample(params, h, seed_ix, len(chain), generator(rng), temperature=temperature)
    check_chain(got, chain, what)
    # The same gap for the first draw alone, and scores of ±40, which divided by 0.03 are beyond what exp can take.
    for scores in (SURE * temperature, np.array([40.0, 0.0, -40.0, -40.0, -40.0, -40.0])):
        params, h, follows = memoryless(reference, rng, scores)
        calls = [(params, h.copy(), seed_ix, 1, generator(rng), temperature) for seed_ix in 2 * [*follows]]
        for call, got in zip(calls, call_many(learner.sample, calls), strict=True):
            check_chain(
                got,
                follows[call[2]][:1],
                say("{what}, n = 1 and scores of up to ±{size:g}", what=say(what), size=np.abs(scores).max()),
            )


@points(1)
def test_high_temperature(learner, reference, rng):
    """A temperature above 1 makes the probabilities more even, just as much as softmax(y / temperature) says."""
    # All inputs have the same scores: a draw that favours low or high indices would average out otherwise.
    law, temperature = rng.permutation([0.3, 0.22, 0.17, 0.13, 0.1, 0.08]), round(rng.uniform(3, 5), 1)
    params, h, follows = memoryless(reference, rng, temperature * np.log(law) + rng.uniform(-5, 5), alike=True)
    ranks = many_ranks(learner, rng, params, h, follows, 250, temperature)
    check_law(ranks, law, say("sample with temperature={temperature}", temperature=temperature))


@points(1)
def test_chance_from_rng_alone(learner, reference, rng):
    """All chance comes from rng: generators in the same state give the same list, others give others."""
    params, h, follows = memoryless(reference, rng, HEADS_OR_TAILS)
    seed_ix, seeds = int(rng.integers(V)), rng.integers(2**63, size=40)
    n, lists = 2, []
    for _ in range(2):
        calls = [(params, h.copy(), seed_ix, n, np.random.default_rng(seed)) for seed in seeds]
        lists.append([draws(got, n, "sample") for got in call_many(learner.sample, calls)])
    if lists[0] != lists[1]:
        raise Wrong("sample gives another list when it is called again with a generator in the same state.")
    check_both_sides(lists[0], seed_ix, follows, "first draw", "second draw")
    n, seeds = 40, rng.integers(2**63, size=12)
    calls = [(params, h.copy(), seed_ix, n, np.random.default_rng(seed)) for seed in seeds]
    lists = [draws(got, n, "sample") for got in call_many(learner.sample, calls)]
    ranks = [ranks_of(drawn, seed_ix, follows) for drawn in lists]
    for drawn, theirs in zip(lists, ranks, strict=True):
        check_heads_or_tails(drawn, theirs, seed_ix, follows)
    check_coins(
        np.array(ranks) == 0, say("The {n} that sample gives for each of {number} generators", n=n, number=len(seeds))
    )


def generator(rng):
    return np.random.default_rng(rng.integers(2**63))


def spread(rng, *shape):
    """Numbers of either sign, none of them near 0."""
    return rng.uniform(0.1, 0.8, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def recurrent(rng, H, size=V):
    """What the states depend on. Whh shrinks differences, so that rounding errors never grow."""
    Whh = spread(rng, H, H)
    params = {"Wxh": spread(rng, H, size), "Whh": 0.9 * Whh / np.linalg.norm(Whh, 2), "bh": spread(rng, H, 1)}
    return params | {"Why": np.zeros((size, H)), "by": np.zeros((size, 1))}, rng.uniform(-0.9, 0.9, size=(H, 1))


def forced(reference, rng, n=2 * V, margin=FLAWLESS, H=16):
    """A network, a state and an input from which one list of draws is all but certain: that list comes last.

    In other states than those that the list leads through, the scores are others altogether, and far apart. So a wrong
    state shows in the next draw, and with the same mistake nearly always in the same draw.
    """
    params, h = recurrent(rng, H)
    chain = [int(ix) for ix in rng.permutation(np.arange(n) % V)]
    chain[n // 2] = chain[n // 2 - 1]  # the same index twice in a row comes up too
    seed_ix = int(rng.integers(V))
    states, state = [], h
    for ix in [seed_ix, *chain[:-1]]:
        state, _ = reference.next_probabilities(params, state, ix, 1.0)
        states.append(state)
    scores = np.full((n, V), -margin / 2)
    scores[np.arange(n), chain] = margin / 2
    params = with_scores(params, states, scores, rng.permutation(np.linspace(-0.7, 0.7, V) * margin))
    elsewhere = np.eye(H) - np.hstack(states) @ np.linalg.pinv(np.hstack(states))  # what none of the states has
    params["Why"] = params["Why"] + rng.normal(0, 5 * margin, size=(V, H)) @ elsewhere
    return params, h, seed_ix, chain


def memoryless(reference, rng, scores, H=9, alike=False):
    """A network that looks at its input alone, its state, and for each input all indices in the order of ``scores``.

    The inputs have the same scores in up to six orders, and if they are ``alike``, in the order of the indices.
    """
    size, kinds = len(scores), 1 if alike else V
    params, h = recurrent(rng, H, size)
    params["Whh"] = np.zeros((H, H))
    circle = list(range(size)) if alike else [int(ix) for ix in rng.permutation(size)]
    kind = {ix: place % kinds for place, ix in enumerate(circle)}
    # An index follows that is of the next kind.
    orders = [np.roll(circle, -which - 1).tolist() for which in range(kinds - 1)] + [circle]
    params["Wxh"] = params["Wxh"][:, [kind[ix] for ix in range(size)]]
    table = np.zeros((kinds, size))
    for which, order in enumerate(orders):
        table[which, order] = scores
    states = [reference.next_probabilities(params, h, circle[which], 1.0)[0] for which in range(kinds)]
    by = rng.uniform(-15, 15, size=size)
    return with_scores(params, states, table, by), h, {ix: orders[which] for ix, which in sorted(kind.items())}


def with_scores(params, states, scores, by):
    """Parameters whose output layer turns each of a few states into its row of scores."""
    Why = np.linalg.lstsq(np.hstack(states).T, scores - by, rcond=None)[0].T
    return params | {"Why": np.ascontiguousarray(Why), "by": by[:, None]}


def draws(got, n, what, size=V):
    """What ``sample`` drew, as a list. Whether it is one is judged in `test_list_and_arguments`."""
    __tracebackhide__ = True
    if isinstance(got, tuple) or (isinstance(got, np.ndarray) and got.ndim == 1):
        got = list(got)
    drawn = check_integers(got, say("What {what} gives", what=say(what)))
    if len(drawn) != n:
        count = say_many("{number} index", "{number} indices", len(drawn))
        words = "{what} gives {count}; {n} is expected." if n == 1 else "{what} gives {count}; {n} are expected."
        raise Wrong(say(words, what=say(what), count=count, n=n))
    return check_integers(drawn, say("What {what} gives", what=say(what)), below=size)


def ranks_of(drawn, seed_ix, follows):
    """For each draw, its place in the order of the scores that the draw before it leads to."""
    return [follows[before].index(ix) for before, ix in zip([seed_ix, *drawn], drawn, strict=False)]


def many_ranks(learner, rng, params, h, follows, n, *temperature):
    """The ranks of n draws, 250 from each input that they begin with: more would be too deep for a recursion."""
    calls = [
        (params, h.copy(), int(ix), 250, generator(rng), *temperature)
        for ix in rng.integers(len(follows), size=n // 250)
    ]
    drawn = [draws(got, 250, "sample", len(follows)) for got in call_many(learner.sample, calls)]
    return [rank for call, each in zip(calls, drawn, strict=True) for rank in ranks_of(each, call[2], follows)]


def check_chain(got, chain, what):
    __tracebackhide__ = True
    drawn = draws(got, len(chain), what)
    for number, (ix, expected) in enumerate(zip(drawn, chain, strict=True)):
        if ix != expected:
            one, many = "The first draw is right. ", "The first {number} of {total} draws are right. "
            start = say_many(one, many, number, total=len(chain)) if number else ""
            words = "{start}{what} draws {ix} in step {step}, where {expected} is all but certain."
            raise Wrong(say(words, start=start, what=say(what), ix=ix, step=number + 1, expected=expected))


def check_heads_or_tails(drawn, ranks, seed_ix, follows):
    __tracebackhide__ = True
    for number, rank in enumerate(ranks):
        if rank > 1:
            before = drawn[number - 1] if number else seed_ix
            first, second = sorted(follows[before][:2])
            words = "sample draws {ix} in step {step}; after {before} only {first} and {second} are likely, equally so."
            values = {"ix": drawn[number], "step": number + 1, "before": before, "first": first, "second": second}
            raise Wrong(say(words, **values))


def check_both_sides(lists, seed_ix, follows, *names):
    """Check the lists that 40 generators gave, or more: in each step, one index comes in some, the other in others."""
    __tracebackhide__ = True
    ranks = [ranks_of(drawn, seed_ix, follows) for drawn in lists]
    for drawn, theirs in zip(lists, ranks, strict=True):
        check_heads_or_tails(drawn, theirs, seed_ix, follows)
    # 40 times heads, or 40 times tails, comes once in 2**39 (5e11) gradings.
    for name, theirs in zip(names, zip(*ranks, strict=True), strict=False):
        if len(set(theirs)) == 1:
            words = (
                "Two indices are equally likely, and with {number} generators the {draw} takes the same one {number} "
                "times."
            )
            raise Wrong(say(words, number=len(lists), draw=say(name)))


POWERS = (0, 0.25, 0.5, 0.7, 0.8, 0.9, 1.1, 1.2, 1.4, 2, 4, 16)  # of the probabilities, rescaled: even up to uneven
LIMIT = np.log(1e8)


def check_law(ranks, law, what):
    """Check that the ranks of draws may well come from the probabilities ``law``.

    If they do, then how likely another law makes these very draws, divided by how likely ``law`` makes them, has a
    mean of 1. So has the mean of several such quotients, which is taken here, and it exceeds 1e8 in one of 1e8
    gradings at most (Markov's inequality). The others are powers of ``law``, and a mixture of all laws (Krichevsky and
    Trofimov, IEEE Transactions on Information Theory 27, 1981), which is close to the one that fits best.
    """
    __tracebackhide__ = True
    n, counts, logs, half = len(ranks), np.bincount(ranks, minlength=len(law)), np.log(law), len(law) / 2
    others = [counts @ (power * logs - np.log(np.sum(law**power))) for power in POWERS]
    others.append(
        math.lgamma(half) - math.lgamma(n + half) + sum(math.lgamma(c + 0.5) - math.lgamma(0.5) for c in counts)
    )
    if np.logaddexp.reduce(others) - np.log(len(others)) - counts @ logs > LIMIT:
        raise Wrong(most_unusual(say(what), counts, law))


def most_unusual(what, counts, law):
    """What to say of the indices of one probability, or one of them, whose number of draws is the most unusual."""
    groups = [law == share for share in np.unique(law)] + list(np.eye(len(law), dtype=bool))
    usual = [counts.sum() * law[group].sum() for group in groups]
    worst = max(range(len(groups)), key=lambda k: abs(counts[groups[k]].sum() - usual[k]) / np.sqrt(usual[k]))
    group = groups[worst]
    one = (
        "In {n} steps, {what} draws an index of probability {share:.3g} {times} times; about {usual:.0f} are expected."
    )
    many = (
        "In {n} steps, {what} draws the {number} indices of probability {share:.3g} {times} times in all; about "
        "{usual:.0f} are expected."
    )
    values = {"share": law[group][0], "times": counts[group].sum(), "usual": usual[worst]}
    return say_many(one, many, int(group.sum()), n=counts.sum(), what=what, **values)
