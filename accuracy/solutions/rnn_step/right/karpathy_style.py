import numpy as np

def step_forward(x, h_prev, params):
  hs = np.tanh(np.dot(params['Wxh'], x) + np.dot(params['Whh'], h_prev) + params['bh']) # hidden state
  ys = np.dot(params['Why'], hs) + params['by'] # unnormalized log probabilities for next chars
  ps = np.exp(ys - max(ys.flat)) # minus the largest, or exp is inf for large scores
  ps /= np.sum(ps) # probabilities for next chars
  return hs, ys, ps

def step_backward(dy, dh_next, x, h, h_prev, params):
  # backward pass: compute gradients going backwards
  dWxh, dWhh, dWhy = np.zeros_like(params['Wxh']), np.zeros_like(params['Whh']), np.zeros_like(params['Why'])
  dbh, dby = np.zeros_like(params['bh']), np.zeros_like(params['by'])
  dWhy += np.dot(dy, h.T)
  dby += dy
  dh = np.dot(params['Why'].T, dy) + dh_next # backprop into h
  dhraw = (1 - h * h) * dh # backprop through tanh nonlinearity
  dbh += dhraw
  dWxh += np.dot(dhraw, x.T)
  dWhh += np.dot(dhraw, h_prev.T)
  return {'Wxh': dWxh, 'Whh': dWhh, 'Why': dWhy, 'bh': dbh, 'by': dby}, np.dot(params['Whh'].T, dhraw)
