"""Dinosaurs: names in, the next letter out. The task is in katas/85_dinosaurs/README.md."""

import numpy as np


def prepare(names):
    """One-hot rows for a list of names, padded on the right with spaces to the longest.

    names: a list of N strings.
    Gives onehot, (N, T, V), with T the length of the longest name; and vocabulary, a list of V characters: ' ' first,
    then the others, sorted.
    """
    raise NotImplementedError("begin with the vocabulary: ' ' first, then all other characters of the names, sorted")


def loss_and_gradients(x, y, Wxh, Whh, Who):
    """The mean cross-entropy of a batch, and its gradients.

    x: one-hot rows (N, T, V), what is read. y: one-hot rows (N, V), what should come after it.
    Wxh: (V, H). Whh: (H, H). Who: (H, V).
    Gives loss, a float; dWxh, dWhh, dWho, in the shapes of the weights.
    """
    raise NotImplementedError(
        "begin with the loss: read all T steps, from a state of zeros; then the last state's scores"
    )


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    """Go on with a name: up to n more characters, drawn one by one.

    prefix: a string, maybe empty. vocabulary: a list of V characters, ' ' first.
    Wxh: (V, H). Whh: (H, H). Who: (H, V).
    rng: a numpy Generator, the only source of chance.
    Gives the prefix with the characters drawn before the first pad.
    """
    raise NotImplementedError("begin with the prefix: feed it, character by character, from a state of zeros")
