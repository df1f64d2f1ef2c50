"""Who may import whom: data flows one way, and there is one door to a learner's code."""

import ast
import sys
from pathlib import Path

import pytest

HARNESS = Path(__file__).parent.parent / "harness" / "gradkata"
MODULES = sorted(HARNESS.rglob("*.py"))

# The learner's end of the boundary, and the wire, which runs at both.
LEARNERS_END = {
    "changes", "child", "debugging", "fresh", "hardening", "landlock", "loading", "preload", "pretending", "printing",
    "reporting", "requests", "seccomp", "users", "wire", "zygote",
}  # fmt: skip

# Each room, and the rooms that it may import from (besides itself), in the order in which data flows.
ALLOWED = {
    "errors": set(),
    "identity": set(),
    "interruption": set(),
    "lazy": set(),
    "results": {"identity"},
    "tolerances": set(),
    "translation": set(),
    "second_opinion": set(),
    "destination": {"errors"},
    "text": {"errors"},
    "boundary": {"errors"},
    "settings": {"boundary", "errors"},
    "kata": {"boundary", "errors", "settings", "text"},
    "digests": {"kata"},
    "reading": {"boundary", "kata", "text"},
    "finding": {"boundary", "errors", "identity", "kata", "lazy", "text"},
    "job": {"boundary", "finding", "reading"},
    "outlining": {"results"},
    "judging": {"boundary", "errors", "finding", "job", "kata", "lazy", "reading", "results", "second_opinion", "text",
                "tolerances"},
    "suite": {"boundary", "judging"},
    "pytest_plugin": {"errors", "judging", "kata", "second_opinion"},
    "explaining": {"boundary", "errors", "judging", "kata", "reading", "results", "settings",
                   "text", "tolerances"},
    "patience": {"boundary", "explaining", "job", "results"},
    "grader": {"boundary", "errors", "explaining", "job", "judging", "kata", "patience", "results"},
    "executors": {"boundary", "digests", "errors", "grader", "interruption", "job", "lazy", "results"},
    "grading": {"errors", "executors", "grader", "identity", "interruption", "job", "results", "finding"},
    "running": {"boundary", "errors", "grader", "judging", "kata", "reading", "finding"},
    "showing": {"boundary", "errors", "finding", "grader", "judging", "kata", "running"},
    "reports": {"errors", "lazy", "results", "showing", "text"},
    "feedback": {"errors", "reports", "results"},
    "packaging": {"errors", "kata", "lazy"},
    "kit": {"boundary", "digests", "errors", "explaining", "grader", "job", "judging", "kata", "packaging", "reading",
            "results", "text", "tolerances"},
    "command": {"lazy"},
    "hookspecs": {"command", "executors", "finding", "judging", "kata", "packaging", "reports"},
    "": {"command", "executors", "finding", "hookspecs", "identity", "judging", "kata", "packaging", "reports"},
    "builtin": {"command", "executors", "finding", "hookspecs", "judging", "kata", "packaging", "reports"},
    "plugins": {"builtin", "command", "errors", "executors", "finding", "hookspecs", "judging", "kata", "packaging",
                "reports"},
    "authoring": {"errors", "kata", "plugins"},
    "auditing": {"authoring", "boundary", "errors", "executors", "explaining", "grader", "interruption", "job",
                 "judging", "kata", "reading", "reports", "results", "settings", "text", "tolerances"},
    "grader_process": {"", "boundary", "digests", "errors", "executors", "grader", "plugins"},
    "gradebook": {"", "digests", "errors", "executors", "finding", "job", "kata", "results"},
    "insight": {"boundary", "errors", "finding", "gradebook", "grader", "grading", "interruption", "job", "kata",
                "plugins", "reading", "reports", "results", "text"},
    "learning": {"boundary", "destination", "errors", "explaining", "finding", "grader", "grading", "job", "judging",
                 "kata", "kit", "outlining", "plugins", "reports", "results", "text"},
    "sharing": {"boundary", "destination", "errors", "finding", "learning", "reading", "reports", "results", "text"},
    "watching": {"errors", "executors", "explaining", "finding", "interruption", "kata", "learning", "plugins",
                 "reports", "results"},
    "site": {"", "boundary", "errors", "finding", "grader", "job", "judging", "kata", "kit", "learning", "reports",
             "results", "running", "text"},
    "serving": {"destination", "errors", "finding", "kata", "learning", "site", "text"},
    "workshop": {"boundary", "digests", "errors", "executors", "feedback", "finding", "gradebook", "grader", "grading",
                 "insight", "interruption", "job", "kata", "learning", "reports", "results", "serving", "site", "text"},
    "notebook": {"boundary", "errors", "finding", "kata", "learning", "plugins", "reading", "reports", "results",
                 "sharing", "text"},
    "packaged": {"errors", "finding", "grader", "grading", "interruption", "job", "packaging", "plugins", "results"},
    "cli": {"", "auditing", "authoring", "boundary", "destination", "errors", "executors", "feedback", "finding",
            "gradebook", "grader", "grading", "insight", "interruption", "job", "judging", "kata", "kit", "learning",
            "outlining", "packaging", "plugins", "reports", "results", "running", "serving", "sharing", "showing",
            "site", "watching", "workshop"},
    "__main__": {"cli", "errors", "interruption"},
}  # fmt: skip

