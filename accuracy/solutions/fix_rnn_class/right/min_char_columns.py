"""
RNN class, columns instead of vectors (as in min-char-rnn). BSD License
"""
import sys
import numpy as np

class RNN:
  def __init__(self, vocab_size, hidden_size=100, seq_length=25, learning_rate=0.1):
    self.vocab_size, self.hidden_size = vocab_size, hidden_size
    self.seq_length, self.learning_rate = seq_length, learning_rate
    # model parameters
    rs = np.random.RandomState(0)
    self.params = {
      'U': rs.randn(hidden_size, vocab_size)*0.01,  # input to hidden
      'W': rs.randn(hidden_size, hidden_size)*0.01, # hidden to hidden
      'V': rs.randn(vocab_size, hidden_size)*0.01,  # hidden to output
      'b_s': np.zeros((hidden_size, 1)),            # hidden bias
      'b_y': np.zeros((vocab_size, 1)),             # output bias
    }
    self.hs = None

  def set_parameters(self, params):
    for k in self.params:
      np.copyto(self.params[k], np.reshape(params[k], self.params[k].shape))

  def forward(self, x, y, s_initial=None):
    p = self.params
    xs, hs, ys, ps = {}, {}, {}, {}
    hs[-1] = np.zeros((self.hidden_size, 1)) if s_initial is None else np.array(s_initial, dtype=float).reshape(-1, 1)
    loss = 0.0
    for t in range(len(x)):
      xs[t] = np.reshape(x[t], (-1, 1))
      hs[t] = np.tanh(np.dot(p['U'], xs[t]) + np.dot(p['W'], hs[t-1]) + p['b_s'])
      ys[t] = np.dot(p['V'], hs[t]) + p['b_y']
      e = np.exp(ys[t] - np.max(ys[t]))
      ps[t] = e / np.sum(e)
      loss += np.log(np.sum(e)) + np.max(ys[t]) - ys[t][int(y[t]), 0]
    self.hs = {t: h.copy() for t, h in hs.items()} # our own, for the way back
    return loss, hs, ys, ps

  def backpropagate_loss(self, probabilities, x, y):
    p, hs = self.params, self.hs
    dU, dW, dV = np.zeros_like(p['U']), np.zeros_like(p['W']), np.zeros_like(p['V'])
    db_s, db_y = np.zeros_like(p['b_s']), np.zeros_like(p['b_y'])
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(len(x))):
      dy = np.copy(probabilities[t])
      dy[int(y[t])] -= 1 # backprop into y
      dV += np.dot(dy, hs[t].T)
      db_y += dy
      dh = np.dot(p['V'].T, dy) + dhnext # backprop into h
      dhraw = (1 - hs[t] * hs[t]) * dh # backprop through tanh nonlinearity
      db_s += dhraw
      dU += np.dot(dhraw, np.reshape(x[t], (1, -1)))
      dW += np.dot(dhraw, hs[t-1].T)
      dhnext = np.dot(p['W'].T, dhraw)
    return dU, dW, dV, db_s, db_y, hs[len(x)-1]

  def sample(self, seed, n, rng):
    p = self.params
    h = np.zeros((self.hidden_size, 1))
    x = np.zeros((self.vocab_size, 1))
    x[seed] = 1
    ixes = []
    for t in range(n):
      h = np.tanh(np.dot(p['U'], x) + np.dot(p['W'], h) + p['b_s'])
      y = np.dot(p['V'], h) + p['b_y']
      q = np.exp(y - y.max()); q /= q.sum()
      ix = int(rng.choice(range(self.vocab_size), p=q.ravel()))
      x = np.zeros((self.vocab_size, 1))
      x[ix] = 1
      ixes.append(ix)
    return ixes

class AdaGrad:
  def __init__(self, lr, params):
    self.lr, self.params = lr, params
    self.mem = {k: np.zeros_like(v) for k, v in params.items()}

  def update(self, grads):
    for k in self.params:
      self.mem[k] += grads[k] * grads[k]
      self.params[k] += -self.lr * grads[k] / np.sqrt(self.mem[k] + 1e-8) # adagrad update
    return self.params

def train_data_generator(data, step=1, chunk_size=10, one_hot_targets=False):
  if step > len(data):
    raise ValueError('step %d is longer than the data (%d)' % (step, len(data)))
  p = 0
  while p + chunk_size + step <= len(data):
    x = data[p:p+chunk_size]
    y = data[p+step:p+step+chunk_size]
    yield x, (y if one_hot_targets else y.argmax(axis=1))
    p += chunk_size

if __name__ == '__main__':
  text = open(sys.argv[1], encoding='utf-8-sig').read() if len(sys.argv) > 1 else 'rain in the morning, rain at noon. ' * 20
  chars = sorted(set(text))
  data = np.eye(len(chars))[[chars.index(c) for c in text]]
  net = RNN(len(chars), hidden_size=40)
  opt = AdaGrad(net.learning_rate, net.params)
  for n in range(10):
    h, total = None, 0
    for x, y in train_data_generator(data, chunk_size=net.seq_length):
      loss, _, _, ps = net.forward(x, y, h)
      dU, dW, dV, db_s, db_y, h = net.backpropagate_loss(ps, x, y)
      opt.update({k: np.clip(g, -5, 5) for k, g in zip(['U', 'W', 'V', 'b_s', 'b_y'], [dU, dW, dV, db_s, db_y])})
      total += loss
    print('iter %d, loss: %f' % (n, total))
  print(''.join(chars[i] for i in net.sample(0, 100, np.random.default_rng(1))))
