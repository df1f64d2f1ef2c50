"""A real server with a learner's files behind it, and what asks it over HTTP."""

import contextlib
import http.client
import json
from urllib.parse import urlsplit

from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress
from gradkata.serving.api import Api
from gradkata.serving.pages import Page
from gradkata.serving.server import Place, serving
from gradkata.serving.work import WorkFiles

PAGES = {"": Page(b"<p>page", "text/html; charset=utf-8", '"one"'), "main.js": Page(b"1", "text/javascript", '"two"')}


class Client:
    """Asks a server, as the page in a browser does unless it is told otherwise."""

    def __init__(self, server, place):
        self.server, self.port = server, server.server_port
        self.address = place.url(self.port, server.served.guard.base)
        self.base = urlsplit(self.address).path

    def ask(self, method, path, body=None, headers=None, base=None):
        """The status, the headers, and what was answered: data, or bytes."""
        own = {"Host": f"127.0.0.1:{self.port}"} | ({"Content-Type": "application/json"} if body is not None else {})
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, (self.base if base is None else base) + path, data, {**own, **(headers or {})})
            answer = connection.getresponse()
            found = answer.read()
            is_data = answer.headers["Content-Type"] == "application/json"
            return answer.status, answer.headers, json.loads(found) if is_data else found

    def get(self, path, **how):
        return self.ask("GET", path, **how)[::2]

    def put(self, name, text, based_on="", **how):
        return self.ask("PUT", f"api/files/{name}", {"text": text, "based_on": based_on}, **how)[::2]


@contextlib.contextmanager
def served(root, katas, host="127.0.0.1", *, has_work=True):
    """A client of a server for the workspace in ``root``."""
    workspace, place = Workspace(root), Place(host, 0)
    api = Api(WorkFiles(workspace, katas), Progress(workspace)) if has_work else None
    with serving(place, PAGES, api) as server:
        yield Client(server, place)
