# In the manner of min-char-rnn: parallel lists, for the five names that there are.
import numpy as np

NAMES = ["Wxh", "Whh", "Why", "bh", "by"]


class AdaGrad(object):
    def __init__(self, learning_rate=1e-1, eps=1e-8):
        self.learning_rate = learning_rate
        self.eps = eps
        self.mems = [0.0] * len(NAMES)

    def update(self, params, grads):
        missing = [k for k in params if k not in grads]
        unknown = [k for k in grads if k not in params]
        assert_same = missing + unknown
        if len(assert_same) > 0:
            raise ValueError("missing %s, unknown %s" % (missing, unknown))
        for i, (param, dparam) in enumerate(zip([params[k] for k in NAMES], [grads[k] for k in NAMES])):
            self.mems[i] = self.mems[i] + dparam * dparam
            param += -self.learning_rate * dparam / np.sqrt(self.mems[i] + self.eps)
