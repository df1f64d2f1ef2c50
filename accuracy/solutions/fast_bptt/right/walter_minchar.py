import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
  """
  lossFun of min-char-rnn; what can be done for all steps at once has been moved out of the loops
  """
  Wxh, Whh, Why, bh, by = params['Wxh'], params['Whh'], params['Why'], params['bh'], params['by']
  T = len(inputs)
  WhhT = Whh.T.copy()
  hs = {}
  hs[-1] = np.copy(h_prev).ravel()
  # forward pass
  xh = np.take(Wxh.T, inputs, axis=0) + bh.ravel()
  for t in range(T):
    hs[t] = np.tanh(xh[t] + np.dot(Whh, hs[t-1])) # hidden state
  hmat = np.array([hs[t] for t in range(-1, T)])
  ys = np.dot(hmat[1:], Why.T) + by.ravel() # unnormalized log probabilities for next chars
  ys -= np.max(ys, axis=1)[:, None]
  ps = np.exp(ys)
  sums = np.sum(ps, axis=1)
  ps /= sums[:, None]
  loss = np.sum(np.log(sums)) - sum(ys[t, k] for t, k in enumerate(targets))
  # backward pass: compute gradients going backwards
  dy = ps
  for t in range(T):
    dy[t, targets[t]] -= 1
  dhs = np.dot(dy, Why)
  draw = {}
  grad_tanh = 1 - hmat[1:] * hmat[1:]
  dhnext = np.zeros_like(hs[0])
  for t in reversed(range(T)):
    draw[t] = grad_tanh[t] * (dhs[t] + dhnext) # backprop through tanh nonlinearity
    dhnext = np.dot(WhhT, draw[t])
  dmat = np.array([draw[t] for t in range(T)])
  dWxh = np.zeros_like(Wxh)
  np.add.at(dWxh.T, inputs, dmat)
  grads = dict(Wxh=dWxh, Whh=np.dot(dmat.T, hmat[:-1]), Why=np.dot(dy.T, hmat[1:]),
               bh=np.sum(dmat, axis=0)[:, None], by=np.sum(dy, axis=0)[:, None])
  return loss, grads, hs[T-1].reshape(-1, 1)
