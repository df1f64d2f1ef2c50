"""A tape is played to the suite that it was recorded with, wherever the same numbers are drawn."""

import dataclasses
import shutil

import pytest
from gradkata.errors import UsageError
from gradkata.kit.fitting import check_fits, drawn, judges, numpy_version
from gradkata.kit.tape import Header


@pytest.fixture
def copied(meter, tmp_path):
    """A copy of a kata that may be changed."""
    folder = shutil.copytree(meter.folder, tmp_path / "katas" / meter.folder.name)
    return dataclasses.replace(meter, folder=folder)


def header(kata, **changed):
    found = Header(kata.id, (1, 2), judges(kata), numpy_version(), drawn(), ("scale",))
    return dataclasses.replace(found, **changed)


def test_what_was_recorded_here_fits(copied):
    check_fits(header(copied), copied)


@pytest.mark.parametrize("name", ["suite.py", "kata.toml"])
def test_after_a_change_of_what_judges_it_does_not_fit(copied, name):
    before = header(copied)
    with (copied.folder / name).open("a") as file:
        file.write("# another line\n")
    with pytest.raises(UsageError, match="the recorded answers do not belong to the checks of meter that are here"):
        check_fits(before, copied)


def test_what_learners_read_may_change_and_so_may_line_ends(copied):
    before = header(copied)
    copied.readme.write_text("# Meter\n")
    copied.suite.write_bytes(copied.suite.read_bytes().replace(b"\n", b"\r\n"))
    check_fits(before, copied)


def test_the_tape_of_another_kata_does_not_fit(copied):
    with pytest.raises(UsageError, match="do not belong to the checks of meter"):
        check_fits(dataclasses.replace(header(copied), kata="other"), copied)


def test_another_numpy_will_do_if_it_draws_the_same_numbers(copied):
    nearly = tuple(each * (1 + 1e-15) for each in drawn())
    check_fits(header(copied, numpy="1.0", drawn=nearly), copied)


def test_a_numpy_that_draws_other_numbers_is_named_with_the_one_to_install(copied):
    other = (*drawn()[:-1], drawn()[-1] + 1)
    words = rf"recorded with numpy 1\.0, and numpy {numpy_version()} draws .* `pip install 'numpy==1\.0\.\*'` brings"
    with pytest.raises(UsageError, match=words):
        check_fits(header(copied, numpy="1.0", drawn=other), copied)
