"""The files beside a submission: those that it imports, however much lies there."""

import json
import os

import pytest
from gradkata.reading.programs import beside, program_at, program_of
from gradkata.reading.siblings import MAX_LOOKED_UP, imports
from gradkata.text.opening import contents


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a", ["a"]),
        ("import a.b, c as d, e", ["a", "c", "e"]),
        ("import a, \\\n  b", ["a", "b"]),
        ("from a import b, c", ["a"]),
        ("from a.b import (c,\n  d)", ["a"]),
        ("x = 1; import a; from b import c  # import d", ["a", "b", "d"]),
        ("try: import a\nexcept ImportError: pass", ["a"]),
        ("importlib.import_module('a'); __import__( \"b\" )", ["a", "b"]),
        ("from . import a", []),
        ("important = 3\nfrom_a = 2", []),
    ],
)
def test_imports_are_found_by_a_scan(text, names):
    assert [name for name in imports(text) if name] == names or set(imports(text)) >= set(names)


def written(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    return folder / f"{next(iter(texts))}.py"


def test_what_is_imported_is_read_and_what_that_imports(tmp_path):
    path = written(tmp_path, softmax="import a", a="from b import c", b="import softmax, a", other="x = 1")
    program = program_at(path, "softmax")
    assert program.siblings == (("a", "from b import c"), ("b", "import softmax, a"))


def test_more_than_fifty_files_can_be_imported(tmp_path):
    names = [f"m{number}" for number in range(80)]
    path = written(tmp_path, softmax=f"import {', '.join(names)}", **dict.fromkeys(names, "x = 1"))
    assert [name for name, _ in program_at(path, "softmax").siblings] == sorted(names)


def test_a_notebook_can_be_imported(tmp_path):
    cells = [{"cell_type": "code", "source": text} for text in ("import a", "%time x = 1")]
    (tmp_path / "softmax.ipynb").write_text(json.dumps({"cells": cells}))
    program = program_at(written(tmp_path, bptt="from softmax import x", a="y = 2"), "bptt")
    assert program.siblings == (("a", "y = 2"),)
    assert program.notebooks == (
        ("softmax", (("softmax.ipynb, cell 1", "import a"), ("softmax.ipynb, cell 2", "x = 1"))),
    )


@pytest.mark.parametrize(("age", "chosen"), [(-1, "py"), (0, "py"), (1, "ipynb")])
def test_of_a_module_and_a_notebook_the_newer_is_imported(tmp_path, age, chosen):
    path = written(tmp_path, bptt="import softmax", softmax="x = 1")
    (tmp_path / "softmax.ipynb").write_text('{"cells": []}')
    os.utime(tmp_path / "softmax.py", (1000, 1000))
    os.utime(tmp_path / "softmax.ipynb", (1000 + age, 1000 + age))
    program = program_at(path, "bptt")
    assert [name for name, _ in program.siblings] == ["softmax"] * (chosen == "py")
    assert [name for name, _ in program.notebooks] == ["softmax"] * (chosen == "ipynb")


def test_what_is_there_and_cannot_be_imported_has_a_reason(tmp_path):
    path = written(tmp_path, bptt="import latin, wide, link, large, pipe")
    (tmp_path / "latin.py").write_bytes(b"x = '\xe9'")
    (tmp_path / "wide.py").write_bytes("x".encode("utf-16"))
    (tmp_path / "link.py").symlink_to("bptt.py")
    (tmp_path / "large.py").write_text("x = 1\n" * 200_000)
    (tmp_path / "pipe.py").mkdir()
    program = program_at(path, "bptt")
    assert program.siblings == ()
    reasons = dict(program.unusable)
    assert list(reasons) == ["large", "latin", "link", "pipe", "wide"]
    for name, words in {
        "latin": "not UTF-8",
        "wide": "UTF-16",
        "link": "a link",
        "large": "more code",
        "pipe": "folder",
    }.items():
        assert words in reasons[name]


def test_one_large_file_under_many_names_is_read_a_few_times_at_most(tmp_path, monkeypatch):
    size, read = 30 << 20, []
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [{"data": {"image/png": "A" * size}}]}
    first = tmp_path / "m0.ipynb"
    first.write_text(json.dumps({"cells": [cell]}))
    for number in range(1, 40):
        os.link(first, tmp_path / f"m{number}.ipynb")
    path = written(tmp_path, softmax="import " + ", ".join(f"m{number}" for number in range(40)))
    monkeypatch.setattr(
        "gradkata.reading.texts.contents", lambda path, most: read.append(path.name) or contents(path, most)
    )
    program = program_at(path, "softmax")
    assert read[0] == "softmax.py"
    assert len(read) == 1 + len(program.notebooks) == 4
    assert {"together they are larger" in reason for _, reason in program.unusable} == {True}


def test_names_that_are_looked_up_have_a_bound(tmp_path):
    names = [f"m{number}" for number in range(2 * MAX_LOOKED_UP)]
    path = written(tmp_path, softmax=f"import {', '.join([*names, 'last'])}", last="x = 1", m5="y = 2")
    assert program_at(path, "softmax").siblings == (("m5", "y = 2"),)


def test_all_files_together_have_a_bound(tmp_path):
    path = written(tmp_path, softmax="import a, b", a="x = 1\n" * 60_000, b="x = 2\n" * 60_000)
    program = program_at(path, "softmax")
    assert (len(program.siblings), len(program.unusable)) == (1, 1)
    assert "together they have more code" in program.unusable[0][1]


def test_a_learners_files_may_be_named_apart(tmp_path):
    path = written(tmp_path, doe_1_2_bptt="import softmax, other", other="x = 1", doe_1_3_softmax="y = 2")
    program = program_at(path, "bptt", {"softmax": tmp_path / "doe_1_3_softmax.py"})
    assert program.siblings == (("softmax", "y = 2"),)


def test_a_program_is_the_same_however_it_was_come_by(tmp_path):
    path = written(
        tmp_path, bptt="import softmax, broken", softmax="import helper, broken", helper="x = 1", more="y = 2"
    )
    (tmp_path / "broken.py").write_bytes(b"\xff")
    other = program_at(tmp_path / "softmax.py", "softmax")
    assert beside(program_at(path, "bptt"), "softmax") == other
    (tmp_path / "broken.py").unlink()
    siblings = (("bptt", "z = 3"), ("helper", "x = 1"))
    assert program_of("softmax", "import helper, broken", siblings=siblings) == program_at(
        other_path(tmp_path), "softmax"
    )


def other_path(folder):
    return folder / "softmax.py"
