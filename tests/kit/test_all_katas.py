"""Every kata by its tape: small enough, and whoever is judged hears what the grader says. Asked for with `--tapes`."""

import dataclasses
from contextlib import contextmanager

import pytest
from gradkata import plugins
from gradkata.kata import Pack, katas_of
from gradkata.kit.contents import kit_files
from gradkata.kit.recording import recorded
from gradkata.kit.tapes import SEEDS
from gradkata.results import Kind

from tests.kit.conftest import judge, write
from tests.kit.test_playing import texts

MOST_BYTES = 12 << 20  # of all tapes together: a kit is sent by mail
KATAS = plugins.load().katas


@pytest.fixture(params=KATAS)
def kata(request):
    asked = request.config.getoption("--tapes").split(",")
    if asked != ["all"] and request.param not in asked:
        pytest.skip("takes a minute or more: --tapes asks for it")
    return KATAS[request.param]


def test_all_that_is_known_is_judged_alike(kata, process_starter, tmp_path):
    tape = recorded(kata, SEEDS)
    assert len(tape) <= MOST_BYTES / len(KATAS) * 3
    write(tmp_path, kit_files([kata], {kata.id: tape}))
    (here,) = katas_of(Pack("kit", tmp_path))
    by_tape = contextmanager(judge)({kata.id: here}, process_starter)
    by_reference = contextmanager(judge)({kata.id: kata}, process_starter)
    other = {}
    with by_tape as mine, by_reference as theirs:
        for name, (text, suffix) in texts(kata).items():
            found, right = (judged(kata.id, text, SEEDS[0], suffix) for judged in (mine, theirs))
            if told(found) != told(right):
                other[name] = (told(found), told(right))
    assert other == {}


def told(result):
    """What a learner hears; of two mistakes at once, which no tape has, only what the tests come to."""
    is_pair = result.explanation is not None and result.explanation.kind is Kind.PAIR
    return dataclasses.replace(result, misconceptions=(), explanation=None) if is_pair else result
