"""What the README says is so: its two commands, its menu, its figures; and what pages say of grading."""

import ast
import dataclasses
import re
import subprocess
from pathlib import Path

from gradkata import plugins
from gradkata.boundary import levels
from gradkata.boundary.limits import Limits

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
LEARN, TEACH, FORMATS, BENCHMARKS = (
    (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in ("learn", "teach", "formats", "benchmarks")
)


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
        "grade", "tests", "pythons", "packs", "lowest", "browser", "lint", "types", "coverage", "bench", "accuracy",
        "day", "docs", "terminals", "release", "audit", "kit", "nightly",
    }  # fmt: skip
    for name, line in sessions().items():
        assert line, name
        assert "\n" not in line


def test_ci_runs_the_second_command_then_style_types_pages_packs_a_browser_and_another_python():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script
    result = subprocess.run(
        ["bash", "-c", script.replace('eval "$tests"', "exit").replace("$0", str(ROOT / ".ci" / "run"))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert result.stdout.strip().endswith("nox -s tests")
    for sessions in ("types &", "lint docs", "packs", "browser -- ", "pythons-3.13 -- "):
        assert f"\n.venv/bin/nox -s {sessions}" in script
    assert all(f'wait "${name}"\n' in script for name in re.findall(r"^(\w+)=\$!$", script, re.MULTILINE))


def test_its_path_is_that_of_the_katas():
    rows = [
        f"| `{kata.id}` | {kata.title} | {kata.minutes} | {', '.join(kata.builds_on)} |"
        for kata in plugins.load().katas.values()
    ]
    assert "\n".join(["| kata | | minutes | after |", "| --- | --- | --- | --- |", *rows, ""]) in LEARN
    named = re.findall(r"`(\w+)`", README[README.index("Sixteen katas lead") : README.index("[Ten minutes")])
    assert named == list(plugins.load().katas)


def test_every_kata_comes_after_what_it_builds_on():
    ids = list(plugins.load().katas)
    for kata in plugins.load().katas.values():
        assert kata.minutes, kata.id
        assert all(ids.index(each) < ids.index(kata.id) for each in kata.builds_on), kata.id


def test_the_files_that_it_names_are_there():
    for name in re.findall(r"`((?:harness|katas|tests|examples)/[\w/.]+)`", README):
        assert (ROOT / name).exists(), name


def test_the_statuses_levels_and_formats_that_pages_list_are_those_there_are():
    grading, safety = TEACH.split("## What isolation promises")
    assert rows(grading) == ["passed", "failed", "error", "timeout", "killed", "unattempted"]
    assert rows(safety) == [name for name in levels.NAMES if name != "auto"]
    known = plugins.load().formats
    formats = FORMATS[: FORMATS.index("## What becomes of a status")]
    assert rows(formats) == list(known)
    for name, of in re.findall(r"^\| `(\w+)` \| .* \| ([\w ]+) \|$", formats, re.MULTILINE):
        assert of == ("one learner" if known[name].is_for_one else "a class")


def test_what_others_cost_is_what_was_measured():
    whole = BENCHMARKS[BENCHMARKS.index("## The same 60 submissions") : BENCHMARKS.index("## gradkata, start-up apart")]
    measured = {
        name.strip(): (cpu, rightly)
        for name, cpu, rightly in re.findall(r"^\| ([\w ,.-]+?) +\| +\*\*([\d.]+)\*\* .* (\d+ of \d+) \|$", whole, re.M)
    }
    told = {
        name: (cpu, rightly)
        for name, cpu, rightly in re.findall(r"^\| ([\w ,.-]+) \| ([\d.]+) \| (\d+ of \d+) \|$", README, re.M)
    }
    assert told == measured
    assert len(told) > 3


def test_it_is_short_enough_to_be_read():
    assert len(README.splitlines()) < 150


def rows(text):
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def test_the_limits_that_it_lists_are_those_there_are():
    sentence = TEACH[TEACH.index("Limits hold at every level") : TEACH.index("A kata may change them")]
    assert re.findall(r"`(\w+)`", sentence) == [field.name for field in dataclasses.fields(Limits)]
