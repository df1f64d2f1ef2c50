"""What is made of verdicts: which are shown, and which are about something that is no more so."""

import re

import pytest
from gradkata.errors import UsageError
from gradkata.finding.workspace import Workspace
from gradkata.learning.starting import start
from gradkata.results import Status
from gradkata.watching.actions import Actions
from gradkata.watching.agenda import Turn
from gradkata.watching.sitting import Sitting
from gradkata.watching.verdict import Verdict
from gradkata.watching.warm_judge import Heard
from gradkata.watching.watch import Check, Watch

LATE = Verdict("softmax", "work/softmax.py", Status.TIMEOUT, "softmax: timeout.", "It took too long.\n")
ENDED = None


@pytest.fixture
def sitting(registry, tmp_path):
    return Sitting(registry, Workspace(tmp_path), [].append)


@pytest.fixture
def shown(sitting):
    """What is shown, as one text."""
    texts = []
    sitting.show = texts.append
    return lambda: "\n".join(texts)


@pytest.fixture
def watch(sitting):
    watch = Watch(sitting)
    watch._check = Check("softmax")
    return watch


def waiting(sitting):
    return list(iter(sitting.agenda.next, None))


def test_a_verdict_is_shown_and_its_kata_is_the_one_that_it_is_about(watch, sitting, shown):
    watch._hear(Heard(0, LATE))
    empty, rule, text = shown().split("\n")
    assert (empty, text) == ("", "It took too long.")
    assert re.fullmatch(r"-- \d\d:\d\d:\d\d  work/softmax\.py -+", rule)
    assert len(rule) == 80
    assert sitting.kata == "softmax"
    assert waiting(sitting) == []


def test_time_that_ran_out_while_nothing_could_run_is_no_verdict(watch, sitting, shown):
    watch._check.has_gap = True
    watch._hear(Heard(0, LATE))
    assert (shown(), waiting(sitting)) == ("", [("softmax", Turn.SAVED)])


def test_a_verdict_on_a_text_that_was_saved_over_is_not_shown(watch, sitting, shown):
    sitting.agenda.add(["softmax"])
    watch._hear(Heard(0, LATE))
    assert (shown(), waiting(sitting)) == ("", [("softmax", Turn.SAVED)])


def test_what_a_process_said_that_was_left_counts_no_more(watch, sitting, shown):
    watch._judge.leave()
    watch._hear(Heard(0, LATE))
    assert (shown(), waiting(sitting)) == ("", [])


def test_a_check_that_ends_with_its_process_is_made_again_once(watch, sitting, shown):
    watch._hear(Heard(0, ENDED))
    assert (shown(), waiting(sitting)) == ("", [("softmax", Turn.SAVED)])
    watch._check = Check("softmax")
    watch._hear(Heard(1, ENDED))
    assert "The process that checks softmax has ended, twice, so there is no verdict." in shown()
    assert waiting(sitting) == []


def test_a_folder_that_cannot_be_made_is_told_of(sitting):
    sitting.workspace.work.write_text("a file")
    with pytest.raises(UsageError, match=r"work is no folder: rename it"):
        Watch(sitting)


def test_for_whoever_reads_by_ear_verdicts_are_set_apart_by_words_alone(watch, sitting, shown):
    sitting.has_rules = False
    watch._hear(Heard(0, LATE))
    assert re.fullmatch(r"\n\d\d:\d\d:\d\d  work/softmax\.py\nIt took too long\.", shown())


def test_in_passing_a_verdict_is_one_line(watch, sitting, shown):
    watch._check.turn = Turn.PASSING
    watch._hear(Heard(0, LATE))
    watch._check = Check("softmax", Turn.PASSING)
    watch._hear(Heard(0, LATE))
    assert shown() == "\nsoftmax: timeout.\nsoftmax: timeout."  # an empty line before the first
    assert sitting.kata == ""


@pytest.fixture
def actions(sitting):
    def begin(kata):
        sitting.begin(kata, lambda _: None)

    return Actions(sitting, keys=None, begin=begin)


@pytest.mark.parametrize("key", ["h", "l"])
def test_what_a_key_shows_is_set_apart_from_the_verdict_before_it(actions, sitting, shown, key):
    sitting.kata = "softmax"
    actions.press(key)
    empty, first, *_ = shown().splitlines()
    assert (empty, bool(first)) == ("", True)


def test_a_kata_whose_file_has_gone_is_the_one_that_n_begins_with(actions, sitting, shown):
    sitting.begin("softmax", lambda _: None)
    (sitting.workspace.work / "softmax.py").unlink()
    actions.press("c")
    assert shown().endswith("Save a file in work/ first, or press n to begin with softmax.")
    actions.press("n")
    assert sitting.begun() == ["softmax"]
    actions.press("n")
    assert shown().endswith("softmax is not passed yet. Press n again to move on all the same.")


def test_once_it_was_passed_n_begins_the_next_one_though_its_file_has_gone(actions, sitting, shown):
    sitting.make_folder()
    sitting.kata = "softmax"
    sitting.progress.change("softmax", passed="2026-01-01")
    actions.press("c")
    following = sitting.following()
    assert shown().endswith(f"or press n to begin with {following}.")
    actions.press("n")
    assert sitting.begun() == [following]


@pytest.mark.parametrize("name", ["softmax (1).py", "Softmax.py", "softmax-Copy1.ipynb"])
def test_a_file_that_is_nearly_called_right_is_told_of_once_when_it_is_saved(sitting, shown, name):
    path = sitting.make_folder() / name
    path.touch()
    for _ in range(2):
        sitting.saved([path.stem])
    assert shown() == f"There is `{name}`; if it is meant, rename it to softmax{path.suffix}."
    assert waiting(sitting) == []


@pytest.mark.parametrize(
    ("is_bound", "imports", "names", "due"),
    [
        (False, (), ["bptt", "softmax"], ["softmax", "bptt"]),
        (False, (), ["helper"], ["rnn_step"]),
        (False, (), ["helper", "bptt"], ["bptt"]),
        (True, (), ["helper"], ["rnn_step"]),
        (True, (), ["softmax"], []),
        (True, ("softmax",), ["softmax"], ["rnn_step"]),
        (True, (), ["bptt", "rnn_step"], ["rnn_step"]),
    ],
)
def test_what_is_checked_for_what_was_saved(sitting, is_bound, imports, names, due):
    sitting.kata, sitting.is_bound, sitting.imports = "rnn_step", is_bound, {"rnn_step": imports}
    sitting.saved(names)
    assert [kata for kata, _ in waiting(sitting)] == due


def test_the_next_kata_is_the_first_after_it_that_was_never_passed(sitting, registry):
    ids = list(registry.katas)
    sitting.make_folder()
    assert sitting.following() == ids[0]
    sitting.kata = ids[2]
    sitting.progress.change(ids[3], passed="2026-01-01")
    assert sitting.following() == ids[4]
    sitting.kata = ids[-1]
    assert sitting.following() == ids[0]
    for each in ids:
        sitting.progress.change(each, passed="2026-01-01")
    assert sitting.following() == ""


def test_the_kata_in_hand_is_what_a_sitting_begins_with(sitting, shown, registry):
    sitting.take_up()
    assert (sitting.kata, shown()) == ("", "")
    start(registry.katas["bptt"], sitting.workspace)
    sitting.take_up()
    assert (sitting.kata, shown()) == ("bptt", "In hand: bptt, not written yet.")
