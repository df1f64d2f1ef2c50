"""The files of a new kata and of a new pack, from the templates beside this file."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

import jinja2

TEMPLATES = Path(__file__).parent / "templates"
SUFFIX = ".j2"

# Where the files of a pack go; those of a kata go where their folders say.
PACK = {
    "pyproject.toml": "pyproject.toml", "init.py": "{package}/__init__.py", "plugin.py": "{package}/plugin.py",
    "tests/test_katas.py": "tests/test_katas.py", "README.md": "README.md", "gitignore": ".gitignore",
    "ci/github.yml": ".github/workflows/katas.yml", "ci/gitlab.yml": ".gitlab-ci.yml",
}  # fmt: skip

# The order in which an author writes the files of a kata.
ORDER = ("README.md", "stub.py", "solution.py", "suite.py", "right", "mistakes.toml", "wrong", "hints.md", "kata.toml")

Files = dict[str, str]  # texts by the names that they have in a pack's folder


def kata_files(identifier: str, folder: str, after: str = "") -> Files:
    """The files of a kata, in the order in which an author writes them.

    Args:
        folder: the name of its folder in ``katas/``.
        after: the id of the kata that it builds on; empty if there is none.
    """
    values = {"id": identifier, "title": identifier.replace("_", " ").capitalize(), "folder": folder, "after": after}
    homes = {"katas": f"katas/{folder}", "reference": f"reference/{identifier}"}
    return {
        f"{homes[kind]}/{name}": _rendered(f"{kind}/{name}", values) for kind, name in sorted(_templates(), key=_step)
    }


def pack_files(package: str, identifier: str) -> Files:
    """The files of a pack, but for its katas.

    Args:
        package: the name of its Python package.
        identifier: the id of its first kata.
    """
    values = {"package": package, "distribution": package.replace("_", "-"), "id": identifier}
    return {where.format(**values): _rendered(f"pack/{name}", values) for name, where in PACK.items()}


def _templates() -> Iterator[tuple[str, str]]:
    """The templates of a kata's files: which half of it, and the name there."""
    for kind in ("katas", "reference"):
        for path in (TEMPLATES / kind).rglob(f"*{SUFFIX}"):
            yield kind, path.relative_to(TEMPLATES / kind).as_posix().removesuffix(SUFFIX)


def _step(template: tuple[str, str]) -> tuple[int, str]:
    """When an author comes to a file, and its name."""
    return step_of(template[1].split("/")), template[1]


def step_of(names: Iterable[str]) -> int:
    """When an author comes to a file: names of folders and of it on the way to it, from 0 on."""
    return min((ORDER.index(each) for each in names if each in ORDER), default=len(ORDER))


def _rendered(name: str, values: dict[str, str]) -> str:
    return _environment().get_template(f"{name}{SUFFIX}").render(values)


@functools.cache
def _environment() -> jinja2.Environment:
    # What is rendered is code and Markdown, made of names that were checked: there is nothing to escape.
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
