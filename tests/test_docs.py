"""What the pages say is so: commands, options, formats, links; and pictures show what commands say today."""

import html
import os
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import click
import pytest
from gradkata import plugins
from gradkata.cli import INTERRUPTED, NotCarriedOut

from docs.making import commands

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {path.stem: path.read_text("utf-8") for path in DOCS.glob("*.md")}
FILES = {f"docs/{name}.md": text for name, text in PAGES.items()} | {
    path.name: path.read_text("utf-8") for path in ROOT.glob("*.md")
}
KATA = Path(sys.executable).with_name("kata")
LINK = re.compile(r"(?<!`)\[[^\]]+\]\(([^)\s]+)\)")


def test_the_page_of_commands_is_what_they_say_of_themselves():
    assert PAGES["commands"] == commands.page(), "nox -s docs writes it anew"


def options():
    for each in plugins.commands().commands.values():
        command = each.loaded()
        for one in [command, *(command.commands.values() if isinstance(command, click.Group) else ())]:
            yield from ((each.name, option) for option in one.params if isinstance(option, click.Option))


@pytest.mark.parametrize(("command", "option"), list(options()), ids=lambda each: getattr(each, "name", each))
def test_every_option_says_what_it_is_for(command, option):
    assert option.help, f"kata {command}: {option.opts[0]}"


def test_every_page_is_in_the_contents():
    listed = re.findall(r"^([a-z]\w*)$", PAGES["index"], re.MULTILINE)
    assert sorted(listed) == sorted(PAGES.keys() - {"index"})


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_link_leads_somewhere(name):
    for target in LINK.findall(FILES[name]):
        if "://" in target:
            continue
        path, _, heading = target.partition("#")
        there = (ROOT / name).parent / path if path else ROOT / name
        assert there.exists(), target
        if heading:
            assert heading in anchors(there.read_text("utf-8")), target


def anchors(text):
    """The anchors of a page's headings, as GitHub and the site make them."""
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        plain = unicodedata.normalize("NFC", heading).lower().replace("`", "")
        yield re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def test_every_format_is_on_its_page():
    for name in plugins.load().formats:
        assert f"`{name}`" in PAGES["formats"], name


@pytest.mark.parametrize(
    ("kind", "page"),
    [("layouts", "layouts"), ("packages", "packages"), ("executors", "commands"), ("commands", "commands")],
)
def test_all_that_is_there_by_name_is_on_its_page(kind, page):
    for name in getattr(plugins.load(), kind):
        assert re.search(rf"\b{name}\b", PAGES[page]), name


def test_every_extra_is_on_a_page_that_says_how_to_install_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = re.findall(r"\[([a-z,]+)\]'", "".join(PAGES.values()))
    assert {each for names in named for each in names.split(",")} >= set(project["optional-dependencies"])


def test_every_variable_that_a_user_may_set_is_on_a_page():
    code = "".join(path.read_text("utf-8") for path in (ROOT / "harness").rglob("*.py"))
    names = {*re.findall(r"\bKATA_[A-Z_]+\b", code), "NO_COLOR", "ACCESSIBLE"} - {"KATA_COMPLETE"}  # click's own
    assert "KATA_LANG" in names
    for name in names:
        assert any(name in text for text in PAGES.values()), name


def test_every_exit_status_is_on_the_page_of_commands():
    said = PAGES["commands"].split("\n## ")[0]
    for status in (0, 1, NotCarriedOut.exit_code, INTERRUPTED):
        assert re.search(rf"\b{status}\b", said), status


def test_every_task_of_the_repository_that_pages_name_is_there():
    sessions = set(re.findall(r"@nox\.session.*\ndef (\w+)", (ROOT / "noxfile.py").read_text("utf-8")))
    named = re.findall(r"nox -s ((?:[a-z]+ ?)+)", "".join(FILES.values()))
    assert {"tests", "docs", "release"} <= {each for names in named for each in names.split()}
    for names in named:
        assert names.split()[0] in sessions, names


@pytest.mark.parametrize(("scene", "source", "target"), [("learner", "docs/making/softmax.py", "work/softmax.py")])
def test_a_picture_shows_what_the_command_says_today(scene, source, target, tmp_path):
    (tmp_path / target).parent.mkdir()
    shutil.copy(ROOT / source, tmp_path / target)
    shown = words_of((DOCS / "pictures" / f"{scene}.svg").read_text("utf-8"))
    (_, *arguments) = shown[0].removeprefix("$ ").split()
    environment = {**os.environ, "NO_COLOR": "1"}
    said = subprocess.run(
        [KATA, *arguments], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert [line.strip() for line in shown[1:]] == [line.strip() for line in said.stdout.splitlines()], (
        "nox -s terminals takes it anew"
    )


def words_of(picture):
    """The lines of text in a picture of a terminal."""
    lines = {}
    for number, text in re.findall(r'<text [^>]*clip-path="url\(#\w+-line-(\d+)\)">([^<]*)</text>', picture):
        lines[int(number)] = lines.get(int(number), "") + html.unescape(text).replace("\xa0", " ")
    return [lines.get(number, "").rstrip() for number in range(max(lines) + 1)]
