"""Whose a learner's processes are: what else their user runs does not count."""

import dataclasses
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from gradkata.boundary.processes import ForkServer, started
from gradkata.boundary.usage import threads_of_user

from tests.boundary.sessions import LINUX, PATIENT, opened

pytestmark = pytest.mark.skipif(not LINUX, reason="counts in /proc")

# Starts what it is told to where no namespace can be entered, as in most containers.
CONTAINED = """
import ctypes, os, struct, sys
from gradkata.boundary.inside import seccomp
column, audit = seccomp.ARCHITECTURES[os.uname().machine]
unshare = seccomp.DENIED_CALLS["unshare"][column]
steps = [*seccomp._prologue(audit), *seccomp._give(unshare, seccomp.EPERM), seccomp._step(seccomp.GIVE, seccomp.ALLOW)]
code = ctypes.create_string_buffer(b"".join(steps))
filter = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, ctypes.c_char_p(filter), 0, 0) == 0
assert libc.unshare(0x10000000) == -1
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""

SOURCE = """
import threading, time
def start(number):
    for _ in range(number): threading.Thread(target=time.sleep, args=[60], daemon=True).start()
    return number
def most():
    import resource
    return resource.getrlimit(resource.RLIMIT_NPROC)
"""


@pytest.fixture
def sleepers():
    """Other programs of the same user."""
    running = [subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) for _ in range(8)]
    yield running
    for each in running:
        each.kill()
        each.communicate()


def test_threads_of_this_user_are_counted(sleepers):
    before = threads_of_user()
    assert before > len(sleepers)
    done = threading.Event()
    waiting = [threading.Thread(target=done.wait) for _ in range(50)]
    for each in waiting:
        each.start()
    own = len(list(Path("/proc/self/task").iterdir()))
    assert threads_of_user() >= own > 50  # whatever else has come or gone meanwhile
    done.set()
    for each in waiting:
        each.join()


@pytest.mark.usefixtures("sleepers")
@pytest.mark.parametrize("kind", ["forks", "strict_starter", "filter_starter"])
def test_what_else_a_user_runs_leaves_the_learner_as_many_threads_as_are_allowed(kind, request):
    with opened(request.getfixturevalue(kind), SOURCE, limits=dataclasses.replace(PATIENT, processes=3)) as learner:
        assert learner.start(3) == 3


def test_where_no_namespace_can_be_entered_the_limit_is_above_what_the_user_runs(tmp_path, sleepers):
    resource = pytest.importorskip("resource")
    script = tmp_path / "contained.py"
    script.write_text(f"import sys\nsys.path[:0] = {sys.path!r}\n{CONTAINED}")
    limits = dataclasses.replace(PATIENT, processes=3)
    with started(ForkServer("process", [sys.executable, str(script)])) as starter:
        with opened(starter, SOURCE, limits=limits) as learner:
            assert learner.start(3) == 3
            most, cannot_be_raised = learner.most()
            assert most == cannot_be_raised
            assert most > len(sleepers) + 3 + 1000 or most == resource.getrlimit(resource.RLIMIT_NPROC)[1]
        with opened(starter, SOURCE) as learner:
            assert learner.most() == (0, 0)


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="the superuser's server becomes another user")
def test_in_a_namespace_a_process_has_its_users_number_and_no_privileges(forks):
    source = """
        import os
        def who(): return os.getuid(), os.getgid()
        def privileges():
            import ctypes, struct
            data = ctypes.create_string_buffer(24)
            ctypes.CDLL(None).capget(struct.pack("Ii", 0x20080522, 0), data)
            return list(data.raw)
    """
    with opened(forks, source) as learner:
        # Some systems let nobody say what the namespace calls its user.
        assert learner.who() in ((os.getuid(), os.getgid()), (65534, 65534))
        assert learner.privileges() == 24 * [0]
