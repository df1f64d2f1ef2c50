import numpy as np

# min-char-rnn with one loss at the end; columns inside, so the weights are turned first


def prepare(names):
  chars = [' '] + sorted(set(''.join(names)) - set(' '))
  char_to_ix = { ch:i for i,ch in enumerate(chars) }
  seq_length = max([len(name) for name in names])
  data = np.zeros((len(names), seq_length, len(chars)))
  for b, name in enumerate(names):
    padded = name + ' ' * (seq_length - len(name))
    for t, ch in enumerate(padded):
      data[b, t, char_to_ix[ch]] = 1 # encode in 1-of-k representation
  return data, chars


def loss_and_gradients(x, y, Wxh, Whh, Who):
  Ux, Uh, Uo = Wxh.T, Whh.T, Who.T
  batch = x.shape[0]
  xs, hs = {}, {}
  hs[-1] = np.zeros((Uh.shape[0], batch))
  # forward pass
  for t in range(x.shape[1]):
    xs[t] = x[:, t, :].T
    hs[t] = np.tanh(np.dot(Ux, xs[t]) + np.dot(Uh, hs[t-1])) # hidden state
  last = x.shape[1] - 1
  ys = np.dot(Uo, hs[last]) # unnormalized log probabilities for next chars
  ys = ys - np.max(ys, axis=0)
  ps = np.exp(ys) / np.sum(np.exp(ys), axis=0)
  loss = np.sum((np.log(np.sum(np.exp(ys), axis=0)) - ys) * y.T) / batch
  # backward pass: compute gradients going backwards
  dUx, dUh = np.zeros_like(Ux), np.zeros_like(Uh)
  dy = ps - y.T
  dUo = np.dot(dy, hs[last].T)
  dh = np.dot(Uo.T, dy)
  for t in reversed(range(x.shape[1])):
    dhraw = (1 - hs[t] * hs[t]) * dh # backprop through tanh nonlinearity
    dUx += np.dot(dhraw, xs[t].T)
    dUh += np.dot(dhraw, hs[t-1].T)
    dh = np.dot(Uh.T, dhraw)
  return loss, dUx.T / batch, dUh.T / batch, dUo.T / batch


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
  """ sample(h, seed_ix, n), but it begins with a whole prefix and ends at the pad """
  h = np.zeros((Whh.shape[0], 1))
  todo = [vocabulary.index(ch) for ch in prefix]
  ixes = []
  for t in range(len(prefix) + n):
    if t < len(prefix):
      ix = todo[t]
    else:
      y = np.dot(Who.T, h)
      p = np.exp(y - np.max(y))
      p = p / np.sum(p)
      ix = rng.choice(range(len(vocabulary)), p=p.ravel())
      if ix == 0:
        break
      ixes.append(ix)
    x = np.zeros((len(vocabulary), 1))
    x[ix] = 1
    h = np.tanh(np.dot(Wxh.T, x) + np.dot(Whh.T, h))
  return prefix + ''.join(vocabulary[ix] for ix in ixes)
