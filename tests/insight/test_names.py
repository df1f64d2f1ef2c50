"""Whom somebody means."""

import pytest
from gradkata.errors import UsageError
from gradkata.insight.names import kata_of, learner_called, listed

CLASS = ["Ada Lovelace", "ada", "Ben", "Grace Hopper", "grace kelly"]


@pytest.mark.parametrize(
    ("name", "learner"),
    [("ada", "ada"), ("ADA", "ada"), ("ben", "Ben"), ("lovelace", "Ada Lovelace"), ("hopp", "Grace Hopper")],
)
def test_a_name_or_a_part_of_it_that_no_other_has_will_do(name, learner):
    assert learner_called(name, CLASS) == learner


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("grace", "'grace' may be any of these: Grace Hopper, grace kelly"),
        ("Bem", "there is no learner 'Bem' here; did you mean 'Ben'?"),
        ("zzz", "there is no learner 'zzz' here; there are Ada Lovelace, Ben, Grace Hopper, ada, grace kelly"),
        ("", "there is no learner '' here; there are"),
    ],
)
def test_who_is_not_there_is_told_with_who_is(name, words):
    with pytest.raises(UsageError) as raised:
        learner_called(name, CLASS)
    assert str(raised.value).startswith(words)


def test_of_many_names_the_first_are_listed():
    assert listed([f"{n}" for n in range(40)]) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 29 more"


def test_a_kata_is_told_by_name_and_what_there_is_otherwise(registry):
    assert kata_of("Softmax", "ada", {"softmax"}, registry) == "softmax"
    assert kata_of("gone", "ada", {"gone"}, registry) == "gone"  # of a pack that is not installed any more
    for name, those, words in (
        ("bptt", {"softmax", "adagrad"}, "ada has nothing on bptt here, but on adagrad, softmax"),
        ("bptt", set(), "ada has nothing on bptt here"),
        ("sofmax", {"softmax"}, "there is no kata 'sofmax'; did you mean 'softmax'?"),
    ):
        with pytest.raises(UsageError) as raised:
            kata_of(name, "ada", those, registry)
        assert str(raised.value) == words
