"""Adam and AdamW. The task is in katas/150_adam/README.md."""

import numpy as np


class Adam:
    """Adam (Kingma and Ba 2014), with decoupled weight decay (Loshchilov and Hutter 2017).

    learning_rate, beta1, beta2, eps, weight_decay: floats.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
        raise NotImplementedError("keep the five numbers, two empty memories, and a count of updates")

    def update(self, params, grads):
        """Change the arrays in params in place, by one step.

        params, grads: dicts of float64 arrays, with the same names and shapes.
        Gives None.
        """
        raise NotImplementedError("begin with one array: its moving average m, and then m with its bias corrected")
