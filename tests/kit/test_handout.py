"""A kit: what pip installs, the folder and the zip file, and what a learner finds in them."""

import base64
import csv
import hashlib
import importlib.metadata
import os
import subprocess
import sys
import zipfile

import pytest
from gradkata import translation
from gradkata.cli import NotCarriedOut
from gradkata.errors import UsageError
from gradkata.kit import handout
from gradkata.kit.readme import WIDTH, readme

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]


@pytest.fixture(scope="session")
def files(katas, tapes):
    """The files of a kit of one of gradkata's own katas, and of one of another pack."""
    return handout.kit(list(katas.values()), tapes)


@pytest.fixture(scope="session")
def wheel(files, tmp_path_factory):
    """The path of its wheel."""
    name = next(name for name in files if name.endswith(".whl"))
    path = tmp_path_factory.mktemp("wheel") / name
    path.write_bytes(files[name])
    return path


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The folder into which pip has put it."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder)]
    subprocess.run([*PIP, "install", *options, str(wheel)], check=True, timeout=600)
    return folder


# The wheel.


def test_a_wheel_is_installed_with_all_its_files(wheel, installed):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            assert (installed / name).is_file(), name


def test_its_record_is_right(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (record,) = (name for name in archive.namelist() if name.endswith(".dist-info/RECORD"))
        rows = {name: (digest, size) for name, digest, size in csv.reader(archive.read(record).decode().splitlines())}
        assert sorted(rows) == sorted(archive.namelist())
        assert rows.pop(record) == ("", "")
        for name, (digest, size) in rows.items():
            data = archive.read(name)
            right = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
            assert (digest, int(size)) == (f"sha256={right}", len(data)), name


def test_it_says_of_itself_what_gradkata_says(installed):
    (found,) = importlib.metadata.distributions(path=[str(installed)])
    own = importlib.metadata.distribution("gradkata")
    assert found.metadata["Name"] == "gradkata"
    assert found.version.startswith(f"{own.version.partition('+')[0]}+kit.")
    points = {(each.group, each.name, each.value) for each in found.entry_points}
    assert ("console_scripts", "kata", "gradkata.__main__:main") in points
    assert points == {(each.group, each.name, each.value) for each in own.entry_points}
    assert any(each.startswith("numpy") for each in found.requires)
    assert not any(each.startswith("bubblewrap") for each in found.requires), "nobody else's code is run"


def test_no_solution_and_nothing_of_what_proves_a_suite_is_in_it(installed):
    hidden = installed / "gradkata" / "built-in" / "reference"
    assert {path.name for path in hidden.rglob("*") if path.is_file()} == {"answers.tape", "de.po"}
    assert {path.parent.name for path in hidden.rglob("*.tape")} == {"softmax", "meter"}


def test_the_same_answers_give_the_same_kit_and_others_another(katas, tapes, files):
    assert handout.kit(list(katas.values()), tapes) == files
    other = handout.kit([katas["softmax"]], tapes)
    assert not {name for name in other if name.endswith(".whl")} & files.keys()


# The folder and the zip file.

FILES = {"gradkata-1-py3-none-any.whl": b"wheel", "README.md": b"read", handout.MARK: b"kit"}


def test_a_folder_and_a_zip_file_have_the_same(tmp_path):
    folder = tmp_path / "deep" / "kit"
    handout.place_for(folder)
    archive = handout.write(folder, FILES)
    assert archive == folder.parent / "kit.zip"
    assert {path.name for path in folder.iterdir()} == {*FILES, "work"}
    with zipfile.ZipFile(archive) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == {f"kit/{k}": v for k, v in FILES.items()}


def test_over_an_old_kit_what_somebody_wrote_is_kept(tmp_path):
    folder = tmp_path / "kit"
    handout.write(folder, FILES)
    (folder / "work" / "softmax.py").write_text("mine")
    handout.place_for(folder)
    handout.write(folder, {**FILES, "gradkata-2-py3-none-any.whl": b"new", "gradkata-1-py3-none-any.whl": b"other"})
    handout.write(folder, {"gradkata-2-py3-none-any.whl": b"new", handout.MARK: b"kit"})
    assert (folder / "work" / "softmax.py").read_text() == "mine"
    assert [path.name for path in folder.glob("*.whl")] == ["gradkata-2-py3-none-any.whl"]


def test_the_folder_where_one_is_will_do(tmp_path, monkeypatch):
    (tmp_path / "kit").mkdir()
    monkeypatch.chdir(tmp_path / "kit")
    handout.place_for(handout.Path())
    assert handout.write(handout.Path(), FILES) == tmp_path.resolve() / "kit.zip"


@pytest.mark.parametrize(
    ("there", "words"),
    [
        ("kit", "is a file; name a folder for the kit"),
        ("kit/notes.txt", "has other things in it; name a new folder for the kit"),
        ("kit.zip", "is there already, and is no kit: move it away"),
    ],
)
def test_other_things_stay_as_they_are(tmp_path, there, words):
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    with pytest.raises(UsageError, match=words):
        handout.place_for(tmp_path / "kit")
    assert path.read_text() == "mine"


def test_the_zip_file_of_something_else_stays_as_it_is(tmp_path):
    with zipfile.ZipFile(tmp_path / "kit.zip", "w") as archive:
        archive.writestr("kit/softmax.py", "mine")
    with pytest.raises(UsageError, match="is no kit"):
        handout.place_for(tmp_path / "kit")


@pytest.mark.parametrize("language", ["en", "de"])
def test_its_readme_is_in_the_language_of_whoever_makes_it(katas, language):
    translation.choose(language)
    try:
        text = readme("gradkata-1-py3-none-any.whl", list(katas.values()))
    finally:
        translation.choose(translation.ENGLISH)
    assert text.startswith({"en": "# Your kit", "de": "# Dein Kit"}[language])
    assert "    python -m pip install gradkata-1-py3-none-any.whl\n" in text
    assert "- `meter`: Meter: what adds up\n" in text
    prose = [line for line in text.splitlines() if not line.startswith("    ")]
    assert max(map(len, prose)) <= WIDTH


# The command.


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kit", "--kata", "softmacks"], "no kata 'softmacks'; did you mean 'softmax'?"),
        (["there"], "has other things in it; name a new folder for the kit"),
    ],
)
def test_what_cannot_be_handed_out_is_said(kata_here, tmp_path, arguments, words):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "notes.txt").write_text("mine")
    result = kata_here("handout", *arguments)
    assert result.exit_code == NotCarriedOut.exit_code
    assert words in " ".join(f"{result.exception or ''} {result.stderr}".split())
    assert not (tmp_path / "kit").exists()


