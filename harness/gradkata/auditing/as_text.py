"""An audit as text to read: a table, what does not hold, what is unproven, and the mutants that survived."""

from __future__ import annotations

from collections.abc import Sequence

from tabulate import tabulate

from ..reports.wrapping import wrapped
from ..translation import say, say_many
from .findings import PAIRS_NAMED, Audit, Findings, Naming, percent
from .mutants import Mutant

# Said where the table is made.
HEADINGS = ("kata", "right\npass", "wrong\nfail", "named\nitself", "in\nstyles", "mutants\nkilled", "CPU\nms")
NAME = 20  # columns of a kata's name


def render(audit: Audit) -> str:
    """The whole report. The table is at most 80 columns wide; lines of code in diffs are as long as they are."""
    parts = [_table(audit), *_known(audit)] if audit.katas else []
    parts += [_pairs(audit)] if audit.katas and not audit.is_first_look else []
    parts += [_unfinished(kata, sentences) for kata, sentences in audit.unfinished.items()]
    for sentences in (
        [(kata.kata, each) for kata in audit.katas for each in kata.problems],
        [(kata.kata, say("unproven: {what}", what=each)) for kata in audit.katas for each in kata.unproven],
    ):
        if sentences:
            lines = (line for kata, sentence in dict.fromkeys(sentences) for line in _sentence(kata, sentence))
            parts.append("\n".join(lines))
    parts += [_examples(kata) for kata in audit.katas if kata.examples]
    parts += [_survivor(kata.kata, mutant) for kata in audit.katas for mutant in kata.mutants.survivors]
    parts += [_summary(audit)] if audit.katas else []
    if first := _first(audit):
        parts.append("\n".join(wrapped(say("Do first: {what}", what=first), "", "  ")))
    return "\n\n".join(parts) + "\n"


def _unfinished(kata: str, sentences: Sequence[str]) -> str:
    """A list of what is to be done before a kata can be judged."""
    head = wrapped(say("{kata} cannot be judged yet. What is to be done, in this order:", kata=kata))
    numbered = (wrapped(each, f"{number:3}. ", "     ") for number, each in enumerate(sentences, 1))
    return "\n".join([*head, *(line for lines in numbered for line in lines)])


def _examples(findings: Findings) -> str:
    words = say_many(
        "{kata}: {number} file is still the example of `kata new`, for you to replace:",
        "{kata}: {number} files are still the example of `kata new`, for you to replace, in this order:",
        len(findings.examples), kata=findings.kata,
    )  # fmt: skip
    return "\n".join([*wrapped(words, "", "  "), *(f"  {name}" for name in findings.examples)])


def _first(audit: Audit) -> str:
    """What is to be done first: what keeps a kata from being judged, then what does not hold, then what lacks."""
    blocks = [each for sentences in audit.unfinished.values() for each in sentences]
    wrong = [f"{kata.kata}: {each}" for kata in audit.katas for each in kata.problems]
    lacking = [f"{kata.kata}: {each}" for kata in audit.katas for each in kata.unproven]
    examples = [say("write your own {file}", file=each) for kata in audit.katas for each in kata.examples]
    return next(iter((*blocks, *wrong, *lacking, *examples)), "")


def _table(audit: Audit) -> str:
    table = tabulate(
        [_row(kata) for kata in audit.katas],
        headers=[say(each) for each in HEADINGS],
        colalign=("left", *("right" for _ in HEADINGS[1:])),
        disable_numparse=True,
    )
    return "\n".join(line.rstrip() for line in table.splitlines())


def _row(kata: Findings) -> tuple[str, ...]:
    return (
        kata.kata if len(kata.kata) <= NAME else f"{kata.kata[: NAME - 1]}…",
        _share(kata.right.good, kata.right.of),
        _share(kata.refused.good, kata.refused.of),
        _naming(kata.mistakes),
        _naming(kata.styles),
        _share(kata.mutants.killed, kata.mutants.wrong),
        f"{1000 * kata.grader_s:.0f}+{1000 * kata.child_s:.0f}",
    )


def _share(good: int, of: int) -> str:
    return f"{good}/{of}" if of else "-"


def _naming(naming: Naming) -> str:
    return _share(naming.itself, naming.of)


def _known(audit: Audit) -> list[str]:
    """What the numbers in the table count."""
    mistakes = sum(kata.known.mistakes for kata in audit.katas)
    forms = sum(kata.known.forms for kata in audit.katas)
    if forms == mistakes:
        return []
    words = "The table counts forms of mistakes: {mistakes} mistakes are known, in {forms} forms."
    return ["\n".join(wrapped(say(words, mistakes=mistakes, forms=forms)))]


def _pairs(audit: Audit) -> str:
    pairs = audit.pairs
    if not pairs.of + len(pairs.hidden):
        return say("No two mistakes were made together.")
    hidden = len(pairs.hidden)
    words = (
        "Two mistakes at once, {all} pairs: in {hidden} one of them hides the other; of the other {seen}, {both} are "
        "named as both, {part} as one of them or both and something else, {other} otherwise{short}."
    )
    short = (
        "" if pairs.holds else say("; fewer than {least} named in one of these two ways", least=percent(PAIRS_NAMED))
    )
    lines = wrapped(
        say(
            words, all=pairs.of + hidden, hidden=hidden, seen=pairs.of, both=pairs.both, part=pairs.part,
            other=len(pairs.other), short=short,
        )
    )  # fmt: skip
    if not pairs.holds:
        lines += [line for each in pairs.other for line in wrapped(each, "  ", "    ")]
    return "\n".join(lines)


def _sentence(kata: str, sentence: str) -> list[str]:
    return wrapped(f"{kata}: {sentence}", "", "  ")


def _survivor(kata: str, mutant: Mutant) -> str:
    again = say(", occurrence {number}", number=mutant.occurrence) if mutant.occurrence > 1 else ""
    where = say(" in {name}", name=mutant.where) if mutant.where else ""
    words = "{kata}: survives in line {line}{where} ({operator}{again})"
    head = say(words, kata=kata, line=mutant.line, where=where, operator=mutant.operator, again=again)
    return "\n".join([head, *(f"    {line}".rstrip() for line in mutant.diff.splitlines())])


def _summary(audit: Audit) -> str:
    survivors = sum(len(kata.mutants.survivors) for kata in audit.katas)
    failing = sum(bool(kata.problems) for kata in audit.katas) + (not audit.pairs.holds) + len(audit.unfinished)
    unproven = sum(len(kata.unproven) for kata in audit.katas)
    whole = say("Every proof holds") if audit.holds else say("What was proven holds")
    whole = say("At first look, all holds") if audit.is_first_look else whole
    verdict = whole if audit.proofs_hold else say("Something does not hold ({number} of the above)", number=failing)
    parts = [verdict]
    if unproven:
        parts.append(say_many("{number} thing is unproven", "{number} things are unproven", unproven))
    known, judged = (sum(getattr(kata.mutants, each) for kata in audit.katas) for each in ("known", "judged"))
    if judged < known:
        parts.append(say("{number} of {known} mutants were judged", number=judged, known=known))
    if survivors:
        parts.append(say_many("{number} mutant survived", "{number} mutants survived", survivors))
    words = "{found}. Seeds {first} to {last}."
    last = audit.seed + audit.seeds - 1
    return "\n".join(wrapped(say(words, found="; ".join(parts), first=audit.seed, last=last)))
