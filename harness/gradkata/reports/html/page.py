"""A page as one file: templates with what they need inlined, and a policy that forbids the browser everything else."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ... import translation
from .labels import labels

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
STYLE, SCRIPT = "style.css", "script.js"

# What no page may hold, or what would make it read otherwise than it is written: control characters, halves of
# characters, and marks that turn the direction of writing for what comes after.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def page(template: str, **values: Any) -> str:
    """A page, from a template and what it shows; all texts are escaped.

    Returns:
        HTML that can be encoded as UTF-8.
    """
    style, script = _inline(STYLE), _inline(SCRIPT)
    found = _environment().get_template(template)
    return found.render(policy=_policy(style, script), style=style, script=script, label=labels(), **values)


def fit(value: object) -> object:
    """What a template is about to show; in plain text, ``INSTEAD`` takes the place of what is unfit."""
    return UNFIT.sub(INSTEAD, value) if type(value) is str else value


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # for pages alone

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, finalize=fit, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals["language"] = translation.language
    environment.filters["breakable"] = _breakable
    return environment


@functools.cache
def _inline(name: str) -> Any:
    """A file of our own, which is no text to be escaped; its line ends are those that the browser will hash."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text("utf-8"))


def _policy(style: str, script: str) -> str:
    """A Content-Security-Policy: our own style and script, and no request to anywhere."""
    return "; ".join(
        ["default-src 'none'", f"style-src {_hash(style)}", f"script-src {_hash(script)}", "base-uri 'none'",
         "form-action 'none'"]
    )  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _breakable(name: str) -> Any:
    """A kata's name, which may go on in another line after each underscore."""
    from markupsafe import Markup

    return Markup("_<wbr>").join(str(fit(name)).split("_"))
