"""The Python that a page loads beside numpy, as one archive: the engine with all that it imports, and pytest.

What is in it is read from this installation: gradkata's own modules as far as the engine comes to them, and the pure
wheels. No reference, no suite and no test of ours is in it.
"""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..boundary.same_interpreter import LEARNERS_END
from ..errors import UsageError
from ..kata import Kata
from ..kit.contents import kit_files
from ..translation import say

HARNESS = Path(__file__).parent.parent
NAME = "gradkata.zip"

# What the engine, or a suite, or a kata's run.py begins with; the learner's end is imported by bare names.
ROOTS = (
    "gradkata.site.engine", "gradkata.site.start", "gradkata.suite", "gradkata.running", "gradkata.pytest_plugin",
    *(f"gradkata.boundary.inside.{name}" for name in LEARNERS_END),
)  # fmt: skip
WHEELS = ("pytest", "pluggy", "iniconfig", "polib")
# What pytest would colour a terminal with is as large as itself: here it finds the names, and nothing behind them.
STAND_INS = {
    "pygments/__init__.py": "", "pygments/formatters/__init__.py": "", "pygments/lexers/__init__.py": "",
    "pygments/formatters/terminal.py": "TerminalFormatter = None\n", "pygments/lexer.py": "Lexer = None\n",
    "pygments/lexers/diff.py": "DiffLexer = None\n", "pygments/lexers/python.py": "PythonLexer = None\n",
}  # fmt: skip
LIBRARY = ("pydoc_data/topics.py",)  # what Pyodide leaves out: the text that networks learn from
DATA = ("judging/suites.ini", "languages/*.po")
EPOCH = (1980, 1, 1, 0, 0, 0)  # of all files, so that the same sources give the same bytes


def bundle() -> bytes:
    """The archive.

    Raises:
        UsageError: a package that belongs into it is not installed as plain files.
    """
    files = {**own_modules(), **_data(), **_library(), **{name: text.encode() for name, text in STAND_INS.items()}}
    for name in WHEELS:
        files |= _wheel(name)
    return _packed(files)


def course(katas: Iterable[Kata], tapes: Mapping[str, bytes]) -> bytes:
    """The files of katas that a check needs, as one archive: a pack with no hidden half but its recorded answers."""
    files = kit_files(katas, tapes)
    return _packed({name: data for name, data in files.items() if _is_for_the_check(name)})


def _is_for_the_check(name: str) -> bool:
    """Whether a file is for the check; tasks and hints are not, but that there is a task makes a kata."""
    path = PurePosixPath(name)
    return path.suffix in (".py", ".ipynb", ".toml", ".po", ".txt", ".tape") or path.name == "README.md"


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def own_modules() -> dict[str, bytes]:
    """gradkata's modules that the engine may come to import, by their places in the archive."""
    found: dict[str, Path] = {}
    left = list(ROOTS)
    while left:
        name = left.pop()
        path = _path(name)
        if path is not None and name not in found:
            found[name] = path
            left += [name.rpartition(".")[0], *_imported(name, path)]
    return {str(path.relative_to(HARNESS.parent)): path.read_bytes() for path in found.values()}


def _path(name: str) -> Path | None:
    """The file of one of gradkata's modules; None for anything else."""
    if name.partition(".")[0] != "gradkata":
        return None
    place = HARNESS.parent.joinpath(*name.split("."))
    return next((each for each in (place.with_suffix(".py"), place / "__init__.py") if each.is_file()), None)


def _imported(name: str, path: Path) -> Iterator[str]:
    """The absolute names that a module imports, anywhere but for types."""
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    for node in _statements(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            yield from (module, *(f"{module}.{alias.name}" for alias in node.names))


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """All that is in a tree, without what only type checkers read."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield node
            yield from _statements(node)


def _data() -> dict[str, bytes]:
    paths = (path for pattern in DATA for path in HARNESS.glob(pattern))
    return {str(path.relative_to(HARNESS.parent)): path.read_bytes() for path in paths}


def _library() -> dict[str, bytes]:
    home = Path(ast.__file__).parent
    return {name: (home / name).read_bytes() for name in LIBRARY}


def _wheel(name: str) -> dict[str, bytes]:
    """The files of an installed distribution, as in its wheel."""
    try:
        files: Iterable[importlib.metadata.PackagePath] = importlib.metadata.files(name) or ()
    except importlib.metadata.PackageNotFoundError:
        files = ()
    kept = [each for each in files if ".." not in each.parts and each.suffix != ".pyc" and _is_needed(each)]
    if not kept:
        raise UsageError(say("{package} is not installed, and a page needs it: pip install {package}", package=name))
    return {str(each): Path(str(each.locate())).read_bytes() for each in kept}


def _is_needed(path: importlib.metadata.PackagePath) -> bool:
    """Whether a file is code, or says what the package is."""
    return path.suffix == ".py" or path.name in ("METADATA", "LICENSE", "LICENSE.txt", "entry_points.txt")
