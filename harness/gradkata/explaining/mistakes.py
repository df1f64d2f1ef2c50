"""Known mistakes as data: an edit to a kata's reference makes a variant that is wrong in one known way."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from typing import Any

from ..errors import UsageError
from ..kata import Kata


@dataclasses.dataclass(frozen=True)
class Mistake:
    """One known mistake.

    Attributes:
        find: text that stands exactly once in the reference's code.
        replace: what makes it wrong.
        message: what to tell a learner who made it: what is right, what the mistake likely is, where to look, and a
            question that leads on.
        any_order: it gives lists in an order that nobody can foretell.
    """

    id: str
    title: str
    find: str
    replace: str
    message: str = ""
    any_order: bool = False


def load_mistakes(kata: Kata) -> list[Mistake]:
    """The mistakes in ``reference/<id>/mistakes.toml``, in the file's order; none if there is no such file.

    Raises:
        UsageError: the file is not TOML, an entry lacks a part, or two have one id.
    """
    path = kata.hidden / "mistakes.toml"
    if not path.exists():
        return []
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("mistake", [])
        mistakes = [_mistake(entry) for entry in entries]
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    except KeyError as error:
        raise UsageError(f"{path}: a mistake has no {error}") from None
    ids = [mistake.id for mistake in mistakes]
    doubles = sorted({each for each in ids if ids.count(each) > 1})
    if doubles:
        raise UsageError(f"{path}: more than one mistake is called {', '.join(doubles)}")
    return mistakes


def _mistake(entry: dict[str, Any]) -> Mistake:
    needed: dict[str, str] = {part: entry[part] for part in ("id", "title", "find", "replace")}
    message = " ".join(str(entry.get("message", "")).split())
    return Mistake(**needed, message=message, any_order=bool(entry.get("any_order", False)))


def apply(mistake: Mistake, text: str, suffix: str) -> str:
    """The text of a reference, ``.py`` or ``.ipynb``, with the mistake in it.

    Raises:
        UsageError: what is to be replaced does not stand exactly once in the code.
    """
    if suffix == ".ipynb":
        notebook = json.loads(text)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    else:
        notebook, cells = None, [{"source": text}]
    sources = ["".join(cell["source"]) for cell in cells]
    count = sum(source.count(mistake.find) for source in sources)
    if count != 1:
        raise UsageError(f"the mistake {mistake.id!r} applies {count} times, not once: {mistake.find!r}")
    for cell, source in zip(cells, sources, strict=True):
        cell["source"] = source.replace(mistake.find, mistake.replace)
    return json.dumps(notebook) if notebook is not None else str(cells[0]["source"])
