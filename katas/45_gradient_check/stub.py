"""Gradient check: a gradient that needs no formula. The task is in katas/45_gradient_check/README.md."""

import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    """The gradient of f at x by central differences.

    f: a function that takes an array shaped like x and gives a float.
    x: array of any shape; the same afterwards.
    eps: by how much an entry is moved, up and down.
    Gives an array of the shape of x.
    """
    raise NotImplementedError("begin with one entry: move it up by eps, call f, then down by eps, and call f again")


def relative_error(a, b):
    """The largest of abs(a - b) / (abs(a) + abs(b)) over all entries, where 0/0 counts as 0.

    a, b: arrays of one shape.
    Gives a float.
    """
    raise NotImplementedError("begin with the quotient of each entry; then think about entries where both are 0")
