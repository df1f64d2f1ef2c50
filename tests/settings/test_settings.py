"""kata.toml: what it may say, and what is said about it where it says something else."""

import ast
import tomllib
from pathlib import Path

import gradkata
import pytest
from gradkata.boundary.limits import Limits
from gradkata.errors import UsageError
from gradkata.settings.kata_toml import Clipped, Diagnosis, Settings, read_settings
from gradkata.settings.toml_lines import line_of


@pytest.fixture
def read(tmp_path):
    """A function from the text of a ``kata.toml`` to its settings."""

    def read(text):
        (tmp_path / "kata.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings(tmp_path / "kata.toml")

    return read


EVERYTHING = """
builds_on = ["softmax", "bptt"]
minutes = 20
names = ["f"]
free = ["g"]

[limits]
cpu_s = 9
wall_s = 30

[diagnosis]
columns = ["bh"]
flat = ["bs"]
lengths = { n = "Why" }
clipped = { loss = { results = [1, 2], limit = 5 }, f = { results = [], limit = 0.5 } }
"""


def test_all_that_there_may_be(read):
    assert read(EVERYTHING) == Settings(
        ("softmax", "bptt"), 20, ("f",), ("g",),
        Diagnosis(("bh",), ("bs",), {"n": "Why"}, {"loss": Clipped((1, 2), 5.0), "f": Clipped((), 0.5)}),
        Limits(cpu_s=9, wall_s=30),
    )  # fmt: skip


def test_nothing_said_is_what_holds_for_any_kata(read, tmp_path):
    assert read_settings(tmp_path / "none.toml") == read("") == Settings()


def test_what_checks_settings_is_imported_when_there_are_some():
    """`kata --help` has to be quick."""
    package = Path(gradkata.__file__).parent
    for path in set(package.rglob("*.py")) - set(package.glob("sharing/*.py")):  # which no command imports by itself
        for node in ast.parse(path.read_text("utf-8")).body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert "msgspec" not in [*names, getattr(node, "module", None)], path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        # What nobody knows, with the nearest that there is.
        ("\nminuts = 3", "line 2: there is no entry 'minuts'; did you mean 'minutes'?"),
        ("minutes = 3\r\n\r\nminuts = 3\r\n", "line 3: there is no entry 'minuts'; did you mean 'minutes'?"),
        ("xyz = 3", "line 1: there is no entry 'xyz'; there are builds_on, minutes, names, free, diagnosis, limits"),
        ("[limits]\n\ncpu = 3", "line 3: there is no entry 'limits.cpu'; did you mean 'cpu_s'?"),
        ("limits.cpu = 3", "line 1: there is no entry 'limits.cpu'; did you mean 'cpu_s'?"),
        ("limits = { cpu_s = 3, cpu = 3 }", "line 1: there is no entry 'limits.cpu'; did you mean 'cpu_s'?"),
        ("[diagnosis]\ncolums = []", "line 2: there is no entry 'diagnosis.colums'; did you mean 'columns'?"),
        ("[diagnose]\ncolumns = []", "line 1: there is no entry 'diagnose'; did you mean 'diagnosis'?"),
        (
            "[diagnosis.clipped.loss]\nresults = [1]\nlimits = 5",
            "line 3: there is no entry 'diagnosis.clipped.loss.limits'; did you mean 'limit'?",
        ),
        ("[diagnosis.clipped.loss]\nlimit = 5", "line 1: the entry 'diagnosis.clipped.loss.results' is missing"),
        # Other types.
        ("minutes = 'thirty'", "line 1: minutes: expected a whole number, got text"),
        ("minutes = 3.5", "line 1: minutes: expected a whole number, got a number"),
        ("minutes = true", "line 1: minutes: expected a whole number, got true or false"),
        ("minutes = 2020-01-01", "line 1: minutes: expected a whole number, got a date"),
        ("minutes = 2020-01-01T00:00:00", "line 1: minutes: expected a whole number, got a date"),
        ("minutes = 07:32:00", "line 1: minutes: expected a whole number, got a time"),
        ("names = 'f'", "line 1: names: expected a list, got text"),
        ("names = [\n  'f',\n  3,\n]", "line 1: names[1]: expected text, got a whole number"),
        ("limits = 3", "line 1: limits: expected a table, got a whole number"),
        ("[[limits]]\ncpu_s = 3", "line 1: limits: expected a table, got a list"),
        ("diagnosis.lengths = ['n']", "line 1: diagnosis.lengths: expected a table, got a list"),
        ("[diagnosis]\nlengths = { n = 3 }", "line 2: diagnosis.lengths.n: expected text, got a whole number"),
        ("[diagnosis]\nclipped = { f = [1] }", "line 2: diagnosis.clipped.f: expected a table, got a list"),
        (
            "diagnosis.clipped.f = { results = [1.5], limit = 5 }",
            "line 1: diagnosis.clipped.f.results[0]: expected a whole number, got a number",
        ),
        (
            "diagnosis.clipped.f = { results = [1], limit = '5' }",
            "line 1: diagnosis.clipped.f.limit: expected a number, got text",
        ),
        ("[limits]\ncpu_s = 'x'", "line 2: limits.cpu_s: expected a whole number, got text"),
        ("[limits]\nwall_s = 'x'", "line 2: limits.wall_s: expected a number, got text"),
        # Values that mean nothing.
        ("minutes = 0", "line 1: minutes: expected a whole number from 1 on, got 0"),
        ("minutes = -5", "line 1: minutes: expected a whole number from 1 on, got -5"),
        (
            "[limits]\nmemory_mb = 1024\ncpu_s = 0",
            "line 3: limits: the limit cpu_s has to be a whole number from 1 on, not 0",
        ),
        (
            "diagnosis.clipped.f = { results = [1], limit = 0 }",
            "line 1: diagnosis.clipped.f.limit: expected more than 0, got 0",
        ),
        (
            "[diagnosis.clipped.f]\nlimit = 5\nresults = [1, -1]",
            "line 3: diagnosis.clipped.f.results: places are counted from 0",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(read, tmp_path, text, problem):
    with pytest.raises(UsageError) as raised:
        read(text)
    assert str(raised.value) == f"{tmp_path / 'kata.toml'}, {problem}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("minutes = 3\n\nminutes = thirty\n", 3),
        ("minutes = 3\nnames = ['f',\n", 2),
        ("minutes = 3\r\nminutes = 4\r\n", 2),
        (b"minutes = 3\n# \xff\n", 2),
    ],
)
def test_what_is_no_toml_is_said_with_its_line(read, tmp_path, text, line):
    with pytest.raises(UsageError) as raised:
        read(text)
    place, problem = str(raised.value).split(": ", 1)
    assert place == f"{tmp_path / 'kata.toml'}, line {line}"
    assert problem
    assert "line" not in problem


