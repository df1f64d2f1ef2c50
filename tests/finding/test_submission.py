"""What was handed in: which files count, how they are read, and what is said of those that cannot be."""

import contextlib
import json
import os
import tempfile
from pathlib import Path

import pytest
from gradkata.errors import UsageError
from gradkata.finding.folders import Folder
from gradkata.finding.submission import find, of_learner, survey
from gradkata.job import job_of
from gradkata.reading.programs import UnreadableError, is_stub, parts_at, program_at

KATAS = ["softmax", "bptt", "fix_relu_rnn"]
LINK = "{} is a link, and links are not followed: hand in the file itself."


def write(path, text="x = 1\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def notebook(*sources, **more):
    cells = [{"cell_type": "markdown", "source": "# Words"}]
    cells += [{"cell_type": "code", "source": source, "outputs": []} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4, **more})


def found(path, asked=()):
    return [(each.learner, each.kata, each.path and each.path.name) for each in find(path, KATAS, asked)]


def test_a_file_is_one_submission_of_its_folder(tmp_path):
    path = write(tmp_path / "ada" / "softmax.py")
    assert found(path) == [("ada", "softmax", "softmax.py")]


def test_a_file_of_any_name_can_be_judged_as_a_kata(tmp_path):
    path = write(tmp_path / "ada" / "mine.py")
    assert found(path, ["bptt"]) == [("ada", "bptt", "mine.py")]


def test_a_learners_folder_gives_what_is_in_it(tmp_path):
    write(tmp_path / "ada" / "softmax.py")
    write(tmp_path / "ada" / "fix_relu_rnn.ipynb")
    write(tmp_path / "ada" / "notes.txt")
    write(tmp_path / "ada" / "data" / "softmax.py")
    assert found(tmp_path / "ada") == [
        ("ada", "softmax", "softmax.py"),
        ("ada", "fix_relu_rnn", "fix_relu_rnn.ipynb"),
    ]


def test_a_class_gives_every_learner_every_kata_that_anyone_handed_in(tmp_path):
    write(tmp_path / "ada" / "softmax.py")
    write(tmp_path / "bob" / "bptt.py")
    (tmp_path / "cyd").mkdir()
    write(tmp_path / ".git" / "softmax.py")
    write(tmp_path / "__pycache__" / "softmax.py")
    write(tmp_path / "readme.txt")
    assert found(tmp_path) == [
        ("ada", "softmax", "softmax.py"), ("ada", "bptt", None),
        ("bob", "softmax", None), ("bob", "bptt", "bptt.py"),
        ("cyd", "softmax", None), ("cyd", "bptt", None),
    ]  # fmt: skip


def test_only_the_katas_asked_for_count_each_once(tmp_path):
    write(tmp_path / "ada" / "softmax.py")
    assert found(tmp_path, ["bptt", "bptt"]) == [("ada", "bptt", None)]


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("nowhere", (), "there is no file or folder"),
        ("empty", (), "nothing to grade"),
        ("notes.txt", (), "neither a .py file nor an .ipynb notebook"),
        ("mine.py", (), "not named for a kata"),
        ("mine.py", ("softmax", "bptt"), "one file"),
    ],
)
def test_what_cannot_be_graded_is_said(tmp_path, name, asked, words):
    (tmp_path / "empty").mkdir()
    write(tmp_path / "notes.txt")
    write(tmp_path / "mine.py")
    with pytest.raises(UsageError, match=words):
        find(tmp_path / name, KATAS, asked)


def test_an_empty_folder_asked_for_a_kata_is_a_learner_who_did_nothing(tmp_path):
    (tmp_path / "ada").mkdir()
    assert found(tmp_path / "ada", ["softmax"]) == [("ada", "softmax", None)]


def test_of_a_file_and_a_notebook_the_newer_counts(tmp_path):
    one, two = write(tmp_path / "softmax.py"), write(tmp_path / "softmax.ipynb")
    os.utime(one, (1000, 1000))
    os.utime(two, (2000, 2000))
    (submission,) = find(tmp_path, KATAS)
    assert submission.path == two
    assert submission.remark == "There are both softmax.py and softmax.ipynb; softmax.ipynb is newer and counts."
    os.utime(one, (3000, 3000))
    assert find(tmp_path, KATAS)[0].path == one


