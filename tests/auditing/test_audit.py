"""The audit: mutants are what they should be, a good suite is told from a poor one, and what is found is shown."""

import ast
import json
import re

import pytest
from gradkata.auditing import as_json, as_text, cases, operators
from gradkata.auditing.audit import Plan, _naming, _pairs, _unlisted, audit
from gradkata.auditing.equivalents import load_equivalents, stale
from gradkata.auditing.findings import Audit, Count, Findings, Killing, Naming, PairFindings
from gradkata.auditing.leaks import leaks
from gradkata.auditing.mutants import mutants
from gradkata.auditing.trials import Verdict, judging
from gradkata.errors import UsageError
from gradkata.explaining.catalogue import catalogue_of
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.kata import Pack, katas_of
from gradkata.results import Kind

from tests.auditing.complete import COMPLETE
from tests.helpers import grade_all

MISTAKES = """
[[mistake]]
id = "thrice"
title = "three times as much"
find = "2 * x"
replace = "3 * x"

[[mistake]]
id = "one-more"
title = "one more than twice as much"
find = "return"
replace = "return 1 +"
"""


@pytest.fixture
def make_kata(make_pack):
    """A function that writes a pack with the kata ``double``, known mistakes and other files, and gives the kata."""

    def make(files=(), **parts):
        root = make_pack(**parts)
        for name, text in {"reference/double/mistakes.toml": MISTAKES, **dict(files)}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        (kata,) = katas_of(Pack("pack", root))
        return kata

    return make


def variants(operator, source):
    """What an operator makes of a program, as texts."""
    tree, found = ast.parse(source), []

    class Each(ast.NodeTransformer):
        def __init__(self, at):
            self.left = at

        def visit(self, node):
            for new in operator(node):
                if self.left == 0:
                    self.left -= 1
                    return new
                self.left -= 1
            return self.generic_visit(node)

    while True:
        walk = Each(len(found))
        new = ast.unparse(walk.visit(ast.parse(source)))
        if walk.left >= 0:
            assert ast.unparse(tree) == ast.unparse(ast.parse(source))
            return found
        found.append(new)


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        ("arithmetic", "a * b", ["a / b", "a @ b"]),
        ("arithmetic", "a += b", ["a -= b"]),
        ("operand", "a + b", ["a", "b"]),
        ("comparison", "a < b", ["a <= b", "a > b"]),
        ("constant", "(0, 1e-8, 0.5, True, 'a', None)", [
            "(1, 1e-08, 0.5, True, 'a', None)", "(-1, 1e-08, 0.5, True, 'a', None)",
            "(0, 0.0, 0.5, True, 'a', None)", "(0, 1e-05, 0.5, True, 'a', None)",
            "(0, 1e-08, 1.5, True, 'a', None)", "(0, 1e-08, 0.505, True, 'a', None)",
            "(0, 1e-08, 0.5, False, 'a', None)", "(0, 1e-08, 0.5, True, '', None)",
        ]),
        ("index", "x[t, 0]", ["x[t + 1, 0]", "x[t - 1, 0]"]),
        ("index", "x[f(t)]", ["x[f(t) + 1]", "x[f(t) - 1]"]),
        ("slices", "x[a:]", ["x[a + 1:]", "x[a:-1]"]),
        ("slices", "x[:b:2]", ["x[1:b:2]", "x[:b - 1:2]", "x[:b]"]),
        ("keyword", "f(x, axis=1, keepdims=True)", ["f(x, keepdims=True)", "f(x, axis=1)"]),
        ("swap", "f(a, b, c)", ["f(b, a, c)", "f(a, c, b)"]),
        ("wrapper", "f(x)", ["x"]),
        ("wrapper", "x.copy()", ["x"]),
        ("related", "np.zeros(3)", ["np.ones(3)"]),
        ("related", "max(a, b)", ["min(a, b)"]),
        ("sign", "x = -a", ["x = a"]),
        ("sign", "x = a", ["x = -a"]),
        ("sign", "x = (a, np.zeros(3), b)", ["x = (-a, np.zeros(3), b)", "x = (a, np.zeros(3), -b)"]),
        ("transpose", "x.T", ["x"]),
        ("plain_assignment", "x += a", ["x = a"]),
        ("boolean", "a and b", ["a or b"]),
        ("boolean", "not a", ["a"]),
        ("boolean", "a if b else c", ["a if not b else c"]),
        ("boolean", "[a for a in b if c]", ["[a for a in b]"]),
        ("jump", "while a:\n    break", ["while a:\n    continue"]),
        ("refusal", "raise ValueError(a)", ["raise ValueError()", "raise Exception(a)"]),
        ("removal", "x = a", ["pass"]),
    ],
)  # fmt: skip
def test_an_operator(operator, source, expected):
    assert variants(getattr(operators, operator), source) == expected


