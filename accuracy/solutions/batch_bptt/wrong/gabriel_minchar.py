import numpy as np


def sigmoid(v):
  return np.where(v > 0, 1.0 / (1.0 + np.exp(-np.abs(v))), np.exp(-np.abs(v)) / (1.0 + np.exp(-np.abs(v))))


def forward(x, Wxh, Whh, Who):
  hs = {-1: np.zeros((x.shape[0], Whh.shape[0]))}
  for t in range(x.shape[1]):
    hs[t] = np.tanh(np.dot(x[:, t], Wxh) + np.dot(hs[t-1], Whh))
  return sigmoid(np.dot(hs[x.shape[1]-1], Who))


def backward(x, y, Wxh, Whh, Who):
  # lossFun(), but with one target at the end
  T = x.shape[1]
  xs, hs = {}, {}
  hs[-1] = np.zeros((x.shape[0], Whh.shape[0]))
  # forward pass
  for t in range(T):
    xs[t] = x[:, t]
    hs[t] = np.tanh(np.dot(xs[t], Wxh) + np.dot(hs[t-1], Whh)) # hidden state
  ps = sigmoid(np.dot(hs[T-1], Who))
  # backward pass: compute gradients going backwards
  dWxh, dWhh, dWho = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Who)
  dy = (ps - y) * ps * (1 - ps) / y.size # backprop into y
  dWho += np.dot(hs[T-1].T, dy)
  dhnext = np.zeros_like(hs[-1])
  for t in reversed(range(T)):
    dh = np.dot(dy, Who.T) + dhnext # backprop into h
    dhraw = (1 - hs[t] * hs[t]) * dh # backprop through tanh nonlinearity
    dWxh += np.dot(xs[t].T, dhraw)
    dWhh += np.dot(hs[t-1].T, dhraw)
    dhnext = np.dot(dhraw, Whh.T)
  return ps, dWxh, dWhh, dWho


def train(x, y, epochs, learning_rate, Wxh, Whh, Who):
  losses = []
  for n in range(epochs):
    ps, dWxh, dWhh, dWho = backward(x, y, Wxh, Whh, Who)
    for param, dparam in zip([Wxh, Whh, Who], [dWxh, dWhh, dWho]):
      param += -learning_rate * dparam
    losses.append(0.5 * np.mean((y - forward(x, Wxh, Whh, Who))**2))
  return losses
