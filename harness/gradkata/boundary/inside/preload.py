"""What the fork server imports ahead: children then need not, and at the level ``filter`` they could not."""

from __future__ import annotations

import contextlib
import importlib

# Modules of numpy that it imports only when they are first used; `numpy.median` needs one of them, for instance.
NUMPY = (
    "numpy.char", "numpy.ctypeslib", "numpy.dtypes", "numpy.exceptions", "numpy.fft", "numpy.lib.stride_tricks",
    "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random", "numpy.rec", "numpy.strings",
    "numpy.typing",
)  # fmt: skip

# What a learner may well import.
LIBRARY = (
    "__future__", "abc", "argparse", "array", "ast", "atexit", "base64", "bisect", "builtins", "cmath", "codecs",
    "collections", "collections.abc", "contextlib", "copy", "csv", "ctypes", "dataclasses", "datetime", "decimal",
    "difflib", "dis", "enum", "errno", "fractions", "functools", "gc", "glob", "hashlib", "heapq", "hmac",
    "importlib", "inspect", "io", "itertools", "json", "keyword", "linecache", "logging", "math", "numbers", "operator",
    "os", "os.path", "pathlib", "pickle", "platform", "pprint", "queue", "random", "re", "reprlib", "secrets", "select",
    "shutil", "signal", "socket", "statistics", "string", "struct", "subprocess", "sys", "tempfile", "textwrap",
    "threading", "time", "timeit", "token", "tokenize", "traceback", "types", "typing", "unicodedata",
    "uuid", "warnings", "weakref", "zipfile", "zlib",
    "zoneinfo",
)  # fmt: skip

# What few import, and what takes long: left to them wherever they still can.
HEAVY = ("doctest", "numpy.testing", "unittest", "unittest.mock")

# Modules that the ones above import within a function.
INNER = ("_strptime", "numpy.lib.recfunctions", "opcode", "stringprep")

ENCODINGS = ("ascii", "cp1252", "idna", "latin_1", "punycode", "unicode_escape", "utf_8_sig", "utf_16", "utf_32")


def preload(level: str) -> None:
    """Import what children at this level need; what this version of Python does not have, nobody can miss."""
    heavy = HEAVY if level == "filter" else ()
    for name in (*NUMPY, *LIBRARY, *INNER, *(f"encodings.{each}" for each in ENCODINGS), *heavy):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
