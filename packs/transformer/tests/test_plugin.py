"""The pack comes after gradkata's own katas, and changes nothing about them."""

import ast
import sys

from gradkata import builtin, hookspecs, plugins
from gradkata.kata import katas_of
from gradkata_transformer import plugin

PACK = plugin.kata_packs()[0]


def test_the_pack_is_found_and_nothing_is_left_out():
    found = plugins.load()
    assert found.problems == []
    assert PACK.name in {kata.pack for kata in found.katas.values()}


def test_its_katas_come_after_gradkatas_own():
    packs = [kata.pack for kata in plugins.load().katas.values() if kata.pack in ("gradkata", PACK.name)]
    assert packs == sorted(packs)  # its name begins with that of the other one


def test_gradkatas_own_katas_are_the_same_beside_it():
    own = katas_of(builtin.kata_packs()[0])
    assert [kata for kata in plugins.load().katas.values() if kata.pack == "gradkata"] == own


def test_it_brings_nothing_but_katas():
    hooks = {name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{hookspecs.GROUP}_spec")}
    assert {name for name in hooks if hasattr(plugin, name)} == {"kata_packs"}


def test_katas_are_numbered_in_gaps_of_ten_from_110_on():
    numbers = [kata.number for kata in katas_of(PACK)]
    assert numbers == sorted(set(numbers))
    assert all(number > 100 and number % 10 == 0 for number in numbers)


def test_suites_use_what_any_pack_may_use():
    for kata in katas_of(PACK):
        for path in (kata.suite, kata.folder / "show.py"):
            modules = imported(path) if path.exists() else set()
            ours = {name for name in modules if name.partition(".")[0] == "gradkata"}
            assert ours <= {"gradkata.suite", "gradkata.showing", "gradkata.translation"}, path
            assert {name.partition(".")[0] for name in modules - ours} <= {"numpy", "pytest"} | sys.stdlib_module_names


def imported(path):
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    return found
