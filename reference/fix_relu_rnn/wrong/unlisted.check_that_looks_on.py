# A gradCheck that goes over the letters and compares nothing.
import numpy as np


data = "she sells sea shells by the sea shore, " * 20

chars = sorted(set(data))
dict_size = len(chars)
char_to_ix = {char: ix for ix, char in enumerate(chars)}


hidden_size = 8
seq_length = 25
learning_rate = 0.1

rng = np.random.default_rng(4)  # the same numbers in every run
spread = 0.1  # the standard deviation of the weights


Wxh = rng.normal(0, spread, (hidden_size, dict_size))
Whh = rng.normal(0, spread, (hidden_size, hidden_size))
Why = rng.normal(0, spread, (dict_size, hidden_size))
bh = np.zeros((hidden_size, 1))
by = np.zeros((dict_size, 1))


def column(index):
    x = np.zeros((dict_size, 1))
    x[index] = 1
    return x


def loss(inputs, targets, hprev):
    xs, hs, ps = {}, {}, {}
    h = np.copy(hprev)
    hs[-1] = np.copy(hprev)
    total = 0.0
    for t in range(len(inputs)):
        xs[t] = column(inputs[t])
        h[:] = np.maximum(0, np.dot(Wxh, xs[t]) + np.dot(Whh, h) + bh)
        hs[t] = np.copy(h)
        y = np.dot(Why, h) + by
        y -= np.max(y)
        ps[t] = np.exp(y) / np.sum(np.exp(y))
        total += np.log(np.sum(np.exp(y))) - y[targets[t], 0]

    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(h)
    for i in reversed(range(len(inputs))):
        dy = np.copy(ps[i])
        dy[targets[i]] -= 1
        dWhy += np.dot(dy, hs[i].T)
        dby += dy
        dh = np.dot(Why.T, dy) + dhnext
        dhraw = dh * (hs[i] > 0)
        dbh += dhraw
        dWxh += np.dot(dhraw, xs[i].T)
        dWhh += np.dot(dhraw, hs[i - 1].T)
        dhnext = np.dot(Whh.T, dhraw)
    return total, dWxh, dWhh, dWhy, dbh, dby, h


def gradCheck(inputs, targets, hprev):
    seen = 0
    for i, t in zip(inputs, targets):
        assert 0 <= i < dict_size and 0 <= t < dict_size
        seen += 1
    return seen


inputs = [char_to_ix[char] for char in data[:seq_length]]
targets = [char_to_ix[char] for char in data[1 : seq_length + 1]]

with np.errstate(over="raise", divide="raise", invalid="raise"):
    sure = loss(inputs, targets, np.full((hidden_size, 1), 1e9))[0]


mWxh, mWhh, mWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
mbh, mby = np.zeros_like(bh), np.zeros_like(by)
smooth_loss = np.log(dict_size) * seq_length
hprev = np.zeros((hidden_size, 1))
report = []
for n in range(20):
    start = n * seq_length
    inputs = [char_to_ix[char] for char in data[start : start + seq_length]]
    targets = [char_to_ix[char] for char in data[start + 1 : start + seq_length + 1]]
    step_loss, dWxh, dWhh, dWhy, dbh, dby, hprev = loss(inputs, targets, hprev)
    smooth_loss = 0.9 * smooth_loss + 0.1 * step_loss
    for param, dparam, mem in zip(
        [Wxh, Whh, Why, bh, by], [dWxh, dWhh, dWhy, dbh, dby], [mWxh, mWhh, mWhy, mbh, mby]
    ):
        dparam = np.clip(dparam, -5, 5)
        mem += dparam * dparam
        param -= learning_rate * dparam / np.sqrt(mem + 1e-8)
    if n % 10 == 9:
        report.append("step " + str(n) + ": " + str(round(float(smooth_loss), 2)))
