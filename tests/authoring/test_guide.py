"""What docs/author.md says is so: its examples run, and nothing is missing that a kata or a pack may use."""

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import gradkata
import pytest
from gradkata import hookspecs, suite
from gradkata.boundary.limits import Limits
from gradkata.explaining.mistakes import apply, load_mistakes
from gradkata.kata import Pack, katas_of
from gradkata.settings.kata_toml import Clipped, Diagnosis, Settings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "author.md").read_text("utf-8")


def dedented(text):
    return re.sub(r"^    ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", suite.__all__)
def test_every_function_of_a_suite_is_there_with_its_arguments_and_an_example(name):
    entry = re.search(rf"^    {name}\(([^\n]*)\)\n((?:        .*\n)+)", GUIDE, re.MULTILINE)
    assert entry, name
    assert re.search(rf"`[^`]*\b{name}\(", entry[2]), name
    if name != "points":  # a mark of pytest's, which takes anything
        known = list(inspect.signature(getattr(suite, name)).parameters)
        assert re.findall(r"(?:^|, )\**([a-z_]+)", entry[1]) == known


@pytest.mark.parametrize("form", [Settings, Diagnosis, Clipped, Limits])
def test_every_setting_is_there(form):
    part = GUIDE[GUIDE.index("## Settings") : GUIDE.index("## What a suite may use")]
    for field in dataclasses.fields(form):
        assert f"`{field.name}`" in part or f"`[{field.name}]`" in part, field.name


def test_its_mistake_has_the_forms_that_it_says(make_pack):
    solution = re.search(r"\n(    def dropout_forward\(x, keep, p\):\n        return.*?)\n\n###", GUIDE, re.DOTALL)[1]
    mistake = re.search(r"\n(    \[\[mistake\]\]\n.*?)\n\nThe message", GUIDE, re.DOTALL)[1]
    root = make_pack(kata="10_dropout", reference=dedented(solution))
    (root / "reference" / "dropout" / "mistakes.toml").write_text(dedented(mistake))
    (kata,) = katas_of(Pack("mine", root))
    forms = load_mistakes(kata)
    assert [each.label for each in forms] == ["not-scaled", "not-scaled#2", "not-scaled#3"]
    assert len({apply(each, kata.reference.read_text(), ".py") for each in forms}) == 3


def test_its_suite_example_judges(make_pack, tmp_path, starter):
    """The example of a test is run, under the names of its kata."""
    from gradkata.finding.submission import Submission
    from gradkata.job import job_of
    from gradkata.kata import Pack, katas_of

    from tests.helpers import grade_all

    example = re.search(r"(    @points\(2\)\n    def test_one_row.*?)\n\n", GUIDE, re.DOTALL)[1]
    suite = "from gradkata.suite import check_array, points\n" + re.sub(r"^    ", "", example, flags=re.MULTILINE)
    (kata,) = katas_of(Pack("mine", make_pack(suite=suite.replace("softmax(", "double("))))
    path = tmp_path / "double.py"
    results = []
    for source in ("def double(x): return x + x\n", "def double(x): return x\n"):
        path.write_text(source)
        results.extend(grade_all([kata], [job_of(Submission("ada", "double", path), 1)], starter))
    assert [result.status for result in results] == ["passed", "failed"]


def test_every_hook_is_in_its_table_with_what_it_gives():
    hooks = [name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{hookspecs.GROUP}_spec")]
    table = GUIDE[GUIDE.index("| hook | gives |") :]
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", table, re.MULTILINE)
    assert [name for name, _ in rows] == hooks
    for name, gives in rows:
        assert getattr(hookspecs, name).__annotations__["return"] == f"Iterable[{gives}]"
        if gives != "Path":
            assert gives in gradkata.__all__
            assert getattr(gradkata, gives).__name__ == gives


def test_its_plugin_example_brings_a_pack(make_pack, monkeypatch):
    root = make_pack("my_pack")
    example = re.search(r"    # my_pack/plugin\.py\n(.*?)\n\n    # pyproject", GUIDE, re.DOTALL)[1]
    path = root / "plugin.py"
    path.write_text(re.sub(r"^    ", "", example, flags=re.MULTILINE))
    code = "import plugin; from gradkata import plugins; print('double' in plugins.load([plugin]).katas)"
    monkeypatch.setenv("PYTHONPATH", f"{root}:{ROOT / 'harness'}")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"
