"""What the README says is so: its two commands, its examples, its menu."""

import ast
import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import gradkata
from gradkata import hookspecs, plugins
from gradkata.boundary import levels
from gradkata.boundary.limits import Limits

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def sessions():
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    return {
        node.name: ast.get_docstring(node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and any("session" in ast.unparse(each) for each in node.decorator_list)
    }


def test_its_first_block_is_two_commands_that_end_in_sessions_of_nox():
    (block, *_) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    first, second = block.splitlines()
    assert first.endswith("nox -s grade")
    assert second.endswith("nox -s tests")


def test_every_session_has_a_line_in_the_menu():
    assert set(sessions()) == {
        "grade", "tests", "pythons", "lowest", "browser", "lint", "types", "coverage", "bench", "accuracy", "day",
        "docs", "terminals", "release", "audit", "nightly",
    }  # fmt: skip
    for name, line in sessions().items():
        assert line, name
        assert "\n" not in line


def test_ci_runs_the_second_command_then_style_types_and_other_pythons():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    result = subprocess.run(
        ["bash", "-c", script.replace('eval "$tests"', "exit").replace("$0", str(ROOT / ".ci" / "run"))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.strip().endswith("nox -s tests")
    assert script.rstrip().endswith("nox -s lint types pythons")


def test_its_path_is_that_of_the_katas():
    rows = [
        f"| `{kata.id}` | {kata.title} | {kata.minutes} | {', '.join(kata.builds_on)} |"
        for kata in plugins.load().katas.values()
    ]
    assert "\n".join(["| kata | | minutes | after |", "| --- | --- | --- | --- |", *rows, ""]) in README


def test_every_kata_comes_after_what_it_builds_on():
    ids = list(plugins.load().katas)
    for kata in plugins.load().katas.values():
        assert kata.minutes, kata.id
        assert all(ids.index(each) < ids.index(kata.id) for each in kata.builds_on), kata.id


def test_the_files_that_it_names_are_there():
    for name in re.findall(r"`((?:harness|katas|tests|examples)/[\w/.]+)`", README):
        assert (ROOT / name).exists(), name


def test_its_suite_example_judges(make_pack, tmp_path, starter):
    """The example of a test is run, under the names of its kata."""
    from gradkata.finding.submission import Submission
    from gradkata.job import job_of
    from gradkata.kata import Pack, katas_of

    from tests.helpers import grade_all

    example = re.search(r"(    @points\(2\)\n    def test_one_row.*?)\n\n", README, re.DOTALL)[1]
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
    table = README[README.index("| hook | gives |") : README.index("# my_pack/plugin.py")]
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", table, re.MULTILINE)
    assert [name for name, _ in rows] == hooks
    for name, gives in rows:
        assert getattr(hookspecs, name).__annotations__["return"] == f"Iterable[{gives}]"
        if gives != "Path":
            assert gives in gradkata.__all__
            assert getattr(gradkata, gives).__name__ == gives


def test_its_plugin_example_brings_a_pack(make_pack, monkeypatch):
    root = make_pack("my_pack")
    example = re.search(r"    # my_pack/plugin\.py\n(.*?)\n\n    # pyproject", README, re.DOTALL)[1]
    path = root / "plugin.py"
    path.write_text(re.sub(r"^    ", "", example, flags=re.MULTILINE))
    code = "import plugin; from gradkata import plugins; print('double' in plugins.load([plugin]).katas)"
    monkeypatch.setenv("PYTHONPATH", f"{root}:{ROOT / 'harness'}")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"


def test_the_statuses_levels_and_formats_that_it_lists_are_those_there_are():
    whole, safety = README.split("## Grade")[1].split("### How safe it is")
    statuses, formats = whole.split("### Reports")
    assert rows(statuses) == ["passed", "failed", "error", "timeout", "killed", "unattempted"]
    safety = safety.split("## Add a kata")[0]
    assert rows(safety) == [name for name in levels.NAMES if name != "auto"]
    known = plugins.load().formats
    assert rows(formats) == list(known)
    for name, of in re.findall(r"^\| `(\w+)` \| .* \| ([\w ]+) \|$", formats, re.MULTILINE):
        assert of == ("one learner" if known[name].is_for_one else "a class")


def rows(text):
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def test_the_limits_that_it_lists_are_those_there_are():
    sentence = README[README.index("Limits hold at every level") : README.index("A kata may change them")]
    assert re.findall(r"`(\w+)`", sentence) == [field.name for field in dataclasses.fields(Limits)]
