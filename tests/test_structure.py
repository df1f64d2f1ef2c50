"""Who may import whom: data flows one way, and there is one door to a learner's code."""

import ast
import sys
from pathlib import Path

import pytest

HARNESS = Path(__file__).parent.parent / "harness" / "gradkata"
MODULES = sorted(HARNESS.rglob("*.py"))

# The learner's end of the boundary, and the wire, which runs at both.
LEARNERS_END = {
    "changes", "child", "fresh", "hardening", "landlock", "loading", "preload", "reporting", "requests", "seccomp",
    "users", "wire", "zygote",
}  # fmt: skip

# Each room, and the rooms that it may import from (besides itself).
ALLOWED = {
    "errors": set(),
    "results": set(),
    "learning": set(),
    "boundary": {"errors"},
    "kata": {"boundary", "errors"},
    "submission": {"boundary", "errors", "kata"},
    "judging": {"boundary", "errors", "kata", "results", "submission", "learning"},

    "running": {"boundary", "errors", "judging", "kata", "submission"},
    "suite": {"boundary", "judging"},
    "explaining": {"boundary", "errors", "judging", "kata", "results", "submission"},
    "executors": {"boundary", "errors", "explaining", "judging", "kata", "results"},
    "grading": {"boundary", "errors", "executors", "explaining", "judging", "kata", "results", "submission"},
    "auditing": {"boundary", "errors", "explaining", "judging", "kata", "reports", "results", "submission"},
    "reports": {"errors", "results"},
    "hookspecs": {"kata", "reports"},
    "builtin": {"hookspecs", "kata", "reports"},
    "plugins": {"builtin", "errors", "hookspecs", "kata", "reports"},
    "__main__": {"cli"},
    "cli": {"auditing", "boundary", "errors", "executors", "grading", "judging", "kata", "learning", "plugins",
            "reports", "results", "running", "submission", ""},
    "": {"hookspecs", "kata", "reports"},
}  # fmt: skip


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
            assert other == room(path) or other in ALLOWED[room(path)], f"{room(path)} imports {name}"


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
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.If, ast.Expr)
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.For) and path.parent.name == "cli":
                continue  # the commands are put into their group
            assert isinstance(node, allowed), f"{path}: line {node.lineno}"
            if isinstance(node, ast.Expr):
                assert isinstance(node.value, ast.Constant), f"{path}: line {node.lineno}"


def test_suites_import_numpy_pytest_and_the_public_names_only(registry):
    for kata in registry.katas.values():
        for node in ast.walk(ast.parse(kata.suite.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module == "gradkata.suite" or node.module.split(".")[0] in sys.stdlib_module_names
            elif isinstance(node, ast.Import):
                names = {alias.name.split(".")[0] for alias in node.names}
                assert names <= {"numpy", "pytest"} | set(sys.stdlib_module_names)
