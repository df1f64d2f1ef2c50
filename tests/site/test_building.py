"""What `kata site` writes: all of the page and nothing hidden, and never over something else."""

import collections
import io
import json
import re
import shutil
import sys
import zipfile

import pytest
from click.testing import CliRunner
from gradkata.cli.site import site
from gradkata.errors import UsageError
from gradkata.site import building
from gradkata.site.course import course

TAPES = collections.defaultdict(bytes)  # these tests are about the files around them

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is missing: the extra `site` brings it")


@pytest.fixture
def katas(registry):
    return [registry.katas[name] for name in ("softmax", "fix_relu_rnn")]


@pytest.fixture
def pyodide(tmp_path):
    folder = tmp_path / "pyodide"
    folder.mkdir()
    for name in (*building.CORE, "numpy-2-none-any.whl", "else.txt"):
        (folder / name).write_text(name)
    return folder


def files_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_course_has_what_the_page_shows(katas):
    softmax, notebook = course(katas)["katas"]
    assert softmax["file"] == "softmax.py"
    assert softmax["title"]["de"] == "Softmax: von Scores zu Wahrscheinlichkeiten"
    assert softmax["max_score"] == 10
    assert "<math" in softmax["task"]["en"]
    assert softmax["hints"]["en"][0]["title"] == "How many sums are there?"
    assert len(softmax["hints"]["de"]) == len(softmax["hints"]["en"])
    assert not softmax["runs"]
    assert notebook["file"] == "fix_relu_rnn.ipynb"
    assert notebook["cells"]["cell-1"]["html"].startswith("<h1>A small net with ReLU")


def test_a_page_is_whole_and_says_what_it_is_made_of(katas, tmp_path):
    built = building.build(katas, TAPES, tmp_path / "page")
    found = files_in(tmp_path / "page")
    said = json.loads((tmp_path / "page" / "site.json").read_text("utf-8"))
    assert set(said["files"]) == found
    assert built.files == len(found)
    assert {each["url"] for each in said["assets"]} <= found
    assert not any("making" in name for name in found)
    page = (tmp_path / "page" / "index.html").read_text("utf-8")
    assert "script-src 'self' 'wasm-unsafe-eval' https://cdn.jsdelivr.net;" in page
    worker = (tmp_path / "page" / "sw.js").read_text("utf-8")
    assert set(json.loads(re.search(r"FILES = (\[.*\])", worker)[1])) == found - {"sw.js"}
    assert 'PYODIDE = "https://cdn.jsdelivr.net/' in worker


def test_every_module_and_file_that_the_page_names_is_there(katas, tmp_path):
    building.build(katas, TAPES, tmp_path / "page")
    found = files_in(tmp_path / "page")
    for path in (tmp_path / "page").glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', path.read_text("utf-8")):
            assert name in found, path.name
    page = (tmp_path / "page" / "index.html").read_text("utf-8")
    assert set(re.findall(r'(?:src|href)="(\w[\w.]*\.\w+)"', page)) <= found


