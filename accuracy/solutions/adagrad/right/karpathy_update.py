import numpy as np

# mWxh, mWhh, mWhy = np.zeros_like(Wxh), ... memory variables for Adagrad

class AdaGrad:
  def __init__(self, learning_rate=1e-1, eps=1e-8):
    self.learning_rate = learning_rate
    self.eps = eps
    self.mem = {}

  def update(self, params, grads):
    assert_same_names(params, grads)
    for name in params:
      if name not in self.mem: self.mem[name] = np.zeros_like(params[name])
    # perform parameter update with Adagrad
    for param, dparam, mem in [(params[k], grads[k], self.mem[k]) for k in params]:
      mem += dparam * dparam
      param += -self.learning_rate * dparam / np.sqrt(mem + self.eps) # adagrad update

def assert_same_names(a, b):
  if a.keys() != b.keys():
    raise ValueError('only in params: %s, only in grads: %s' % (sorted(set(a) - set(b)), sorted(set(b) - set(a))))
