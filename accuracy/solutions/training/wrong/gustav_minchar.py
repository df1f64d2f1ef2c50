import numpy as np

# min-char-rnn, wrapped into functions


def lossFun(inputs, targets, hprev, Wxh, Whh, Why, bh, by):
  xs, hs, ps = {}, {}, {}
  hs[-1] = np.copy(hprev)
  loss = 0
  for t in range(len(inputs)):
    xs[t] = np.zeros((Wxh.shape[1], 1))
    xs[t][inputs[t]] = 1
    hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t-1]) + bh)
    ys = np.dot(Why, hs[t]) + by
    ys = ys - np.max(ys)
    es = np.exp(ys)
    ps[t] = es / np.sum(es)
    loss += np.log(np.sum(es)) - ys[targets[t], 0]
  dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
  dbh, dby = np.zeros_like(bh), np.zeros_like(by)
  dhnext = np.zeros_like(hs[0])
  for t in reversed(range(len(inputs))):
    dy = np.copy(ps[t])
    dy[targets[t]] -= 1
    dWhy += np.dot(dy, hs[t].T)
    dby += dy
    dh = np.dot(Why.T, dy) + dhnext
    dhraw = (1 - hs[t] * hs[t]) * dh
    dbh += dhraw
    dWxh += np.dot(dhraw, xs[t].T)
    dWhh += np.dot(dhraw, hs[t-1].T)
    dhnext = np.dot(Whh.T, dhraw)
  return loss, dWxh, dWhh, dWhy, dbh, dby, hs[len(inputs)-1]


def clip_gradients(grads, limit=5.0):
  for dparam in grads.values():
    np.clip(dparam, -limit, limit, out=dparam)


def train(data, params, steps, seq_length=25, learning_rate=0.1):
  Wxh, Whh, Why, bh, by = params["Wxh"], params["Whh"], params["Why"], params["bh"], params["by"]
  hidden_size, vocab_size = Wxh.shape
  mWxh, mWhh, mWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
  mbh, mby = np.zeros_like(bh), np.zeros_like(by)
  smooth_loss = -np.log(1.0/vocab_size)*seq_length
  losses = []
  n, p = 0, 0
  while n < steps:
    if p+seq_length+1 >= len(data) or n == 0:
      hprev = np.zeros((hidden_size,1)) # reset RNN memory
      p = 0 # go from start of data
    inputs = data[p:p+seq_length]
    targets = data[p+1:p+seq_length+1]
    loss, dWxh, dWhh, dWhy, dbh, dby, hprev = lossFun(inputs, targets, hprev, Wxh, Whh, Why, bh, by)
    clip_gradients({"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby})
    smooth_loss = smooth_loss * 0.999 + loss * 0.001
    losses.append(float(smooth_loss))
    for param, dparam, mem in zip([Wxh, Whh, Why, bh, by],
                                  [dWxh, dWhh, dWhy, dbh, dby],
                                  [mWxh, mWhh, mWhy, mbh, mby]):
      mem += dparam * dparam
      param += -learning_rate * dparam / np.sqrt(mem + 1e-8)
    p += seq_length
    n += 1
  return losses