def test_names_that_are_alike_in_print_stay_apart(tmp_path):
    for name in ("ada", "ada\x1b", "ada\u200b"):
        write(tmp_path / name / "softmax.py")
    assert len({each.learner for each in find(tmp_path, KATAS)}) == 3


def test_links_are_not_followed(tmp_path):
    secret = write(tmp_path / "secret.py", "x = 'secret'")
    folder = tmp_path / "class" / "ada"
    folder.mkdir(parents=True)
    (folder / "softmax.py").symlink_to(secret)
    (folder / "helper.py").symlink_to(secret)
    (tmp_path / "class" / "bob").symlink_to(folder)
    write(folder / "bptt.py", "import helper")
    softmax, bptt, *of_bob = find(tmp_path / "class", KATAS, ["softmax", "bptt"])
    assert softmax.path is None
    assert "softmax.py is a link" in softmax.remark
    program = program_at(bptt.path, "bptt")
    assert (program.siblings, program.unusable) == ((), (("helper", LINK.format("helper.py")),))
    assert [(each.learner, each.path) for each in of_bob] == [("bob", None)] * 2
    assert "bob is a link" in of_bob[0].remark


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_a_folder_of_the_right_name_is_no_file(tmp_path):
    (tmp_path / "ada" / "bptt.py").mkdir(parents=True)
    os.mkfifo(tmp_path / "ada" / "softmax.py")
    assert found(tmp_path, ["softmax", "bptt"]) == [("ada", "softmax", None), ("ada", "bptt", None)]


def test_siblings_are_the_files_that_are_imported(tmp_path):
    path = write(tmp_path / "softmax.py", "import helper, broken")
    write(tmp_path / "other.py", "z = 3")
    write(tmp_path / "helper.py", "y = 2")
    write(tmp_path / "not-a-module.py")
    write(tmp_path / "broken.py", b"\xff\xfe\x00")
    write(tmp_path / "data.csv")
    loaded = program_at(path, "softmax")
    assert loaded.siblings == (("helper", "y = 2"),)
    assert loaded.parts == (("softmax.py", "import helper, broken"),)
    assert loaded.unusable == (("broken", "broken.py is saved as UTF-16. Save it as UTF-8 and hand it in again."),)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        ("# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1"), "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        ("x = 'é'\r\n".encode(), "x = 'é'\r\n"),
    ],
)
def test_text_is_read_as_python_would(tmp_path, data, text):
    assert parts_at(write(tmp_path / "softmax.py", data)) == (("softmax.py", text),)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = 1\ny = '\xff'\n", r"not UTF-8 text \(byte 0xff in line 2\)\. Save it as UTF-8"),
        (b"x = 1\n\0", r"null bytes in it \(line 2\)"),
        ("x = 1\n".encode("utf-16"), "saved as UTF-16"),
        (b"x = 1\n" * 200_000, "more code than any kata needs"),
        (b"# coding: zip\n\xff", "not UTF-8"),
        (b"# coding: nonsense\n\xff", "not UTF-8"),
    ],
)
def test_what_is_no_text_is_said(tmp_path, data, words):
    with pytest.raises(UnreadableError, match=words):
        parts_at(write(tmp_path / "softmax.py", data))


def test_a_huge_file_is_not_read(tmp_path):
    path = write(tmp_path / "softmax.ipynb")
    os.truncate(path, 1 << 40)
    with pytest.raises(UnreadableError, match="larger than 64 MB"):
        parts_at(path)


def test_a_line_for_ipython_inside_a_block_does_nothing(tmp_path):
    path = tmp_path / "softmax.ipynb"
    cell = "if True:\n    %matplotlib inline\n    !pip list\n    x = 7 \\\n      % 4\n    y = (1\n      != 2)"
    path.write_text(notebook(cell), "utf-8")
    ((_, source),) = parts_at(path)
    found = {}
    exec(source, found)
    assert (found["x"], found["y"]) == (3, True)


