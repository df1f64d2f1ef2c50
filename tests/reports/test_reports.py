"""Reports are pure functions of a grading: readable in 80 columns, whatever is in it."""

import dataclasses
import json

import pytest
from gradkata.reports import ReportFormat, json_report, table
from gradkata.reports.detail import render_result
from gradkata.results import Explanation, GradientMap, Grading, Kind, Misconception, Result, TestResult

KATAS = [
    "softmax",
    "cross_entropy",
    "activations",
    "gradient_check",
    "rnn_step",
    "bptt",
    "adagrad",
    "sampling",
    "training",
    "fast_bptt",
    "batch_bptt",
    "dinosaurs",
    "fix_relu_rnn",
    "fix_rnn_class",
    "fix_dinosaurs",
]


def result(learner="ada", kata="softmax", status="passed", score=10.0, message="", checks=()):
    tests = (TestResult("load", "error" if status == "error" else "passed", 0, 0, message, "Loads."), *checks)
    return Result(learner, kata, status, score, 10.0, 0.01, tests)


def lines_of(text):
    assert text.endswith("\n")
    lines = text.splitlines()
    assert max(len(line) for line in lines) <= 80, max(lines, key=len)
    return lines


@pytest.mark.parametrize("count", [2, 7, 15])
@pytest.mark.parametrize("name", ["ada", "a-name-as-long-as-names-can-be-and-longer-still"])
def test_a_class_fits_into_80_columns_however_many_katas(count, name):
    statuses = ["passed", "failed", "error", "timeout", "killed", "unattempted"]
    results = [
        result(
            f"{name}{number}",
            kata,
            statuses[number],
            10.0 if number == 0 else 2.5 if number == 1 else 0.0,
            "Why. " * 30,
        )
        for number in range(6)
        for kata in KATAS[:count]
    ]
    lines = lines_of(table.render(Grading(5, "process", tuple(results))))
    assert sum("timeout" in line for line in lines) >= 1
    for kata in KATAS[:count]:
        for word in kata.split("_"):
            assert any(word in line for line in lines)


def test_a_class_shows_points_and_what_was_not_judged():
    results = (result(), result("bob", status="failed", score=2.5), result("cyd", status="error", message="No file."),
               result("dan", status="unattempted", score=0.0))  # fmt: skip
    lines = lines_of(table.render(Grading(5, "process", results)))
    rows = {line.split()[0]: line.split()[1] for line in lines if len(line.split()) == 2}
    assert rows["ada"] == "10"
    assert rows["bob"] == "2.5"
    assert rows["cyd"] == "error"
    assert rows["dan"] == "-"
    assert rows["of"] == "10"
    assert "cyd, softmax: No file." in lines
    assert "4 learners, 4 results: 1 passed, 1 failed, 1 error, 1 unattempted." in lines
    assert "Seed 5 (--seed 5 repeats it), isolation process." in lines


CHECKS = (
    TestResult("a", "passed", 1, 1, "", "The first holds."),
    TestResult("b", "failed", 0, 1, "This is wrong.", "The second holds, " + "and " * 30),
    TestResult("c", "failed", 0, 1, "This too.", "The third holds."),
)


def test_one_learner_is_shown_in_full():
    text = table.render(Grading(5, "process", (result(status="failed", score=1.0, checks=CHECKS),)))
    lines = lines_of(text)
    assert lines[0] == "ada"
    assert "  passed  The first holds." in lines
    verdict = lines.index("softmax: failed, 1 of 10 points.")
    assert lines[verdict + 1] == "Next: This is wrong."
    assert "This too." not in text
    assert "1 result: 1 failed." in lines


def explained(kind, *named, told=(), checks=CHECKS, maps=()):
    found = tuple(
        Misconception(
            each, f"title {each}", f"Lead. Words {each}.", f"Words {each}.", 0 if kind is Kind.SEVERAL else at
        )
        for at, each in enumerate(named)
    )
    return dataclasses.replace(
        result(status="failed", score=1.0, checks=checks), misconceptions=found,
        explanation=Explanation(kind, maps, tuple(told)),
    )  # fmt: skip


def said(result, **how):
    lines = lines_of(render_result(result, **how))
    return [line for line in lines[lines.index("softmax: failed, 1 of 10 points.") + 1 :] if line]


NUMBERS = (CHECKS[0], *(dataclasses.replace(each, is_numbers=True) for each in CHECKS[1:]))
MAP = (GradientMap("dWhh", (1, 2), (".-",), ((0.0, -2.0),)),)


