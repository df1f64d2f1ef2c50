"""What was handed in: which files count, how they are read, and what is said of those that cannot be."""

import json
import os

import pytest
from gradkata.errors import UsageError
from gradkata.reading import UnreadableError, is_stub, parts_at, program_at
from gradkata.submission import find

KATAS = ["softmax", "bptt", "fix_relu_rnn"]


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
    write(folder / "bptt.py")
    softmax, bptt = find(tmp_path / "class", KATAS, ["softmax", "bptt"])
    assert softmax.path is None
    assert "softmax.py is a link" in softmax.remark
    assert program_at(bptt.path, "bptt").siblings == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_a_folder_of_the_right_name_is_no_file(tmp_path):
    (tmp_path / "ada" / "bptt.py").mkdir(parents=True)
    os.mkfifo(tmp_path / "ada" / "softmax.py")
    assert found(tmp_path, ["softmax", "bptt"]) == [("ada", "softmax", None), ("ada", "bptt", None)]


def test_siblings_are_the_other_python_files(tmp_path):
    path = write(tmp_path / "softmax.py")
    write(tmp_path / "helper.py", "y = 2")
    write(tmp_path / "not-a-module.py")
    write(tmp_path / "broken.py", b"\xff\xfe\x00")
    write(tmp_path / "data.csv")
    loaded = program_at(path, "softmax")
    assert loaded.siblings == (("helper", "y = 2"),)
    assert loaded.parts == (("softmax.py", "x = 1\n"),)


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
    with pytest.raises(UnreadableError, match="larger than 16 MB"):
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
