import numpy as np


def clip_gradients(grads, limit=5.0):
    for dparam in [grads["Wxh"], grads["Whh"], grads["Why"], grads["bh"], grads["by"]]:
        np.clip(dparam, -limit, limit, out=dparam)


def lossFun(inputs, targets, hprev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    bh, by = params["bh"], params["by"]
    vocab_size = Wxh.shape[1]
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    for t in range(len(inputs)):
        xs[t] = np.zeros((vocab_size, 1))
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)
        ys[t] = np.dot(Why, hs[t]) + by
        ps[t] = np.exp(ys[t]) / np.sum(np.exp(ys[t]))
        loss += -np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dWhy += np.dot(dy, hs[t].T)
        dby += dy
        dh = np.dot(Why.T, dy)
        dhraw = (1 - hs[t] * hs[t]) * dh
        dbh += dhraw
        dWxh += np.dot(dhraw, xs[t].T)
        dWhh += np.dot(dhraw, hs[t - 1].T)
        dhnext = np.dot(Whh.T, dhraw)
    return loss, dWxh, dWhh, dWhy, dbh, dby, hs[len(inputs) - 1]


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    vocab_size, hidden_size = params["Why"].shape
    n, p = 0, 0
    mWxh, mWhh, mWhy = np.zeros_like(params["Wxh"]), np.zeros_like(params["Whh"]), np.zeros_like(params["Why"])
    mbh, mby = np.zeros_like(params["bh"]), np.zeros_like(params["by"])
    smooth_loss = -np.log(1.0 / vocab_size) * seq_length
    history = []
    while n < steps:
        if p + seq_length + 1 > len(data) or n == 0:
            hprev = np.zeros((hidden_size, 1))
            p = 0
        inputs = [ix for ix in data[p : p + seq_length]]
        targets = [ix for ix in data[p + 1 : p + seq_length + 1]]
        loss, dWxh, dWhh, dWhy, dbh, dby, hprev = lossFun(inputs, targets, hprev, params)
        clip_gradients({"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby})
        smooth_loss = smooth_loss * 0.999 + loss * 0.001
        for param, dparam, mem in zip(
            [params["Wxh"], params["Whh"], params["Why"], params["bh"], params["by"]],
            [dWxh, dWhh, dWhy, dbh, dby],
            [mWxh, mWhh, mWhy, mbh, mby],
        ):
            mem += dparam * dparam
            param += -learning_rate * dparam / np.sqrt(mem + 1e-8)
        history.append(smooth_loss)
        p += seq_length
        n += 1
    return history
