"""What the pages say is so: commands, options, formats, links; and pictures show what commands say today."""

import html
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import click
import pytest
from gradkata import plugins

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
