"""The proof of each kata, both ways, on a sample: `kata audit --pack packs/transformer` proves all of it.

What is right passes, what is wrong fails and is named, what is empty earns nothing.
"""

import ast

import pytest
from gradkata.auditing.cases import Case, proper
from gradkata.auditing.trials import judging
from gradkata.auditing.unproven import unproven
from gradkata.explaining.mistakes import load_mistakes
from gradkata.kata import katas_of
from gradkata_transformer.plugin import kata_packs

KATAS = katas_of(kata_packs()[0])
EVERY = 24  # one in how many forms of mistakes is judged and explained

# Submissions that do nothing: each public name of a kata is one of these.
EMPTY = {
    "none": "return None",
    "zeros": "return np.zeros_like(a[0]) if a else None",
    "first argument": "return a[0] if a else None",
    "all arguments": "return a",
    "pair": "return 0.0, np.zeros_like(a[0])",
    "refuses": "raise ValueError",
}


@pytest.fixture(scope="module")
def judged():
    """The verdicts on a sample of each kata's cases: {kata: {(kind, name): verdict}}."""
    cases = [case for kata in KATAS for case in sample(kata)]
    with judging(KATAS, 1) as judge:
        found = {kata.id: {} for kata in KATAS}
        for verdict in judge(cases):
            found[verdict.case.kata.id][verdict.case.kind, verdict.case.name] = verdict
        return found


def sample(kata):
    cases = proper(kata, (1,))
    for kind, every in (("reference", 1), ("stub", 1), ("right", 1), ("mistake", EVERY), ("style", 3), ("unlisted", 3)):
        yield from [case for case in cases if case.kind == kind][::every]
    for name, body in EMPTY.items():
        yield Case("mutant", f"empty: {name}", kata, empty_module(kata, body), ".py", (1,))


def empty_module(kata, body):
    """A module that has all names, each of which does the same."""
    lines = ["import numpy as np"]
    for node in ast.parse(kata.reference.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef):
            lines += [f"class {node.name}:", "    def __init__(self, *a, **k): pass"]
            lines += ["    def __getattr__(self, name): return lambda *a, **k: self._do(*a)"]
            lines += [f"    def _do(self, *a): {body}"]
        elif isinstance(node, ast.FunctionDef):
            lines += [f"def {node.name}(*a, **k):", f"    {body}"]
    return "\n".join(lines) + "\n"


def of_kind(found, kind):
    return [verdict for (each, _), verdict in found.items() if each == kind]


each_kata = pytest.mark.parametrize("kata", [pytest.param(kata, id=kata.id) for kata in KATAS])


@each_kata
def test_what_is_right_passes_and_the_stub_is_unattempted(kata, judged):
    found = judged[kata.id]
    right = of_kind(found, "reference") + of_kind(found, "right")
    assert len(right) >= 5, "a reference, and four others"
    assert [f"{each.case.name}: {each.message}" for each in right if each.status != "passed"] == []
    assert [each.status for each in of_kind(found, "stub")] == ["unattempted"]


@each_kata
def test_what_is_wrong_fails_and_is_named_as_itself(kata, judged):
    found = judged[kata.id]
    for verdict in of_kind(found, "mistake") + of_kind(found, "style"):
        assert verdict.status == "failed", verdict.case.name
        assert verdict.named == (verdict.case.mistakes,), verdict.case.name
        assert not verdict.leaks
    assert all(each.status != "passed" for each in of_kind(found, "unlisted"))


@each_kata
def test_what_is_empty_fails(kata, judged):
    for verdict in of_kind(judged[kata.id], "mutant"):
        assert verdict.status != "passed", verdict.case.name


@each_kata
def test_enough_mistakes_are_known_and_what_is_said_of_each_is_short(kata):
    mistakes = load_mistakes(kata)
    assert len({each.id for each in mistakes}) >= 12
    for each in mistakes:
        assert 20 <= len(each.message.split()) <= 80, each.id


@each_kata
def test_nothing_is_unproven(kata):
    assert unproven(kata) == ()
