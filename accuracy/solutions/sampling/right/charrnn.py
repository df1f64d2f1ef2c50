import numpy as np

def sample(params, h, seed_ix, n, rng, temperature=1.0):
  """
  sample a sequence of integers from the model
  h is memory state, seed_ix is seed letter for first time step
  """
  vocab_size = len(params['by'])
  x = np.zeros((vocab_size, 1))
  x[seed_ix] = 1
  ixes = []
  for t in range(n):
    h = np.tanh(np.dot(params['Wxh'], x) + np.dot(params['Whh'], h) + params['bh'])
    y = np.dot(params['Why'], h) + params['by']
    y -= y.max()
    y /= temperature
    p = np.exp(y) / np.sum(np.exp(y))
    # inverse of the distribution function
    cdf = np.cumsum(p)
    cdf /= cdf[-1]
    ix = int(np.sum(cdf <= rng.random()))
    x = np.zeros((vocab_size, 1))
    x[ix] = 1
    ixes.append(ix)
  return ixes
