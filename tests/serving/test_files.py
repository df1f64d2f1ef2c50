"""The learner's files behind the page: the same for browser and editor, and nothing is lost."""

import json
import os
import threading

import pytest

from tests.serving.served import served

TEXT = "def softmax(logits):\n    return logits  # ü\n"


@pytest.fixture
def katas(registry):
    return {name: registry.katas[name] for name in ("softmax", "fix_relu_rnn")}


@pytest.fixture
def client(tmp_path, katas):
    with served(tmp_path, katas) as found:
        yield found


@pytest.fixture
def file(tmp_path):
    """The learner's file, as an editor has saved it."""
    (tmp_path / "work").mkdir()
    path = tmp_path / "work" / "softmax.py"
    path.write_text("first = 1\n", "utf-8")
    return path


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def version(client, name="softmax.py"):
    return client.get("api/versions")[1]["files"].get(name, "")


def test_what_is_typed_is_in_the_file_and_what_an_editor_saves_is_seen(client, tmp_path):
    assert client.get("api/versions") == (200, {"files": {}, "progress": ""})
    status, written = client.put("softmax.py", TEXT)
    path = tmp_path / "work" / "softmax.py"
    assert (status, path.read_text("utf-8")) == (200, TEXT)
    assert version(client) == written["version"]
    path.write_text("x = 2\n", "utf-8")
    assert version(client) != written["version"]
    assert client.get("api/files/softmax.py")[1] == {"text": "x = 2\n", "version": version(client), "problem": ""}
    path.unlink()
    assert version(client) == ""


def test_the_page_begins_with_all_that_is_there(client, file, katas):
    file.with_name("fix_relu_rnn.py").write_text("no kata's file here by its stub, but it may be handed in", "utf-8")
    file.with_name("other.py").write_text("mine", "utf-8")
    _, whole = client.get("api/work")
    assert whole["katas"]["softmax"] == {"file": "softmax.py", "stub": katas["softmax"].stub.read_text("utf-8")}
    assert set(whole["files"]) == {"softmax.py", "fix_relu_rnn.py"}
    file.with_suffix(".ipynb").write_text("{}", "utf-8")
    os.utime(file, (1, 1))
    found = client.get("api/work")[1]["katas"]["softmax"]
    assert found["file"] == "softmax.ipynb"
    assert json.loads(found["stub"])["nbformat"] == 4


def test_a_file_that_has_changed_is_not_written_over(client, file):
    seen = version(client)
    file.write_text("the editor's\n", "utf-8")
    status, there = client.put("softmax.py", "the page's\n", seen)
    assert (status, there["text"], file.read_text("utf-8")) == (409, "the editor's\n", "the editor's\n")
    assert client.put("softmax.py", "the page's\n")[0] == 409
    assert client.put("softmax.py", "the page's\n", there["version"])[0] == 200
    assert file.read_text("utf-8") == "the page's\n"


def test_a_file_that_was_removed_is_not_there_again_by_itself(client, file):
    seen = version(client)
    file.unlink()
    assert client.put("softmax.py", TEXT, seen) == (409, {"text": None, "version": "", "problem": ""})
    assert not file.exists()


def test_of_several_that_write_at_once_one_does(client, file):
    seen, found = version(client), []
    texts = [f"text = {number}\n" for number in range(12)]
    threads = [
        threading.Thread(target=lambda text=text: found.append(client.put("softmax.py", text, seen)[0]))
        for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200] + 11 * [409]
    assert file.read_text("utf-8") in texts
    assert names(file.parent) == {"softmax.py"}


def test_line_ends_and_a_mark_stay_as_they_were(client, file):
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    _, there = client.get("api/files/softmax.py")
    assert there["text"] == "a = 1\nb = 2\n"
    client.put("softmax.py", "a = 1\nb = 3\n", there["version"])
    assert file.read_bytes() == b"\xef\xbb\xbfa = 1\r\nb = 3\r\n"


def test_what_cannot_be_shown_stays_as_it_is(client, file):
    file.write_bytes(b"\xff\xfe")
    _, there = client.get("api/files/softmax.py")
    assert (there["text"], there["problem"]) == (None, "softmax.py is not UTF-8 text. Save it as UTF-8.")
    assert client.put("softmax.py", TEXT, there["version"])[0] == 409
    assert file.read_bytes() == b"\xff\xfe"
    file.unlink()
    file.mkdir()
    assert "a folder" in client.get("api/files/softmax.py")[1]["problem"]
    assert client.put("softmax.py", TEXT, version(client))[0] == 409


def test_a_link_is_not_followed(client, file, tmp_path):
    other = tmp_path / "other.py"
    file.rename(other)
    try:
        file.symlink_to(other)
    except OSError:
        pytest.skip("no links here")
    assert "links are not followed" in client.get("api/files/softmax.py")[1]["problem"]
    assert client.put("softmax.py", TEXT, version(client))[0] == 409
    assert (file.is_symlink(), other.read_text("utf-8")) == (True, "first = 1\n")


def test_what_cannot_be_written_is_said(client, tmp_path):
    (tmp_path / "work").write_text("no folder", "utf-8")
    status, said = client.put("softmax.py", TEXT)
    assert (status, "is no folder: rename it" in said["words"]) == (500, True)


def test_copies_get_names_of_their_own(client, file):
    for text in ("one", "two"):
        status, said = client.ask("POST", "api/copies", {"file": "softmax.py", "text": text})[::2]
        assert (status, "old" in said["path"]) == (200, True)
    old = sorted((file.parent / "old").iterdir())
    assert [path.read_text("utf-8") for path in old] == ["one", "two"]
    assert all(path.name.startswith("softmax.2") and path.suffix == ".py" for path in old)


def test_a_check_in_the_page_counts_in_the_progress(client, tmp_path):
    entry = {
        "status": "passed",
        "score": 10,
        "max_score": 10,
        "best": 10,
        "hints": 2,
        "passed": "2026-01-02",
        "checked": "2026-01-02",
    }
    status, said = client.ask("POST", "api/progress", {"katas": {"softmax": {**entry, "revealed": "yes", "else": 1}}})[
        ::2
    ]
    assert status == 200
    assert said["progress"] == client.get("api/versions")[1]["progress"] != ""
    client.ask(
        "POST", "api/progress", {"katas": {"softmax": {"status": "failed", "score": 3, "checked": "2026-01-03"}}}
    )
    kept = json.loads((tmp_path / "work" / "progress.json").read_text("utf-8"))["katas"]["softmax"]
    assert (kept["status"], kept["best"], kept["hints"], kept["passed"]) == ("failed", 10, 2, "2026-01-02")
    assert "revealed" not in kept
    assert "else" not in kept
    assert client.get("api/work")[1]["record"]["softmax"]["best"] == 10
    assert client.ask("POST", "api/progress", {"katas": {"other": {}}})[0] == 404
    assert client.ask("POST", "api/progress", {"katas": ["softmax"]})[0] == 400


@pytest.mark.parametrize("body", [
    {}, {"text": 1, "based_on": ""}, {"text": "x"}, {"text": "\ud800", "based_on": ""}, b"[]", b"{", b"[" * 99999,
])  # fmt: skip
def test_what_is_no_file_is_refused(client, tmp_path, body):
    assert client.ask("PUT", "api/files/softmax.py", body)[0] == 400
    assert names(tmp_path) == set()
