"""Several paths as one class: whose work is whose, and what is asked of all."""

import zipfile

import pytest
from gradkata.errors import UsageError
from gradkata.finding.several import survey_all

KATAS = ["encoding", "softmax", "bptt"]


@pytest.fixture
def lay(tmp_path):
    def lay(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)

    return lay


@pytest.fixture
def found(tmp_path):
    """A function from paths to what is found, and what is said of it."""

    def found(*paths, asked=(), **more):
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        found = survey_all([tmp_path / path for path in paths], KATAS, asked, scratch=scratch, **more)
        return [(each.learner, each.kata, each.path and each.path.read_text()) for each in found.submissions], found

    return found


def zipped(path, *names):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, name)


def test_the_katas_that_anyone_handed_in_are_asked_of_all(lay, found):
    lay("monday/ada/softmax.py", "monday/ben/softmax.py", "tuesday/cyd/encoding.py")
    submissions, _ = found("monday", "tuesday")
    assert [each[:2] for each in submissions] == [
        (who, kata) for who in ("ada", "ben", "cyd") for kata in ("encoding", "softmax")
    ]
    assert [each[2] for each in submissions if each[2]] == [
        "monday/ada/softmax.py", "monday/ben/softmax.py", "tuesday/cyd/encoding.py",
    ]  # fmt: skip


def test_files_of_one_folder_are_one_learners(lay, found):
    lay("ada/softmax.py", "ada/bptt.py", "ben/softmax.py")
    submissions, _ = found("ada/softmax.py", "ada/bptt.py", "ben/softmax.py", "ada/bptt.py")
    assert submissions == [
        ("ada", "softmax", "ada/softmax.py"), ("ada", "bptt", "ada/bptt.py"), ("ben", "softmax", "ben/softmax.py"),
    ]  # fmt: skip


def test_two_learners_of_one_name_are_two(lay, found):
    lay("monday/ada/softmax.py", "tuesday/ada/softmax.py")
    submissions, _ = found("monday", "tuesday")
    assert submissions == [
        ("ada", "softmax", "monday/ada/softmax.py"),
        ("ada (2)", "softmax", "tuesday/ada/softmax.py"),
    ]


def test_zip_files_hold_a_class_or_a_learner(found, tmp_path):
    zipped(tmp_path / "class.zip", "class/ada/softmax.py", "class/ben/softmax.py", "__MACOSX/class/ada/._softmax.py")
    zipped(tmp_path / "cyd.zip", "softmax.py")
    submissions, _ = found("class.zip", "cyd.zip")
    assert submissions == [
        ("ada", "softmax", "class/ada/softmax.py"), ("ben", "softmax", "class/ben/softmax.py"),
        ("cyd", "softmax", "softmax.py"),
    ]  # fmt: skip


def test_a_zip_file_that_cannot_be_unpacked_is_a_learner_who_is_told(lay, found):
    lay("ada/softmax.py", "ben.zip")
    submissions, whole = found("ada", "ben.zip")
    assert submissions == [("ada", "softmax", "ada/softmax.py"), ("ben", "softmax", None)]
    assert whole.submissions[1].remark == "ben.zip cannot be unpacked: File is not a zip file"


def test_alone_it_is_told_at_once(lay, found):
    lay("ben.zip")
    with pytest.raises(UsageError, match=r"ben\.zip cannot be unpacked: File is not a zip file"):
        found("ben.zip")


def test_what_is_said_names_the_zip_file(found, tmp_path):
    zipped(tmp_path / "class.zip", "ada/notes.txt")
    with pytest.raises(UsageError) as error:
        found("class.zip")
    assert str(error.value).startswith(f"nothing to grade in {tmp_path / 'class.zip'}: ")
    assert "scratch" not in str(error.value)


def test_one_path_is_as_it_was(lay, found):
    lay("class/ada/softmax.py", "class/ben/softmax.py", "class/softmax.py")
    submissions, whole = found("class")
    assert [each[:2] for each in submissions] == [("ada", "softmax"), ("ben", "softmax")]
    assert len(whole.remarks) == 1
