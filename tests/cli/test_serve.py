"""`kata serve`, as a learner types it."""

import json
import shutil
import signal
import urllib.error
import urllib.request

import pytest
from gradkata import plugins
from gradkata.cli.recording import asked_for
from gradkata.errors import UsageError
from gradkata.kata import kata_at
from gradkata.kit import NAME, tapes
from gradkata.kit.leaks import leaks

from tests.commands import commands

pytest.importorskip("markdown_it", reason="markdown-it-py is missing: the extra `site` brings it")


@pytest.fixture
def start(registry, tmp_path, monkeypatch):
    """Starts commands where answers have been recorded before; nothing is checked here, so there is nothing in them."""
    monkeypatch.setenv(tapes.FOLDER, str(tmp_path / "tapes"))
    tapes._keep(tapes._kept(registry.katas["softmax"], tapes.SEEDS), b"a tape")
    (tmp_path / "here").mkdir()
    with commands(tmp_path / "here") as found:
        yield found


def ask(address, path="", method="GET", value=None):
    data = None if value is None else json.dumps(value).encode()
    headers = {"Content-Type": "application/json"} if data else {}
    with urllib.request.urlopen(urllib.request.Request(address + path, data, headers, method=method)) as answer:
        return answer.read()


def test_the_page_has_the_files_behind_it_until_ctrl_c(start, tmp_path):
    process = start("serve", "--kata", "softmax")
    address = process.stdout.readline().split()[-1]
    assert address.startswith("http://127.0.0.1:")
    assert process.stdout.readline() == "What you write there is saved in work/, and what you save there is shown.\n"
    assert b"<title>gradkata</title>" in ask(address)
    assert json.loads(ask(address, "site.json"))["work"] == "api/"
    assert [each["id"] for each in json.loads(ask(address, "course.json"))["katas"]] == ["softmax"]
    ask(address, "api/files/softmax.py", "PUT", {"text": "x = 1\n", "based_on": ""})
    assert (tmp_path / "here" / "work" / "softmax.py").read_text("utf-8") == "x = 1\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.endswith("Interrupted (SIGINT): all that the page saved is in your files.\n")
    with pytest.raises(urllib.error.URLError):
        ask(address)


def test_with_others_in_the_room_the_files_are_not_behind_it(start, tmp_path):
    process = start("serve", "--kata", "softmax", "--host", "0.0.0.0", "--port", "0")
    address = process.stdout.readline().split()[-1]
    assert "Your files are not behind it" in process.stdout.readline()
    port = address.rstrip("/").rpartition(":")[2]
    here = f"http://127.0.0.1:{port}/"
    assert "work" not in json.loads(ask(here, "site.json"))
    with pytest.raises(urllib.error.HTTPError, match="404"):
        ask(here, "api/work")
    process.terminate()
    process.communicate()
    assert not (tmp_path / "here" / "work").exists()


@pytest.fixture
def kit(registry, tmp_path):
    """A pack as it is in a learner's kit: with a tape, and no reference."""
    shutil.copytree(registry.katas["softmax"].folder, tmp_path / "kit" / "katas" / "20_softmax")
    (tmp_path / "kit" / "reference" / "softmax").mkdir(parents=True)
    found = plugins.Registry()
    found.katas["softmax"] = kata_at(tmp_path / "kit" / "katas" / "20_softmax", "kit")
    return found


def test_in_a_kit_the_tape_is_taken_as_it_is(kit):
    kata = kit.katas["softmax"]
    with pytest.raises(UsageError, match="there is no reference of softmax here"):
        asked_for(kit, ["softmax"])
    (kata.hidden / NAME).write_bytes(b"as it is")
    assert asked_for(kit, ["softmax"]) == [kata]
    assert tapes.tapes_of([kata]) == {"softmax": b"as it is"}
    assert list(leaks({"page": b"anything"}, [kata])) == []
