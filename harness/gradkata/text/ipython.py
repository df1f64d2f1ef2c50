"""A notebook's cell as Python: without what IPython alone understands, and with every line where it was.

What IPython reads in its own way it reads where a statement begins: not inside a string, and not where an expression
goes on. Nothing is parsed here; a scanner follows strings, brackets and lines that are continued.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")  # Python ends lines with nothing else, whatever str.splitlines does
NESTED = 4  # magics of a cell, one below another
RUNNERS = ("time", "timeit", "capture", "prun", "kata")  # magics of a cell that run it
TOKEN = re.compile(
    r"(?P<comment>#.*)|(?P<triple>'''|\"\"\")|(?P<string>'(?:[^'\\]|\\.)*+(?:'|\\?\Z)|\"(?:[^\"\\]|\\.)*+(?:\"|\\?\Z))"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])",
    re.DOTALL,
)
ENDS = {quote: re.compile(rf"(?:[^\\]|\\.)*?{quote}", re.DOTALL) for quote in ("'''", '"""')}

_PROMPT = re.compile(r"[ \t]*>>>(?:[ \t]|\Z)")
_PROMPTS = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?:[ \t]|\Z)")
_IN = re.compile(r"(?:\[(?:nav|ins)\] |)In \[\d+\]: ")
_INS = re.compile(rf"(?:{_IN.pattern}|\s*\.{{3,}}: ?)")
_CELL = re.compile(r"\s*%%(\w*)")
_TIMED = re.compile(r"%time(?:[ \t]+(.*))?\Z", re.DOTALL)
_ESCAPED = re.compile(r"[%!?]")
_HELP = re.compile(r"%{0,2}[^\W\d*]?[\w.*\[\]]*\?{1,2}[ \t]*(?:;[ \t]*)?(?:#.*)?\Z")
_ASSIGNED = re.compile(r"([\w.,*\[\]'\" \t=]+?=[ \t]*)([%!])(?!=)(.*)\Z", re.DOTALL)
_BARE = re.compile(
    r"(?:pip3?|conda|mamba)[ \t]+(?:install|uninstall|list|show|freeze|update|upgrade)\b(?![ \t]*[=.(\[])"
    r"|(?:matplotlib[ \t]+\w+|load_ext[ \t]+[\w.]+|autoreload[ \t]+\d)[ \t]*\Z"
    r"|kata[ \t]+(?:check|hint|list|next|reset|reveal|run|start|status)(?:[ \t]+[\w./:-]+)*[ \t]*\Z"
    r"|(?:cd[ \t]+[\w.~/]\S*|ls(?:[ \t]+[-\w./*]+)*)[ \t]*\Z"
)


def python(source: str) -> str:
    """The Python of a cell; lines keep their numbers."""
    if (magic := _CELL.match(source)) and magic[1] not in RUNNERS:
        return ""  # a cell in another language, or written to a file
    return "\n".join(_statements(cleaned(source)))


def cleaned(source: str) -> list[str]:
    """The lines of a cell without what IPython takes off first: an indentation of them all, and pasted prompts."""
    above, lines = list[str](), lines_of(source)
    for _ in range(NESTED):
        lines = _dedented(lines)
        first = next((number for number, line in enumerate(lines) if line), 0)
        if not "".join(lines[first : first + 1]).startswith("%%"):
            break
        above += lines[: first + 1]  # a magic, which hands on what is below it, where the same is done
        lines = lines[first + 1 :]
    return [*above, *_without_prompts(lines)]


def _dedented(lines: list[str]) -> list[str]:
    return textwrap.dedent("\n".join(lines)).split("\n") if lines else []


def _without_prompts(lines: list[str]) -> list[str]:
    if _has_prompts(lines):
        lines = _dedented([_PROMPTS.sub("", line, count=1) for line in lines])
    if _IN.match(next(filter(None, lines), "")):
        lines = [_INS.sub("", line, count=1) for line in lines]
    return lines


def _has_prompts(lines: list[str]) -> bool:
    """Whether there are Python's own prompts, and not only within strings."""
    state = State()
    for line in lines:
        if state.is_at_statement and _PROMPT.match(line):
            return True
        state.read(line)
    return False


def lines_of(text: str) -> list[str]:
    """The lines of a program, without their ends; as `str.splitlines`, but for Python's own line ends alone."""
    return [line.rstrip("\r\n") for line in LINE.findall(text)[:-1]]


def _statements(lines: list[str]) -> Iterator[str]:
    state, escaped = State(), False
    for line in lines:
        if escaped:  # a line for IPython goes on
            escaped = line.endswith("\\")
            yield ""
            continue
        if state.is_at_statement:
            changed = _changed(line)
            escaped = changed != line and line.endswith("\\") and not changed.endswith("\\")
            line = changed
        state.read(line)
        yield line


def _changed(line: str) -> str:
    """A line at which a statement begins, with what Python makes of it in place of what IPython does."""
    code = line.lstrip(" \t")
    indent = line[: len(line) - len(code)]
    nothing = indent and f"{indent}pass"
    if timed := _TIMED.match(code):
        return _changed(indent + timed[1]) if timed[1] else nothing
    if _ESCAPED.match(code) or _HELP.match(code) or _BARE.match(code):
        return nothing
    if assigned := _ASSIGNED.match(code):
        if assigned[2] == "%" and (timed := _TIMED.match(f"%{assigned[3]}")) and timed[1]:
            return indent + assigned[1] + timed[1]
        return f"{indent}{assigned[1]}{'[]' if assigned[2] == '!' else 'None'}"
    return line


class State:
    """Where in a program a scanner is, from line to line."""

    def __init__(self) -> None:
        self._quote = ""  # of a string that goes on
        self._depth = 0
        self._is_continued = False

    @property
    def is_at_statement(self) -> bool:
        """Whether a statement may begin with the next line."""
        return not (self._quote or self._depth or self._is_continued)

    def read(self, line: str) -> None:
        """Go on by one line."""
        at, is_comment = 0, False
        if self._quote:
            at = self._past_string(line, 0)
        while at < len(line) and (token := TOKEN.search(line, at)):
            at, is_comment = token.end(), token.lastgroup == "comment"
            if token.lastgroup == "triple":
                self._quote = token[0]
                at = self._past_string(line, at)
            elif token.lastgroup in ("open", "close"):
                self._depth = max(0, self._depth + (1 if token.lastgroup == "open" else -1))
        self._is_continued = not self._quote and not is_comment and line.endswith("\\")

    def _past_string(self, line: str, at: int) -> int:
        """The place after a string of many lines, which may not end in this one."""
        end = ENDS[self._quote].match(line, at)
        if end is None:
            return len(line)
        self._quote = ""
        return end.end()
