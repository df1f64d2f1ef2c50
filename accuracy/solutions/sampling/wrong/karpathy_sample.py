import numpy as np

def sample(params, h, seed_ix, n, rng, temperature=1.0):
  """
  sample a sequence of integers from the model
  h is memory state, seed_ix is seed letter for first time step
  """
  vocab_size = params['Wxh'].shape[1]
  x = np.zeros((vocab_size, 1))
  x[seed_ix] = 1
  ixes = []
  for t in range(n):
    h = np.tanh(np.dot(params['Wxh'], x) + np.dot(params['Whh'], h) + params['bh'])
    y = np.dot(params['Why'], h) + params['by']
    y = y / temperature
    p = np.exp(y - np.max(y)) / np.sum(np.exp(y - np.max(y)))
    ix = np.random.choice(range(vocab_size), p=p.ravel())
    x = np.zeros((vocab_size, 1))
    x[ix] = 1
    ixes.append(int(ix))
  return ixes
