#!/usr/bin/env python3
"""
Minimal RNN class, following min-char-rnn by Andrej Karpathy
"""
import numpy as np

class RNN:

  def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=1e-1):
    self.vocab_size, self.hidden_size = vocab_size, hidden_size
    self.seq_length, self.learning_rate = seq_length, learning_rate
    np.random.seed(0)
    self.U = np.random.randn(hidden_size, vocab_size)*0.01
    self.W = np.random.randn(hidden_size, hidden_size)*0.01
    self.V = np.random.randn(vocab_size, hidden_size)*0.01
    self.b_s = np.zeros((hidden_size, 1))
    self.b_y = np.zeros((vocab_size, 1))

  @property
  def params(self):
    return dict(U=self.U, W=self.W, V=self.V, b_s=self.b_s, b_y=self.b_y)

  def set_parameters(self, params):
    for name, mine in self.params.items():
      mine[:] = np.asarray(params[name]).reshape(mine.shape)

  def forward(self, x, y, s_initial=None):
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.zeros((self.hidden_size, 1)) if s_initial is None else np.copy(s_initial).reshape(-1, 1)
    loss = 0
    for t in range(len(x)):
      xs[t] = x[t].reshape(-1, 1)
      hs[t] = np.tanh(np.dot(self.U, xs[t]) + np.dot(self.W, hs[t-1]) + self.b_s)
      ys[t] = np.dot(self.V, hs[t]) + self.b_y
      ps[t] = np.exp(ys[t] - ys[t].max())
      ps[t] /= ps[t].sum()
      loss += -np.log(ps[t][y[t],0])
    self.xs, self.hs = xs, hs
    return loss, hs, ys, ps

  def backpropagate_loss(self, probabilities, x, y):
    dU, dW, dV = np.zeros_like(self.U), np.zeros_like(self.W), np.zeros_like(self.V)
    db_s, db_y = np.zeros_like(self.b_s), np.zeros_like(self.b_y)
    dhnext = np.zeros_like(self.hs[0])
    for t in reversed(range(len(x))):
      dy = np.copy(probabilities[t])
      dy[y[t]] -= 1
      dV += np.dot(dy, self.hs[t].T)
      db_y += dy
      dh = np.dot(self.V.T, dy) + dhnext
      dhraw = (1 - self.hs[t] * self.hs[t]) * dh
      db_s += dhraw
      dU += np.dot(dhraw, self.xs[t].T)
      dW += np.dot(dhraw, self.hs[t-1].T)
      dhnext = np.dot(self.W.T, dhraw)
    for dparam in [dU, dW, dV, db_s, db_y]:
      np.clip(dparam, -5, 5, out=dparam) # clip to mitigate exploding gradients
    return dU, dW, dV, db_s, db_y, self.hs[len(x)-1]

  def sample(self, seed, n, rng):
    h = np.zeros((self.hidden_size, 1))
    x = np.zeros((self.vocab_size, 1))
    x[seed] = 1
    ixes = []
    for t in range(n):
      h = np.tanh(np.dot(self.U, x) + np.dot(self.W, h) + self.b_s)
      y = np.dot(self.V, h) + self.b_y
      p = np.exp(y - y.max()) / np.sum(np.exp(y - y.max()))
      ix = rng.choice(range(self.vocab_size), p=p.ravel())
      x = np.zeros((self.vocab_size, 1))
      x[ix] = 1
      ixes.append(int(ix))
    return ixes

class AdaGrad:
  def __init__(self, lr, params):
    self.lr, self.params = lr, params
    self.mem = {k: np.zeros_like(v) for k, v in params.items()}

  def update(self, grads):
    for k, param in self.params.items():
      self.mem[k] += grads[k] * grads[k]
      param += -self.lr * grads[k] / np.sqrt(self.mem[k] + 1e-8)
    return self.params

def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
  if step > len(data): raise ValueError('step is larger than the data')
  p = 0
  while p+step+chunk_size <= len(data):
    x, y = data[p:p+chunk_size], data[p+step:p+step+chunk_size]
    yield x, y if one_hot_targets else y.argmax(1)
    p += chunk_size