def test_every_operator_has_an_example():
    tested = {mark.args[1][number][0] for mark in test_an_operator.pytestmark for number in range(len(mark.args[1]))}
    assert tested == {operator.__name__ for operator in operators.OPERATORS}


REFERENCE = '''"""Words."""
import math

SCALE = 2


def double(x):
    """Twice as much."""
    if x is None:
        raise ValueError(f"{x} is nothing")
    return helped(x) * 2 - x * 2


def helped(x):
    return x * 2


def demo():
    print(double(1))


if __name__ == "__main__":
    demo()
'''


def test_mutants_are_of_what_a_suite_can_judge(make_kata):
    found = mutants(make_kata(reference=REFERENCE))
    assert {mutant.where for mutant in found} == {"", "double", "helped"}
    assert {mutant.before for mutant in found if not mutant.where} == {"SCALE = 2"}
    texts = [mutant.text for mutant in found]
    assert len(set(texts)) == len(texts)
    for text in texts:
        ast.parse(text)
        assert "print(double(1))" in text
        assert "Twice as much" in text


def test_a_mutant_keeps_its_key_when_something_else_is_edited(make_kata, tmp_path):
    before = {mutant.key for mutant in mutants(make_kata(reference=REFERENCE)) if mutant.where == "double"}
    edited = REFERENCE.replace("SCALE = 2", "# more\n\nSCALE = 3").replace("return x * 2\n", "return 2 * x\n")
    (tmp_path / "pack" / "reference" / "double" / "solution.py").write_text(edited)
    (kata,) = katas_of(Pack("pack", tmp_path / "pack"))
    assert {mutant.key for mutant in mutants(kata) if mutant.where == "double"} == before


def test_equal_changes_are_counted(make_kata):
    source = "def double(x):\n    if x is 0:\n        return x\n    y = x\n    y = x\n    return y + y\n"
    found = [mutant for mutant in mutants(make_kata(reference=source)) if mutant.before == "y = x"]
    assert [mutant.occurrence for mutant in found if mutant.after == "pass"] == [1, 2]


def test_of_a_notebook_only_definitions_are_mutated(make_kata, tmp_path):
    kata = make_kata()
    (tmp_path / "pack" / "reference" / "double" / "solution.py").unlink()
    sources = [
        "import numpy as np\nx = 1 + 1",
        "# Words\n",
        "%time x",
        "def double(x):\n    return 2 * x",
        "double(3 + 4)",
    ]
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    notebook = {"cells": [{"cell_type": "markdown", "source": "1 + 1", "metadata": {}}, *cells], "metadata": {}}
    (tmp_path / "pack" / "reference" / "double" / "solution.ipynb").write_text(json.dumps(notebook))
    found = mutants(kata)
    assert {mutant.where for mutant in found} == {"double"}
    for mutant in found:
        texts = [cell["source"] for cell in json.loads(mutant.text)["cells"]]
        assert texts[1:4] == sources[:3]
        assert texts[4].strip() != sources[3]


def test_a_good_suite_holds(make_kata):
    found = audit([make_kata(COMPLETE)], Plan(seeds=2, pairs=5))
    (kata,) = found.katas
    assert found.holds, as_text.render(found)
    assert (kata.right.good, kata.refused.good, kata.mistakes.itself) == (4, 3, 2)
    assert kata.mutants.survivors == ()
    assert kata.mutants.killed == kata.mutants.judged > 3
    assert kata.grader_s > 0
    assert kata.child_s > 0
    assert as_text.render(found).rstrip().endswith("Every proof holds. Seeds 0 to 1.")


