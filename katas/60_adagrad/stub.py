"""AdaGrad: a step size for every weight. The task is in katas/60_adagrad/README.md."""

import numpy as np


class AdaGrad:
    """Gradient descent that divides every step by the root of the squared gradients so far, summed.

    learning_rate, eps: floats.
    """

    def __init__(self, learning_rate=0.1, eps=1e-8):
        raise NotImplementedError("keep the two numbers, and an empty memory")

    def update(self, params, grads):
        """Change the arrays in params in place, by one step.

        params, grads: dicts of float64 arrays, with the same names and shapes:
            Wxh (H, V), Whh (H, H), Why (V, H), bh (H, 1), by (V, 1).
        Gives None. A ValueError that tells the names, if they differ.
        """
        raise NotImplementedError("begin with one array: add the squares of its gradients to its memory")
