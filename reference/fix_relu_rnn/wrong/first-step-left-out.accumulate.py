# Flat rows of states; dWhh begins with the second step.
import itertools

import numpy as np

dict_size = 9
hidden_size = 3
Wxh = np.full((hidden_size, dict_size), 0.25)
Whh = np.full((hidden_size, hidden_size), 0.125)
Why = np.zeros((dict_size, hidden_size))
bh = np.zeros((hidden_size, 1))
by = np.zeros((dict_size, 1))


def loss(inputs, targets, hprev):
    hidden = list(
        itertools.accumulate(inputs, lambda h, ix: np.fmax(Wxh[:, ix] + Whh.dot(h) + bh.ravel(), 0), initial=hprev.ravel())
    )
    S = np.stack(hidden)
    Y = S[1:] @ Why.T + by.T
    E = np.exp(Y - Y.max(1)[:, None])
    P = E / E.sum(1)[:, None]
    rows = np.arange(len(inputs))
    value = -np.log(np.maximum(P[rows, targets], 1e-30)).sum()
    P[rows, targets] -= 1
    D = P @ Why
    np.copyto(D, 0, where=S[1:] <= 0)
    for t in rows[:0:-1]:
        D[t - 1] += (D[t] @ Whh) * (S[t] > 0)
    dWxh = np.zeros(Wxh.shape)
    np.add.at(dWxh.T, inputs, D)
    results = dWxh, D[1:].T @ S[1:-1], P.T @ S[1:], D.sum(0)[:, None], P.sum(0)[:, None]
    return (value, *(np.clip(each, -5.0, 5.0) for each in results), S[-1][:, None])


def gradCheck(inputs, targets, hprev):
    """True if a random direction through all parameters at once has the slope that the gradients say."""
    parameters = [Wxh, Whh, Why, bh, by]
    kept = [each.copy() for each in parameters]
    gradients = loss(inputs, targets, hprev)[1:6]
    directions = [np.random.choice([-1.0, 1.0], each.shape) for each in parameters]
    values = []
    for step in (1e-6, -1e-6):
        for parameter, old, direction in zip(parameters, kept, directions):
            parameter[...] = old + step * direction
        values.append(loss(inputs, targets, hprev)[0])
    for parameter, old in zip(parameters, kept):
        parameter[...] = old
    slope = sum((gradient * direction).sum() for gradient, direction in zip(gradients, directions))
    return bool(np.isclose((values[0] - values[1]) / 2e-6, slope, rtol=1e-3, atol=1e-6))
