# One case after another as column vectors, p with dy = p, dy[target] -= 1, as in min-char-rnn.
import numpy as np


def cross_entropy(logits, targets):
    loss = 0
    for t in range(len(targets)):
        y = logits[t].reshape(-1, 1) - logits[t].max()
        loss += np.log(np.sum(np.exp(y))) - y[targets[t], 0]
    return loss / len(targets)


def cross_entropy_derivative(logits, targets):
    rows = []
    for y, target in zip(logits, targets):
        y = np.reshape(y, (-1, 1))
        p = np.exp(y - np.max(y)) / np.sum(np.exp(y - np.max(y)))
        dy = np.copy(p)
        dy[target] -= 1
        rows.append(dy.ravel() / float(len(targets)))
    return np.array(rows)
