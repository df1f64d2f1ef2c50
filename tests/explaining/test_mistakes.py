"""Known mistakes as data: what a file may say, and what is said where an edit does not apply exactly once."""

import json
import pickle

import pytest
from gradkata.errors import UsageError
from gradkata.explaining.edits import NotOnceError
from gradkata.explaining.mistakes import Edit, Mistake, apply, load_mistakes
from gradkata.kata import Pack, katas_of


@pytest.fixture
def load(make_pack):
    """A function from the text of a ``mistakes.toml`` to the mistakes."""

    def load(text):
        (kata,) = katas_of(Pack("pack", make_pack()))
        (kata.hidden / "mistakes.toml").write_text(text)
        return load_mistakes(kata)

    return load


ONE = """
[[mistake]]
id = "thrice"
title = "three times as much"
find = "2 * x"
replace = "3 * x"
"""


def test_all_that_there_may_be(load):
    text = ONE + 'message = """\nLook  at\nthe factor.\n"""\nany_order = true\n' + ONE.replace("thrice", "more")
    assert load(text) == [
        Mistake("thrice", "three times as much", "2 * x", "3 * x", "Look at the factor.", True),
        Mistake("more", "three times as much", "2 * x", "3 * x", "", False),
    ]


def test_a_mistake_has_a_form_for_each_size_and_each_place(load):
    text = (
        ONE.replace("3 * x", "SIZE * x + SIZE")
        + """sizes = ["3", "4"]
message = "Look."
[[mistake.form]]
find = "2 * x"
replace = "x"
also = [{ find = "def", replace = "async def" }]
"""
    )
    found = load(text + ONE.replace("thrice", "more"))
    assert [each.label for each in found] == ["thrice", "thrice#2", "thrice#3", "more"]
    assert [each.replace for each in found] == ["3 * x + 3", "4 * x + 4", "x", "3 * x"]
    assert {(each.title, each.message) for each in found[:3]} == {("three times as much", "Look.")}
    assert found[2].edits == (Edit("2 * x", "x"), Edit("def", "async def"))


def test_all_edits_of_a_form_are_made(load):
    (form,) = load(
        ONE + 'also = [{ find = "y = 3", replace = "z = 3" }, { find = "return y\\n\\n\\ndef", replace = "def" }]'
    )
    assert apply(form, MODULE, ".py").startswith(
        "\nimport numpy as np\n\n\ndef double(x):\n    z = 3 * x\n    def half"
    )


