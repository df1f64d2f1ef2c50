# min-char-rnn's lossFun, without the clipping and with a softmax that does not overflow
import numpy as np

def loss_and_gradients(inputs, targets, h_prev, params):
  Wxh, Whh, Why, bh, by = params["Wxh"], params["Whh"], params["Why"], params["bh"], params["by"]
  xs, hs, lps = {}, {}, {}
  hs[-1] = np.copy(h_prev)
  loss = 0.0
  for t in range(len(inputs)):
    xs[t] = np.zeros((by.shape[0], 1))
    xs[t][inputs[t]] = 1
    hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t-1]) + bh)
    ys = np.dot(Why, hs[t]) + by
    ys = ys - np.max(ys)
    lps[t] = ys - np.log(np.sum(np.exp(ys)))
    loss += -lps[t][targets[t], 0]
  dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
  dbh, dby = np.zeros_like(bh), np.zeros_like(by)
  dhnext = np.zeros_like(hs[0])
  for t in reversed(range(len(inputs))):
    dy = np.exp(lps[t])
    dy[targets[t]] -= 1
    dWhy += np.dot(dy, hs[t].T)
    dby += dy
    dh = np.dot(Why.T, dy) + dhnext
    dhraw = (1 - hs[t] * hs[t]) * dh
    dbh += dhraw
    dWxh += np.dot(dhraw, xs[t].T)
    dWhh += np.dot(dhraw, hs[t-1].T)
    dhnext = np.dot(Whh.T, dhraw)
  return loss, dict(Wxh=dWxh, Whh=dWhh, Why=dWhy, bh=dbh, by=dby), hs[len(inputs)-1]
