"""The files of the page, held in memory and found by their whole name: no other file can be asked for."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ..site.building import SITE

INDEX = "index.html"
API = "api/"  # where the page finds what it asks, below its own address
TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm", ".zip": "application/zip",
}  # fmt: skip
ANY = "application/octet-stream"


@dataclasses.dataclass(frozen=True)
class Page:
    """One file: its type for a browser, and a tag by which it is known again."""

    data: bytes
    kind: str
    tag: str


def pages_in(folder: Path, *, has_work: bool) -> dict[str, Page]:
    """The files that `kata site` wrote, by name; the empty name is that of the first.

    Args:
        has_work: whether the page is to know that a learner's files are behind it.
    """
    site = json.loads((folder / SITE).read_text("utf-8"))
    files = {name: (folder / name).read_bytes() for name in site["files"]}
    if has_work:
        files[SITE] = json.dumps({**site, "work": API}).encode()
    return as_pages({**files, "": files[INDEX]})


def as_pages(files: Mapping[str, bytes]) -> dict[str, Page]:
    """Files as they are served, by name."""
    kinds = {name: TYPES.get(PurePosixPath(name or INDEX).suffix, ANY) for name in files}
    return {name: Page(data, kinds[name], f'"{hashlib.sha256(data).hexdigest()[:32]}"') for name, data in files.items()}
