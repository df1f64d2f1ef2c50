"""Gradings with a gradebook: what has not changed is not judged again, what has is, and all of it is in the book."""

import dataclasses

import pytest
from gradkata import grading
from gradkata.executors import Executor
from gradkata.executors.guarded import FAILED, LOST, unjudged
from gradkata.finding.submission import Submission, find
from gradkata.gradebook.book import Gradebook
from gradkata.gradebook.digests import Judges, work_of
from gradkata.gradebook.keeping import Keeping, is_kept
from gradkata.grader import Grader, Opened
from gradkata.job import job_of
from gradkata.kata import Pack, katas_of
from gradkata.translation import choose, say

from tests.gradebook.books import a_result

HERE = Executor("here", "gradkata.executors.here:work")
SOURCES = {"ada": "def double(x): return 2 * x\n", "ben": "def double(x): return x\n", "cyd": "def double(x: return\n"}


@pytest.fixture
def school(tmp_path):
    for name, source in SOURCES.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "double.py").write_text(source)
    return tmp_path / "class"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "book.db"


@pytest.fixture
def pack(make_pack):
    return make_pack()


@pytest.fixture
def graded(path, school, pack, starter):
    """A function that grades the class with the gradebook, and gives the results and whose of them are new."""

    def graded(*, seed=7, again=False, level="process", limits=None):
        katas = katas_of(Pack("pack", pack))
        submissions = find(school, [kata.id for kata in katas])
        with Grader(katas, opened={level: Opened(level, starter, "")}) as grader, Gradebook.writing(path) as book:
            before = {each.id for each in book.all()}
            keeping = Keeping(book, grader.katas, submissions, again=again)
            found = grading.grade(
                grader, submissions, HERE, seed=seed, level=level, limits=limits, known=keeping.known,
                on_result=keeping.keep,
            )  # fmt: skip
            new = [each.learner for each in book.all() if each.id not in before]
            assert (keeping.kept, keeping.unchanged) == (len(new), len(found.results) - len(new))
        return found.results, new

    return graded


def test_what_has_not_changed_is_not_judged_again(graded, school, path):
    first, new = graded()
    assert [each.status for each in first] == ["passed", "failed", "error"]
    assert new == ["ada", "ben", "cyd"]
    assert graded() == (first, [])
    with Gradebook.reading(path) as book:
        assert [each.judged() for each in book.all()] == list(first)
        assert all(each.saved < each.graded for each in book.all())
    (school / "ada" / "double.py").touch()
    assert graded() == (first, [])
    assert graded(again=True)[1] == ["ada", "ben", "cyd"]


def test_a_text_that_has_changed_is_judged_and_so_is_one_that_has_come_back(graded, school):
    graded()
    (school / "ben" / "double.py").write_text(SOURCES["ada"])
    changed, new = graded()
    assert new == ["ben"]
    assert changed[1].status == "passed"
    (school / "ben" / "double.py").write_text(SOURCES["ben"])
    assert graded()[1] == ["ben"]
    assert graded()[1] == []


def test_what_is_imported_counts_and_what_only_lies_there_does_not(graded, school):
    (school / "ada" / "double.py").write_text("from helper import double\n")
    (school / "ada" / "helper.py").write_text(SOURCES["ada"])
    (school / "ben" / "helper.py").write_text(SOURCES["ada"])
    graded()
    for name in ("ada", "ben"):
        (school / name / "helper.py").write_text(f"# again\n{SOURCES['ada']}")
    assert graded()[1] == ["ada"]


def test_work_that_is_missing_is_an_attempt_until_it_comes(graded, school, path):
    (school / "dan").mkdir()
    assert graded()[0][3].status == "unattempted"
    assert graded()[1] == []
    with Gradebook.reading(path) as book:
        assert [each.saved for each in book.of("dan", "double")] == [""]
    (school / "dan" / "double.py").write_text(SOURCES["ada"])
    assert graded()[1] == ["dan"]


@pytest.mark.parametrize(
    "name", ["katas/10_double/suite.py", "katas/10_double/kata.toml", "reference/double/solution.py",
             "reference/double/mistakes.toml", "katas/10_double/stub.py"],
)  # fmt: skip
def test_what_judges_counts(pack, name):
    (kata,) = katas_of(Pack("pack", pack))
    job = job_of(Submission("ada", "double", None), 7)
    before = Judges({"double": kata}).of(job)
    path = pack / name
    path.write_text((path.read_text() if path.exists() else "") + "\n")
    assert Judges({"double": kata}).of(job) != before