EVERYWHERE = {"translation"}  # whatever is said is said in the user's language

LONGEST_FUNCTION, LONGEST_CLASS = 40, 150  # lines


def room(path):
    return path.relative_to(HARNESS).with_suffix("").parts[0].replace("__init__", "")


def imports(path):
    """The absolute names of all modules that a file imports."""
    package = ["gradkata", *path.relative_to(HARNESS).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = [*base, *(node.module.split(".") if node.module else [])]
            names = [alias.name for alias in node.names]
            yield from (".".join([*module, name]) for name in names) if module == ["gradkata"] else [".".join(module)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HARNESS)))
def test_a_room_imports_only_what_lies_before_it(path):
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "gradkata":
            other = parts[1] if len(parts) > 1 and parts[1] != "__version__" else ""
            assert other in (room(path), *EVERYWHERE, *ALLOWED[room(path)]), f"{room(path)} imports {name}"


def test_rooms_are_listed_in_the_order_in_which_data_flows():
    before = set()
    for name, others in ALLOWED.items():
        assert others <= before, name
        before.add(name)


def module(path):
    parts = ["gradkata", *path.relative_to(HARNESS).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


KNOWN = {module(path) for path in MODULES}


def test_there_is_no_circle_of_imports():
    left = {module(path): {name for name in names_of(path) if name in KNOWN} - {module(path)} for path in MODULES}
    while ready := [name for name, others in left.items() if not others & left.keys()]:
        for name in ready:
            del left[name]
    assert not left


def names_of(path):
    """The names of the modules that a file imports, a package's modules as well as what is in them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            package = ["gradkata", *path.relative_to(HARNESS).parent.parts]
            base = ".".join([*package[: len(package) - node.level + 1], *(node.module or "").split(".")]).rstrip(".")
            found = [f"{base}.{alias.name}" for alias in node.names]
            yield from (each if each in KNOWN else base for each in found)


def test_functions_and_classes_are_short_enough_to_be_seen_at_once():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                most = LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION
                first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                lines = node.end_lineno - first + 1
                assert lines <= most, f"{path.relative_to(HARNESS)}: {node.name} has {lines} lines"


def test_every_room_is_listed():
    assert {room(path) for path in MODULES} == set(ALLOWED)


@pytest.mark.parametrize("name", sorted(LEARNERS_END))
def test_the_learners_end_imports_numpy_and_the_standard_library_only(name):
    for imported in imports(HARNESS / "boundary" / "inside" / f"{name}.py"):
        top = imported.split(".")[0]
        assert top in sys.stdlib_module_names | LEARNERS_END | {"numpy"}


def test_nothing_imports_the_references_or_a_kata():
    for path in MODULES:
        assert not {name.split(".")[0] for name in imports(path)} & {"reference", "katas"}


def test_the_harness_names_no_kata(registry):
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            # Whole strings: a docstring may well take a kata for its example.
            assert not (isinstance(node, ast.Constant) and node.value in registry.katas), f"{path}: {node.value}"


def test_importing_does_nothing_but_define():
    """No module of the harness runs a statement at its top level that is more than a definition."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    allowed = (ast.Import, ast.ImportFrom, *functions, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.If, ast.Expr)
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.For) and path.parent.name == "cli":
                continue  # the commands are put into their group
            assert isinstance(node, allowed), f"{path}: line {node.lineno}"
            if isinstance(node, ast.Expr):
                assert isinstance(node.value, ast.Constant), f"{path}: line {node.lineno}"


def test_tests_mirror_the_package():
    """A room that is a folder has a folder of tests; others are about katas, bench, accuracy and attacks."""
    rooms = {path.name for path in HARNESS.iterdir() if (path / "__init__.py").is_file()}
    folders = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {"accuracy", "attacks", "bench", "katas"} == rooms


def test_suites_import_numpy_pytest_and_the_public_names_only(registry):
    for kata in registry.katas.values():
        for node in ast.walk(ast.parse(kata.suite.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module == "gradkata.suite" or node.module.split(".")[0] in sys.stdlib_module_names
            elif isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names}
                assert names <= {"numpy", "pytest"} | set(sys.stdlib_module_names)
