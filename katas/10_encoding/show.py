"""A short text as one-hot rows: one 1 in each row, and equal characters have equal rows."""

import numpy as np
from gradkata.showing import Claim, Map, Panel, Picture, array
from gradkata.translation import say

TEXT = "hello world"
VISIBLE = {" ": "␣"}


def show(solution):
    """The picture."""
    vocabulary = sorted(set(TEXT))
    indices = array(solution.encode(TEXT, vocabulary), (len(TEXT),), "encode(text, vocabulary)").astype(int)
    shape = (len(TEXT), len(vocabulary))
    rows = array(solution.one_hot(indices, len(vocabulary)), shape, "one_hot(indices, size)")
    letters = [VISIBLE.get(character, character) for character in vocabulary]
    panel = Panel(
        say("One row for each character of the text, from the first to the last"),
        say("index in the vocabulary, and its character"),
        say("character read, and its index"),
        (Map(rows, tuple(f"{VISIBLE.get(c, c)}  {ix}" for c, ix in zip(TEXT, indices, strict=True))),),
        names=tuple(f"{ix}\n{letter}" for ix, letter in enumerate(letters)),
    )
    return Picture(say("One-hot: “{text}” as rows of numbers", text=TEXT), (panel,), claims(indices, rows))


def claims(indices, rows):
    places = [at for at, character in enumerate(TEXT) if character == "l"]
    return (
        Claim(
            say("Each row is 0 but for a single 1, which stands in the column of the character's index."),
            (np.sort(rows)[:, :-1] == 0).all() and (rows.max(axis=1) == 1).all() and (rows.argmax(1) == indices).all(),
        ),
        Claim(
            say("The three rows of the letter l are the same: a row tells which character it is, not where it stands."),
            all((rows[at] == rows[places[0]]).all() for at in places),
        ),
    )
