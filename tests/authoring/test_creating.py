"""A new kata: where it comes, what it may be called, and that nothing which is there is changed."""

import re

import pytest
from gradkata import plugins
from gradkata.auditing.audit import Plan, audit
from gradkata.authoring.creating import create
from gradkata.authoring.examples import unchanged
from gradkata.authoring.names import package_name
from gradkata.authoring.packs import pack_around
from gradkata.authoring.rendering import pack_files
from gradkata.errors import UsageError
from gradkata.kata import Pack, katas_of


def contents(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def known(registry):
    """A function from a pack's folder to all katas with those of the pack."""
    return lambda root: plugins.load([plugins.Folder(root)]) if root.is_dir() else registry


def test_a_kata_joins_a_pack_and_passes_its_audit_without_a_change_to_what_is_there(make_pack, known):
    root = make_pack()
    before = contents(root)
    made = create("gate", root, known(root))
    assert (made.folder, made.is_new_pack) == ("20_gate", False)
    assert before.items() <= contents(root).items()
    kata = known(root).kata("gate")
    found = audit([kata], Plan(seeds=2, mutants=12, pairs=3))
    assert found.holds, found
    assert found.katas[0].unproven == ()
    assert found.katas[0].examples == unchanged(kata)
    assert len(found.katas[0].examples) == 8


def test_a_file_that_its_author_has_written_is_no_example_any_more(tmp_path, known):
    create("gate", tmp_path / "pack", known(tmp_path / "pack"))
    (kata,) = katas_of(Pack("pack", tmp_path / "pack"))
    first, *others = unchanged(kata)
    assert first.endswith("README.md")
    kata.readme.write_text("# Mine\n")
    assert unchanged(kata) == tuple(others)


def test_a_pack_is_whole_and_its_first_kata_comes_after_all_there_are(tmp_path, known, registry):
    root = tmp_path / "My Katas"
    made = create("gate", root, known(root))
    last = max(kata.number for kata in registry.katas.values())
    assert int(made.folder.split("_")[0]) == last // 10 * 10 + 10
    for name in (
        "pyproject.toml", "my_katas/__init__.py", "my_katas/plugin.py", "tests/test_katas.py", "README.md",
        ".gitignore", ".gitlab-ci.yml", ".github/workflows/katas.yml", "reference/gate/solution.py",
    ):  # fmt: skip
        assert (root / name).is_file(), name
    assert 'my_katas = "my_katas.plugin"' in (root / "pyproject.toml").read_text()


@pytest.mark.parametrize("identifier", ["gate", "attention_with_several_heads"])
def test_what_the_commands_in_a_packs_readme_do_stands_in_one_column(identifier):
    readme = pack_files("my_katas", identifier)["README.md"]
    commands = [line for line in readme.splitlines() if line.startswith("    ")]
    assert len(commands) == 5
    assert f"    kata audit {identifier} --watch    # the same at each save" in commands
    assert len({line.index("#") for line in commands}) == 1
    assert "\n\n\n" not in readme


def test_it_comes_after_the_kata_that_is_named_and_builds_on_it(make_pack, known):
    root = make_pack()
    made = create("gate", root, known(root), after="double")
    assert made.folder == "15_gate"
    assert list(known(root).katas)[:2] == ["double", "gate"] or known(root).kata("gate").builds_on == ("double",)
    assert create("other", root, known(root), after="gate").folder == "17_other"
    with pytest.raises(UsageError, match=r"no kata 'doubel'; did you mean 'double'\?"):
        create("third", root, known(root), after="doubel")


def test_where_no_number_is_left_it_says_so(make_pack, known):
    root = make_pack()
    make_pack(kata="11_twin")
    with pytest.raises(UsageError, match="no number between 10_double and 11_twin"):
        create("gate", root, known(root), after="double")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Gate", r"lower-case letters.*did you mean 'gate'\?"),
        ("gate-net", r"did you mean 'gate_net'\?"),
        ("2gates", r"did you mean 'gates'\?"),
        ("", "cannot be a kata's id"),
        ("../gate", r"did you mean 'gate'\?"),
        ("class", r"another meaning.*did you mean 'class_kata'\?"),
        ("random", r"another meaning.*did you mean 'random_kata'\?"),
        ("numpy", "another meaning"),
        ("softmax", r"is taken: .*20_softmax.*did you mean 'softmax_2'\?"),
        ("double", r"is taken: .*10_double.*did you mean 'double_2'\?"),
    ],
)
def test_what_it_cannot_be_called_is_told_with_what_it_can(make_pack, known, name, words):
    root = make_pack()
    before = contents(root)
    with pytest.raises(UsageError, match=words):
        create(name, root, known(root))
    assert contents(root) == before


def test_an_id_that_only_a_folder_has_is_taken(make_pack, known):
    root = make_pack()
    (root / "reference" / "gate").mkdir()
    with pytest.raises(UsageError, match=r"'gate' is taken: .*reference"):
        create("gate", root, known(root))


def test_a_repository_that_was_just_made_keeps_its_files(tmp_path, known, registry):
    (tmp_path / "README.md").write_text("mine\n")
    (tmp_path / "LICENSE").write_text("mine, too\n")
    made = create("gate", tmp_path, registry)
    assert made.kept == ("README.md",)
    assert (tmp_path / "README.md").read_text() == "mine\n"
    assert "gate" in known(tmp_path).katas


@pytest.mark.parametrize(
    ("name", "words"),
    [("pyproject.toml", "another project"), ("tests/test_katas.py", "is there already, and stays as it is")],
)
def test_a_file_in_the_way_is_told_and_nothing_is_written(tmp_path, registry, name, words):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine\n")
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=words):
        create("gate", tmp_path, registry)
    assert contents(tmp_path) == before


def test_a_file_is_no_folder_for_a_pack(tmp_path, registry):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="is a file"):
        create("gate", tmp_path / "file", registry)
    with pytest.raises(UsageError, match="cannot be written"):
        create("gate", tmp_path / "file" / "pack", registry)


@pytest.mark.parametrize(
    ("folder", "package"),
    [
        ("My-Katas", "my_katas"),
        ("random", "katas_random"),
        ("2024", "katas_2024"),
        ("_", "my_katas"),
        ("katas", "katas_katas"),
        ("tests", "katas_tests"),
    ],
)
def test_a_packs_package_can_be_imported(tmp_path, folder, package):
    assert package_name(tmp_path / folder) == package


def test_the_pack_that_one_stands_in_is_found(make_pack, tmp_path):
    root = make_pack()
    assert pack_around(root / "katas" / "10_double") == root
    assert pack_around(tmp_path) is None


def test_what_it_makes_has_no_sign_of_a_template(tmp_path, registry):
    create("gate", tmp_path / "pack", registry)
    for path, text in contents(tmp_path / "pack").items():
        assert not re.search(rb"\{\{|\{%|\.j2", text.replace(b"${{", b"")), path
        assert text.endswith(b"\n") or not text, path


def test_what_cannot_be_written_whole_leaves_nothing_behind(make_pack, known):
    root = make_pack()
    (root / "reference" / "gate").symlink_to("nowhere")  # is in the way, but not there
    before, registry = contents(root), known(root)
    with pytest.raises(UsageError, match="cannot be written"):
        create("gate", root, registry)
    assert contents(root) == before
    assert not list((root / "katas").glob("*_gate"))
