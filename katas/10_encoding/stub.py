"""Encoding: from text to indices and back. The task is in katas/10_encoding/README.md."""

import numpy as np


def build_vocabulary(text):
    """Each character of the text once, sorted.

    text: a string.
    Gives a list of V strings, each of them one character; [] for an empty text.
    """
    raise NotImplementedError("begin with the characters that there are, each of them once")


def encode(text, vocabulary):
    """For each character its index in the vocabulary.

    text: a string of N characters.
    vocabulary: a list of V characters, in any order.
    Gives an array of integers, (N,). A ValueError that names a character, if one is not in the vocabulary.
    """
    raise NotImplementedError("begin with a dict that tells the index of each character")


def decode(indices, vocabulary):
    """The text that the indices stand for: the way back from encode.

    indices: N integers from 0 to V - 1, a list or an array.
    vocabulary: a list of V characters, in any order.
    Gives a string of N characters. A ValueError that names an index, if one is out of range, negative ones too.
    """
    raise NotImplementedError("begin with the character of each index, and join them")


def one_hot(indices, size):
    """For each index a row that is 1 there, and 0 everywhere else.

    indices: N integers from 0 to size - 1, a list or an array.
    size: how long each row is.
    Gives an array, (N, size). A ValueError that names an index, if one is out of range, negative ones too.
    """
    raise NotImplementedError("begin with N rows of zeros, and put a 1 into the first of them")
