import numpy as np


def prepare(names):
  chars = [' '] + sorted(set(''.join(names)) - {' '})
  char_to_ix = { ch:i for i,ch in enumerate(chars) }
  T = max(len(name) for name in names)
  x = np.zeros((len(names), T, len(chars)))
  x[:, :, 0] = 1
  for i, name in enumerate(names):
    for t, ch in enumerate(name):
      x[i, t, 0] = 0
      x[i, t, char_to_ix[ch]] = 1
  return x, chars


def loss_and_gradients(x, y, Wxh, Whh, Who):
  n, T = x.shape[0], x.shape[1]
  hs = {-1: np.zeros((n, Whh.shape[0]))}
  for t in range(T):
    hs[t] = np.tanh(np.dot(x[:, t], Wxh) + np.dot(hs[t-1], Whh))
  ys = np.dot(hs[T-1], Who)
  ys -= np.max(ys, axis=1, keepdims=True)
  logZ = np.log(np.sum(np.exp(ys), axis=1, keepdims=True))
  loss = np.sum(logZ - np.sum(ys * y, axis=1, keepdims=True)) / n
  dy = (np.exp(ys - logZ) - y) / n
  dWho = np.dot(hs[T-1].T, dy)
  dWxh, dWhh = np.zeros_like(Wxh), np.zeros_like(Whh)
  dh = np.dot(dy, Who.T)
  for t in reversed(range(T)):
    dhraw = (1 - hs[t] * hs[t]) * dh
    dWxh += np.dot(x[:, t].T, dhraw)
    dWhh += np.dot(hs[t-1].T, dhraw)
    dh = np.dot(dhraw, Whh.T)
  return loss, dWxh, dWhh, dWho


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
  h = np.zeros((1, Whh.shape[0]))
  for ch in prefix:
    h = np.tanh(Wxh[vocabulary.index(ch)].reshape(1, -1) + np.dot(h, Whh))
  ixes = []
  for t in range(n):
    y = np.dot(h, Who)
    p = np.exp(y - np.max(y)) / np.sum(np.exp(y - np.max(y)))
    ix = rng.choice(range(len(vocabulary)), p=p.ravel())
    ixes.append(ix)
    if vocabulary[ix] == ' ':
      break
    h = np.tanh(Wxh[ix].reshape(1, -1) + np.dot(h, Whh))
  return prefix + ''.join(vocabulary[ix] for ix in ixes)