def test_a_notebooks_code_cells_are_its_parts_at(tmp_path):
    text = notebook("%matplotlib inline\nx = 1", ["y = 2\n", "!ls\n", "z = 3"], "%%bash\nrm -rf x", "%%time\na = 1")
    assert parts_at(write(tmp_path / "softmax.ipynb", text)) == (
        ("softmax.ipynb, cell 2", "\nx = 1"),
        ("softmax.ipynb, cell 3", "y = 2\n\nz = 3"),
        ("softmax.ipynb, cell 4", ""),
        ("softmax.ipynb, cell 5", "\na = 1"),
    )


@pytest.mark.parametrize(
    "text",
    ["[]", "3", "{}", '{"cells": 3}', '{"cells": [3]}', '{"cells": [{"cell_type": "code", "source": 3}]}',
     "[" * 100_000, '{"worksheets": []}', '{"cells": {"a": 1}}'],
)  # fmt: skip
def test_json_that_is_no_notebook_is_said(tmp_path, text):
    with pytest.raises(UnreadableError, match=r"no notebook.*Save it again from Jupyter"):
        parts_at(write(tmp_path / "softmax.ipynb", text))


def test_a_notebook_that_is_no_json_is_said_with_its_line(tmp_path):
    with pytest.raises(UnreadableError, match=r"not JSON \(line 2\)"):
        parts_at(write(tmp_path / "softmax.ipynb", "{\n nope"))


def test_the_stub_is_known_whatever_its_comments_and_line_ends(tmp_path, registry):
    kata = registry.kata("softmax")
    stub = kata.stub.read_text("utf-8")
    same = "\ufeff# my name is Ada\n" + stub.replace("\n", "\r\n") + "\n\n\n"
    assert is_stub(program_at(write(tmp_path / "softmax.py", same), "softmax"), kata)
    other = stub.replace("raise NotImplementedError", "return 3 #")
    assert not is_stub(program_at(write(tmp_path / "softmax.py", other), "softmax"), kata)
    as_notebook = notebook(*stub.split("\n\n\n"))
    assert is_stub(program_at(write(tmp_path / "softmax.ipynb", as_notebook), "softmax"), kata)


def told(path, asked=(), *, lms=False):
    """What was found: learners, names of files and remarks; and the remarks for whoever grades."""
    found = survey(path, KATAS, asked, lms=lms)
    return [(each.learner, each.path and each.path.name, each.remark) for each in found.submissions], found.remarks


def test_a_katas_file_beside_the_learners_folders_is_named_and_everybody_is_graded(tmp_path):
    for name in ("ada/softmax.py", "ben/softmax.py", "softmax.py", "bptt (1).py"):
        write(tmp_path / name)
    (tmp_path / "cleo").mkdir()
    submissions, remarks = told(tmp_path)
    assert [(learner, name) for learner, name, _ in submissions] == [
        ("ada", "softmax.py"), ("ben", "softmax.py"), ("cleo", None)
    ]  # fmt: skip
    assert len(remarks) == 2
    for name, remark in zip(("bptt (1).py", "softmax.py"), remarks, strict=True):
        assert f"{name} lies beside the learners' folders" in remark


def test_a_learner_may_keep_folders_and_it_is_said_what_is_not_graded(tmp_path):
    for name in ("ada/softmax.py", "ada/old/softmax.py"):
        write(tmp_path / name)
    submissions, (remark,) = told(tmp_path / "ada")
    assert submissions == [("ada", "softmax.py", "")]
    assert "taken for one learner's folder; what lies in folders of it is not graded: old" in remark
    (tmp_path / "ada" / "data").mkdir()
    (tmp_path / "ada" / "old" / "softmax.py").unlink()
    assert told(tmp_path / "ada") == ([("ada", "softmax.py", "")], [])


def test_of_a_learners_repository_what_is_in_its_work_counts(tmp_path):
    write(tmp_path / "class" / "ada" / "work" / "softmax.py")
    write(tmp_path / "class" / "ada" / "katas" / "20_softmax" / "stub.py")
    write(tmp_path / "class" / "ben" / "softmax.py")
    write(tmp_path / "class" / "ben" / "work" / "bptt.py")  # beside work of their own, it is any folder
    assert found(tmp_path / "class") == [("ada", "softmax", "softmax.py"), ("ben", "softmax", "softmax.py")]
    assert told(tmp_path / "class" / "ada") == ([("ada", "softmax.py", "")], [])
    (tmp_path / "class" / "cyd").mkdir()
    (tmp_path / "class" / "cyd" / "work").symlink_to(tmp_path / "class" / "ada" / "work")
    assert found(tmp_path / "class")[2] == ("cyd", "softmax", None)


