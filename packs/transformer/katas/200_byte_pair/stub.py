"""Byte pair encoding: tokens between letters and words. The task is in katas/200_byte_pair/README.md."""


def count_pairs(ids):
    """How often each two ids stand next to each other.

    ids: a list of integers.
    Gives a dict from pairs, tuples of two integers, to counts.
    """
    raise NotImplementedError("go through the ids two by two: each with the one after it")


def merge_pair(ids, pair, new):
    """Replace a pair by one id, wherever it stands (Gage 1994).

    ids: a list of integers. pair: a tuple of two integers. new: an integer.
    Gives a new list, where no id that was used for one pair is used for another.
    """
    raise NotImplementedError("go from left to right, with a place of your own that moves by one or by two")


def learn_merges(text, count):
    """The merges that shorten a text most, one after the other (Sennrich, Haddow and Birch 2016).

    text: a string. count: how many merges to learn, at most.
    Gives a list of pairs: the first one is that of id 256, the next that of id 257, and so on.
    """
    raise NotImplementedError("begin with the bytes of the text in UTF-8, and find one merge")


def encode(text, merges):
    """The ids of a text.

    text: a string. merges: as learn_merges gives them.
    Gives a list of integers.
    """
    raise NotImplementedError("begin with the bytes, and apply the merges in the order in which they were learned")


def decode(ids, merges):
    """The text that some ids stand for.

    ids: a list of integers below 256 + len(merges). merges: as learn_merges gives them.
    Gives a string; bytes that are no UTF-8 become the replacement character.
    """
    raise NotImplementedError("begin with a table: which bytes does each id stand for?")