def test_nothing_said_is_no_mistake(load, make_pack):
    assert load("") == []
    (kata,) = katas_of(Pack("other", make_pack("other")))
    assert load_mistakes(kata) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("title", "titel", "line 4: there is no entry 'mistake.titel'; did you mean 'title'?"),
        (ONE, ONE + "any_oder = true", "line 7: there is no entry 'mistake.any_oder'; did you mean 'any_order'?"),
        ("[[mistake]]", "[[mistakes]]", "line 2: there is no entry 'mistakes'; did you mean 'mistake'?"),
        ("[[mistake]]", "[mistake]", "line 2: mistake: expected a list, got a table"),
        ('id = "thrice"', "", "line 2: the entry 'mistake.id' is missing"),
        ('title = "three times as much"', "", "line 2: the entry 'mistake.title' is missing"),
        ('find = "2 * x"', "", "line 2: the entry 'mistake.find' is missing"),
        ('replace = "3 * x"', "", "line 2: the entry 'mistake.replace' is missing"),
        ('"thrice"', "3", "line 3: mistake.id: expected text, got a whole number"),
        ('"three times as much"', "['x']", "line 4: mistake.title: expected text, got a list"),
        (
            '"3 * x"',
            '"""3 *\nx"""\nany_order = 1',
            "line 8: mistake.any_order: expected true or false, got a whole number",
        ),
        ('"3 * x"', '"3 * x"\nmessage = {}', "line 7: mistake.message: expected text, got a table"),
        ('"2 * x"', '" "', "line 5: mistake.find: this stands everywhere"),
        ('"3 * x"', '"SIZE * x"', "line 6: mistake.sizes: give sizes where SIZE stands, and only there"),
        (ONE, ONE + "sizes = ['3']", "line 6: mistake.sizes: give sizes where SIZE stands, and only there"),
        (ONE, ONE + "[[mistake.form]]\nfind = ' '\nreplace = ''", "line 8: mistake.find: this stands everywhere"),
        (ONE, ONE + "[[mistake.form]]\nfind = 'x'", "line 7: the entry 'mistake.form.replace' is missing"),
        (ONE, ONE + ONE, "line 8: two mistakes are called 'thrice'; the first is in line 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(load, tmp_path, old, new, problem):
    with pytest.raises(UsageError) as raised:
        load(ONE.replace(old, new))
    assert str(raised.value) == f"{tmp_path}/pack/reference/double/mistakes.toml, {problem}"


def test_what_is_no_toml_is_said_with_its_line(load):
    with pytest.raises(UsageError, match=r"mistakes\.toml, line 5: \w"):
        load(ONE.replace("2 * x", "2\n* x"))


def test_a_mistake_may_have_no_words(load):
    (mistake,) = load(ONE.replace("three times as much", "") + 'message = ""')
    assert (mistake.title, mistake.message) == ("", "")


MODULE = """
import numpy as np


def double(x):
    y = 2 * x
    return y


def half(x):
    y = x / 2
    return y
"""


def notebook(*sources):
    cells = [{"cell_type": "markdown", "source": ["y = 2 * x\n"]}]
    for source in sources:
        cells.append({"cell_type": "code", "source": source.splitlines(keepends=True), "metadata": {}})
    return json.dumps({"cells": cells, "nbformat": 4})


def mistake(find, replace="?"):
    return Mistake("odd", "", find, replace)


def test_a_mistake_is_made_in_a_module():
    assert apply(mistake("y = 2", "y = 3"), MODULE, ".py") == MODULE.replace("y = 2", "y = 3")


def test_a_mistake_is_made_in_a_notebook():
    text = notebook("x = 1\ny = 2 * x\n", "z = 3\n")
    expected = json.loads(text)
    expected["cells"][1]["source"] = "x = 1\ny = 3\n"
    assert json.loads(apply(mistake("2 * x", "3"), text, ".ipynb")) == expected


@pytest.mark.parametrize(
    ("find", "problem"),
    [
        ("return y", "applies 2 times, not once: 'return y' stands in lines 7 and 12"),
        ("y = ", "applies 2 times, not once: 'y = ' stands in lines 6 and 11"),
        ("x):\n    y", "applies 2 times, not once: 'x):\\n    y' stands in lines 5 and 10"),
        ("\n    y", "applies 2 times, not once: '\\n    y' stands in lines 6 and 11"),
        (" / 2\n    return z", "does not apply: ' / 2\\n    return z' does not stand in the code; "
         "the nearest to 'return z' is line 7: 'return y'"),
        ("def double(x):\n    y = 3 * x", "does not apply: 'def double(x):\\n    y = 3 * x' does not stand in the "
         "code; the nearest to 'y = 3 * x' is line 6: 'y = 2 * x'"),
        ("3 * x", "does not apply: '3 * x' does not stand in the code; the nearest to '3 * x' is line 6: 'y = 2 * x'"),
        ("return", "applies 2 times, not once: 'return' stands in lines 7 and 12"),
        ("y + y - y", "does not apply: 'y + y - y' does not stand in the code"),
        ("return y\n    y = 2 * x", "does not apply: 'return y\\n    y = 2 * x' does not stand in the code; "
         "the nearest to 'return y' is line 7: 'return y'"),
        ("%&§!", "does not apply: '%&§!' does not stand in the code"),
        ("x", "applies 4 times, not once: 'x' stands in lines 5, 6, 10 and 11"),
    ],
)  # fmt: skip
def test_where_an_edit_of_a_module_applies(find, problem):
    with pytest.raises(UsageError) as raised:
        apply(mistake(find), MODULE, ".py")
    assert str(raised.value) == f"the mistake 'odd' {problem}"


def test_of_lines_that_are_as_near_the_one_with_little_else_is_shown():
    with pytest.raises(UsageError, match=r"the nearest to 'y = 3' is line 2: 'y = 2'$"):
        apply(mistake("y = 3"), "y = 2 * x + 4\ny = 2\ny = 2 * x + 5\n", ".py")


def test_nothing_is_like_an_edit_of_an_empty_module():
    with pytest.raises(UsageError, match=r"'x = 1' does not stand in the code$"):
        apply(mistake("x = 1"), "", ".py")


@pytest.mark.parametrize(
    ("find", "problem"),
    [
        ("y = ", "applies 3 times, not once: 'y = ' stands in cell 2, line 2 and cell 3, line 1 and cell 3, line 3"),
        ("y = 5 / x", "does not apply: 'y = 5 / x' does not stand in the code; "
         "the nearest to 'y = 5 / x' is cell 3, line 3: 'y = 4 / x'"),
    ],
)  # fmt: skip
def test_where_an_edit_of_a_notebook_applies(find, problem):
    with pytest.raises(UsageError) as raised:
        apply(mistake(find), notebook("x = 1\ny = 2\n", "y = x\n\ny = 4 / x\n"), ".ipynb")
    assert str(raised.value) == f"the mistake 'odd' {problem}"


def test_a_reference_that_is_no_notebook_is_said():
    with pytest.raises(UsageError, match=r"^the mistake 'odd' does not apply: the reference is no notebook: it is not"):
        apply(mistake("x"), "x = 1", ".ipynb")


def test_the_error_crosses_to_another_process():
    with pytest.raises(NotOnceError) as raised:
        apply(mistake("return y"), MODULE, ".py")
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


def test_our_own_mistakes_apply(registry):
    for kata in registry.katas.values():
        text = kata.reference.read_text("utf-8")
        for each in load_mistakes(kata):
            assert apply(each, text, kata.reference.suffix) != text