@pytest.mark.parametrize(
    ("kind", "named", "told", "checks", "lines"),
    [
        # What raised, or has another form, comes before any pattern; numbers come after it.
        (Kind.ONE, "p", "bc", CHECKS, ["Next: This is wrong.", "Words p."]),
        (Kind.ONE, "p", "bc", NUMBERS, ["Next: Words p.", "In numbers: This is wrong."]),
        (Kind.SEVERAL, "pq", "bc", NUMBERS,
         ["Next: It looks like one of these: (1) title p; (2) title q.", "In numbers: This is wrong."]),
        (Kind.PAIR, "pq", "bc", CHECKS,
         ["Next: This is wrong.", "These mistakes together give your numbers: (1) title p; (2) title q."]),
        # That there is more is said, and what.
        (Kind.PART, "p", "b", NUMBERS, ["Next: Words p.", "In numbers: This is wrong.",
                                        "That explains 1 of the 2 checks that failed. Besides: This too."]),
        (Kind.PART, "p", "c", NUMBERS,
         ["Next: This is wrong.", "This explains 1 of the 2 checks that failed: Words p."]),
        (Kind.PART, "p", "", CHECKS, ["Next: This is wrong.", "This explains a part of it: Words p."]),
        (Kind.PART, "pq", "", NUMBERS,
         ["Next: This is wrong.", "This explains a part of it: It looks like these: (1) title p; (2) title q."]),
        (Kind.PART, "p", "bc", NUMBERS,
         ["Next: Words p.", "In numbers: This is wrong.", "Something else is wrong, too."]),
        # That nothing is known of a pattern never comes first, and not at all after what raised.
        (Kind.NONE, "", "", NUMBERS, ["Next: This is wrong.", "No mistake that I know gives these numbers."]),
        (Kind.NONE, "", "", CHECKS, ["Next: This is wrong."]),
        (Kind.NOTHING, "", "", CHECKS, ["Next: This is wrong."]),
    ],
)  # fmt: skip
def test_the_most_concrete_thing_known_comes_first(kind, named, told, checks, lines):
    assert said(explained(kind, *named, told=told, checks=checks)) == lines


def test_mistakes_that_look_alike_are_one_cause_of_two():
    known = explained(Kind.PAIR, "p", "q", "r", told="bc", checks=NUMBERS)
    alike = [dataclasses.replace(each, cause=max(1, each.cause) - 1) for each in known.misconceptions]
    lines = " ".join(said(dataclasses.replace(known, misconceptions=tuple(alike))))
    words = "Next: These mistakes together give your numbers: (1) title p, or else title q; (2) title r."
    assert lines.startswith(words)


def test_a_map_is_shown_where_nothing_better_is_known_or_if_it_is_asked_for():
    unknown = explained(Kind.NONE, checks=NUMBERS, maps=MAP)
    assert "dWhh (1, 2): 1 of 2 entries are wrong" in said(unknown)
    assert said(unknown, maps=False) == ["Next: This is wrong.", "No mistake that I know gives these numbers."]
    remarked = (NUMBERS[0], dataclasses.replace(NUMBERS[1], remark="From T = 2 on."), NUMBERS[2])
    for known in (explained(Kind.NONE, checks=remarked, maps=MAP), explained(Kind.ONE, "p", checks=NUMBERS, maps=MAP)):
        assert "dWhh (1, 2): 1 of 2 entries are wrong" not in said(known)
        assert "dWhh (1, 2): 1 of 2 entries are wrong" in said(known, maps=True)


def test_what_to_do_then_comes_last():
    passed = render_result(result(checks=CHECKS[:1]), then="The next kata: kata start bptt")
    assert lines_of(passed)[-1] == "The next kata: kata start bptt"