def test_nothing_hidden_is_in_a_page(katas, tmp_path):
    building.build(katas, TAPES, tmp_path / "page")
    for path in (tmp_path / "page").glob("*.zip"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            assert not [name for name in archive.namelist() if "reference/" in name or "/right/" in name]
            assert not [name for name in archive.namelist() if re.search(r"^katas/.*(solution|mistakes)", name)]


def test_pyodide_is_packed_in(katas, tmp_path, pyodide):
    building.build(katas, TAPES, tmp_path / "page", pyodide)
    packed = {name for name in files_in(tmp_path / "page") if name.startswith("pyodide/")}
    assert packed == {f"pyodide/{name}" for name in (*building.CORE, "numpy-2-none-any.whl")}
    assert "wasm-unsafe-eval';" in (tmp_path / "page" / "index.html").read_text("utf-8")
    assert '"pyodide/pyodide' not in re.search(r"FILES = .*", (tmp_path / "page" / "sw.js").read_text("utf-8"))[0]


def test_a_page_is_written_anew_and_what_it_no_more_has_is_gone(katas, tmp_path, pyodide):
    building.build(katas, TAPES, tmp_path / "page", pyodide)
    (tmp_path / "page" / "mine.txt").write_text("kept")
    before = (tmp_path / "page" / "sw.js").read_bytes()
    building.build(katas[:1], TAPES, tmp_path / "page")
    assert (tmp_path / "page" / "mine.txt").read_text() == "kept"
    assert not any(name.startswith("pyodide/") for name in files_in(tmp_path / "page"))
    assert (tmp_path / "page" / "sw.js").read_bytes() != before


def test_the_same_katas_give_the_same_bytes(katas, tmp_path):
    for name in ("one", "other"):
        building.build(katas, TAPES, tmp_path / name)
    both = [
        {each: (tmp_path / name / each).read_bytes() for each in files_in(tmp_path / name)} for name in ("one", "other")
    ]
    assert both[0] == both[1]


@pytest.mark.parametrize("there", ["notes.txt", "site.json"])
def test_a_folder_with_something_else_in_it_is_refused(katas, tmp_path, there):
    (tmp_path / there).write_text("{}")
    with pytest.raises(UsageError, match="is not empty, and holds no page"):
        building.build(katas, TAPES, tmp_path)
    assert files_in(tmp_path) == {there}


def test_files_outside_the_folder_are_never_removed(katas, tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    page = tmp_path / "page"
    page.mkdir()
    names = ["../mine.txt", str(tmp_path / "mine.txt"), 7]
    (page / "site.json").write_text(json.dumps({"schema": building.SCHEMA, "files": names}))
    building.build(katas[:1], TAPES, page)
    assert (tmp_path / "mine.txt").exists()


def test_a_file_in_place_of_the_folder_and_a_pyodide_that_lacks_something_are_told(katas, tmp_path, pyodide):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file; name a folder"):
        building.build(katas, TAPES, tmp_path / "file")
    (pyodide / "pyodide.asm.wasm").unlink()
    with pytest.raises(UsageError, match=r"lacks pyodide\.asm\.wasm: it has to hold Pyodide 314"):
        building.build(katas, TAPES, tmp_path / "page", pyodide)
    assert not (tmp_path / "page").exists()


def test_without_markdown_it_the_extra_is_named(katas, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(UsageError, match=r"pip install 'gradkata\[site\]'"):
        building.build(katas, TAPES, tmp_path / "page")


def test_the_command_takes_katas_with_what_they_build_on(tmp_path):
    done = CliRunner().invoke(site, [str(tmp_path / "page"), "--kata", "rnn_step"], catch_exceptions=False)
    assert "The page is in" in done.stdout
    ids = [each["id"] for each in json.loads((tmp_path / "page" / "course.json").read_text("utf-8"))["katas"]]
    assert "rnn_step" in ids
    assert "softmax" in ids
    assert "bptt" not in ids


def test_each_sentence_of_the_page_is_there_in_both_languages():
    text = (building.FRONT / "strings.js").read_text("utf-8")
    english, german = text.split("\n  de: {")
    keys = [re.findall(r'[{,\s](\w+):\s*"((?:[^"\\]|\\.)*)"', part) for part in (english, german)]
    assert [name for name, _ in keys[0]] == [name for name, _ in keys[1]]
    for (name, one), (_, other) in zip(*keys, strict=True):
        assert set(re.findall(r"\{\w+\}", one)) == set(re.findall(r"\{\w+\}", other)), name


@pytest.mark.skipif(not shutil.which("node"), reason="node is not here")
def test_zip_files_go_there_and_back(tmp_path):
    import subprocess

    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/é.py", "ü" * 1000)
    script = tmp_path / "try.mjs"
    script.write_text(
        f"import {{ zipped, unzipped }} from {json.dumps((building.FRONT / 'zip.js').as_uri())};\n"
        "import { readFileSync, writeFileSync } from 'node:fs';\n"
        f"const bytes = readFileSync({json.dumps(str(packed))});\n"
        "const found = await unzipped(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));\n"
        "const made = new Uint8Array(await zipped({ ...found, 'b.py': '' }).arrayBuffer());\n"
        f"writeFileSync({json.dumps(str(tmp_path / 'made.zip'))}, made);\n",
        "utf-8",
    )
    subprocess.run(["node", "--no-warnings", str(script)], check=True)
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {"a/é.py": "ü" * 1000, "b.py": ""}