LINES = '''# [a]
"first" = 1  # b = 2 [ " {

c = """
d = 1
[d]
\\""" """"
e = ["#", '"', [
    ["x"],
[ 3 ]
]]
f.g = \'\'\'
f.h = 1\'\'\'\'
f.h = { i = 1, "j.k" = { l = "}" } }

[m]
n = 1
[o."p.q"]
n = 2
[[r]]
n = 3
[[r]]
 [r.s]
 n = 4
 [[r.t]]
 n = 5
 [[r.t]]
 n = 6
[[r]]
[[r.t]]
m = ']'
n = 7
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("first",), 2), (("c",), 4), (("e",), 8), (("e", 1), 8), (("f", "g"), 12), (("f", "h"), 14), (("f",), 12),
        (("f", "h", "i"), 14), (("f", "h", "j.k", "l"), 14), (("m",), 16), (("m", "n"), 17), (("m", "x"), 16),
        (("o", "p.q", "n"), 19), (("r",), 20), (("r", 0, "n"), 21), (("r", 1), 22), (("r", 1, "s", "n"), 24),
        (("r", 1, "t", 0, "n"), 26), (("r", 1, "t", 1), 27), (("r", 1, "t", 1, "n"), 28), (("r", 2), 29),
        (("r", 2, "t", 0, "n"), 32), ((), 1),
    ],
)  # fmt: skip
def test_every_entry_has_its_line(keys, line):
    assert line_of(LINES, keys) == line


def test_the_lines_are_of_valid_toml():
    assert tomllib.loads(LINES)["c"] == 'd = 1\n[d]\n""" "'
