"""In which order katas are checked that wait."""

import pytest
from gradkata.watching.agenda import Agenda, Turn


@pytest.fixture
def agenda():
    return Agenda(["first", "second", "third", "fourth"])


def order(agenda):
    return [item[0] for item in iter(agenda.next, None)]


def test_what_was_saved_comes_first_and_all_others_in_teaching_order(agenda):
    agenda.add(["first", "second", "third"], Turn.PASSING)
    agenda.add(["fourth", "third"])
    assert order(agenda) == ["third", "fourth", "first", "second"]


def test_what_was_left_comes_after_what_was_saved_however_often(agenda):
    agenda.add(["first"], Turn.LEFT)
    agenda.add(["second"], Turn.PASSING)
    agenda.add(["third"])
    assert agenda.next() == ("third", Turn.SAVED)
    assert agenda.next() == ("first", Turn.LEFT)
    agenda.add(["second"])
    agenda.add(["second"], Turn.PASSING)
    assert agenda.next() == ("second", Turn.SAVED)
    assert agenda.next() is None


def test_it_is_pressing_as_long_as_something_waits_that_was_saved(agenda):
    agenda.add(["first"], Turn.PASSING)
    assert agenda.pressing_since is None
    agenda.add(["second"])
    since = agenda.pressing_since
    assert since is not None
    assert agenda.is_saved("second")
    agenda.add(["third"])
    assert agenda.pressing_since == since
    agenda.next()
    agenda.next()
    assert agenda.pressing_since is None
    assert not agenda.is_saved("first")