@pytest.mark.parametrize("count", [1, 5, 12, 40])
@pytest.mark.parametrize("words", [5, 60, 120])
def test_a_result_fits_on_a_screen_and_ends_with_what_is_next(count, words):
    checks = [TestResult(str(n), "passed" if n % 3 else "failed", 1, 1, "" if n % 3 else "That is so. " * (words // 3),
                         "A title of many words, " * (1 + n % 4), is_numbers=True) for n in range(count)]  # fmt: skip
    shown = lines_of(render_result(explained(Kind.ONE, "p", checks=checks)))
    assert len(shown) <= 22 or words > 60
    assert any(line.startswith("  failed") for line in shown)
    assert sum("points." in line for line in shown) == 1
    if not any("more." in line for line in shown):
        assert sum(line.startswith("  failed") for line in shown) == (count + 2) // 3


def test_a_remark_on_work_that_passed_is_shown():
    assert "softmax.ipynb is newer" in render_result(result(message="softmax.ipynb is newer and counts."))


def test_json_keeps_every_letter():
    grading = Grading(5, "process", (result("Žofie", message="±1 ✓ \U0001f600"),))
    whole = json.loads(json_report.render(grading))
    assert whole["results"][0]["learner"] == "Žofie"
    assert whole["results"][0]["tests"][0]["message"] == "±1 ✓ \U0001f600"
    assert "Žofie" in json_report.render(grading)


def test_json_says_that_results_are_missing_and_only_then():
    whole, part = Grading(5, "process", (result(),)), Grading(5, "process", (result(),), interrupted=True)
    assert list(json.loads(json_report.render(whole))) == ["schema", "seed", "isolation", "results"]
    told = json.loads(json_report.render(part))
    assert list(told) == ["schema", "seed", "isolation", "interrupted", "results"]
    assert told["interrupted"] is True
    assert len(told["results"]) == 1


def test_json_says_all_that_is_known_of_a_result():
    checks = (TestResult("b", "failed", 0, 1, "This is wrong.", "The second holds.", "From T = 2 on."),
              TestResult("c", "failed", 0, 1, "", "The third holds.", "Alone."))  # fmt: skip
    maps = (GradientMap("dWhh", (1, 2), (".-",), ((0.0, -2.0),)),)
    known = dataclasses.replace(
        result(status="failed", score=1.0, checks=checks), imports=("bptt",), held_up_by="bptt", isolation="strict",
        misconceptions=(Misconception("a", "A title", "Words."),), explanation=Explanation(Kind.PART, maps),
    )  # fmt: skip
    (told,) = json.loads(json_report.render(Grading(5, "strict", (known,))))["results"]
    assert told["imports"] == ["bptt"]
    assert (told["held_up_by"], told["isolation"]) == ("bptt", "strict")
    assert told["misconceptions"] == [{"id": "a", "title": "A title", "message": "Words."}]
    assert told["explanation"] == {"kind": "part", "maps": [{"name": "dWhh", "shape": [1, 2], "rows": [".-"]}]}
    assert [test["message"] for test in told["tests"]] == ["", "This is wrong. From T = 2 on.", "Alone."]
    assert [test["title"] for test in told["tests"]] == ["Loads.", "The second holds.", "The third holds."]
    (plain,) = json.loads(json_report.render(Grading(5, "strict", (result(),))))["results"]
    assert plain["explanation"] is None


def test_a_format_is_told_by_the_most_special_name():
    plain, special = ReportFormat("json", ".json", str), ReportFormat("gradescope", ".json", str, ("results.json",))
    assert [each.match("results.json") for each in (plain, special)] == [1, 2]
    assert [each.match("report.json") for each in (plain, special)] == [1, 0]
    assert [each.match("report.xml") for each in (plain, special)] == [0, 0]


def test_a_format_may_be_imported_when_it_is_used():
    grading = Grading(5, "process", (result(),))
    form = ReportFormat("json", ".json", "gradkata.reports.json_report:render")
    assert form(grading) == json_report.render(grading)
    assert ReportFormat("raw", ".bin", lambda _: b"\x00")(grading) == b"\x00"


def test_what_lies_there_in_place_of_work_is_a_note_under_the_table():
    missing = dataclasses.replace(result("ben", status="unattempted", score=0.0, message="Words."), found="Words.")
    stub = result("cyd", status="unattempted", score=0.0, message="This is still the stub.")
    lines = lines_of(table.render(Grading(5, "process", (result(), missing, stub))))
    assert "ben, softmax: Words." in lines
    assert not any("stub" in line for line in lines)


def test_what_is_said_of_several_katas_of_a_learner_is_said_once():
    results = [
        dataclasses.replace(result(learner, kata, "unattempted", 0.0), found="Nothing was handed in.")
        for learner in ("ada", "ben") for kata in ("a", "b")
    ]  # fmt: skip
    text = table.render(Grading(7, "strict", tuple(results)))
    assert "\n\nada, a, b: Nothing was handed in.\nben, a, b: Nothing was handed in.\n\n" in text


def test_long_names_stay_apart_in_a_table():
    names = ["n" * 70 + str(number) for number in range(3)] + ["n" * 30 + "m" * number + "n" * 30 for number in (1, 2)]
    lines = lines_of(table.render(Grading(5, "process", tuple(result(name) for name in names))))
    rows = [line for line in lines if line.startswith("n")]
    assert len(rows) == len(set(rows)) == len(names)