def test_a_learner_may_be_called_work(tmp_path):
    write(tmp_path / "work" / "softmax.py")
    write(tmp_path / "ada" / "softmax.py")
    assert found(tmp_path) == [("ada", "softmax", "softmax.py"), ("work", "softmax", "softmax.py")]


def test_work_at_home_is_one_learners_whatever_folders_are_in_it(tmp_path):
    for name in ("softmax.py", "old/softmax.py", "older/softmax.py"):
        write(tmp_path / "work" / name)
    assert [(each.learner, each.kata) for each in of_learner(tmp_path / "work", KATAS)] == [("work", "softmax")]
    (tmp_path / "link").symlink_to("work")
    assert [each.path for each in of_learner(tmp_path / "link", KATAS)] == [tmp_path / "work" / "softmax.py"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("softmax (1).py", "There is `softmax (1).py`; if it is meant, rename it to softmax.py."),
        ("Softmax.py", "There is `Softmax.py`; if it is meant, rename it to softmax.py."),
        ("softmax-Copy1.ipynb", "There is `softmax-Copy1.ipynb`; if it is meant, rename it to softmax.ipynb."),
        ("homework/softmax.py", "There is `homework/softmax.py`; if it is meant, put it beside the other files as"),
        ("softmax\x1b (1).py", None),
        ("helper.py", None),
    ],
)
def test_a_name_that_is_nearly_right_is_named(tmp_path, name, words):
    write(tmp_path / "class" / "ada" / name)
    write(tmp_path / "class" / "ben" / "softmax.py")
    (_, path, remark), _ = told(tmp_path / "class")[0]
    assert path is None
    assert "\x1b" not in remark
    assert remark.startswith(f"There is no softmax.py and no softmax.ipynb. {words}" if words else "")


def test_where_all_names_are_nearly_right_the_error_names_one(tmp_path):
    write(tmp_path / "class" / "ada" / "softmax (1).py")
    with pytest.raises(UsageError, match=r"nothing to grade .* there is ada/softmax \(1\)\.py; --lms takes"):
        find(tmp_path / "class", KATAS)
    write(tmp_path / "flat" / "doe_1_2_softmax.py")
    with pytest.raises(UsageError, match=r"nothing to grade .* there is doe_1_2_softmax\.py; --lms takes"):
        find(tmp_path / "flat", KATAS)


def test_names_as_platforms_make_them_can_be_taken_the_newest_first(tmp_path):
    for age, name in enumerate(["ada/softmax.py", "ada/softmax-2.py", "ada/softmax (1).py", "ben/Softmax.py"]):
        os.utime(write(tmp_path / name), (1000 - age % 2, 1000 - age % 2))
    os.utime(tmp_path / "ada" / "softmax-2.py", (2000, 2000))
    assert told(tmp_path, lms=True) == (
        [
            ("ada", "softmax-2.py", "There are softmax.py, softmax (1).py and softmax-2.py; softmax-2.py is the newest "
             "and counts."),
            ("ben", "Softmax.py", "Softmax.py is taken for softmax.py."),
        ],
        [],
    )  # fmt: skip


def test_of_one_age_what_is_called_right_counts(tmp_path):
    for name in ("softmax.py", "softmax.ipynb", "softmax (1).py"):
        os.utime(write(tmp_path / "ada" / name), (1000, 1000))
    assert told(tmp_path / "ada")[0] == [
        ("ada", "softmax.py", "There are both softmax.py and softmax.ipynb, of one age; softmax.py counts.")
    ]
    ((_, name, _),) = told(tmp_path / "ada", lms=True)[0]
    assert name == "softmax.py"


