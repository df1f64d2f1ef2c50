"""Who else asks gets nothing: other pages, other users, other names for this machine."""

import socket

import pytest
from gradkata.errors import UsageError
from gradkata.serving.handler import MOST_BODY
from gradkata.serving.server import Place, serving

from tests.serving.served import PAGES, served

BODY = {"text": "x = 1\n", "based_on": ""}


@pytest.fixture
def katas(registry):
    return {"softmax": registry.katas["softmax"]}


@pytest.fixture
def client(tmp_path, katas):
    (tmp_path / "secret.py").write_text("no kata", "utf-8")
    with served(tmp_path, katas) as found:
        yield found
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} <= {"secret.py"}


def test_the_page_is_served_with_what_keeps_it_safe(client):
    status, headers, data = client.ask("GET", "")
    assert (status, data, headers["Content-Type"]) == (200, b"<p>page", "text/html; charset=utf-8")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert "Access-Control-Allow-Origin" not in headers
    assert client.ask("GET", "", headers={"If-None-Match": headers["ETag"]})[::2] == (304, b"")
    assert client.ask("HEAD", "main.js")[::2] == (200, b"")
    assert client.ask("GET", "api/versions")[1]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("base", ["/", "/api/", "/0000/", "//", "/%2e%2e/"])
def test_without_the_secret_there_is_nothing(client, base):
    for path in ("", "main.js", "versions", "api/versions"):
        assert client.get(path, base=base)[0] == 404
    assert client.ask("PUT", "api/files/softmax.py", BODY, base=base)[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil"]
)
def test_a_name_that_is_not_this_machines_is_refused(client, host):
    host = host.format(port=client.port)
    for path in ("", "api/versions"):
        assert client.get(path, headers={"Host": host})[0] == 403
    assert client.ask("PUT", "api/files/softmax.py", BODY, {"Host": host})[0] == 403


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
])  # fmt: skip
def test_another_page_may_ask_nothing(client, headers):
    assert client.get("api/work", headers=headers)[0] == 403
    assert client.ask("PUT", "api/files/softmax.py", BODY, headers)[0] == 403


def test_the_page_itself_may_by_either_name(client):
    for host in (f"localhost:{client.port}", f"127.0.0.1:{client.port}"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        assert client.get("api/work", headers=headers)[0] == 200


def test_a_form_of_another_page_is_no_request_of_ours(client):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert client.ask("PUT", "api/files/softmax.py", BODY, {"Content-Type": kind})[0] == 415


@pytest.mark.parametrize("name", [
    "secret.py", "../secret.py", "..%2fsecret.py", "%2e%2e/secret.py", "..\\secret.py", "/etc/passwd", "softmax.py/..",
    "softmax.md", "progress.json", "softmax.PY", "old/softmax.py", "softmax.py%00", "", "./softmax.py",
])  # fmt: skip
def test_no_other_file_can_be_named(client, name):
    assert client.get(f"api/files/{name}")[0] == 404
    assert client.ask("PUT", f"api/files/{name}", BODY)[0] == 404
    assert client.get(name if name else "site/")[0] == 404


def test_a_copy_is_of_a_katas_file_too(client):
    assert client.ask("POST", "api/copies", {"file": "../x.py", "text": ""})[0] == 404


def test_other_methods_and_paths_are_refused(client):
    assert client.ask("DELETE", "api/files/softmax.py")[0] == 501
    assert client.ask("POST", "api/files/softmax.py", BODY)[0] == 404
    assert client.ask("PUT", "main.js", BODY)[0] == 405
    assert client.ask("GET", "api/")[0] == 404


def test_what_is_too_large_is_not_even_read(client):
    for length, status in ((MOST_BODY + 1, 413), ("9" * 5000, 413), ("-1", 411), ("x", 411), ("٣", 411)):
        with socket.create_connection(("127.0.0.1", client.port), timeout=60) as link:
            head = f"PUT {client.base}api/files/softmax.py HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n"
            link.sendall(f"{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n".encode())
            assert int(link.recv(100).split()[1]) == status


def test_a_browser_that_goes_away_disturbs_nobody(client, capfd):
    for sent in (b"", b"GET", b"\x16\x03\x01nonsense\r\n\r\n", f"GET {client.base} HTTP/1.1\r\n".encode()):
        with socket.create_connection(("127.0.0.1", client.port), timeout=60) as link:
            link.sendall(sent)
    assert client.get("")[0] == 200
    assert capfd.readouterr().err == ""


def test_the_path_that_a_browser_is_started_with_works_once(client):
    ticket = client.server.served.guard.ticket()
    status, headers, _ = client.ask("GET", ticket, base="")
    assert (status, headers["Location"]) == (303, client.base)
    assert client.get(ticket, base="")[0] == 404
    assert client.get("/", base="")[0] == 404


def test_where_others_come_in_no_files_are_behind_it(tmp_path, katas):
    with served(tmp_path, katas, "0.0.0.0", has_work=False) as client:
        assert client.base == "/"
        assert client.get("", headers={"Host": "teacher.example:8700"}) == (200, b"<p>page")
        assert client.get("api/work")[0] == 404
        assert client.ask("PUT", "api/files/softmax.py", BODY)[0] == 405


def test_places():
    assert Place("127.0.0.1", 0).is_private
    assert not Place("0.0.0.0", 0).is_private
    assert Place("127.0.0.1", 0).names(80) == ["127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"]
    assert "0.0.0.0" not in Place("0.0.0.0", 0).url(8700, "/")
    with pytest.raises(UsageError, match="there is no address 'no such'"):
        Place("no such", 0)


def test_a_port_that_is_taken_is_said():
    with serving(Place("127.0.0.1", 0), PAGES) as server:
        words = f"port {server.server_port} is taken: name another one with --port"
        with pytest.raises(UsageError, match=words), serving(Place("127.0.0.1", server.server_port), PAGES):
            pass
