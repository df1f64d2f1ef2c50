"""No line of a solution is handed out, wherever it hides."""

import io
import zipfile

import pytest
from gradkata.errors import UsageError
from gradkata.kata import Pack, katas_of
from gradkata.kit.contents import kit_files
from gradkata.kit.leaks import check_for_leaks, leaks

from tests.kit.conftest import README, STUB

LINE = b"        self.total = self.total + self.rate * values\n"
STRIPPED = LINE.decode().strip()
EDIT = b"    x = x * by\n"


def zipped(name, data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def test_what_is_handed_out_has_none(meter, meter_tape):
    files = kit_files([meter], {"meter": meter_tape})
    assert not list(leaks(files, [meter]))
    assert [name for name in files if name.startswith("reference/")] == ["reference/meter/answers.tape"]


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"suite.py": b"import numpy\n" + LINE}, "suite.py"),
        ({"suite.py": b"# " + LINE.strip()}, "suite.py"),
        ({"kit.whl": zipped("katas/show.py", LINE)}, "kit.whl/katas/show.py"),
        ({"a.zip": zipped("answers.tape", zipped("part.json", LINE))}, "a.zip/answers.tape/part.json"),
    ],
    ids=["a file", "within a line", "an archive", "an archive in an archive"],
)
def test_a_line_of_a_solution_is_found(meter, files, where):
    assert list(leaks(files, [meter])) == [(where, STRIPPED)]
    with pytest.raises(UsageError) as caught:
        check_for_leaks(files, [meter])
    assert f"{where} would hand out a line of a solution: {STRIPPED!r}" in str(caught.value)


def test_what_makes_a_solution_wrong_is_found_as_a_whole_line(meter, monkeypatch):
    monkeypatch.setattr("gradkata.kit.leaks.SHORT", 5)
    assert list(leaks({"a.py": EDIT}, [meter])) == [("a.py", EDIT.decode().strip())]
    assert not list(leaks({"a.py": b"y = " + EDIT}, [meter]))


def test_what_learners_begin_with_may_have_such_a_line(meter):
    assert STUB.splitlines()[1] in meter.reference.read_text("utf-8").splitlines()
    assert not list(leaks({"stub.py": STUB.encode(), "README.md": README.encode()}, [meter]))


def test_a_line_that_a_task_gives_away_is_given_away_on_purpose(make_pack):
    given = "    y = np.exp(x - np.max(x))\n"
    root = make_pack(reference=f"import numpy as np\n\ndef double(x):\n{given}    return 2 * x\n")
    kata = katas_of(Pack("mine", root))[0]
    assert list(leaks({"suite.py": given.encode()}, [kata])) == [("suite.py", given.strip())]
    kata.readme.write_text(f"# Double: twice as much\n\n{given}")
    assert not list(leaks({"suite.py": given.encode()}, [kata]))


def test_what_anybody_writes_gives_nothing_away(make_pack):
    root = make_pack(reference="def double(x):\n    if x is None:\n        raise TypeError\n    return 2 * x\n")
    assert not list(leaks({"a.py": b"raise TypeError\n"}, katas_of(Pack("mine", root))))
