"""
Minimal character-level Vanilla RNN training loop, after Andrej Karpathy's min-char-rnn (BSD License)
-- but the sampling has gone, and the text is indices already
"""
import numpy as np


def lossFun(inputs, targets, hprev, model):
    Wxh, Whh, Why, bh, by = (model[n] for n in ('Wxh', 'Whh', 'Why', 'bh', 'by'))
    vocab_size = len(by)
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.copy(hprev)
    loss = 0
    # forward pass
    for t in range(len(inputs)):
        xs[t] = np.zeros((vocab_size, 1))  # encode in 1-of-k representation
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)  # hidden state
        ys[t] = np.dot(Why, hs[t]) + by  # unnormalized log probabilities for next chars
        ys[t] -= np.max(ys[t])  # so that exp cannot overflow
        logZ = np.log(np.sum(np.exp(ys[t])))
        ps[t] = np.exp(ys[t] - logZ)
        loss += logZ - ys[t][targets[t], 0]  # softmax (cross-entropy loss)
    # backward pass: compute gradients going backwards
    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(inputs))):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1  # backprop into y
        dWhy += np.dot(dy, hs[t].T)
        dby += dy
        dh = np.dot(Why.T, dy) + dhnext  # backprop into h
        dhraw = (1 - hs[t] * hs[t]) * dh  # backprop through tanh nonlinearity
        dbh += dhraw
        dWxh += np.dot(dhraw, xs[t].T)
        dWhh += np.dot(dhraw, hs[t - 1].T)
        dhnext = np.dot(Whh.T, dhraw)
    return loss, dict(Wxh=dWxh, Whh=dWhh, Why=dWhy, bh=dbh, by=dby), hs[len(inputs) - 1]


def clip_gradients(grads, limit=5.0):
    for dparam in grads.values():
        np.clip(dparam, -limit, limit, out=dparam)  # clip to mitigate exploding gradients


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    hidden_size, vocab_size = params['Wxh'].shape
    n, p = 0, 0
    mem = {name: np.zeros_like(w) for name, w in params.items()}  # memory variables for Adagrad
    smooth_loss = -np.log(1.0 / vocab_size) * seq_length  # loss at iteration 0
    curve = []
    while n < steps:
        # prepare inputs (we're sweeping from left to right in steps seq_length long)
        # Karpathy has >= here, and so misses a chunk that just fits
        if p + seq_length + 1 > len(data) or n == 0:
            hprev = np.zeros((hidden_size, 1))  # reset RNN memory
            p = 0  # go from start of data
        inputs = [int(ch) for ch in data[p:p + seq_length]]
        targets = [int(ch) for ch in data[p + 1:p + seq_length + 1]]

        loss, grads, hprev = lossFun(inputs, targets, hprev, params)
        clip_gradients(grads)
        smooth_loss = smooth_loss * 0.999 + loss * 0.001
        curve.append(float(smooth_loss))

        # perform parameter update with Adagrad
        for name in params:
            mem[name] += grads[name] * grads[name]
            params[name] += -learning_rate * grads[name] / np.sqrt(mem[name] + 1e-8)

        p += seq_length  # move data pointer
        n += 1  # iteration counter
    return curve
