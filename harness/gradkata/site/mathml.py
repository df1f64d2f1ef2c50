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
FUNCTIONS = ("exp", "log", "max", "mean", "min", "sin", "cos", "tanh", "sigmoid", "softmax")
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


class _Parser:
    """Reads tokens from the left; each method takes what it reads."""

    def __init__(self, tokens: list[tuple[str, str]], names: Container[str]):
        self._tokens, self._names = tokens, names
        self._at = 0
        self._in_bars = self._in_exponent = False

    @property
    def kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    @property
    def text(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        taken = self.text
        self._at += 1
        return taken

    def _skip(self) -> bool:
        """Whether there was a space, which is taken."""
        is_space = self.kind == "space"
        self._at += is_space
        return is_space

    def series(self, ends: tuple[str, ...]) -> str:
        """Terms with signs between them, up to one of the closing signs, which is left."""
        found: list[str] = []
        chain: list[str] = []  # the product that a stroke would have as its numerator
        self._skip()
        while self.kind and self.text not in ends:
            if self.text == "/" and not self._in_exponent:
                self._fraction(chain)
            elif self.text in TIMES and chain:
                chain.append(f"<mo>{self._take()}</mo>")
            elif self.text in (*INFIX, "…", "/") or (self.text == ":" and "]" in ends):
                found += [*chain, f"<mo>{html.escape(self._take())}</mo>"]
                chain = []
            else:
                item, is_factor = self._item()
                if not is_factor:
                    found, chain = [*found, *chain, item], []
                else:
                    chain.append(item)
            if self._skip() and self._begins_item() and (found or chain):
                self._space(found, chain)
        return "".join([*found, *chain])

    def _space(self, found: list[str], chain: list[str]) -> None:
        last = (chain or found)[-1]
        if not last.startswith("<mo"):
            (chain or found).append(SPACE)

    def _begins_item(self) -> bool:
        return (bool(self.kind) and self.text not in (*INFIX, "/", ")", "]", "}", "…", ":") and self.text != "|") or (
            self.text == "|" and not self._in_bars
        )

    def _fraction(self, chain: list[str]) -> None:
        """A stroke, and what is below it; what is above it was read already."""
        self._take()
        self._skip()
        below = self._bare() or self._below()
        above = "".join(chain)
        if not above:
            raise NotUnderstoodError("/")
        chain[:] = [f"<mfrac><mrow>{_without_brackets(above)}</mrow><mrow>{below}</mrow></mfrac>"]

    def _below(self) -> str:
        """One factor; of a sum, with what is summed up."""
        item, is_factor = self._item()
        is_alone = is_factor or not item.startswith("<munder>")
        if is_alone:
            return item
        self._skip()
        return item + SPACE + self._item()[0]

    def _bare(self) -> str:
        """What stands in round brackets, without them, if that is all; else nothing is taken."""
        before = self._at
        if self.text == "(":
            self._take()
            inside = self.series((")",))
            self._close(")")
            if not self._has_scripts() and self.text not in ("[", "("):
                return inside
        self._at = before
        return ""

    def _close(self, sign: str) -> None:
        if self.text != sign:
            raise NotUnderstoodError(sign)
        self._take()

    def _item(self) -> tuple[str, bool]:
        """A name with all that belongs to it, a number, a bracket; and whether it can be a factor of a numerator."""
        if self.kind == "number":
            return self._scripts(f"<mn>{self._take()}</mn>"), True
        if self.kind == "name":
            return self._name()
        if self.text == "(":
            return self._scripts(self._brackets()), True
        if self.text == "|":
            return self._bars(), True
        if self.text == "√":
            return self._root(), True
        if self.text == "∞":
            return f"<mi>{self._take()}</mi>", True
        raise NotUnderstoodError(self.text)

    def _name(self) -> tuple[str, bool]:
        word = self._take()
        has_sub = word.endswith("_")
        base, _, sub = (word[:-1], "", "") if has_sub else word.partition("_")
        if base in ("Σ", "max", "min") and (sub or has_sub):
            below = f"<mi>{sub}</mi>" if sub else self._group()
            sign = '<mo class="sum">∑</mo>' if base == "Σ" else f"<mi>{base}</mi>"
            return f"<munder>{sign}<mrow>{below}</mrow></munder>", False
        if has_sub:
            return self._after(f"<msub>{self._plain(base)}<mrow>{self._group()}</mrow></msub>"), True
        is_call = self.text == "("
        if is_call or word in FUNCTIONS:
            normal = ' mathvariant="normal"' if len(word) > 1 else ""
            return self._after(f"<mi{normal}>{word}</mi>"), is_call
        is_name = self._is_name(word, base, sub) or self.text == "[" or self._has_scripts()
        if not is_name:
            return f"<mtext>{html.escape(word)}</mtext>", False
        return self._after(self._plain(word)), True

    def _is_name(self, word: str, base: str, sub: str) -> bool:
        if word in WORDS:
            return False
        return bool(sub) or len(base) <= 2 or "\u0302" in base or word in self._names

    def _plain(self, word: str) -> str:
        """A name, set with a subscript where its first part is short or its second is."""
        base, _, sub = word.partition("_")
        if sub and "_" not in sub and (len(base) <= 2 or len(sub) == 1):
            normal = ' mathvariant="normal"' if len(sub) > 1 and not sub.isdigit() else ""
            return f"<msub>{self._plain(base)}<mi{normal}>{sub}</mi></msub>"
        if word.endswith("\u0302"):
            return f'<mover accent="true"><mi>{word[:-1]}</mi><mo>^</mo></mover>'
        return f"<mi>{word}</mi>" if len(word) == 1 else f'<mi class="name">{word}</mi>'

    def _group(self) -> str:
        """What stands in braces after an underscore."""
        if self.text != "{":
            raise NotUnderstoodError(self.text)
        self._take()
        inside = self.series(("}",))
        self._close("}")
        return inside

    def _after(self, name: str) -> str:
        """A name with its arguments, indices, and what stands above it."""
        while self.text in ("(", "[") or self._has_scripts():
            name = self._scripts(name) if self._has_scripts() else name + self._brackets()
        return name

    def _brackets(self) -> str:
        opening = self._take()
        closing = CLOSING[opening]
        was, self._in_bars = self._in_bars, False
        inside = self.series((closing,))
        self._in_bars = was
        self._close(closing)
        return _fenced(opening, inside, closing)

    def _bars(self) -> str:
        self._take()
        was, self._in_bars = self._in_bars, True
        inside = self.series(("|",))
        self._in_bars = was
        self._close("|")
        return _fenced("|", inside, "|")

    def _root(self) -> str:
        self._take()
        inside = self._bare() or self._item()[0]
        return f"<msqrt><mrow>{inside}</mrow></msqrt>"

    def _has_scripts(self) -> bool:
        return self.kind in ("power", "sub") or self.text == "^"

    def _scripts(self, base: str) -> str:
        while self._has_scripts():
            if self.kind == "sub":
                below = "".join(str("₀₁₂₃₄₅₆₇₈₉".index(digit)) for digit in self._take())
                base = f"<msub>{base}<mn>{below}</mn></msub>"
            elif self.kind == "power":
                base = f"<msup>{base}{POWERS[self._take()]}</msup>"
            else:
                self._take()
                was, self._in_exponent = self._in_exponent, True
                base = f"<msup>{base}<mrow>{self._bare() or self._item()[0]}</mrow></msup>"
                self._in_exponent = was
        return base


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