POOR = '''
from gradkata.suite import check_array, points

@points(3)
def test_doubles(learner, reference, rng):
    """Every entry is doubled, or so."""
    check_array(abs(learner.double(rng.normal(size=4))) < 0.0, [False] * 4, "double(x)")
'''


def test_a_poor_suite_does_not(make_kata):
    files = {"reference/double/wrong/unlisted.nothing.py": "def double(x):\n    return x\n"}
    found = audit([make_kata(files, suite=POOR)], Plan(seeds=1))
    (kata,) = found.katas
    assert not found.holds
    assert kata.refused.good == 1
    assert kata.mutants.survivors
    report = as_text.render(found)
    assert "double: thrice is passed, not failed" in report
    assert "double: unlisted.nothing is passed, not failed" in report
    assert "    -    return 2 * x\n    +    return" in report
    assert "Something does not hold" in report


def test_false_alarms_are_told(make_kata):
    files = {"reference/double/right/sum.py": "def double(x):\n    return x + x + 1e-3\n"}
    found = audit([make_kata(files)], Plan(seeds=2, mutants=0))
    assert [line[:50] for line in found.katas[0].problems] == [
        "the right solution sum is failed on seed 0: double", "the right solution sum is failed on seed 1: double",
    ]  # fmt: skip


def test_the_clock_decides_nothing(make_kata):
    files = {
        "katas/10_double/kata.toml": "[limits]\nwall_s = 1\n",
        "reference/double/right/late.py": "import time\ntime.sleep(1.2)\n\ndef double(x):\n    return x + x\n",
    }
    found = audit([make_kata(files)], Plan(seeds=1, mutants=0, pairs=0))
    assert found.katas[0].right == Count(2)


def test_mistakes_in_other_styles_are_named_too(make_kata):
    files = {
        "reference/double/wrong/thrice.sum.py": "def double(x):\n    return x + x + x\n",
        "reference/double/wrong/one-more.confused.py": "def double(x):\n    return x * 3\n",
        "reference/double/wrong/unlisted.four.py": "def double(x):\n    return x * 4\n",
    }
    (kata,) = audit([make_kata(files)], Plan(seeds=1, mutants=0)).katas
    assert kata.styles.itself == 1
    assert kata.styles.another == ("double: one-more.confused -> thrice (one)",)
    assert kata.unlisted == Count(1)
    assert not kata.styles.holds


def test_a_style_of_no_known_mistake_is_refused(make_kata):
    kata = make_kata({"reference/double/wrong/twice.loop.py": ""})
    with pytest.raises(UsageError, match=r"twice\.loop\.py: the kata double knows no mistake 'twice'"):
        cases.proper(kata, [0])


@pytest.fixture
def named(make_kata):
    """A function that gives the verdict on a case that was made with some mistakes, by what was named."""
    kata = make_kata()

    def make(kind, *parts, made=("a",)):
        case = cases.Case("", " + ".join(made), kata, "", ".py", (0,), made)
        return Verdict(case, 0, "failed", "", 0.0, 0.0, kind, tuple(tuple(each.split()) for each in parts))

    return make


@pytest.mark.parametrize(
    ("kind", "parts", "place"),
    [
        (Kind.ONE, ["a"], "itself"),
        (Kind.SEVERAL, ["b a"], "among"),
        (Kind.PART, ["a"], "among"),
        (Kind.PART, ["a b"], "among"),
        (Kind.PART, ["a", "b"], "another: double: a -> a + b (part)"),
        (Kind.PAIR, ["a", "b c"], "another: double: a -> a + (b or c) (pair)"),
        (Kind.SEVERAL, ["b c"], "another: double: a -> b or c (several)"),
        (Kind.ONE, ["b"], "another: double: a -> b (one)"),
        (Kind.NONE, [], "unnamed"),
    ],
)
def test_how_a_mistake_was_named(named, kind, parts, place):
    where, _, called = place.partition(": ")
    expected = {"itself": 0, "among": (), "another": (), "unnamed": ()}
    expected[where] = 1 if where == "itself" else (called or "a",)
    assert _naming([named(kind, *parts)]) == Naming(**expected)


