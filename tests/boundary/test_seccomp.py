"""The tables of system calls, against the kernel's own headers, of which one machine has more than its own."""

import re
from pathlib import Path

import pytest
from gradkata.boundary.inside import seccomp

TABLES = (seccomp.ALLOWED_CALLS, seccomp.READING_CALLS, seccomp.STARTING_CALLS, seccomp.DENIED_CALLS)
HEADERS = [  # aarch64 has the numbers that are the same for all newer architectures
    ("/usr/include/x86_64-linux-gnu/asm/unistd_64.h", 0),
    ("/usr/include/asm-generic/unistd.h", 1),
]


@pytest.mark.parametrize(("header", "column"), HEADERS, ids=["x86_64", "aarch64"])
def test_numbers_are_the_kernels(header, column):
    if not Path(header).is_file():
        pytest.skip("this machine has no such header")
    text = Path(header).read_text("ascii", "replace")
    numbers = {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", text)}
    numbers["newfstatat"] = numbers.get("newfstatat", numbers.get("fstatat"))
    assert len(numbers) > 250
    for name, call in ((name, call) for table in TABLES for name, call in table.items()):
        if name in numbers or call[column] is None:  # a kernel may be older than a call
            assert numbers.get(name) == call[column], name


def test_no_call_is_both_allowed_and_denied():
    allowed = seccomp.ALLOWED_CALLS.keys() | seccomp.READING_CALLS.keys()
    assert not allowed & seccomp.DENIED_CALLS.keys()
    for column in range(2):
        numbers = [call[column] for table in TABLES[:2] for call in table.values() if call[column] is not None]
        assert len(set(numbers)) == len(numbers)
