"""The commands on the pages can be typed: sub-command, options and values are those that there are."""

import re
import shlex
from pathlib import Path

import click
import pytest
from gradkata import plugins

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("docs/*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
WRITTEN = {"commands.md", "day.md"}  # by commands, out of what they say

LINE = re.compile(r"^ {4,}(?:\$ |- run: |- )?(?:[\w/~.]*/)?kata(| .*)$", re.MULTILINE)
INLINE = re.compile(r"`kata ([^`\n]*(?:\n[^`\n]+)?)`")
PLACEHOLDER = re.compile(r"[A-Z]+(\.\.\.)?")  # PATH, LEARNER, ID, which stand for anything

REGISTRY = plugins.load()
NAMES = {"form": REGISTRY.formats, "layout": {*REGISTRY.layouts, "folders"}, "executor": REGISTRY.executors}
GROUP = click.Group("kata", commands={each.name: each.loaded() for each in REGISTRY.commands.values()})


def typed(page):
    """The arguments of each command on a page."""
    for words in [*LINE.findall(page), *INLINE.findall(page)]:
        arguments = shlex.split(re.split(r" +(?:# |\|\|? |# ?$)", words)[0])
        if arguments and not PLACEHOLDER.fullmatch(arguments[0]):
            yield tuple(arguments)


COMMANDS = sorted(
    {(path.name, each) for path in PAGES if path.name not in WRITTEN for each in typed(path.read_text("utf-8"))}
)
IDS = [f"{page}: {' '.join(arguments)}" for page, arguments in COMMANDS]


@pytest.mark.parametrize(("page", "arguments"), COMMANDS, ids=IDS)
def test_a_command_on_a_page_can_be_typed(page, arguments):  # noqa: ARG001
    parsed(GROUP, list(arguments))


def parsed(command, arguments):
    """Parse as click does, without a look at the disk, and without running anything.

    Raises:
        click.UsageError: there is no such command, option or value, or there are too many arguments.
    """
    context = click.Context(command, resilient_parsing=True)
    if isinstance(command, click.Group):
        name, inner, rest = command.resolve_command(click.Context(command), arguments)
        assert inner is not None, name
        return parsed(inner, rest)
    values, rest, _ = command.make_parser(click.Context(command)).parse_args(arguments)
    assert not rest, rest
    for option in command.params:
        value = values.get(option.name)
        if not isinstance(option, click.Option) or not isinstance(value, str) or is_open(value):
            continue
        if option.name in NAMES and not isinstance(option.type, click.Choice):
            assert value in NAMES[option.name], value
        elif not isinstance(option.type, click.Path):
            option.type_cast_value(context, value)
    return None


def is_open(value):
    """Whether it stands for another one: PATH, $NUMBER."""
    return "$" in value or bool(PLACEHOLDER.fullmatch(value))


@pytest.mark.parametrize(
    "words",
    [
        "chek softmax",
        "check softmax --al",
        "grade x --format sheet",
        "gradebook shew x.db",
        "hint --now",
        "list softmax",
    ],
)
def test_one_that_cannot_is_found(words):
    with pytest.raises((click.UsageError, AssertionError)):
        parsed(GROUP, words.split())


def test_many_are_found():
    assert len(COMMANDS) > 70
    assert {"learn.md", "teach.md", "ci.md", "author.md", "README.md", "cluster.md"} <= {page for page, _ in COMMANDS}


def test_a_remark_and_what_comes_after_are_no_part_of_a_command():
    page = (
        "    kata check softmax || [ $? -eq 1 ]\n    kata hint bptt    # a hint\n    kata\n`kata ID`, `kata grade\n. x`"
    )
    assert list(typed(page)) == [("check", "softmax"), ("hint", "bptt"), ("grade", ".", "x")]
