"""Copies are found, however they were made to look; right work that was written apart is not taken for one."""

from pathlib import Path

import pytest
from gradkata.finding.submission import Submission
from gradkata.insight.given import given
from gradkata.insight.handed_in import similarities
from gradkata.insight.similarity import FEW, LEAST, SHARE, Text, similar
from gradkata.reading.programs import parts_at

from .copying import copied

REFERENCE = Path(__file__).parents[2] / "reference"
KATAS = sorted(path.name for path in REFERENCE.iterdir() if (path / "right").is_dir())
LONG = """
def step(params, index, h_prev):
    pre = params["Wxh"][:, index] + params["Whh"] @ h_prev
    for row in range(len(pre)):
        if pre[row] > 20:
            pre[row] = min(pre[row], 40.0)
        elif pre[row] < -20:
            pre[row] = max(pre[row], -40.0)
    scale = sum(abs(each) for each in pre) / (len(pre) + 3)
    pairs = [(first, second) for first in pre for second in h_prev if first != second]
    return {"scale": scale, "pairs": sorted(pairs, key=lambda pair: pair[0] - pair[1])}
"""


def right(kata):
    """All right solutions of a kata that there are, each by another learner."""
    paths = [path for path in sorted((REFERENCE / kata / "right").iterdir()) if path.suffix in (".py", ".ipynb")]
    return [Text(path.stem, path.name, parts_at(path)) for path in paths]


def by(learner, text, file="double.py"):
    return Text(learner, file, ((file, text),))


@pytest.mark.parametrize("kata", KATAS)
def test_right_work_that_was_written_apart_is_not_alike(registry, kata):
    found = similar(kata, right(kata), given(registry.katas[kata], registry.katas), share=SHARE / 2)
    assert found.pairs == ()
    assert len(found.compared) + len(found.too_short) == len(right(kata))


@pytest.mark.parametrize("kata", KATAS)
def test_a_copy_is_found_however_it_was_made_to_look(registry, kata):
    originals = right(kata)
    copies = [Text(f"{each.learner}, copied", each.file, copied(each.parts)) for each in originals]
    found = similar(kata, originals + copies, given(registry.katas[kata], registry.katas))
    compared = [each.learner for each in originals if each.learner in found.compared]
    assert compared
    assert sorted(each.learners[0] for each in found.pairs) == sorted(compared)
    for pair in found.pairs:
        assert pair.learners[1] == f"{pair.learners[0]}, copied"
        assert pair.both > 0.9 * pair.rare


def test_where_the_longest_passage_stands_is_told():
    other = "import math\n\n\ndef helper():\n    return math.pi\n" + LONG.replace("pre", "x").replace("scale", "y")
    (pair,) = similar("double", [by("ada", LONG), by("ben", other)], []).pairs
    assert (pair.learners, pair.both) == (("ada", "ben"), pair.rare)
    ada, ben = pair.passage
    assert (ada.file, ada.first, ada.last) == ("double.py", 2, 11)
    assert (ben.first, ben.last) == (7, 16)
    assert ada.lines == tuple(LONG.split("\n")[1:11])


def test_endless_repetitions_cost_no_more_than_other_text():
    text = LONG + "def f(x):\n" + "    x = x * 2 + x // 3 - x % 5\n" * 500
    (pair,) = similar("double", [by("ada", text), by("ben", text)], []).pairs
    assert [(each.first, each.last) for each in pair.passage] == [(2, 11)] * 2


def test_what_was_given_is_no_evidence():
    pairs = similar("double", [by("ada", LONG), by("ben", LONG)], [[("README.md", LONG)]])
    assert (pairs.pairs, pairs.compared, pairs.too_short) == ((), (), ("ada", "ben"))


def test_what_many_have_is_no_evidence():
    few = [by(f"learner {number}", LONG) for number in range(FEW)]
    assert len(similar("double", few, []).pairs) == FEW * (FEW - 1) / 2
    found = similar("double", [*few, by("one more", LONG)], [])
    assert (found.pairs, len(found.too_short), found.common) == ((), FEW + 1, FEW)


def test_a_few_lines_are_too_short_to_tell():
    short = "def double(x):\n    return x + x\n"
    found = similar("double", [by("ada", short), by("ben", short), by("cleo", LONG)], [])
    assert (found.compared, found.too_short, found.pairs) == (("cleo",), ("ada", "ben"), ())


def test_what_is_no_python_is_not_compared():
    found = similar("double", [by("ada", "def f(:"), by("ben", LONG), Text("cleo", "double.py", ())], [])
    assert (found.compared, found.unread) == (("ben",), ("ada", "cleo"))


def calls(name):
    """Functions that are like nobody else's."""
    return "".join(
        f"def f{number}():\n    return {', '.join(f'{name}_{number}({n})' for n in range(9))}\n" for number in range(9)
    )


def test_a_part_that_is_too_small_is_not_told_unless_it_is_asked_for():
    texts = [by("ada", LONG + calls("first")), by("ben", LONG + calls("second"))]
    assert similar("double", texts, []).pairs == ()
    (pair,) = similar("double", texts, [], share=0.1).pairs
    assert LEAST <= pair.both < SHARE * pair.rare


def test_notebooks_and_files_of_ones_own_are_read(registry, tmp_path):
    import nbformat

    cells = [nbformat.v4.new_code_cell(text) for text in ("%matplotlib inline", LONG)]
    for learner in ("ada", "ben", "cleo"):
        (tmp_path / learner).mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "ada" / "softmax.ipynb")
    (tmp_path / "ben" / "softmax.py").write_text(LONG, "utf-8")
    (tmp_path / "cleo" / "softmax.py").write_text("from tools import step\n", "utf-8")
    (tmp_path / "cleo" / "tools.py").write_text(LONG, "utf-8")
    paths = sorted(tmp_path.glob("*/softmax.*"))
    (found,) = similarities([Submission(each.parent.name, "softmax", each) for each in paths], registry.katas)
    assert [each.learners for each in found.pairs] == [("ada", "ben"), ("ada", "cleo"), ("ben", "cleo")]
    files = {place.file for pair in found.pairs for place in pair.passage}
    assert files == {"softmax.ipynb, cell 2", "softmax.py", "tools.py"}
