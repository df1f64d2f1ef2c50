"""Zip files: what is in them comes out in one folder, and nowhere else."""

import stat
import time
import zipfile

import pytest
from gradkata.finding import archives
from gradkata.finding.archives import ArchiveError, inside, unpack


@pytest.fixture
def zipped(tmp_path):
    """A function from names and contents, or entries of a zip file, to the file."""

    def zipped(*entries, compression=zipfile.ZIP_DEFLATED):
        path = tmp_path / "class.zip"
        with zipfile.ZipFile(path, "w", compression) as archive:
            for name, content in entries:
                archive.writestr(name, content)
        return path

    return zipped


@pytest.fixture
def unpacked(tmp_path, zipped):
    """A function from entries to the names of the files that come of them, and what is said."""

    def unpacked(*entries):
        remarks = unpack(zipped(*entries), tmp_path / "out")
        found = sorted(each.relative_to(tmp_path / "out").as_posix() for each in (tmp_path / "out").rglob("*.*"))
        assert sorted(each.name for each in tmp_path.iterdir()) == ["class.zip", "out"]
        return found, remarks

    return unpacked


def entry(name, **attributes):
    info = zipfile.ZipInfo("x")
    info.filename = name
    for attribute, value in attributes.items():
        setattr(info, attribute, value)
    return info


def test_files_come_out_with_their_dates(unpacked, tmp_path):
    found, remarks = unpacked((entry("ada/softmax.py", date_time=(2026, 11, 27, 12, 30, 2)), "x = 1\n"), ("empty/", ""))
    assert (found, remarks) == (["ada/softmax.py"], [])
    file = tmp_path / "out" / "ada" / "softmax.py"
    assert file.read_text() == "x = 1\n"
    assert time.localtime(file.stat().st_mtime)[:6] == (2026, 11, 27, 12, 30, 2)
    assert (tmp_path / "out" / "empty").is_dir()


@pytest.mark.parametrize("name", ["../evil.py", "ada/../../evil.py", "/evil.py", "..\\evil.py", "\\evil.py"])
def test_what_leads_elsewhere_is_left_out_and_told(unpacked, name):
    found, remarks = unpacked((entry(name), "x"), ("ada/softmax.py", "x"))
    assert found == ["ada/softmax.py"]
    (remark,) = remarks
    assert remark.endswith("evil.py in class.zip leads out of it: it is left out")


def test_links_are_left_out_and_told(unpacked):
    link = entry("ada/softmax.py", external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3)
    found, remarks = unpacked((link, "/etc/passwd"), ("ada/bptt.py", "x"))
    assert found == ["ada/bptt.py"]
    assert remarks == ["ada/softmax.py in class.zip is a link, and links are not followed: it is left out"]


def test_what_systems_put_in_is_left_out(unpacked):
    names = ["__MACOSX/ada/._softmax.py", "ada/.DS_Store", "ada/Thumbs.db", "ada/softmax.py"]
    assert unpacked(*((name, "x") for name in names)) == (["ada/softmax.py"], [])


def test_names_are_read_as_they_were_meant(unpacked):
    assert unpacked(("jörg\\b.py", "x"), ("./c.py", "x"))[0] == ["c.py", "jörg/b.py"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_whose_encoding_nobody_says_are_read(zipped, tmp_path, encoding):
    path, name = zipped(("zo__.py", "x"), ("zo_.py", "y")), "zoë.py".encode(encoding)
    path.write_bytes(path.read_bytes().replace(b"zo__.py" if encoding == "utf-8" else b"zo_.py", name))
    assert unpack(path, tmp_path / "out") == []
    assert (tmp_path / "out" / "zoë.py").exists()


def test_a_date_that_is_none_does_no_harm(unpacked):
    assert unpacked((entry("a.py", date_time=(1980, 0, 0, 0, 0, 0)), "x")) == (["a.py"], [])


def test_too_much_is_refused_before_anything_is_written(zipped, tmp_path, monkeypatch):
    path = zipped(*((f"{number}.py", b"\0" * 1000) for number in range(3)))
    monkeypatch.setattr(archives, "MAX_BYTES", 2999)
    with pytest.raises(ArchiveError, match=r"class\.zip holds more than 0 MiB"):
        unpack(path, tmp_path / "out")
    monkeypatch.setattr(archives, "MAX_ENTRIES", 2)
    with pytest.raises(ArchiveError, match=r"class\.zip has more than 2 entries"):
        unpack(path, tmp_path / "other")
    assert [*(tmp_path / "out").iterdir(), *(tmp_path / "other").iterdir()] == []


def test_an_entry_that_is_longer_than_it_says_is_refused(zipped, tmp_path):
    path = zipped(("a.py", b"\0" * 100_000))
    data = path.read_bytes()
    path.write_bytes(data.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(ArchiveError, match=r"class\.zip cannot be unpacked: Bad CRC-32"):
        unpack(path, tmp_path / "out")
    assert (tmp_path / "out" / "a.py").stat().st_size <= 10


def test_what_is_locked_is_told(zipped, tmp_path):
    path = zipped(("a.py", "x"), compression=zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    data[6] |= archives.ENCRYPTED
    data[data.index(b"PK\1\2") + 8] |= archives.ENCRYPTED
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"class\.zip is locked with a password"):
        unpack(path, tmp_path / "out")


@pytest.mark.parametrize("cut", [0, 3, 60, -1])
def test_what_is_no_sound_zip_file_is_told(zipped, tmp_path, cut):
    path = zipped(("a.py", "x" * 100), ("b.py", "y"))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(ArchiveError, match=r"class\.zip cannot be unpacked: "):
        unpack(path, tmp_path / "out")


def test_whatever_is_bent_no_other_error_comes(zipped, tmp_path):
    path = zipped(("ada/a.py", "x" * 50), ("b.py", "y"))
    data, said = path.read_bytes(), []
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        try:
            unpack(path, tmp_path / f"out{at}")
        except ArchiveError as error:
            said.append(str(error))
    assert len(said) > 10
    assert all(each.startswith("class.zip ") for each in said)
    assert {each.name for each in tmp_path.iterdir()} == {"class.zip", *(f"out{at}" for at in range(len(data)))}


def test_a_class_in_one_more_folder_is_found(tmp_path):
    (tmp_path / "out" / "class" / "ada").mkdir(parents=True)
    (tmp_path / "out" / "class" / "ben").mkdir()
    assert inside(tmp_path / "out") == tmp_path / "out" / "class"
    (tmp_path / "out" / "class" / "ada" / "softmax.py").touch()
    assert inside(tmp_path / "out") == tmp_path / "out" / "class"
    (tmp_path / "out" / "class" / "readme.txt").touch()
    assert inside(tmp_path / "out") == tmp_path / "out"
    assert inside(tmp_path / "out" / "class" / "ben") == tmp_path / "out" / "class" / "ben"


def test_what_lies_too_deep_is_left_out_and_told(unpacked):
    found, remarks = unpacked(("a/" * 2000 + "softmax.py", "x"), ("ada/softmax.py", "x"))
    assert found == ["ada/softmax.py"]
    (remark,) = remarks
    assert remark.endswith(" in class.zip lies more than 100 folders deep: it is left out")


def test_what_wants_more_memory_than_there_is_is_told(zipped, tmp_path, monkeypatch):
    def too_much(*_):
        raise MemoryError

    path = zipped(("ada/softmax.py", "x"))
    monkeypatch.setattr(archives.shutil, "copyfileobj", too_much)
    with pytest.raises(ArchiveError, match=r"class\.zip cannot be unpacked: MemoryError"):
        unpack(path, tmp_path / "out")
