"""What all layouts have in common: nobody is lost, and a plain class is never taken for an export."""

from pathlib import Path

import pytest
from gradkata import Export, Folder, Identity, Layout, Learner, hookimpl, plugins
from gradkata.errors import UsageError
from gradkata.finding.several import survey_all

from tests.finding.exports import COPY, KATAS, PLATFORMS, WORK, lay, moodle_flat, people, read, told, zipped

CLASS = people(40)


@pytest.mark.parametrize("name", PLATFORMS)
@pytest.mark.parametrize("packed", ["folder", "zip", "zip with a folder"])
def test_of_a_class_everybody_is_found_once(tmp_path, name, packed):
    files = PLATFORMS[name](CLASS)
    if packed == "folder":
        path = lay(tmp_path / "export", files)
    else:
        inner = "inner/" if packed == "zip with a folder" else ""
        path = zipped(tmp_path / "export.zip", {f"{inner}{each}": text for each, text in files.items()})
    found = read(path)
    assert len(found.submissions) == len({each.learner for each in found.submissions}) == len(CLASS)
    assert {each.kata for each in found.submissions} == {"softmax"}
    assert all(each.path.read_text() == WORK for each in found.submissions)
    assert [each.remark for each in found.submissions if each.remark] == []
    (remark,) = found.remarks
    assert remark.startswith(f"Remark: {path}")
    assert "lays it out, with 40 learners; --layout folders takes plain folders" in remark
    given = {part for each in found.submissions for part in (each.who.id, each.who.user)}
    expected = {part for one in CLASS for part in (one.id, one.user)}
    assert len(given & expected) == len(CLASS)


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_class_of_one_is_found_in_a_zip(tmp_path, name):
    found = read(zipped(tmp_path / "export.zip", PLATFORMS[name](CLASS[:1])))
    assert len(found.submissions) == len(found.remarks) == 1
    assert "with 1 learner;" in found.remarks[0]


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_is_asked_for_is_not_remarked_on(tmp_path, name):
    found = read(lay(tmp_path / "export", PLATFORMS[name](CLASS[:3])), layout=name, asked=["bptt", "softmax"])
    assert len(found.submissions) == 6
    assert found.remarks == []


PLAIN = {
    "a class": {"ada/softmax.py": "", "ben/softmax.py": ""},
    "a class of repositories": {f"ada/{COPY}": "", f"ben-x/{COPY}": "", "ben-x/.git/HEAD": ""},
    "names as platforms make them": {"submission_1/softmax.py": "", "submission_2/softmax.py": ""},
    "two folders deep": {"ada/softmax.py": "", "ada/old/softmax.py": "", "ben/softmax.py": ""},
    "an upload in a learner's folder": {"ada/doe_1_2_softmax.py": "", "ben/softmax.py": ""},
    "an upload beside a class": {"doe_1_2_softmax.py": "", "ben/softmax.py": ""},
    "a learner with one that looks like an upload": {"softmax.py": "", "run_1_2_softmax.py": ""},
    "a learner who would be Classroom 50's": {
        "a-b-ada/softmax.py": "", "a-b-ada/.classroom50.yaml": 'classroom: "a"\nassignment: "b"\n',
        "a-b-ben/softmax.py": "", "cyd/softmax.py": "",
    },
    "a class with some of Moodle's": {
        "ada/softmax.py": "", "Ben_1_assignsubmission_file/softmax.py": "", "Cy_2_assignsubmission_file/softmax.py": "",
    },
    "a class with some of Classroom 50's": {
        **{f"a-b-{who}/softmax.py": "" for who in ("ada", "ben")}, f"cyd/{COPY}": "",
        **{f"a-b-{who}/.classroom50.yaml": "classroom: a\nassignment: b\n" for who in ("ada", "ben")},
    },
    "a learner with a time": {"ada/softmax.py": "", "ada/timestamp.txt": "2026-11-26 12:00:00 UTC", "ben/bptt.py": ""},
    "a learner with a time in a folder": {"ada/softmax.py": "", "ben/x/softmax.py": "", "ben/x/timestamp.txt": ""},
}  # fmt: skip


