"""A reference's code in pieces: where edits apply, and what has to be compiled again."""

import pytest
from gradkata.explaining.mistakes import Edit
from gradkata.explaining.pieces import NoPlaceError, names, parsed, pieces_of

MODULE = """# what this is
import math
LIMIT = 5


@staticmethod
def double(x):
    return 2 * x  # twice


def half(x):
    return x / 2
"""


def module(text=MODULE):
    return pieces_of([text], is_module=True)


def texts(pieces):
    return [[piece.text for piece in cell] for cell in pieces.cells]


def ran(pieces):
    space = {}
    for each in pieces.parsed():
        exec(each.code, space)
    return space


def test_a_piece_is_a_statement_with_the_lines_up_to_the_next():
    (found,) = texts(module())
    assert "".join(found) == MODULE
    assert [each.split("\n")[0] for each in found] == ["# what this is", "LIMIT = 5", "@staticmethod", "def half(x):"]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "a = 1; b = 2\nc = 3"])
def test_any_text_comes_apart_and_together(text):
    assert "".join(texts(module(text))[0]) == text
    ran(module(text))


def test_an_edit_changes_its_piece_and_no_other():
    (before,), (after,) = texts(module()), texts(module().edited([Edit("2 * x", "3 * x")]))
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, True, False, True]
    assert ran(module().edited([Edit("2 * x", "3 * x")]))["double"](1) == 3


def test_an_edit_across_pieces_makes_them_one():
    edited = module().edited([Edit("# twice\n\n\ndef half(x):", "\ndef third(x):"), Edit("x / 2", "x / 3")])
    assert [len(cell) for cell in edited.cells] == [3]
    assert ran(edited)["third"](3) == 1


@pytest.mark.parametrize("find", ["nowhere", "x", "return"])
def test_an_edit_has_to_stand_once(find):
    with pytest.raises(NoPlaceError):
        module().edited([Edit(find, "y")])
    with pytest.raises(NoPlaceError):
        pieces_of(["x = 1", "x = 2"], is_module=False).place(Edit("x = ", "y = "))


def test_what_is_no_python_has_no_place():
    with pytest.raises(NoPlaceError):
        list(module().edited([Edit("2 * x", "2 *")]).parsed())


def test_of_a_notebook_only_definitions_are_taken():
    pieces = pieces_of(["import math\nx = 3\nprint(x)\ny = x + 1\n", "def f():\n    return x\n"], is_module=False)
    found = ran(pieces)
    assert (found["x"], "y" in found, found["f"]()) == (3, False, 3)


def test_what_a_piece_defines_and_whether_it_keeps_something():
    pieces = module("def f(x=[]):\n    pass\nclass A:\n    pass\nz = 1\ndef g():\n    global z\ndef h(): f.__dict__\n")
    assert [names(piece) for piece in pieces.cells[0]] == [{"f"}, {"A"}, None, {"g"}, {"h"}]
    assert [parsed(piece).keeps for piece in pieces.cells[0]] == [True, False, False, True, True]


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("def f(x, y=1): pass", False),
        ("def f(x, y=()): pass", False),
        ("def f(x, y={}): pass", True),
        ("def f(\n    x,\n    y=[],\n): pass", True),
        ("def f(x, y=dict()): pass", True),
        ("def f(x: int, y: list = []): pass", True),
        ("def f(x):\n    y = []\n    return g(y=[])", False),
        ("class A:\n    kept = {}", True),
        ("class A:\n    def f(self, x=[]): pass", True),
        ("class A:\n    one = 1\n    def f(self): self.kept = {}", False),
        ("@functools.cache\ndef f(x): pass", True),
    ],
)
def test_what_is_made_once_may_be_held_on_to(text, keeps):
    assert [parsed(piece).keeps for piece in module(text).cells[0]] == [keeps]
