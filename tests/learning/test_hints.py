"""Hints are a ladder: a mistake that was named comes first, then rung after rung; each is shown once."""

import pytest
from gradkata import translation
from gradkata.finding.workspace import Workspace
from gradkata.kata import Pack, katas_of
from gradkata.learning.hints import Hint, again, ladder, take
from gradkata.learning.progress import Progress
from gradkata.results import Misconception, Result, Status

from tests.auditing.complete import MISTAKES

HINTS = """\
# Hints: double

## How often

How often is *x* in the sum?

## The other way

Add it up:

```python
>>> 3 + 3
6
```

### A word more

It works for `a * b`, too.
"""


@pytest.fixture
def kata(make_pack):
    root = make_pack()
    (kata,) = katas_of(Pack("pack", root))
    kata.hints.write_text(HINTS, "utf-8")
    (kata.hidden / "mistakes.toml").write_text(MISTAKES, "utf-8")
    return kata


@pytest.fixture
def progress(tmp_path):
    (tmp_path / "work").mkdir()
    return Progress(Workspace(tmp_path))


def check(progress, *mistakes):
    named = tuple(Misconception(each, each, each) for each in mistakes)
    progress.add(Result("ada", "double", Status.FAILED, 0.0, 3.0, 0.1, (), misconceptions=named))


def test_a_ladder_has_a_rung_for_each_section(kata):
    first, second = ladder(kata)
    assert first == Hint("How often", "How often is *x* in the sum?")
    assert second.text.startswith("Add it up:")
    assert second.text.endswith("too.")


def test_hints_come_one_after_the_other_and_then_what_else_helps(kata, progress):
    assert take(kata, progress) == "Hint 1 of 2: How often\n\nHow often is x in the sum?\n"
    text = "Add it up:\n\n    >>> 3 + 3\n    6\n\nA word more\n\nIt works for `a * b`, too.\n"
    assert take(kata, progress) == f"Hint 2 of 2: The other way\n\n{text}"
    assert progress.of("double").hints == 2
    for _ in range(2):
        assert take(kata, progress).startswith("There are no more hints on double; `kata hint double --again` shows")
    assert progress.of("double").hints == 2


def test_all_hints_so_far_can_be_read_again(kata, progress):
    assert again(kata, progress) == "No hint on double was shown yet. `kata hint double` shows the first.\n"
    check(progress, "thrice")
    shown = [take(kata, progress) for _ in range(3)]
    shown[0] = shown[0].partition("\nAsk again")[0]
    assert again(kata, progress) == "\n".join(shown)
    assert progress.of("double").hints == 2


def test_a_mistake_that_the_last_check_named_comes_first(kata, progress):
    take(kata, progress)
    check(progress, "thrice")
    hint = "A hint from your last check: three times as much\n\nLook at the factor.\n"
    assert take(kata, progress) == f"{hint}\nAsk again for one more hint: `kata hint double`\n"
    assert take(kata, progress).startswith("Hint 2 of 2: ")


def test_of_two_mistakes_each_has_its_turn(kata, progress):
    check(progress, "one-more", "thrice")
    assert "Look at 0." in take(kata, progress)
    assert "Look at the factor." in take(kata, progress)
    assert take(kata, progress).startswith("Hint 1 of 2: ")


def test_a_mistake_that_is_named_again_is_told_again_only_if_it_was_gone(kata, progress):
    check(progress, "thrice")
    take(kata, progress)
    check(progress, "thrice")
    assert take(kata, progress).startswith("Hint 1 of 2: ")
    check(progress)
    check(progress, "thrice")
    assert "Look at the factor." in take(kata, progress)


@pytest.mark.parametrize("text", [None, "[[mistake", MISTAKES.replace("thrice", "other")])
def test_where_nothing_is_known_of_a_mistake_the_ladder_goes_on(kata, progress, text):
    toml = kata.hidden / "mistakes.toml"
    toml.unlink()
    if text is None:
        (kata.hidden / "solution.py").unlink()
        kata.hidden.rmdir()
    else:
        toml.write_text(text, "utf-8")
    check(progress, "thrice")
    assert take(kata, progress).startswith("Hint 1 of 2: ")


@pytest.mark.parametrize("text", [None, "", "# Hints\n\nWords.\n"])
def test_of_a_kata_without_hints_it_is_said_what_helps(kata, progress, text):
    kata.hints.unlink()
    if text is not None:
        kata.hints.write_text(text)
    assert take(kata, progress).startswith("There are no hints on double. What helps: the task, read again; and `kata")
    assert progress.all() == {}


def test_fewer_hints_than_were_shown_are_no_error(kata, progress):
    progress.change("double", hints=7)
    assert take(kata, progress).startswith("There are no more hints")
    assert again(kata, progress).count("Hint ") == 2


def test_reading_a_hint_makes_no_workspace(kata, tmp_path):
    progress = Progress(Workspace(tmp_path / "elsewhere"))
    for _ in range(2):
        assert take(kata, progress).startswith("Hint 1 of 2: ")
    assert not (tmp_path / "elsewhere").exists()


def test_a_hint_is_shown_even_if_that_cannot_be_remembered(kata, progress):
    progress.path.mkdir()
    assert take(kata, progress).startswith("Hint 1 of 2: ")
    assert "progress is not kept" in progress.remark


def test_hints_are_in_the_users_language(kata):
    kata.hints.with_name("hints.de.md").write_text("# Hinweise\n\n## Wie oft\n\nZähle.\n", "utf-8")
    translation.choose("de")
    try:
        assert ladder(kata) == [Hint("Wie oft", "Zähle.")]
    finally:
        translation.choose("en")
