"""A tape's file: what is in it comes back, and of whatever is none it is said which file it is."""

import json
import zipfile

import numpy as np
import pytest
from gradkata.errors import UsageError
from gradkata.kit import tape
from gradkata.kit.tape import SCHEMA, Header, TapeFile, written

HEADER = Header("softmax", (1, 2), "digest", "2.4", (0.5, -1.0), ("softmax",))
NUMBERS = np.array([1.5, -2.0, np.nan])


def data():
    return written(HEADER, {1: {"test_a": [1]}, 2: {}}, {"mistakes": []}, NUMBERS)


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "softmax"
    folder.mkdir()
    return folder / "answers.tape"


@pytest.fixture
def changed(path):
    """A function that writes a tape of which one part is another, or, if it is None, not there."""

    def changed(name, content):
        path.write_bytes(data())
        with zipfile.ZipFile(path) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        with zipfile.ZipFile(path, "w") as archive:
            for each, old in parts.items():
                if each != name or content is not None:
                    archive.writestr(each, content if each == name else old)
        return path

    return changed


def test_what_was_written_is_read(path):
    path.write_bytes(data())
    found = TapeFile(path)
    assert found.header == HEADER
    assert found.answers(1) == {"test_a": [1]}
    assert found.mistakes == {"mistakes": []}
    assert found.numbers.tobytes() == NUMBERS.tobytes()


def test_the_same_answers_give_the_same_bytes():
    assert data() == data()


def refused(path):
    def whole():
        found = TapeFile(path)
        return found.answers(1), found.mistakes, found.numbers

    with pytest.raises(UsageError, match=r"softmax/answers\.tape is no tape of answers that this gradkata can play"):
        whole()


@pytest.mark.parametrize("content", [None, b"", b"no zip file", data()[:-40], data()[40:], data()[:200] + data()[260:]])
def test_a_damaged_file_is_refused(path, content):
    if content is not None:
        path.write_bytes(content)
    refused(path)


def test_a_damaged_part_is_refused(path):
    whole = bytearray(data())
    with zipfile.ZipFile(path, "w"):
        pass
    at = whole.index(b"mistakes.json") + len(b"mistakes.json") + 2
    whole[at] ^= 0xFF
    path.write_bytes(whole)
    refused(path)


@pytest.mark.parametrize("name", ["tape.json", "answers/1.json", "mistakes.json", "mistakes.bin"])
def test_a_part_that_is_missing_is_refused(changed, name):
    refused(changed(name, None))


@pytest.mark.parametrize("name", ["tape.json", "answers/1.json", "mistakes.json"])
def test_a_part_that_is_no_json_is_refused(changed, name):
    refused(changed(name, "{"))


@pytest.mark.parametrize(
    "content",
    [
        {"schema": "gradkata-tape/0", **HEADER.__dict__},
        {"schema": SCHEMA, "kata": "softmax"},
        {"schema": SCHEMA, **HEADER.__dict__, "more": 1},
        [SCHEMA],
    ],
    ids=["another schema", "less", "more", "a list"],
)
def test_another_header_is_refused(changed, content):
    refused(changed("tape.json", json.dumps(content)))


def test_numbers_that_are_none_are_refused(changed):
    refused(changed("mistakes.bin", b"12345"))


def test_a_part_that_is_too_large_is_refused(path, monkeypatch):
    path.write_bytes(data())
    monkeypatch.setattr(tape, "MOST_BYTES", 20)
    refused(path)
