"""What a page loads: all that the engine needs, nothing of the answers, and the same bytes every time."""

import collections
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from gradkata.errors import UsageError
from gradkata.kit.recording import recorded
from gradkata.settings.kata_toml import read_settings
from gradkata.site import bundle
from gradkata.site.start import compiled

TAPES = collections.defaultdict(bytes)  # where nothing is asked of them
PROGRAM = """
import json, sys
from gradkata.site.start import engine_of, versions_text
engine = engine_of(sys.argv[1])
for language in ("en", "de"):
    request = {"id": 1, "do": "check", "kata": "softmax", "files": json.loads(sys.argv[2]), "language": language}
    engine.answer(json.dumps(request), print)
print(json.dumps({"modules": sorted({name.partition(".")[0] for name in sys.modules}), **json.loads(versions_text())}))
"""


@pytest.fixture(scope="module")
def archive():
    return zipfile.ZipFile(io.BytesIO(bundle.bundle()))


def unpacked(folder, data):
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    return folder


def test_it_works_with_numpy_and_nothing_else(registry, tmp_path):
    """The archives alone judge right and wrong work, in two languages, in a Python that has only NumPy besides."""
    site = unpacked(tmp_path / "site", bundle.bundle())
    for each in Path(np.__file__).parents[1].glob("numpy*"):
        (site / each.name).symlink_to(each)
    kata = registry.katas["softmax"]
    course = unpacked(tmp_path / "course", bundle.course([kata], {kata.id: recorded(kata, (1, 2))}))
    files = json.dumps({"softmax.py": "import numpy as np\ndef softmax(x):\n    return np.exp(x) / np.exp(x).sum()\n"})
    done = subprocess.run(
        [sys.executable, "-P", "-s", "-S", "-c", PROGRAM, str(course), files],
        env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr == ""
    english, german, told = map(json.loads, done.stdout.splitlines())
    assert english["result"]["misconceptions"]
    assert "falsch" in german["result"]["summary"]
    assert not {"msgspec", "click", "multiprocessing", "jinja2", "tabulate"} & set(told["modules"])


def test_no_answer_and_no_test_is_in_it(archive, registry):
    names = archive.namelist()
    assert not [name for name in names if "reference" in name or "tests/" in name or "built-in" in name]
    assert not {"gradkata/cli/__init__.py", "gradkata/plugins.py", "gradkata/boundary/inside/seccomp.py"} & set(names)
    course = zipfile.ZipFile(io.BytesIO(bundle.course(registry.katas.values(), TAPES)))
    hidden = {name.rpartition("/")[2] for name in course.namelist() if not name.startswith("katas/")}
    assert hidden == {"answers.tape", "de.po"}
    assert {f"katas/{kata.folder.name}/suite.py" for kata in registry.katas.values()} <= set(course.namelist())
    assert not [name for name in course.namelist() if "hints" in name]


def test_it_is_the_same_each_time(registry):
    assert bundle.bundle() == bundle.bundle()
    assert bundle.course(registry.katas.values(), TAPES) == bundle.course(registry.katas.values(), TAPES)


def test_it_is_small(archive):
    assert (
        sum(each.compress_size for each in archive.infolist()) < 1_200_000
    )  # bytes: Python itself has ten times as many


def test_a_package_that_is_missing_is_named(monkeypatch):
    monkeypatch.setattr(bundle, "WHEELS", ("no_such_package",))
    with pytest.raises(UsageError, match="pip install no_such_package"):
        bundle.bundle()


def test_settings_are_the_same_where_nothing_can_check_them(registry, monkeypatch):
    known = {kata.folder / "kata.toml": kata.settings for kata in registry.katas.values()}
    monkeypatch.setitem(sys.modules, "msgspec", None)
    assert {path: read_settings(path) for path in known} == known


def test_what_is_compiled_counts_wherever_the_sources_are_unpacked_anew(tmp_path):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "module.py").write_text("value = 1\n")
    command = [sys.executable, "-P", "-c", "import module; print(module.value)"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env={**environment, "PYTHONPATH": str(tmp_path / "first")}, check=True, capture_output=True)
    second = unpacked(tmp_path / "second", compiled(str(tmp_path / "first")))
    (second / "module.py").write_text("value = 2  # which nobody compiles\n")
    done = subprocess.run(
        command, env={**environment, "PYTHONPATH": str(second)}, check=True, capture_output=True, text=True
    )
    assert done.stdout == "1\n"