@pytest.mark.parametrize("what", PLAIN)
def test_a_plain_class_is_read_as_it_was(tmp_path, what):
    place = lay(tmp_path / "submitted", PLAIN[what])  # as nbgrader calls it
    found, plain = read(place), read(place, layout="folders", scratch=tmp_path / "other")
    assert found == plain
    assert found.submissions
    assert not any("lays it out" in remark for remark in found.remarks)


@pytest.mark.parametrize("name", PLATFORMS)
def test_another_folder_is_not_read_as_if_it_were_an_export(tmp_path, name):
    lay(tmp_path / "class", {"ada/softmax.py": "", "ben/softmax.py": ""})
    with pytest.raises(UsageError, match=r"class is not laid out as .* does it: leave out --layout"):
        read(tmp_path / "class", layout=name)


def test_a_file_has_no_layout(tmp_path):
    lay(tmp_path / "ada", {"softmax.py": ""})
    with pytest.raises(UsageError, match=r"softmax\.py is one file: --layout is for"):
        read(tmp_path / "ada" / "softmax.py", layout="canvas")
    assert len(read(tmp_path / "ada" / "softmax.py", scratch=tmp_path / "other").submissions) == 1


def test_what_a_learner_packed_is_unpacked(tmp_path):
    packed = zipped(tmp_path / "work.zip", {"homework/softmax.py": "x = 1", "__MACOSX/homework/._softmax.py": ""})
    files = {
        "Ada_1_assignsubmission_file/work.zip": packed.read_bytes(),
        "Ben_2_assignsubmission_file/work.zip": b"no zip file",
        "Cyd_3_assignsubmission_file/softmax.py": WORK,
        "Cyd_3_assignsubmission_file/data.zip": packed.read_bytes(),
        "Dan_4_assignsubmission_file/notes.pdf": "",
    }
    found = read(lay(tmp_path / "export", files))
    ada, ben, cyd, dan = found.submissions
    assert ada.path.read_text() == "x = 1"
    assert (ben.path, ben.remark) == (None, "work.zip cannot be unpacked: File is not a zip file")
    assert cyd.path.read_text() == WORK
    assert dan.path is None
    assert found.remarks[1:] == ["Remark: what these handed in is named for no kata: Dan (notes.pdf)"]


def test_what_a_learner_packed_for_canvas_is_unpacked(tmp_path):
    packed = zipped(tmp_path / "work.zip", {"softmax (1).py": "x = 1"})
    found = read(lay(tmp_path / "export", {"doejane_1_2_work.zip": packed.read_bytes(), "roe_2_3_bptt.py": ""}))
    assert told(found) == [
        ("doejane", "softmax", "softmax (1).py"), ("doejane", "bptt", None), ("roe", "softmax", None),
        ("roe", "bptt", "roe_2_3_bptt.py"),
    ]  # fmt: skip
    assert found.submissions[0].remark == "softmax (1).py is taken for softmax.py."


def test_learners_of_one_name_are_told_apart(tmp_path):
    files = {f"Ada_{number}_assignsubmission_file/softmax.py": str(number) for number in (1, 2)}
    found = read(lay(tmp_path / "export", files))
    assert [(each.learner, each.path.read_text()) for each in found.submissions] == [("Ada (1)", "1"), ("Ada (2)", "2")]


def test_an_export_in_which_nothing_is_for_a_kata_is_an_error(tmp_path):
    with pytest.raises(UsageError, match=r"nothing to grade in .*export: nobody in it handed in a file named for"):
        read(lay(tmp_path / "export", {"Ada_1_assignsubmission_file/notes.pdf": ""}))


def test_an_empty_folder_is_a_learner_without_work(tmp_path):
    export = lay(tmp_path / "export", PLATFORMS["moodle"](CLASS[:2]))
    next(export.glob(f"*_{CLASS[0].id}_*/softmax.py")).unlink()
    assert [each.path is None for each in read(export).submissions] == [True, False]


