import math

import numpy as np

from harness.suite import Wrong, call_many, check_integers, points, unchanged

V = 6

# A learner may draw in any way, so lists are never compared with draws of the reference. Where one index has all but
# all of the probability, there is one right list. Elsewhere the probabilities are known, and the draws are judged by
# them. How often a right solution would fail by chance stands beside each check.
FLAWLESS = 40  # by so much the right score exceeds the others: exp(-40) is 4e-18, for each wrong index


@points(1)
def test_one_draw(learner, reference, rng):
    """One draw: from the input and the state to the scores, and from those to an index."""
    for _ in range(4):
        params, h, seed_ix, chain = forced(reference, rng, n=V)
        check_chain(learner.sample(params, h, seed_ix, 1, generator(rng)), chain[:1], "sample with n = 1")


@points(2)
def test_chain(learner, reference, rng):
    """Each draw is fed back as the next input, and the state goes from step to step."""
    for _ in range(2):
        params, h, seed_ix, chain = forced(reference, rng)
        check_chain(learner.sample(params, h, seed_ix, len(chain), generator(rng)), chain, "sample")


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
        raise Wrong(f"Two indices are equally likely in every step, and sample draws one of them {n} times out of {n}.")


@points(1)
def test_length(learner, reference, rng):
    """The list holds n indices, without the seed; n = 0 gives []."""
    params, h, seed_ix, chain = forced(reference, rng)
    for n in (5, 0, 2):
        got = learner.sample(params, h, np.int64(seed_ix), n, generator(rng))
        check_chain(got, chain[:n], f"sample with n = {n}")


@points(1)
def test_arguments_stay(learner, reference, rng):
    """The state and the parameters that were handed in are the same afterwards."""
    params, h, seed_ix, chain = forced(reference, rng, margin=FLAWLESS / 2)
    with unchanged("sample", h=h, params=params):
        got = learner.sample(params, h, seed_ix, len(chain), generator(rng), 0.5)
    check_chain(got, chain, "sample with temperature=0.5")


@points(1)
def test_probabilities(learner, reference, rng):
    """Likely indices are drawn often and unlikely ones seldom, as softmax(y) says."""
    law = np.array([0.9, 0.02, 0.02, 0.02, 0.02, 0.02])
    params, h, follows = memoryless(reference, rng, np.log(law) + rng.uniform(-5, 5))
    seed_ix, n = int(rng.integers(V)), 700  # powers of 2 for the exponential slip through once in 10,000 gradings
    drawn = draws(learner.sample(params, h, seed_ix, n, generator(rng)), n, "sample")
    check_law(ranks_of(drawn, seed_ix, follows), law, "sample")


@points(1)
def test_low_temperature(learner, reference, rng):
    """A temperature below 1 makes likely indices even likelier."""
    temperature = np.float64(0.03)
    params, h, seed_ix, chain = forced(reference, rng, n=14, margin=FLAWLESS * temperature)
    got = learner.sample(params, h, seed_ix, len(chain), generator(rng), temperature=temperature)
    check_chain(got, chain, "sample with temperature=0.03")


@points(1)
def test_high_temperature(learner, reference, rng):
    """A temperature above 1 makes the probabilities more even, just as much as softmax(y / temperature) says."""
    law, temperature = np.array([0.6, 0.16, 0.08, 0.06, 0.055, 0.045]), 4.0
    params, h, follows = memoryless(reference, rng, temperature * np.log(law) + rng.uniform(-5, 5))
    seed_ix, n = int(rng.integers(V)), 300
    drawn = draws(learner.sample(params, h, seed_ix, n, generator(rng), temperature), n, "sample")
    check_law(ranks_of(drawn, seed_ix, follows), law, "sample with temperature=4.0")


@points(1)
def test_chance_from_rng_alone(learner, reference, rng):
    """All chance comes from rng: generators in the same state give the same list, others give others."""
    params, h, follows = memoryless(reference, rng, HEADS_OR_TAILS)
    seed_ix, seeds = int(rng.integers(V)), rng.integers(2**63, size=40)
    lists = []
    for _ in range(2):
        calls = [(params, h, seed_ix, 2, np.random.default_rng(seed)) for seed in seeds]
        lists.append([draws(got, 2, "sample") for got in call_many(learner.sample, calls)])
    ranks = [ranks_of(drawn, seed_ix, follows) for drawn in lists[0]]
    for drawn, theirs in zip(lists[0], ranks, strict=True):
        check_heads_or_tails(drawn, theirs, seed_ix, follows)
    if lists[0] != lists[1]:
        raise Wrong("sample gives another list when it is called again with a generator in the same state.")
    # 40 times heads, or 40 times tails, comes once in 2**39 (5e11) gradings.
    for which, theirs in zip(("first", "second"), zip(*ranks, strict=True), strict=True):
        if len(set(theirs)) == 1:
            raise Wrong(f"Two indices are equally likely, and the {which} draw takes the same side for 40 generators.")


