import numpy as np


def cross_entropy(logits, targets):
    # log sum exp, folded pairwise; the target's score is moved to 0 first: log(sum_j exp(z_j - z_t))
    margins = distance_to_target(logits, targets)
    return float(sum(np.logaddexp.reduce(row) for row in margins) / len(margins))


def distance_to_target(logits, targets):
    scores = np.array(logits, dtype=np.float64)
    own = np.choose(np.zeros(len(scores), dtype=int), [scores[np.arange(len(scores)), np.asarray(targets, dtype=np.int64)]])
    return scores - own[:, np.newaxis]


def cross_entropy_derivative(logits, targets):
    margins = distance_to_target(logits, targets)
    lse = np.logaddexp.reduce(margins, axis=1)
    result = np.empty(margins.shape)
    for n, t in enumerate(targets):
        for i in range(margins.shape[1]):
            result[n, i] = np.exp(margins[n, i] - lse[n])
        # the row sums to 0: the target's entry is minus the sum of the others
        result[n, t] = 0.0
        result[n, t] = -result[n].sum()
    return result / len(margins)
