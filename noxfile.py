"""Everything that is done with this repository, as sessions: `nox -l` is the menu."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from pathlib import Path

import nox

HERE = Path(__file__).parent
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
CLASS = Path("examples/class")
REPORT = Path("examples/class-report.json")

# The sample class is gradkata's own, so it may be graded where learners' code cannot be kept in.
SAMPLE_ISOLATION = [] if sys.platform == "linux" else ["--isolation", "process"]

nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_missing_interpreters = False  # a session for a Python that is not here is passed over
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "types", "tests"]

# Pythons that pyenv has installed are on this machine, though not on the path.
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
FOUND = [folder for version in PYTHONS for folder in glob.glob(f"{PYENV}/{version}.*/bin")]  # nothing if unreadable
os.environ["PATH"] = os.pathsep.join([*FOUND, os.environ["PATH"]])

RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
# One process more than there are cores, since some tests wait: for a clock, or for a process to end.
TESTS = ["pytest", "-n", str((os.cpu_count() or 1) + 1), "--dist", "loadscope", "--no-loadscope-reorder"]


def install(session: nox.Session, *groups: str) -> None:
    """Install gradkata as it stands in this folder, and what the named groups of development tools need."""
    packages = [package for group in groups for package in nox.project.dependency_groups(PROJECT, group)]
    session.install("--quiet", "--editable", ".", *packages)
    session.run("python", "-m", "compileall", "-q", "harness", silent=True)  # as pip does where it copies files


PROJECT = nox.project.load_toml(HERE / "pyproject.toml")


@nox.session
def grade(session: nox.Session) -> None:
    """Grade a file, a folder or a class, as in `nox -s grade -- PATH --kata softmax`; the sample class without any."""
    install(session)
    arguments = session.posargs or [str(CLASS), "--out", str(REPORT), *SAMPLE_ISOLATION]
    session.run("kata", "grade", *arguments, success_codes=[0, 1])


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests on the Python at hand."""
    install(session, "tests")
    session.run(*TESTS, *session.posargs)


@nox.session(python=[version for version in PYTHONS if version != RUNNING])
def pythons(session: nox.Session) -> None:
    """Run the tests on the other Pythons that this machine has, without what a second one need not be asked."""
    install(session, "tests")
    session.run(*TESTS, "--quick", *session.posargs)


@nox.session
def packs(session: nox.Session) -> None:
    """Run the tests of the packs in packs/, each beside gradkata; `-- --torch` compares with PyTorch as well."""
    arguments = [each for each in session.posargs if each != "--torch"]
    install(session, "tests")
    if "--torch" in session.posargs:
        session.install("--quiet", "torch==2.13.0")  # with which the numbers in tests/outside/ were recorded
    for pack in sorted(HERE.glob("packs/*/pyproject.toml")):
        session.install("--quiet", "--editable", str(pack.parent))
        session.run(*TESTS, str(pack.parent / "tests"), *arguments)


@nox.session
def lowest(session: nox.Session) -> None:
    """Run the tests on the oldest releases of all that gradkata says it needs, on the oldest Python."""
    install(session, "tests")
    needed = PROJECT["tool"]["hatch"]["metadata"]["hooks"]["custom"]["everywhere"]
    session.install("--quiet", *[each.replace(">=", "==") for each in needed])
    session.run(*TESTS, "--quick", *session.posargs)


def bring_a_browser(session: nox.Session) -> None:
    """Install Chromium: Debian's, where that may be done, else playwright's own. Without one, tests are skipped."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            session.run("apt-get", "-qq", *words, external=True, env=quiet, silent=True, success_codes=range(256))
    if not shutil.which("chromium"):
        session.run("playwright", "install", "chromium", success_codes=[0, 1])


@nox.session
def browser(session: nox.Session) -> None:
    """Open pages in a real browser: the one that CHROMIUM names or that is on the path, else playwright's own."""
    install(session, "browser")
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium")):
        bring_a_browser(session)
    # Fetched once, unless PYODIDE names a folder that holds it; says why, where it cannot be had.
    session.run("python", "-m", "tests.site.pyodide_folder", success_codes=[0, 1])
    site = [f"tests/site/test_{name}.py" for name in ("worker", "page", "served_page")]
    rooms = [f"tests/workshop/test_{name}_page.py" for name in ("room", "board", "both")]
    pages = ["tests/reports/html/test_browser.py", *site, *rooms]
    session.run("pytest", *pages, "-rs", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and formatting, those of a new pack included."""
    install(session, "lint")
    pack = Path(session.create_tmp()) / "new" / "gate_katas"
    shutil.rmtree(pack, ignore_errors=True)
    session.run("kata", "new", "gate", "--pack", str(pack), silent=True)
    for folder in (".", str(pack)):
        session.run("ruff", "check", folder)
        session.run("ruff", "format", "--check", folder)


@nox.session
def types(session: nox.Session) -> None:
    """Check types, those of the katas' suites and pictures included."""
    install(session, "types")
    session.run("mypy")
    with session.chdir(as_modules(Path(session.create_tmp()) / "katas")):
        settings = ["--config-file", str(HERE / "pyproject.toml"), "--cache-dir", str(HERE / ".mypy_cache")]
        session.run("mypy", *settings, "--explicit-package-bases", ".")


def as_modules(where: Path) -> Path:
    """Copy the katas' code to where each file has a name of its own as a module, such as `katas._20_softmax.suite`."""
    shutil.rmtree(where, ignore_errors=True)
    for path in [*HERE.glob("katas/*/*.py"), *HERE.glob("packs/*/katas/*/*.py")]:
        if path.name != "stub.py":  # a learner's
            folder = where / "katas" / f"_{path.parent.name}"
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder)
    return where


