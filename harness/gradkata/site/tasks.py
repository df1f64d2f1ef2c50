"""A kata's task and hints as HTML, their formulas as MathML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..translation import say
from .formulas import formulas

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NAME = re.compile(r"[A-Za-z]\w*")
CODE = ("code_inline", "fence")


def to_html(markdown: str) -> str:
    """A text in Markdown as HTML; markup that stands in it is shown, not obeyed.

    Raises:
        UsageError: the extra ``site`` is not installed.
    """
    parser = _parser()
    tokens = parser.parse(markdown)
    return str(parser.renderer.render(tokens, parser.options, {"names": set(_names(tokens))}))


def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt
    except ImportError:
        words = "a page takes markdown-it-py, which is not installed: pip install 'gradkata[site]'"
        raise UsageError(say(words)) from None
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("code_block", _block)
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _names(tokens: Iterable[Token]) -> Iterable[str]:
    """All names in the code of a text."""
    for token in tokens:
        if token.type in CODE:
            yield from NAME.findall(token.content)
        yield from _names(token.children or ())


def _block(_renderer: Any, tokens: list[Token], at: int, _options: Any, env: dict[str, Any]) -> str:
    """Indented lines: formulas, or else code."""
    set_as = formulas(tokens[at].content, env["names"])
    return f'<div class="formula">{set_as}</div>\n' if set_as else _code(tokens[at].content)


def _fence(_renderer: Any, tokens: list[Token], at: int, _options: Any, _env: Any) -> str:
    return _code(tokens[at].content)


def _code(text: str) -> str:
    from markdown_it.common.utils import escapeHtml

    return f'<pre tabindex="0"><code>{escapeHtml(text)}</code></pre>\n'


def _table_open(_renderer: Any, _tokens: list[Token], _at: int, _options: Any, _env: Any) -> str:
    return '<div class="scroll"><table>\n'


def _table_close(_renderer: Any, _tokens: list[Token], _at: int, _options: Any, _env: Any) -> str:
    return "</table></div>\n"