@pytest.mark.parametrize(
    ("kind", "parts", "place"),
    [
        (Kind.PAIR, ["a", "b"], "both"),
        (Kind.PAIR, ["b", "a"], "both"),
        (Kind.SEVERAL, ["a b"], "both"),
        (Kind.PART, ["a"], "part"),
        (Kind.PART, ["a", "b"], "part"),
        (Kind.ONE, ["b"], "hidden: double: a + b -> b (one)"),
        (Kind.PAIR, ["a", "b", "c"], "other: double: a + b -> a + b + c (pair)"),
        (Kind.PAIR, ["a", "b c"], "other: double: a + b -> a + (b or c) (pair)"),
        (Kind.PART, ["a", "c"], "other: double: a + b -> a + c (part)"),
        (Kind.ONE, ["c"], "other: double: a + b -> c (one)"),
        (Kind.NONE, [], "other: double: a + b -> nothing (none)"),
    ],
)
def test_how_two_mistakes_were_named(named, kind, parts, place):
    where, _, called = place.partition(": ")
    expected = {"both": 0, "part": 0, "hidden": (), "other": ()}
    expected[where] = (called,) if called else 1
    assert _pairs([named(kind, *parts, made=("a", "b"))]) == PairFindings(**expected)


@pytest.mark.parametrize(
    ("kind", "parts", "is_taken_for_known"),
    [
        (Kind.ONE, ["a"], True),
        (Kind.PAIR, ["a", "b"], True),
        (Kind.SEVERAL, ["a b"], False),
        (Kind.PART, ["a"], False),
        (Kind.NONE, [], False),
    ],
)
def test_an_unknown_mistake_is_not_to_be_taken_for_known_ones(named, kind, parts, is_taken_for_known):
    assert bool(_unlisted([named(kind, *parts)]).problems) is is_taken_for_known


def test_pairs_are_of_edits_that_go_together(make_kata):
    (pair,) = cases.pairs([make_kata()], 100, 0)
    assert set(pair.mistakes) == {"thrice", "one-more"}
    assert "return 1 + 3 * x" in pair.text


