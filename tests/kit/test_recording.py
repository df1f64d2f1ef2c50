"""What is recorded is the same each time, and of what is not right nothing is."""

import pytest
from gradkata.errors import UsageError
from gradkata.kata import Pack, katas_of
from gradkata.kit import tapes as kept
from gradkata.kit.recording import recorded

from tests.kit.conftest import SEEDS


def test_the_same_kata_gives_the_same_bytes(meter, meter_tape):
    assert recorded(meter, SEEDS) == meter_tape


def test_a_reference_that_is_wrong_is_not_recorded(make_pack):
    kata = katas_of(Pack("mine", make_pack(reference="def double(x):\n    return 3 * x[:2]\n")))[0]
    kata.suite.write_text(kata.suite.read_text().replace("reference.double(x)", "2 * x"))
    with pytest.raises(UsageError, match="the reference of double does not pass its own suite"):
        recorded(kata, (1,))


@pytest.fixture
def kata(make_pack):
    return katas_of(Pack("mine", make_pack()))[0]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where tapes are kept for the next time."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_recorded_is_kept_for_the_next_time(kata, folder, monkeypatch):
    told = []
    first = kept.tapes_of([kata], (1,), told.append)
    assert [path.read_bytes() for path in folder.iterdir()] == [first["double"]]
    monkeypatch.setattr(kept, "recorded", None)
    assert kept.tapes_of([kata], (1,), told.append) == first
    assert told == ["double", "double"]


def test_a_kata_that_has_changed_is_recorded_anew(kata, folder):
    kept.tapes_of([kata], (1,))
    kata.suite.write_text(kata.suite.read_text().replace("size=4", "size=5"))
    kept.tapes_of([kata], (1,))
    kept.tapes_of([kata], (1, 2))
    assert len(list(folder.iterdir())) == 3


def test_where_nothing_can_be_kept_it_is_recorded_all_the_same(kata, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "file" / "kept"))
    assert kept.tapes_of([kata], (1,)).keys() == {"double"}
