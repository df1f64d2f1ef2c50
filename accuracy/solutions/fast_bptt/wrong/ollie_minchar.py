import numpy as np

def loss_and_gradients(inputs, targets, h_prev, params):
  # adapted from lossFun() in min-char-rnn.py
  Wxh, Whh, Why, bh, by = [params[k] for k in ("Wxh", "Whh", "Why", "bh", "by")]
  seq = len(inputs)
  hs = np.zeros((seq+1, Whh.shape[0]))
  hs[-1] = h_prev.T   # like hs[-1] = hprev
  # forward pass
  xw = Wxh.T[inputs] + bh.T
  for t in range(seq):
    hs[t] = np.tanh(xw[t] + np.dot(Whh, hs[t-1]))
  ys = np.dot(hs[:seq], Why.T) + by.T
  ys -= ys.max(axis=1, keepdims=True)
  es = np.exp(ys)
  ps = es / es.sum(axis=1, keepdims=True)
  loss = np.log(es.sum(axis=1)).sum() - ys[np.arange(seq), targets].sum()
  # backward pass: compute gradients going backwards
  dy = ps
  dy[np.arange(seq), targets] -= 1
  dh = np.dot(dy, Why)
  dhraw = np.zeros_like(dh)
  dhnext = np.zeros(Whh.shape[0])
  slope = 1 - hs[:seq] * hs[:seq]
  for t in reversed(range(seq)):
    dhraw[t] = slope[t] * (dh[t] + dhnext)
    dhnext = np.dot(Whh.T, dhraw[t])
  dWxh = np.zeros_like(Wxh)
  dWxh.T[inputs] += dhraw
  dWhh = np.dot(dhraw.T, hs[np.arange(seq)-1])
  dWhy = np.dot(dy.T, hs[:seq])
  dbh = dhraw.sum(axis=0).reshape(bh.shape)
  dby = dy.sum(axis=0).reshape(by.shape)
  for dparam in [dWxh, dWhh, dWhy, dbh, dby]:
    np.clip(dparam, -5, 5, out=dparam) # clip to mitigate exploding gradients
  return loss, dict(Wxh=dWxh, Whh=dWhh, Why=dWhy, bh=dbh, by=dby), hs[seq-1].reshape(-1, 1).copy()
