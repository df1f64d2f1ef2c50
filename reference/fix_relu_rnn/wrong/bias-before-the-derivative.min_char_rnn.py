# As the notebook's author might have written it; dbh is added up a line too early.
import numpy as np

data = "how much wood would a woodchuck chuck if a woodchuck could chuck wood? " * 5
chars = list(set(data))
data_size, dict_size = len(data), len(chars)
print("data has %d characters, %d unique." % (data_size, dict_size))
char_to_ix = {ch: i for i, ch in enumerate(chars)}
ix_to_char = {i: ch for i, ch in enumerate(chars)}

hidden_size = 20
seq_length = 25
learning_rate = 1e-1

Wxh = np.random.randn(hidden_size, dict_size) * 0.01
Whh = np.random.randn(hidden_size, hidden_size) * 0.01
Why = np.random.randn(dict_size, hidden_size) * 0.01
bh = np.zeros((hidden_size, 1))
by = np.zeros((dict_size, 1))


def loss(inputs, targets, hprev):
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((dict_size, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.maximum(0, np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)
        ys[t] = np.dot(Why, hs[t]) + by
        e = np.exp(ys[t] - np.max(ys[t]))
        ps[t] = e / np.sum(e)
        loss += -np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dWhy += np.dot(dy, hs[t].T)
        dby += dy
        dh = np.dot(Why.T, dy) + dhnext
        dbh += dh
        dh[hs[t] <= 0] = 0
        dWxh += np.dot(dh, xs[t].T)
        dWhh += np.dot(dh, hs[t - 1].T)
        dhnext = np.dot(Whh.T, dh)
    for dparam in [dWxh, dWhh, dWhy, dbh, dby]:
        np.clip(dparam, -5, 5, out=dparam)
    return loss, dWxh, dWhh, dWhy, dbh, dby, hs[len(inputs) - 1]


def gradCheck(inputs, targets, hprev):
    global Wxh, Whh, Why, bh, by
    num_checks, delta = 10, 1e-5
    _, dWxh, dWhh, dWhy, dbh, dby, _ = loss(inputs, targets, hprev)
    for param, dparam, name in zip(
        [Wxh, Whh, Why, bh, by], [dWxh, dWhh, dWhy, dbh, dby], ["Wxh", "Whh", "Why", "bh", "by"]
    ):
        print(name)
        for i in range(num_checks):
            ri = int(np.random.uniform(0, param.size))
            old_val = param.flat[ri]
            param.flat[ri] = old_val + delta
            cg0 = loss(inputs, targets, hprev)[0]
            param.flat[ri] = old_val - delta
            cg1 = loss(inputs, targets, hprev)[0]
            param.flat[ri] = old_val
            grad_analytic = dparam.flat[ri]
            grad_numerical = (cg0 - cg1) / (2 * delta)
            total = abs(grad_numerical + grad_analytic)
            rel_error = abs(grad_analytic - grad_numerical) / total if total else 0.0
            print("%f, %f => %e " % (grad_numerical, grad_analytic, rel_error))


n, p = 0, 0
mWxh, mWhh, mWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
mbh, mby = np.zeros_like(bh), np.zeros_like(by)
smooth_loss = -np.log(1.0 / dict_size) * seq_length
while n <= 60:
    if p + seq_length + 1 >= len(data) or n == 0:
        hprev = np.zeros((hidden_size, 1))
        p = 0
    inputs = [char_to_ix[ch] for ch in data[p : p + seq_length]]
    targets = [char_to_ix[ch] for ch in data[p + 1 : p + seq_length + 1]]
    loss_now, dWxh, dWhh, dWhy, dbh, dby, hprev = loss(inputs, targets, hprev)
    smooth_loss = smooth_loss * 0.999 + loss_now * 0.001
    if n % 20 == 0:
        print("iter %d, loss: %f" % (n, smooth_loss))
    for param, dparam, mem in zip(
        [Wxh, Whh, Why, bh, by], [dWxh, dWhh, dWhy, dbh, dby], [mWxh, mWhh, mWhy, mbh, mby]
    ):
        mem += dparam * dparam
        param += -learning_rate * dparam / np.sqrt(mem + 1e-8)
    p += seq_length
    n += 1
