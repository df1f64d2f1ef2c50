"""A formula as a task writes it, ``softmax(z)[i] = exp(z[i]) / Σ_j exp(z[j])``, as MathML.

It reads names with subscripts, calls, indices, products side by side, fractions, roots and sums, and refuses the rest.
Nothing is dropped but what the setting itself says: a fraction's stroke, and the brackets that its parts, a root's
or an exponent's no longer need.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container

TOKEN = re.compile(
    r"(?P<space> +)|(?P<number>\d+(?:\.\d+)?|½)|(?P<power>[²³ᵀ])|(?P<sub>[₀-₉]+)"
    r"|(?P<name>(?!_)[^\W\d](?:\u0302|[A-Za-z0-9])*(?:_[A-Za-z0-9]+)*_?)"
    r"|(?P<sign>[-+−·/⊙=←≤≥<>|()\[\],…√∞^:{}_])"
)
FUNCTIONS = ("exp", "log", "max", "mean", "min", "sin", "cos", "tanh", "sigmoid")
OF = ("of", "von")  # what follows a word that is none of the names
# No names, though they are as short as some, or stand in code as well.
WORDS = (
    "of",
    "to",
    "in",
    "at",
    "by",
    "as",
    "an",
    "am",
    "im",
    "je",
    "zu",
    "so",
    "for",
    "from",
    "with",
    "and",
    "or",
    "if",
)
POWERS = {"²": "<mn>2</mn>", "³": "<mn>3</mn>", "ᵀ": '<mi mathvariant="normal">T</mi>'}
RELATIONS = ("=", "←", "≤", "≥", "<", ">")
TIMES = ("·", "⊙")
INFIX = ("+", "−", "·", "⊙", ",", *RELATIONS)
CLOSING = {"(": ")", "[": "]", "{": "}"}
SPACE = '<mspace width="0.22em"/>'


class NotUnderstoodError(Exception):
    """What stands there is no formula, or one of a kind that is not known."""


def row(source: str, names: Container[str]) -> str:
    """One formula or a part of it, as the inside of a ``<math>``.

    Args:
        names: what is a name in code; other words are set as words.

    Raises:
        NotUnderstoodError: it cannot be set.
    """
    parser = _Parser(_tokens(source), names)
    found = parser.series(())
    if parser.kind:
        raise NotUnderstoodError(source)
    return found


def _tokens(source: str) -> list[tuple[str, str]]:
    found, at = list[tuple[str, str]](), 0
    while at < len(source):
        match = TOKEN.match(source, at)
        if match is None or match[0] == "-":
            raise NotUnderstoodError(source)
        found.append((str(match.lastgroup), match[0]))
        at = match.end()
    return found


class _Tokens:
    """Tokens, read from the left."""

    def __init__(self, tokens: list[tuple[str, str]]):
        self._tokens = tokens
        self._at = 0

    @property
    def kind(self) -> str:
        return self._ahead(0)[0]

    @property
    def text(self) -> str:
        return self._ahead(0)[1]

    @property
    def has_scripts(self) -> bool:
        return self.kind in ("power", "sub") or self.text == "^"

    @property
    def is_before_of(self) -> bool:
        """Whether what comes next says that the word before is one, as in ``mean of x``."""
        return self.kind == "space" and self._ahead(1)[1] in OF

    def _ahead(self, by: int) -> tuple[str, str]:
        return self._tokens[self._at + by] if self._at + by < len(self._tokens) else ("", "")

    def take(self) -> str:
        taken = self.text
        self._at += 1
        return taken

    def skip(self) -> bool:
        """Whether there was a space, which is taken."""
        is_space = self.kind == "space"
        self._at += is_space
        return is_space

    def close(self, sign: str) -> None:
        if self.take() != sign:
            raise NotUnderstoodError(sign)


class _Parser(_Tokens):
    """Reads a formula; each method takes what it reads."""

    def __init__(self, tokens: list[tuple[str, str]], names: Container[str]):
        super().__init__(tokens)
        self._names = names
        self._in_bars = self._in_exponent = False

    def series(self, ends: tuple[str, ...]) -> str:
        """Terms with signs between them, up to one of the closing signs, which is left."""
        found: list[str] = []
        chain: list[str] = []  # the product that a stroke would have as its numerator
        self.skip()
        while self.kind and self.text not in ends:
            if self.text == "/" and not self._in_exponent:
                self._fraction(chain)
            elif self.text in TIMES and chain:
                chain.append(f"<mo>{self.take()}</mo>")
            elif self.text in (*INFIX, "…", "/") or (self.text == ":" and "]" in ends):
                found += [*chain, f"<mo>{html.escape(self.take())}</mo>"]
                chain = []
            else:
                item, is_factor = self._item()
                if not is_factor:
                    found, chain = [*found, *chain, item], []
                else:
                    chain.append(item)
            if self.skip() and self._begins_item() and (found or chain):
                _space(chain or found)
        return "".join([*found, *chain])

    def _begins_item(self) -> bool:
        return (bool(self.kind) and self.text not in (*INFIX, "/", ")", "]", "}", "…", ":") and self.text != "|") or (
            self.text == "|" and not self._in_bars
        )

    def _fraction(self, chain: list[str]) -> None:
        """A stroke, and what is below it; what is above it was read already."""
        self.take()
        self.skip()
        below = self._bare() or self._below()
        above = "".join(chain)
        if not above:
            raise NotUnderstoodError("/")
        chain[:] = [f"<mfrac><mrow>{_without_brackets(above)}</mrow><mrow>{below}</mrow></mfrac>"]

    def _below(self) -> str:
        """One factor; of a sum, with what is summed up."""
        item, is_factor = self._item()
        if is_factor or not item.startswith("<munder>"):
            return item
        self.skip()
        return item + SPACE + self._item()[0]

    def _bare(self) -> str:
        """What stands in round brackets, without them, if that is all; else nothing is taken."""
        before = self._at
        if self.text == "(":
            self.take()
            inside = self.series((")",))
            self.close(")")
            if not self.has_scripts and self.text not in ("[", "("):
                return inside
        self._at = before
        return ""

    def _item(self) -> tuple[str, bool]:
        """A name with all that belongs to it, a number, a bracket; and whether it can be a factor of a numerator."""
        if self.kind == "number":
            return self._scripts(f"<mn>{self.take()}</mn>"), True
        if self.kind == "name":
            return self._name()
        if self.text == "(":
            return self._scripts(self._brackets()), True
        if self.text == "|":
            return self._bars(), True
        if self.text == "√":
            return self._root(), True
        if self.text == "∞":
            return f"<mi>{self.take()}</mi>", True
        raise NotUnderstoodError(self.text)

    def _name(self) -> tuple[str, bool]:
        word = self.take()
        has_sub = word.endswith("_")
        base, _, sub = (word[:-1], "", "") if has_sub else word.partition("_")
        if base in ("Σ", "max", "min") and (sub or has_sub):
            below = f"<mi>{sub}</mi>" if sub else self._group()
            sign = '<mo class="sum">∑</mo>' if base == "Σ" else f"<mi>{base}</mi>"
            return f"<munder>{sign}<mrow>{below}</mrow></munder>", False
        if has_sub:
            return self._after(f"<msub>{_plain(base)}<mrow>{self._group()}</mrow></msub>"), True
        is_call = self.text == "("
        if is_call or word in FUNCTIONS:
            normal = ' mathvariant="normal"' if len(word) > 1 else ""
            return self._after(f"<mi{normal}>{word}</mi>"), is_call
        is_name = word in self._names or _looks_like_a_name(word) or self.text == "[" or self.has_scripts
        if word in WORDS or (self.is_before_of and len(word) > 1) or not is_name:
            return f"<mtext>{html.escape(word)}</mtext>", False
        return self._after(_plain(word)), True

    def _group(self) -> str:
        """What stands in braces after an underscore."""
        if self.text != "{":
            raise NotUnderstoodError(self.text)
        self.take()
        inside = self.series(("}",))
        self.close("}")
        return inside

    def _after(self, name: str) -> str:
        """A name with its arguments, indices, and what stands above it."""
        while self.text in ("(", "[") or self.has_scripts:
            name = self._scripts(name) if self.has_scripts else name + self._brackets()
        return name

    def _brackets(self) -> str:
        opening = self.take()
        closing = CLOSING[opening]
        was, self._in_bars = self._in_bars, False
        inside = self.series((closing,))
        self._in_bars = was
        self.close(closing)
        return _fenced(opening, inside, closing)

    def _bars(self) -> str:
        self.take()
        was, self._in_bars = self._in_bars, True
        inside = self.series(("|",))
        self._in_bars = was
        self.close("|")
        return _fenced("|", inside, "|")

    def _root(self) -> str:
        self.take()
        return f"<msqrt><mrow>{self._bare() or self._item()[0]}</mrow></msqrt>"

    def _scripts(self, base: str) -> str:
        while self.has_scripts:
            if self.kind == "sub":
                below = "".join(str("₀₁₂₃₄₅₆₇₈₉".index(digit)) for digit in self.take())
                base = f"<msub>{base}<mn>{below}</mn></msub>"
            elif self.kind == "power":
                base = f"<msup>{base}{POWERS[self.take()]}</msup>"
            else:
                self.take()
                was, self._in_exponent = self._in_exponent, True
                base = f"<msup>{base}<mrow>{self._bare() or self._item()[0]}</mrow></msup>"
                self._in_exponent = was
        return base


def _space(items: list[str]) -> None:
    """Keep what comes next apart from a name, a number or a bracket; signs bring space of their own."""
    if not items[-1].startswith("<mo"):
        items.append(SPACE)


def _looks_like_a_name(word: str) -> bool:
    return "_" in word or len(word) <= 2 or "\u0302" in word


def _plain(word: str) -> str:
    """A name, set with a subscript where its first part is short or its second is."""
    base, _, sub = word.partition("_")
    if sub and "_" not in sub and (len(base) <= 2 or len(sub) == 1):
        normal = ' mathvariant="normal"' if len(sub) > 1 and not sub.isdigit() else ""
        return f"<msub>{_plain(base)}<mi{normal}>{sub}</mi></msub>"
    if word.endswith("\u0302"):
        return f'<mover accent="true"><mi>{word[:-1]}</mi><mo>^</mo></mover>'
    return f"<mi>{word}</mi>" if len(word) == 1 else f'<mi class="name">{word}</mi>'


def _fenced(opening: str, inside: str, closing: str) -> str:
    """What stands between brackets, which grow with a fraction."""
    how = "" if "<mfrac>" in inside else ' stretchy="false"'
    return f"<mrow><mo{how}>{opening}</mo>{inside}<mo{how}>{closing}</mo></mrow>"


BRACKETED = re.compile(r"<mrow><mo[^>]*>\(</mo>(?P<inside>.*)<mo[^>]*>\)</mo></mrow>\Z")


def _without_brackets(above: str) -> str:
    """A numerator without the brackets around all of it."""
    match = BRACKETED.match(above)
    if match is None:
        return above
    depth = 0
    for sign in re.findall(r"<mo[^>]*>([()])</mo>", match["inside"]):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return above
    return match["inside"]