EQUIVALENT = """
[[mutant]]
where = "double"
before = "return 2 * x"
after = "return 2 @ x"
reason = "a test of this file"
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("reason", "# reason", "line 2: the entry 'mutant.reason' is missing"),
        ("reason", "raeson", "line 6: there is no entry 'mutant.raeson'; did you mean 'reason'?"),
        ('"double"', "double", "line 3: Invalid value"),
        ('"double"', "2", "line 3: mutant.where: expected text, got a whole number"),
        ("[[mutant]]", "[[mutants]]", "line 2: there is no entry 'mutants'; did you mean 'mutant'?"),
        ("reason", "occurrence = 0\nreason", "line 6: mutant.occurrence: expected a whole number from 1 on, got 0"),
        (
            "",
            EQUIVALENT.replace("  ", " "),
            "line 8: the mutant 'double': 'return 2 * x' to 'return 2 @ x' stands there twice; the first is in line 2",
        ),
    ],
)
def test_a_list_of_equivalents_that_cannot_be_read(make_kata, old, new, message):
    text = EQUIVALENT.replace(old, new, 1) if old else EQUIVALENT + new
    with pytest.raises(UsageError, match=rf"equivalent\.toml, {re.escape(message)}"):
        load_equivalents(make_kata({"reference/double/equivalent.toml": text}))


def test_an_equivalent_that_is_none_any_more_is_stale(make_kata):
    kata = make_kata({"reference/double/equivalent.toml": EQUIVALENT + EQUIVALENT.replace("2 @ x", "5 * x")})
    entries, known = load_equivalents(kata), mutants(kata)
    killed = [mutant for mutant in known if mutant.key == entries[0].key]
    assert len(killed) == 1
    assert stale(entries, known, []) == [
        "listed as equivalent, but there is no such mutant any more: 'return 2 * x' to 'return 5 * x' in double"
    ]
    assert len(stale(entries, known, killed)) == 2
    (found,) = audit([kata], Plan(seeds=1)).katas
    assert "listed as equivalent, but the suite fails it: 'return 2 * x' to 'return 2 @ x' in double" in found.problems


def test_an_equivalent_does_not_count(make_kata):
    reference = "def double(x):\n    y = 1\n    return 2 * x\n"
    kept = [("y = 1", after) for after in ("pass", "y = 2", "y = 0")]
    entries = "".join(
        f'[[mutant]]\nwhere = "double"\nbefore = "{before}"\nafter = "{after}"\nreason = "unused"\n'
        for before, after in kept
    )
    (without,) = audit([make_kata(reference=reference)], Plan(seeds=1)).katas
    assert [(each.before, each.after) for each in without.mutants.survivors] == kept
    (with_,) = audit(
        [make_kata({"reference/double/equivalent.toml": entries}, name="other", reference=reference)], Plan(seeds=1)
    ).katas
    assert with_.mutants.survivors == ()
    assert with_.mutants.equivalent == 3
    assert with_.mutants.holds


def test_a_reference_that_fails_has_no_mutants_judged(make_kata):
    suite = POOR.replace("[False] * 4", "[True] * 4")
    (found,) = audit([make_kata(suite=suite)], Plan(seeds=1)).katas
    assert found.mutants.judged == 0
    assert found.problems[0].startswith("the reference is failed on seed 0")


def test_work_is_shared_by_processes(make_kata):
    kata = make_kata()
    text = kata.reference.read_text()
    work = [cases.Case("right", str(n), kata, text, ".py", (n,)) for n in range(5)]
    with judging([kata], 2) as judged:
        assert [(each.case.name, each.status) for each in judged(work)] == [(str(n), "passed") for n in range(5)]


LEAKING = '''
from gradkata.suite import check_array, points

@points(3)
def test_doubles(learner, reference, rng):
    """Every entry is doubled."""
    x = rng.normal(size=4)
    expected = reference.double(x)
    {before}
    check_array(learner.double(x), expected, "double(x)")
'''


@pytest.mark.parametrize(
    ("before", "is_leak"),
    [
        ("learner.double(x)", False),
        ("learner.double(expected)", True),
        ("learner.double(0.123456 * 2), learner.double(0.123456)", True),
        ("learner.double(learner.double(x))", False),
        ("learner.double(expected / 3)", False),
    ],
)
def test_a_suite_that_sends_the_answer(make_kata, tmp_path, starter, before, is_leak):
    kata = make_kata(suite=LEAKING.format(before=before))
    path, found = tmp_path / "double.py", []
    path.write_text("def double(x):\n    return 3 * x\n")

    def look(kata, result, evidence):
        found.extend(leaks(catalogue_of(kata), evidence.by_test()))
        return result

    grade_all([kata], [job_of(Submission("ada", "double", path), 1)], starter, look)
    expected = ["doubles: the learner's process is sent the answer of double"]
    assert found == (expected if is_leak else [])


def test_what_is_passed_through_is_no_leak(make_kata, tmp_path, starter):
    """An answer that is an argument of its own question follows it."""
    kata = make_kata(reference="import numpy as np\n\n\ndef double(x):\n    return np.asarray(x) * 1.0\n")
    path, found = tmp_path / "double.py", []
    path.write_text("def double(x):\n    return 3 * x\n")
    look = lambda kata, result, evidence: found.extend(leaks(catalogue_of(kata), evidence.by_test())) or result  # noqa: E731
    grade_all([kata], [job_of(Submission("ada", "double", path), 1)], starter, look)
    assert found == []


def findings(**parts):
    """A kata of which everything holds, but for ``parts``."""
    naming = Naming(20, (), (), ())
    whole = {
        "kata": "a_kata_with_a_long_name", "right": Count(500), "refused": Count(100), "mistakes": naming,
        "styles": naming, "unlisted": Count(5), "mutants": Killing(400, 400, 10, (), ()), "grader_s": 0.12,
        "child_s": 0.034, "leaks": (),
    }  # fmt: skip
    return Findings(**{**whole, **parts})


def audited(pairs=None, **parts):
    return Audit(0, 50, (findings(**parts),), pairs or PairFindings(70, 12, ("a",) * 8, ("b",) * 10))


def test_a_report_fits_into_80_columns():
    report = as_text.render(audited())
    assert max(map(len, report.splitlines())) <= 80
    assert report.splitlines()[3].split() == [
        "a_kata_with_a_long_…",
        "500/500",
        "100/100",
        "20/20",
        "20/20",
        "390/390",
        "120+34",
    ]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mistakes": Naming(30, ("a",), (), ("b",))}, "30 of 32 mistakes are named as themselves, fewer than 97 %"),
        ({"mistakes": Naming(99, (), ("a -> b (one)",), ())}, "named as another: a -> b (one)"),
        ({"styles": Naming(1, ("a",), (), ())}, "1 of 2 mistakes in other styles are named as themselves"),
        ({"unlisted": Count(5, ("the unknown mistake is named: x",))}, "the unknown mistake is named: x"),
        ({"leaks": ("a test: ...",)}, "a test: ..."),
        ({"mutants": Killing(9, 9, 0, (), ("listed",))}, "listed"),
        ({"pairs": PairFindings(7, 0, (), ("a + b -> c (one)",) * 3)}, "fewer than 80 %"),
    ],
)
def test_what_does_not_hold_is_said(parts, words):
    found = audited(**parts)
    assert not found.holds
    report = as_text.render(found)
    assert words in " ".join(report.split())
    assert "Something does not hold (1 of the above)" in report


def test_a_few_survivors_are_shown_and_hold(make_kata):
    survivor = mutants(make_kata())[0]
    found = audited(mutants=Killing(400, 400, 0, (survivor,) * 20, ()))
    assert found.holds
    assert "Every proof holds; 20 mutants survived" in as_text.render(found)
    assert "double: survives in line 2 in double" not in as_text.render(found)
    assert "a_kata_with_a_long_name: survives in line 2 in double" in as_text.render(found)
    assert not audited(mutants=Killing(400, 400, 0, (survivor,) * 21, ())).holds


def test_mutants_that_were_not_judged_are_counted():
    assert "Every proof holds; 10 of 400 mutants were judged." in as_text.render(
        audited(mutants=Killing(400, 10, 0, (), ()))
    )


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ({"unproven": ("here",)}, "What was proven holds; 1 thing is unproven."),
        ({"unproven": ("here", "there")}, "What was proven holds; 2 things are unproven."),
        (
            {"unproven": ("here",), "leaks": ("a test: ...",)},
            "Something does not hold (1 of the above); 1 thing is unproven.",
        ),
    ],
)
def test_what_is_unproven_is_not_called_proven(parts, verdict):
    found = audited(**parts)
    assert not found.holds
    report = as_text.render(found)
    assert f"a_kata_with_a_long_name: unproven: {parts['unproven'][-1]}\n" in report
    summary, first = report.rstrip("\n").split("\n\n")[-2:]
    assert summary == f"{verdict} Seeds 0 to 49."
    sentence = next(iter((*found.katas[0].problems, *parts["unproven"])))
    assert " ".join(first.split()) == f"Do first: a_kata_with_a_long_name: {sentence}"


def test_the_json_is_an_object_that_says_everything(make_kata):
    survivor = mutants(make_kata())[0]
    tree = json.loads(as_json.render(audited(mutants=Killing(40, 40, 0, (survivor,), ()))))
    assert (tree["schema"], tree["holds"]) == ("gradkata-audit/1", True)
    (kata,) = tree["katas"]
    assert kata["problems"] == []
    assert kata["mutants"]["killed"] == 39
    assert kata["mutants"]["survivors"][0]["before"] == "return 2 * x"


def test_the_command(kata_command):
    done = kata_command(
        "audit", "softmax", "--seeds", 1, "--mutants", 10, "--pairs", 2, "--jobs", 1, "--format", "json"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    tree = json.loads(done.stdout)
    assert tree["katas"][0]["mutants"]["judged"] == 10
    assert "auditing softmax" in done.stderr


def test_the_command_with_an_unknown_kata(kata_here):
    done = kata_here("audit", "softmx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "did you mean 'softmax'?" in done.stderr
