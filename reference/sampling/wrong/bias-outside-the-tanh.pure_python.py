# Plain Python; the bias of the state comes after the tanh.
from itertools import accumulate
from math import exp, tanh


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    Wxh, Whh, Why, bh, by = (params[name].tolist() for name in ("Wxh", "Whh", "Why", "bh", "by"))
    state, ix, out = [row[0] for row in h.tolist()], int(seed_ix), []
    while len(out) < n:
        state = [
            tanh(Wxh[i][ix] + sum(w * s for w, s in zip(Whh[i], state))) + bh[i][0] for i in range(len(state))
        ]
        scores = [sum(w * s for w, s in zip(row, state)) + b[0] for row, b in zip(Why, by)]
        top = max(scores)
        sums = list(accumulate(exp((score - top) / float(temperature)) for score in scores))
        u = float(rng.random()) * sums[-1]
        ix = next(k for k, total in enumerate(sums) if u < total or k == len(sums) - 1)
        out.append(ix)
    return out
