"""What several test files need: judging a piece of text, running the command, a pack made on the spot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from gradkata import hookspecs, plugins
from gradkata.boundary import levels
from gradkata.boundary.processes import default_starter, started
from gradkata.cli import main
from gradkata.finding.submission import Submission
from gradkata.job import job_of

from tests.helpers import PATIENTLY, SUITES, grade_all

ROOT = Path(__file__).parent.parent
KATA = Path(sys.executable).with_name("kata")


# Whatever the language of whoever runs the tests; processes that are started have it, too.
os.environ["KATA_LANG"] = "en"
# Wherever they run: a CI server's variables change what pytest prints, a terminal's what everything prints.
for name in ("CI", "BUILD_NUMBER", "PYTEST_ADDOPTS", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "ACCESSIBLE"):
    os.environ.pop(name, None)

# A shell that starts the tests in the background has them ignore Ctrl-C, and so would all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What a second Python need not be asked again.
DEAR = {
    "test_attacks", "test_audit", "test_bench", "test_bench_price", "test_bench_starting", "test_bench_watching",
    "test_broken_katas", "test_catalogues", "test_ci_examples", "test_classroom50_package", "test_cluster",
    "test_commands_in_docs", "test_day", "test_docs",
    "test_diagnosis", "test_german", "test_gradebook", "test_gradescope_package", "test_hints", "test_installed",
    "test_keeping", "test_local_run", "test_natural_mistakes", "test_pictures", "test_run", "test_second_opinion",
    "test_show", "test_tasks_in_german", "test_watch", "test_whole_day",
}  # fmt: skip

# Nor these rooms: what is in them works with texts and with what others have judged.
ROOMS = {"accuracy", "auditing", "authoring", "bench", "html", "insight", "kit", "packaged", "packaging", "showing"}

# What takes longest, half a minute and more, the longest first.
LONG = ["test_diagnosis", "test_attacks", "test_katas", "test_broken_katas", "test_whole_day", "test_watch"]


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="one seed, one level, and not what is dear")
    # A change that spoils a kata shows on any seed; what goes wrong on one in many is for the nightly session.
    parser.addoption("--seeds", type=int, default=3, help="on how many seeds what is right is judged; nightly: 50")
    # To find out which mistake it is costs ten times as much as to see that it is one; `nox -s audit` explains all.
    parser.addoption(
        "--explained", type=int, default=8, help="one in how many wrong solutions is judged and explained; nightly: 1"
    )
    parser.addoption(
        "--tapes", default="", help="katas of which all is judged by tapes, too: all, or ids; `nox -s kit`"
    )
    parser.addoption("--kills", type=int, default=6, help="how often a grading is killed on its way; nightly: 20")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """The longest first, so that no process is left waiting for them in the end."""
    if config.getoption("--quick"):
        kept = [item for item in items if item.path.stem not in DEAR and item.path.parent.name not in ROOMS]
        items[:] = [item for item in kept if not {"filter", "process"} & parameters(item)]
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


def pytest_unconfigure():
    SUITES.__exit__()


def parameters(item):
    """The words that a test is parametrised with, such as the name of a level."""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {value for value in values if isinstance(value, str)}


@pytest.fixture(scope="session")
def registry():
    return plugins.load()


@pytest.fixture(scope="session")
def process_starter():
    with started(default_starter()) as starter:
        yield starter


@pytest.fixture(scope="session")
def strict_starter(registry):
    yield from offered(levels.STRICT, registry)


@pytest.fixture(scope="session")
def filter_starter(registry):
    yield from offered(levels.FILTER, registry)


def offered(level, registry):
    """A starter at ``level``, if this machine has it."""
    try:
        starter = levels.proven(level, [str(kata.reference) for kata in registry.katas.values()])
    except levels.LevelError as error:
        pytest.skip(str(error))
    with started(starter):
        yield starter


@pytest.fixture
def starter(process_starter):
    return process_starter


@pytest.fixture
def judged(tmp_path, registry, starter):
    """A function from a submission's text or bytes to its result."""

    def judged(source, kata="softmax", suffix=".py", limits=None, **siblings):
        folder = tmp_path / "ada"
        folder.mkdir(exist_ok=True)
        for name, text in {kata + suffix: source, **{f"{name}.py": text for name, text in siblings.items()}}.items():
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        job = job_of(Submission("ada", kata, folder / f"{kata}{suffix}"), 7, limits={**PATIENTLY, **(limits or {})})
        return grade_all([registry.kata(kata)], [job], starter)[0]

    return judged


@pytest.fixture
def kata_command(tmp_path):
    """A function that runs ``kata`` as a user would, in a folder of its own: for what is about its process."""

    def run(*arguments, folder=tmp_path, **environment):
        return subprocess.run(
            [KATA, *map(str, arguments)],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "harness"), "COLUMNS": "80", **environment},
            capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
        )  # fmt: skip

    return run


@pytest.fixture
def kata_here(tmp_path, monkeypatch):
    """A function that runs a command of ``kata`` in this process, in a folder of its own: far cheaper than one more."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [*map(str, arguments)], prog_name="kata")


@pytest.fixture
def make_pack(tmp_path):
    """A function that writes a pack with one kata, ``double``, and gives its folder."""

    def make(name="pack", kata="10_double", suite=None, stub=None, reference=None):
        root = tmp_path / name
        folder = root / "katas" / kata
        folder.mkdir(parents=True)
        (folder / "README.md").write_text("# Double: twice as much\n")
        (folder / "stub.py").write_text(stub or "def double(x):\n    raise NotImplementedError('times 2')\n")
        (folder / "suite.py").write_text(suite or SUITE)
        identifier = kata.split("_", 1)[1]
        hidden = root / "reference" / identifier
        hidden.mkdir(parents=True)
        (hidden / "solution.py").write_text(reference or "def double(x):\n    return 2 * x\n")
        return root

    return make


@pytest.fixture
def install(tmp_path, monkeypatch):
    """A function that installs a plugin as pip would: a module, and a distribution that names it."""

    def install(name, source, module=None):
        module = module or f"{name}_of_{tmp_path.name}"
        (tmp_path / "site").mkdir(exist_ok=True)
        if source is not None:
            (tmp_path / "site" / f"{module}.py").write_text(source)
        folder = tmp_path / "site" / f"{name}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (folder / "entry_points.txt").write_text(f"[{hookspecs.GROUP}]\n{name} = {module}\n")
        monkeypatch.syspath_prepend(tmp_path / "site")

    return install


SUITE = '''
from gradkata.suite import check_array, points

@points(3)
def test_doubles(learner, reference, rng):
    """Every entry is doubled."""
    x = rng.normal(size=4)
    expected = reference.double(x)
    check_array(learner.double(x), expected, "double(x)")
'''
