"""What all reports for platforms have in common, whatever they are written in."""

import dataclasses

import pytest
from gradkata.errors import UsageError
from gradkata.reports.audience import FOR_A_CLASS
from gradkata.reports.checks import checks_of, parts_of_a_point, whole_points
from gradkata.reports.safe_text import clean_text, number, shortened, without_folders
from gradkata.results import Grading, Status, TestResult

from tests.reports.gradings import NASTY, STATUSES, UNSAFE, graded, one, school, several_katas

FOR_ONE = ["gradescope", "classroom50", "exercism", "prairielearn", "markus"]
ALL = [*FOR_ONE, *(name for name in FOR_A_CLASS if name not in ("table", "json"))]


@pytest.fixture
def form(registry, request):
    return registry.formats[request.param]


every = pytest.mark.parametrize("form", ALL, indirect=True)


@pytest.mark.usefixtures("no_pictures")
@every
def test_one_grading_is_one_file(form):
    grading = several_katas()
    assert form(grading) == form(grading) != form(one())


@pytest.mark.usefixtures("no_pictures")
@every
def test_what_code_printed_is_in_none(form):
    loud = dataclasses.replace(graded(Status.FAILED), printed="printed by ada", printed_lines=1)
    assert form(Grading(7, "strict", (loud,))) == form(one(Status.FAILED))


@pytest.mark.usefixtures("no_pictures")
@every
@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_it_can_be_written_down_and_read_whatever_is_in_it(form, words):
    text = form(several_katas(message=words, learner=words))
    assert not UNSAFE & set(text.encode("utf-8").decode("utf-8"))


@pytest.mark.usefixtures("no_pictures")
@every
def test_no_folder_of_this_machine_is_told(form):
    text = form(
        several_katas(message="No such file: '/home/ada lovelace/x.py' (/srv/secret/y.py, line 3), C:\\Users\\z.py")
    )
    assert "/home" not in text
    assert "secret" not in text
    assert "Users" not in text


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize("form", FOR_ONE, indirect=True)
def test_several_learners_are_refused_before_and_after_they_are_graded(form):
    for refuse in (lambda: form(school()), lambda: form.check(["ada", "ben"])):
        with pytest.raises(UsageError, match=f"the format {form.name} is for one learner, and here are 2: .* junit"):
            refuse()
    form.check(["ada", "ada"])
    assert "seed" not in form(one())


@pytest.mark.parametrize("form", FOR_A_CLASS, indirect=True)
def test_those_for_a_class_take_one(form):
    form.check(["ada", "ben"])
    text = form(school())
    assert "ada" in text
    assert "ben" in text


def test_which_format_is_meant_is_clear_from_a_files_name(registry):
    def best(name):
        matches = {each.name: each.match(name) for each in registry.formats.values()}
        most = max(matches.values())
        return [form for form, match in matches.items() if match == most > 0]

    expected = {"x.xml": "junit", "x.json": "json", "results.json": "json", "x.csv": "csv"}
    expected |= {"x.gradescope.json": "gradescope", "ada.ctrf.json": "ctrf", "x.moodle.csv": "moodle"}
    for name, form in expected.items():
        assert best(name) == [form]
    assert [each.name for each in registry.formats.values() if each.is_for_one] == FOR_ONE
    assert {*FOR_A_CLASS, *FOR_ONE} <= set(registry.formats)


@pytest.mark.parametrize("status", STATUSES)
def test_checks_say_why_a_result_is_not_passed(status):
    checks = checks_of(graded(status))
    assert all(check.status == Status.PASSED for check in checks) == (status == Status.PASSED)
    assert any("Wrong here." in check.words for check in checks) == (status != Status.PASSED)
    assert all(check.words for check in checks if check.status != Status.PASSED)


@pytest.mark.parametrize("status", STATUSES)
def test_so_they_do_where_the_suite_has_no_word_of_it(status):
    silent = dataclasses.replace(graded(status), tests=(TestResult("load", Status.PASSED, 0.0, 0.0),))
    checks = checks_of(silent)
    expected = {Status.PASSED: [], Status.FAILED: ["failed"], Status.UNATTEMPTED: ["skipped"]}.get(status, ["error"])
    assert [check.status for check in checks] == expected
    assert all(f"softmax: {status}, " in check.words for check in checks)


def test_the_first_check_that_failed_says_all_that_is_known():
    passed, first, second = checks_of(graded(Status.FAILED))
    assert passed.words == ""
    assert first.words == "Next: Wrong here.\n\nIt looks like the other axis."
    assert second.words == "Wrong here."


def test_a_remark_on_work_that_passed_is_told():
    result = graded()
    load = dataclasses.replace(result.tests[0], message="softmax.ipynb is newer and counts.")
    assert checks_of(dataclasses.replace(result, tests=(load, *result.tests[1:])))[0].words == load.message


@pytest.mark.parametrize(
    ("points", "parts"), [((1.0, 2.0), 1), ((0.5, 1.0), 2), ((2.5, 0.25), 4), ((1 / 3, 1.0), 3), ((), 1)]
)
def test_points_become_whole_in_the_largest_parts_that_do(points, parts):
    checks = [dataclasses.replace(checks_of(graded())[0], max_score=each) for each in points]
    assert parts_of_a_point(checks) == parts
    assert [whole_points(each, parts) for each in points] == [pytest.approx(each * parts) for each in points]
    assert whole_points(0.9, 1) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("open('/home/ada/my work/x.txt')", "open('x.txt')"), ('"/etc/passwd" is read', '"passwd" is read'),
        ("in /srv/a-b/c.py, line 3", "in c.py, line 3"), (r"C:\Users\ada\x.py fails", "x.py fails"),
        (r"'C:\Users\Ada L\x.py'", "'x.py'"), ("D:/mine/x.py", "x.py"),
        # What looks like one and is none stays.
        ("dL/dy/dx", "dL/dy/dx"), ("(a)/b/c", "(a)/b/c"), ("e / s / t", "e / s / t"), ("and/or", "and/or"),
        ("they begin with ' ', '\\n', 'K'", "they begin with ' ', '\\n', 'K'"), ("x /s", "x /s"),
        ("see https://docs.python.org/3/library", "see https://docs.python.org/3/library"), ("a // b", "a // b"),
    ],
)  # fmt: skip
def test_of_a_path_the_name_of_the_file_is_left(text, told):
    assert without_folders(text) == told


def test_text_keeps_what_can_be_kept():
    assert clean_text("a\tb\nc\rd é 漢 \U0001f468\u200d\U0001f4bb") == "a\tb\nc\rd é 漢 \U0001f468\u200d\U0001f4bb"
    assert clean_text("a\x00b\ud800c\u202ed\x1be\ufffef") == "abcdef"
    assert [shortened("abcd", length) for length in (0, 1, 3, 4)] == ["", "…", "ab…", "abcd"]


def test_numbers_are_plain():
    assert [repr(number(each)) for each in (10.0, 0.0, 2.5, 0.1 + 0.2, 123456.75)] == [
        "10", "0", "2.5", "0.3", "123456.75",
    ]  # fmt: skip


@pytest.mark.usefixtures("no_pictures")
@every
def test_an_interruption_is_told_where_there_is_a_place_for_it(form):
    grading = one()
    cut = form(Grading(7, "strict", grading.results, interrupted=True))
    assert ("was interrupted; results are missing" in cut) == (form.suffix != ".csv")
    assert "was interrupted" not in form(grading)
    form(Grading(7, "strict", (), interrupted=True))
