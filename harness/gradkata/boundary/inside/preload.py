"""What the fork server imports ahead: children then need not, and at the level ``filter`` they could not."""

from __future__ import annotations

import contextlib
import importlib

# What learners often import, and what is there with numpy or this end itself, so that it costs nothing.
COMMON = (
    "__future__", "abc", "array", "ast", "atexit", "base64", "bisect", "builtins", "codecs", "collections",
    "collections.abc", "contextlib", "copy", "ctypes", "dataclasses", "datetime", "dis", "enum", "errno", "functools",
    "gc", "hashlib", "heapq", "hmac", "importlib", "inspect", "io", "itertools", "json", "keyword", "linecache", "math",
    "numbers", "numpy.dtypes", "numpy.exceptions", "numpy.lib.stride_tricks", "numpy.linalg", "numpy.random", "opcode",
    "operator", "os", "os.path", "pathlib", "pickle", "platform", "random", "re", "reprlib", "secrets", "select",
    "signal", "socket", "string", "struct", "sys", "textwrap", "threading", "time", "token",
    "tokenize", "traceback", "types", "typing", "warnings", "weakref", "zlib",
)  # fmt: skip

# What few learners need, and what costs the server more than all of the above: a child imports it where it still can.
# Some of numpy's own are imported within a function, as `numpy.median` does with `numpy.ma`.
RARE = (
    "_strptime", "argparse", "cmath", "csv", "decimal", "difflib", "doctest", "fractions", "glob", "logging",
    "numpy.char", "numpy.ctypeslib", "numpy.fft", "numpy.lib.recfunctions", "numpy.ma", "numpy.polynomial", "numpy.rec",
    "numpy.strings", "numpy.testing", "numpy.typing", "pprint", "queue", "shutil", "statistics", "stringprep",
    "subprocess", "tempfile", "timeit", "unicodedata", "unittest", "unittest.mock", "uuid", "zipfile", "zoneinfo",
    "encodings.ascii", "encodings.cp1252", "encodings.idna", "encodings.latin_1", "encodings.punycode",
    "encodings.unicode_escape", "encodings.utf_8_sig", "encodings.utf_16", "encodings.utf_32",
)  # fmt: skip


def preload(level: str) -> None:
    """Import what children at this level need; what this version of Python does not have, nobody can miss."""
    for name in (*COMMON, *RARE) if level == "filter" else COMMON:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