def test_a_flat_folder_of_uploads_is_a_class(tmp_path):
    names = ("doe_1_12_softmax.py", "doe_1_13_softmax-1.py", "doe_1_14_bptt.py", "doe_1_15_helper.py",
             "roe_LATE_2_20_softmax.ipynb", "poe_3_30_notes.pdf", "lee_4_40_softmax.py",
             "lee_5_50_softmax.py")  # fmt: skip
    for name in names:
        write(tmp_path / name, "import softmax, helper, roe_LATE_2_20_softmax")
    found = survey(tmp_path, KATAS, lms=True).submissions
    assert [(each.learner, each.kata, each.path and each.path.name) for each in found] == [
        ("doe", "softmax", "doe_1_13_softmax-1.py"), ("doe", "bptt", "doe_1_14_bptt.py"),
        ("lee_4", "softmax", "lee_4_40_softmax.py"), ("lee_4", "bptt", None),
        ("lee_5", "softmax", "lee_5_50_softmax.py"), ("lee_5", "bptt", None),
        ("roe", "softmax", "roe_LATE_2_20_softmax.ipynb"), ("roe", "bptt", None),
    ]  # fmt: skip
    assert "doe_1_13_softmax-1.py is newer and counts" in found[0].remark
    program = job_of(found[1], 7).program
    assert [name for name, _ in program.siblings] == ["helper", "softmax"]  # and nobody else's


def test_a_folder_that_may_not_be_entered_is_a_learner_with_a_remark(open_folder):
    for name in ("ada", "ben"):
        write(open_folder / "class" / name / "softmax.py")
    locked = open_folder / "class" / "ben"
    with as_somebody(open_folder):
        locked.chmod(0)
        try:
            (_, ada, _), (_, ben, remark) = told(open_folder / "class")[0]
            assert (ada, ben) == ("softmax.py", None)
            assert remark == "This folder cannot be read: Permission denied."
            for path in (locked, locked / "softmax.py"):
                with pytest.raises(UsageError, match="cannot be read: Permission denied"):
                    find(path, KATAS)
        finally:
            locked.chmod(0o755)


def test_a_file_that_may_not_be_read_is_a_result(open_folder):
    path = write(open_folder / "ada" / "softmax.py")
    with as_somebody(open_folder):
        path.chmod(0)
        job = job_of(find(open_folder, KATAS)[0], 7)
        assert (job.program, job.problem) == (None, "softmax.py cannot be read: Permission denied.")