def generator(rng):
    return np.random.default_rng(rng.integers(2**63))


def spread(rng, *shape):
    """Numbers of either sign, none of them near 0."""
    return rng.uniform(0.1, 0.8, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def recurrent(rng, H):
    """What the states depend on. Whh shrinks differences, so that rounding errors never grow."""
    Whh = spread(rng, H, H)
    params = {"Wxh": spread(rng, H, V), "Whh": 0.9 * Whh / np.linalg.norm(Whh, 2), "bh": spread(rng, H, 1)}
    return params | {"Why": np.zeros((V, H)), "by": np.zeros((V, 1))}, rng.uniform(-0.9, 0.9, size=(H, 1))


def forced(reference, rng, n=2 * V, margin=FLAWLESS, H=16):
    """A network, a state and an input from which one list of draws is all but certain: that list comes last."""
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
    return with_scores(params, states, scores, rng.permutation(np.linspace(-0.7, 0.7, V) * margin)), h, seed_ix, chain


HEADS_OR_TAILS = FLAWLESS * np.array([0.5, 0.5, -0.5, -0.5, -0.5, -0.5])


def memoryless(reference, rng, scores, H=9):
    """A network that looks at its input alone, its state, and for each input all indices in the order of ``scores``.

    Every input has the same scores, in an order of its own.
    """
    params, h = recurrent(rng, H)
    params["Whh"] = np.zeros((H, H))
    circle = [int(ix) for ix in rng.permutation(V)]
    follows = {ix: [circle[(place + 1 + rank) % V] for rank in range(V)] for place, ix in enumerate(circle)}
    table = np.zeros((V, V))
    for ix, order in follows.items():
        table[ix, order] = scores
    states = [reference.next_probabilities(params, h, ix, 1.0)[0] for ix in range(V)]
    return with_scores(params, states, table, rng.uniform(-15, 15, size=V)), h, follows


def with_scores(params, states, scores, by):
    """Parameters whose output layer turns each of a few states into its row of scores."""
    Why = np.linalg.lstsq(np.hstack(states).T, scores - by, rcond=None)[0].T
    return params | {"Why": Why, "by": by[:, None]}


def draws(got, n, what):
    __tracebackhide__ = True
    return check_integers(got, f"what {what} gives", count=n, below=V)


def ranks_of(drawn, seed_ix, follows):
    """For each draw, its place in the order of the scores that the draw before it leads to."""
    return [follows[before].index(ix) for before, ix in zip([seed_ix, *drawn], drawn, strict=False)]


def check_chain(got, chain, what):
    __tracebackhide__ = True
    drawn = draws(got, len(chain), what)
    for number, (ix, expected) in enumerate(zip(drawn, chain, strict=True)):
        if ix != expected:
            start = f"The first {number} of {len(chain)} draws are right. " if number else ""
            raise Wrong(f"{start}{what} draws {ix} in step {number + 1}, where {expected} is all but certain.")


def check_heads_or_tails(drawn, ranks, seed_ix, follows):
    __tracebackhide__ = True
    for number, rank in enumerate(ranks):
        if rank > 1:
            before = drawn[number - 1] if number else seed_ix
            right = " and ".join(map(str, sorted(follows[before][:2])))
            step = f"sample draws {drawn[number]} in step {number + 1}"
            raise Wrong(f"{step}; after {before} only {right} are likely, equally so.")


POWERS = (0, 0.25, 0.5, 0.7, 1.4, 2, 4, 16)  # of the probabilities, rescaled: too even up to too uneven
LIMIT = np.log(1e8)


def check_law(ranks, law, what):
    """Check that the ranks of draws may well come from the probabilities ``law``.

    If they do, then how likely another law makes these very draws, divided by how likely ``law`` makes them, has a
    mean of 1. So has the mean of several such quotients, which is taken here, and it exceeds 1e8 in one of 1e8
    gradings at most (Markov's inequality). The others are powers of ``law``, and a mixture of all laws (Krichevsky and
    Trofimov, IEEE Transactions on Information Theory 27, 1981), which is close to the one that fits best.
    """
    __tracebackhide__ = True
    n, counts, logs = len(ranks), np.bincount(ranks, minlength=V), np.log(law)
    others = [counts @ (power * logs - np.log(np.sum(law**power))) for power in POWERS]
    others.append(
        math.lgamma(V / 2) - math.lgamma(n + V / 2) + sum(math.lgamma(c + 0.5) - math.lgamma(0.5) for c in counts)
    )
    if np.logaddexp.reduce(others) - np.log(len(others)) - counts @ logs > LIMIT:
        sums = {share: (int(counts[law == share].sum()), n * law[law == share].sum()) for share in np.unique(law)}
        share, (count, usual) = max(sums.items(), key=lambda each: abs(each[1][0] - each[1][1]) / np.sqrt(each[1][1]))
        how_often = f"{count} times; about {usual:.0f} times are expected"
        raise Wrong(f"In {n} steps, {what} draws an index of probability {share:g} {how_often}.")