def test_moodle_without_folders(tmp_path):
    found = read(lay(tmp_path / "export", moodle_flat(CLASS)))
    assert {each.learner for each in found.submissions} == {one.name for one in CLASS}
    assert all(each.path and not each.remark for each in found.submissions)


def test_a_layout_may_name_its_functions():
    layout = Layout("mine", "Mine", "gradkata.finding.layouts.canvas:looks", "gradkata.finding.layouts.canvas:read")
    assert layout.export(Path("nowhere"), KATAS).learners == []


def test_a_plugin_may_bring_a_layout(tmp_path):
    def read_lines(folder, katas):
        names = (folder / "class.txt").read_text().split() if (folder / "class.txt").is_file() else []
        return Export([Learner(Identity(name=name), (Folder(folder / name, name, katas),)) for name in names])

    class Plugin:
        @hookimpl
        def layouts(self):
            return [Layout("lines", "Lines", lambda folder, _: (folder / "class.txt").is_file(), read_lines)]

    layouts = plugins.load([Plugin()]).layouts
    assert set(layouts) == {"canvas", "classroom50", "gradescope", "lines", "moodle", "nbgrader"}
    lay(tmp_path / "class", {"class.txt": "ada ben", "ada/softmax.py": "", "cyd/softmax.py": ""})
    found = survey_all([tmp_path / "class"], KATAS, scratch=tmp_path, layouts=layouts)
    assert told(found) == [("ada", "softmax", "softmax.py"), ("ben", "softmax", None)]


def test_beside_plain_folders_nobody_says_who_they_are(tmp_path):
    alice = {"alice/submission_metadata.yml": "submission_1:\n  :submitters:\n  - :name: bob\n"}
    lay(tmp_path, {**alice, "alice/softmax.py": WORK, "bob/softmax.py": WORK})
    found = several(tmp_path, "alice", "bob")
    assert told(found) == [("alice", "softmax", "softmax.py"), ("bob", "softmax", "softmax.py")]
    (remark,) = found.remarks
    assert "alice is laid out as Gradescope does it, but not all that is graded here" in remark
    (tmp_path / "alice" / "submission_metadata.yml").write_text("[")  # is no reason to grade nobody, either
    assert told(several(tmp_path, "alice", "bob", scratch="again")) == told(found)


def test_an_export_beside_a_plain_folder_is_told_apart(tmp_path):
    lay(tmp_path / "export", PLATFORMS["canvas"](CLASS))
    lay(tmp_path, {"bob/softmax.py": WORK})
    with pytest.raises(UsageError, match="it is laid out as Canvas does it: grade it apart from what is not"):
        several(tmp_path, "export", "bob")


def test_several_exports_are_read_as_such(tmp_path):
    lay(tmp_path / "first", PLATFORMS["canvas"](CLASS[:3]))
    lay(tmp_path / "second", PLATFORMS["moodle"](CLASS[3:6]))
    assert len(several(tmp_path, "first", "second").submissions) == 6


def several(root, *names, scratch="scratch"):
    (root / scratch).mkdir()
    return survey_all([root / name for name in names], KATAS, scratch=root / scratch, layouts=plugins.load().layouts)


def test_a_folder_that_is_locked_costs_nobody_else_anything(tmp_path):
    lay(tmp_path / "class", {f"{name}/softmax.py": WORK for name in ("ada", "ben")})
    (tmp_path / "class" / "ben").chmod(0)
    try:
        found = read(tmp_path / "class")
    finally:
        (tmp_path / "class" / "ben").chmod(0o755)
    assert [each.learner for each in found.submissions] == ["ada", "ben"]
    assert found.submissions[0].path.read_text() == WORK
    assert found.remarks == []


def test_what_a_layout_is_known_by_is_a_file_and_no_link(tmp_path):
    lay(tmp_path / "class", {"ada/softmax.py": WORK, "ben/softmax.py": WORK})
    for name in ("submission_metadata.yml", ".classroom50.yaml", "gradebook.db"):
        (tmp_path / "class" / name).symlink_to(name)  # in a circle
    assert read(tmp_path / "class").remarks == []