@pytest.fixture
def open_folder():
    """A folder that an ordinary user may enter; one of pytest's they may not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextlib.contextmanager
def as_somebody(folder):
    """Do as an ordinary user does, who owns what is in the folder, whoever runs the tests."""
    if os.name != "posix" or os.geteuid():
        yield
        return
    somebody, real = 65534, os.getresuid()
    for path in (folder, *folder.rglob("*")):
        os.chown(path, somebody, somebody)
    os.setresuid(somebody, somebody, 0)
    try:
        yield
    finally:
        os.setresuid(*real)


@pytest.mark.parametrize("becomes", ["link", "pipe", "folder", "nothing"])
def test_a_file_that_has_changed_since_it_was_found_is_a_result(tmp_path, becomes):
    secret = write(tmp_path / "secret.py", "x = 'secret'")
    path = write(tmp_path / "class" / "ada" / "softmax.py")
    (submission,) = find(tmp_path / "class", KATAS)
    path.unlink()
    {
        "link": lambda: path.symlink_to(secret), "pipe": lambda: os.mkfifo(path), "folder": path.mkdir,
        "nothing": lambda: None,
    }[becomes]()  # fmt: skip
    job = job_of(submission, 7)
    assert job.program is None
    assert {"link": "is a link", "pipe": "is a pipe", "folder": "is a folder", "nothing": "cannot be read"}[
        becomes
    ] in job.problem


def test_a_folder_that_has_become_a_link_since_is_not_followed(tmp_path):
    write(tmp_path / "others" / "softmax.py", "x = 'secret'")
    write(tmp_path / "class" / "ada" / "softmax.py")
    (submission,) = find(tmp_path / "class", KATAS)
    (tmp_path / "class" / "ada").rename(tmp_path / "away")
    (tmp_path / "class" / "ada").symlink_to(tmp_path / "others")
    assert job_of(submission, 7).program is None


def test_links_and_what_is_no_file_are_said(tmp_path):
    folder = tmp_path / "class" / "ada"
    folder.mkdir(parents=True)
    (folder / "softmax.py").symlink_to("softmax.py")
    os.mkfifo(folder / "bptt.py")
    (tmp_path / "class" / "ben").symlink_to("nowhere")
    (tmp_path / "class" / "notes").symlink_to(write(tmp_path / "notes.txt"))
    submissions, _ = told(tmp_path / "class")
    assert [(learner, name) for learner, name, _ in submissions] == [("ada", None)] * 2 + [("ben", None)] * 2
    assert [remark.split(":")[0] for _, _, remark in submissions[:3]] == [
        "softmax.py is a link, and links are not followed", "bptt.py is a pipe, and no plain file",
        "ben is a link, and links are not followed",
    ]  # fmt: skip
    link = tmp_path / "softmax.py"
    link.symlink_to(write(tmp_path / "real.py"))
    assert told(link) == ([(tmp_path.name, None, LINK.format("softmax.py"))], [])


def test_a_path_that_is_no_plain_file_is_said(tmp_path):
    os.mkfifo(tmp_path / "softmax.py")
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        find(tmp_path / "softmax.py", KATAS, ["softmax"])
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UsageError, match="loop cannot be read"):
        find(tmp_path / "loop", KATAS)


def test_names_that_are_shown_alike_are_nobodys_key(tmp_path):
    names = ["bob", "bob\x01", "bob\u200b", "bob (3)", "Bob", "e\u0301", "é", "x" * 250, "x" * 251]
    for name in names:
        write(tmp_path / name / "softmax.py", f"x = {name.encode()!r}")
    found = find(tmp_path, KATAS)
    assert len({each.learner for each in found}) == len(found) == len({*tmp_path.iterdir()})
    for each in found:
        assert repr(each.path.parent.name.encode()) in job_of(each, 7).program.parts[0][1]


def test_only_as_much_of_a_folder_is_looked_at_as_names_can_be_meant(tmp_path, monkeypatch):
    folder = tmp_path / "class" / "ada"
    for number in range(50):
        write(folder / f"{number}.txt")
    monkeypatch.setattr("gradkata.finding.folders.MAX_LISTED", 10)
    monkeypatch.setattr("gradkata.finding.folders.Path.relative_to", lambda *_: pytest.fail("nothing is meant"))
    assert told(tmp_path / "class", ["bptt"])[0] == [("ada", None, "")]
    assert len(Folder(folder, "ada", KATAS)._listed) == 10


@pytest.mark.parametrize("outputs", [
    [{"data": {"image/png": "A" * (17 << 20)}}],
    [{"data": {"image/png": ["iVBOR" * 20 + "\\n\n"] * 100_000, "text/plain": "[1, 2]"},
      "text": ["a \\\"line\\\"\n" * 9] * 60_000}],
    [{"data": {"text/html": "<video src=\"data:video/mp4;base64," + "AAAA" * (5 << 20) + "\">", "a/b": ["x"] * 3}}],
])  # fmt: skip
def test_a_notebook_that_is_large_for_its_pictures_is_read(tmp_path, outputs):
    sources = ['x = {"a/b": "c"}\n', ['y = [":",\n', '  ": ["]']]
    cells = [{"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}} for source in sources]
    path = write(tmp_path / "softmax.ipynb", json.dumps({"cells": cells, "metadata": {"a": ["b"]}}))
    assert path.stat().st_size > 16 << 20
    assert [text for _, text in parts_at(path)] == ['x = {"a/b": "c"}', 'y = [":",\n  ": ["]']


def test_a_notebook_that_would_take_too_much_room_is_not_parsed(tmp_path):
    path = write(tmp_path / "softmax.ipynb", '{"cells": [' + "[]," * 600_000 + "[]]}")
    with pytest.raises(UnreadableError, match="clear all outputs in Jupyter"):
        parts_at(path)


def test_the_name_of_a_link_is_shown_without_what_a_terminal_obeys(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "softmax.py").touch()
    (tmp_path / "\x1b[31meve").symlink_to(tmp_path / "ada")
    (remark,) = [each.remark for each in find(tmp_path, ["softmax"]) if each.remark]
    assert remark == "[31meve is a link, and links are not followed: hand in the folder itself."