@nox.session
def coverage(session: nox.Session) -> None:
    """Show which lines and branches the tests reach; learners' processes lie beyond what can be measured."""
    install(session, "tests", "coverage")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", *TESTS, *session.posargs)
    session.run("coverage", "combine", "--quiet")
    enough = ["--fail-under", "0"] if session.posargs else []  # a part of the tests reaches a part
    session.run("coverage", "report", "--skip-covered", "--show-missing", *enough)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure what grading costs, beside other graders, and write docs/benchmarks.md; `-- --quick` for a first look."""
    install(session, "bench", *(["browser"] if "page" in session.posargs else []))
    session.run("python", "-m", "bench", *session.posargs)


@nox.session
def accuracy(session: nox.Session) -> None:
    """Measure how right the diagnosis is on solutions that it was not made for, and write docs/diagnosis.md."""
    install(session)
    session.run("python", "-m", "accuracy", *session.posargs)


@nox.session
def day(session: nox.Session) -> None:
    """Live through a learner's day in a terminal, and write docs/day.md."""
    install(session, "tests")
    session.run("python", "-m", "tests.cli.whole_day")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the pages of docs/ as a site in build/docs; `-- links` asks for every address elsewhere, too."""
    install(session, "docs")
    session.run("python", "-m", "docs.making.commands")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "build/docs")
    if "links" in session.posargs:
        session.run("sphinx-build", "-q", "-b", "linkcheck", "docs", "build/links")


@nox.session
def terminals(session: nox.Session) -> None:
    """Take the pictures of terminals in README.md anew."""
    install(session, "docs")
    session.run("python", "-m", "docs.making.terminals")


@nox.session
def release(session: nox.Session) -> None:
    """Build what is uploaded, check it, and install it where nothing else is."""
    session.install("--quiet", *nox.project.dependency_groups(PROJECT, "release"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist", silent=True)
    made = sorted(map(str, Path("dist").iterdir()))
    session.run("twine", "check", "--strict", *made)
    session.run("check-wheel-contents", *[path for path in made if path.endswith(".whl")])
    for path in made:
        session.run("python", "-m", "venv", "--clear", "build/release", silent=True)
        session.run("build/release/bin/python", "-m", "pip", "install", "--quiet", path, external=True)
        session.run("build/release/bin/kata", "list", "--format", "json", external=True, silent=True)
        session.log(f"{path} is installed and works")


@nox.session
def audit(session: nox.Session) -> None:
    """Prove the suites of all katas, or of some, as in `nox -s audit -- softmax`: see `kata audit --help`."""
    install(session)
    session.run("kata", "audit", *session.posargs)


@nox.session
def kit(session: nox.Session) -> None:
    """Judge all that is known of katas, or of some, as in `nox -s kit -- softmax`, by recorded answers, too."""
    install(session, "tests")
    session.run(*TESTS[:3], "tests/kit/test_all_katas.py", "--tapes", ",".join(session.posargs) or "all")


@nox.session
def nightly(session: nox.Session) -> None:
    """Bend 200,000 frames of the wire (or `-- COUNT SEED`), hand in 20,000 hostile answers, prove katas on 50 seeds."""
    install(session, "tests")
    session.run("python", "tests/boundary/fuzz_wire.py", *session.posargs)
    session.run("python", "tests/fuzz_answers.py")
    session.run(*TESTS, "tests/katas", "tests/explaining", "--seeds", "50", "--explained", "1")
    session.run("pytest", "tests/cli/test_gradebook.py", "--kills", "20")
    session.run(*TESTS[:3], "tests/kit/test_all_katas.py", "--tapes", "all")
