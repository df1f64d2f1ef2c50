"""Which editor is opened, and whether it has the terminal."""

import shutil
import sys

import pytest
from gradkata.errors import UsageError
from gradkata.watching.editor import editor, has_window, open_beside, open_here


def everything(name):
    return f"/bin/{name}"


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"VISUAL": "emacs -nw", "EDITOR": "vi"}, ["emacs", "-nw"]),
        ({"VISUAL": " ", "EDITOR": "vi"}, ["vi"]),
        ({}, ["code"]),
    ],
)
def test_the_learners_own_goes_before_the_usual_one(environ, command):
    assert editor(environ, everything) == command


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({}, "No editor is known: set VISUAL or EDITOR to yours, as in `export VISUAL=nano`."),
        ({"EDITOR": "vmi"}, "EDITOR is set to 'vmi', and there is no such program."),
        ({"VISUAL": "vi 'x"}, 'VISUAL is set to "vi \'x", and there is no such program.'),
    ],
)
def test_where_there_is_none_it_is_said_what_to_do(environ, message):
    with pytest.raises(UsageError) as caught:
        editor(environ, lambda _: None)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("command", "expected"),
    [(["code", "--wait"], True), (["/usr/bin/subl"], True), (["notepad++.exe"], True), (["vim"], False)],
)
def test_one_with_a_window_leaves_the_terminal_alone(command, expected):
    assert has_window(command) is expected


def test_it_is_given_the_file(tmp_path):
    path = tmp_path / "softmax.py"
    writes = [sys.executable, "-c", "import sys; open(sys.argv[-1], 'a').write('x')"]
    open_here(writes, path)
    assert path.read_text() == "x"
    assert open_beside(writes, path).wait() == 0
    assert path.read_text() == "xx"


def test_one_that_cannot_be_started_is_told_of(tmp_path):
    missing = [str(tmp_path / "missing")]
    for open_it in (open_here, open_beside):
        with pytest.raises(UsageError, match="missing cannot be started: No such file"):
            open_it(missing, tmp_path)
    assert shutil.which(missing[0]) is None