def test_what_is_only_read_does_not_judge(pack):
    (kata,) = katas_of(Pack("pack", pack))
    job = job_of(Submission("ada", "double", None), 7)
    before = Judges({"double": kata}).of(job)
    (pack / "katas" / "10_double" / "README.md").write_text("# Twice\n")
    (pack / "katas" / "10_double" / "__pycache__").mkdir()
    (pack / "katas" / "10_double" / "__pycache__" / "suite.pyc").write_bytes(b"1")
    (pack / "reference" / "double" / ".DS_Store").write_bytes(b"1")
    assert Judges({"double": kata}).of(job) == before


def test_the_suites_of_imported_katas_judge_too(tmp_path, make_pack):
    pack = make_pack()
    make_pack("other", kata="20_treble")
    for half in ("katas/20_treble", "reference/treble"):
        (tmp_path / "other" / half).rename(pack / half)
    katas = {kata.id: kata for kata in katas_of(Pack("pack", pack))}
    (tmp_path / "double.py").write_text("from treble import treble\n")
    (tmp_path / "treble.py").write_text("")
    jobs = [job_of(Submission("ada", kata, tmp_path / f"{kata}.py"), 7) for kata in ("double", "treble")]
    before = [Judges(katas).of(job) for job in jobs]
    with (pack / "katas" / "10_double" / "suite.py").open("a") as suite:
        suite.write("\n")
    assert [Judges(katas).of(job) == known for job, known in zip(jobs, before, strict=True)] == [False, True]
    with (pack / "katas" / "20_treble" / "suite.py").open("a") as suite:
        suite.write("\n")
    assert [Judges(katas).of(job) == known for job, known in zip(jobs, before, strict=True)] == [False, False]


def test_words_are_kept_in_their_language(pack):
    (kata,) = katas_of(Pack("pack", pack))
    job = job_of(Submission("ada", "double", None), 7)
    before = Judges({"double": kata}).of(job)
    choose("de", ())
    try:
        assert Judges({"double": kata}).of(job) != before
    finally:
        choose("en")


def test_how_work_was_found_is_part_of_it(tmp_path):
    job = job_of(Submission("ada", "double", None), 7)
    (tmp_path / "double.py").write_text("")
    others = [dataclasses.replace(job, remark="A link."), dataclasses.replace(job, problem="No text."),
              job_of(Submission("ada", "double", tmp_path / "double.py"), 7)]  # fmt: skip
    assert len({work_of(each) for each in [job, *others]}) == 4


def test_work_is_judged_anew_by_a_suite_that_has_changed(graded, pack):
    graded()
    with (pack / "katas" / "10_double" / "suite.py").open("a") as suite:
        suite.write("\n")
    assert graded()[1] == ["ada", "ben", "cyd"]


def test_each_seed_limit_and_level_is_judged_by_itself_and_found_again(graded):
    graded()
    others = [{"seed": 8}, {"limits": {"cpu_s": 9}}, {"level": "other"}]
    for each in others:
        assert graded(**each)[1] == ["ada", "ben", "cyd"]
    for each in [{}, *others]:
        assert graded(**each)[1] == []


def test_where_gradkata_itself_failed_there_is_no_attempt(path, pack):
    (kata,) = katas_of(Pack("pack", pack))
    lost = a_result("ben")
    lost = dataclasses.replace(lost, tests=(dataclasses.replace(lost.tests[0], message=LOST),))
    with Gradebook.writing(path) as book:
        keeping = Keeping(book, {"double": kata}, [])
        for result in (a_result(fault="RuntimeError"), lost):
            assert keeping.known(job_of(Submission(result.learner, "double", None), 7)) is None
            keeping.keep(result)
        assert len(book) == keeping.kept == 0


@pytest.mark.parametrize("sentence", [LOST, FAILED])
@pytest.mark.parametrize("language", ["en", "de"])
def test_that_there_is_no_judgement_is_none_in_whatever_language_it_is_said(sentence, language, pack, starter):
    katas = katas_of(Pack("pack", pack))
    job = job_of(Submission("ada", "double", None), 7, level="process")
    with Grader(katas, opened={"process": Opened("process", starter, "")}) as grader:
        choose(language)
        try:
            result = unjudged(grader, job, sentence)
            assert (say(sentence) == sentence) == (language == "en")
            assert not is_kept(result)
            assert is_kept(grader.grade(job))
            assert is_kept(a_result())
        finally:
            choose("en")