# What a learner does with it.


@pytest.fixture
def kata(installed, tmp_path):
    """A function that runs the kit's own `kata`, as a learner would, and gives its exit status and what it says."""

    def kata(*arguments):
        environment = {**os.environ, "PYTHONPATH": str(installed), "COLUMNS": "80"}
        found = subprocess.run(
            [sys.executable, "-m", "gradkata", *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
        )  # fmt: skip
        return found.returncode, " ".join(f"{found.stdout} {found.stderr}".split())

    return kata


def test_a_learner_goes_from_a_stub_to_a_pass(kata, katas, tmp_path):
    work = tmp_path / "work" / "softmax.py"
    hidden = katas["softmax"].hidden
    status, said = kata("list")
    assert status == 0
    assert "softmax" in said
    assert "meter" in said
    assert kata("start", "softmax")[0] == 0
    status, said = kata("check", "softmax")
    assert status == 1
    assert "unattempted" in said
    work.write_bytes((hidden / "wrong" / "no-shift.powers_of_e.py").read_bytes())
    status, said = kata("check")
    assert status == 1
    assert "It looks as if the exponential is taken of the scores just as they come" in said
    status, said = kata("hint", "softmax")
    assert status == 0
    assert "the scores are not shifted before the exponential" in said
    work.write_bytes((hidden / "right" / "loops.py").read_bytes())
    status, said = kata("check", "softmax")
    assert status == 0
    assert "passed, 10 of 10 points" in said


def test_there_is_no_solution_to_reveal(kata):
    status, said = kata("reveal", "softmax")
    assert status == NotCarriedOut.exit_code
    assert "this copy of gradkata came without solutions" in said


def test_no_class_is_graded_with_it(kata, katas, tmp_path):
    for name in ("ada", "ben"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "softmax.py").write_bytes(katas["softmax"].reference.read_bytes())
    status, said = kata("grade", "class", "--isolation", "process")
    assert status == NotCarriedOut.exit_code
    assert "this is a learner's kit" in said
    assert "grading with others needs the references" in said


def test_no_room_is_opened_with_it(kata, tmp_path):
    status, said = kata("workshop", "room")
    assert status == NotCarriedOut.exit_code
    assert "this is a learner's kit, whose answers are recorded: a room asks its own" in said
    assert not (tmp_path / "room").exists()


def test_a_kit_can_be_handed_on(kata, tapes, tmp_path):
    assert kata("handout", "more", "--kata", "meter")[0] == 0
    (wheel,) = (tmp_path / "more").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        found = {name: archive.read(name) for name in archive.namelist() if "/built-in/reference/" in name}
    assert found == {"gradkata/built-in/reference/meter/answers.tape": tapes["meter"]}
