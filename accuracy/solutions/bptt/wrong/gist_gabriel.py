import numpy as np

# like lossFun in the famous gist: loss, five gradients, last state
def loss_and_gradients(inputs, targets, hprev, params):
    Wxh, Whh, Why, bh, by = [params[n] for n in "Wxh Whh Why bh by".split()]
    n = len(inputs)
    xs, hs, ps = [None] * n, [None] * n + [np.copy(hprev)], [None] * n
    loss = 0
    for t in range(n):
        xs[t] = np.zeros_like(by)
        xs[t][inputs[t]] = 1
        hs[t] = np.tanh(Wxh.dot(xs[t]) + Whh.dot(hs[t-1]) + bh)
        y = Why.dot(hs[t]) + by
        ps[t] = np.exp(y) / np.sum(np.exp(y))
        loss -= np.log(ps[t][targets[t], 0])
    dWxh, dWhh, dWhy, dbh, dby = [np.zeros_like(w) for w in (Wxh, Whh, Why, bh, by)]
    dhnext = np.zeros_like(hprev)
    for t in range(n - 1, -1, -1):
        dy = np.copy(ps[t])
        dy[targets[t]] -= 1
        dWhy += dy.dot(hs[t].T)
        dby += dy
        draw = (1 - hs[t] * hs[t]) * (Why.T.dot(dy) + dhnext)
        dbh += draw
        dWxh += draw.dot(xs[t].T)
        dWhh += draw.dot(hs[t-1].T)
        dhnext = Whh.T.dot(draw)
    return loss, dWxh, dWhh, dWhy, dbh, dby, hs[n-1]
