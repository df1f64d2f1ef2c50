"""A real cluster on this machine: whatever becomes of its workers, each job has its result, the same as here."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections import Counter

import pytest
from gradkata import plugins
from gradkata.errors import UsageError
from gradkata.executors import cluster, here
from gradkata.gradebook.book import Gradebook
from gradkata.grader import Grader
from gradkata.job import Job
from gradkata.kata import Pack, katas_of
from gradkata.reading.programs import program_of

from tests.boundary.process_table import IS_SHOWN, eventually, is_running, parents
from tests.commands import HARNESS, commands
from tests.helpers import A_PACK, PATIENTLY

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

# Its answers may end the grader's process, or the worker that has started it.
SUITE = '''
import os, signal
from gradkata.suite import check_array, points

@points(3)
def test_doubles(learner, reference, rng):
    """Every entry is doubled."""
    for answer, victim in ((13.0, os.getpid()), (14.0, os.getppid())):
        if learner.double(1.0) == answer:
            os.kill(victim, signal.SIGKILL)
    x = rng.normal(size=4)
    check_array(learner.double(x), reference.double(x), "double(x)")
'''
TEXTS = {
    "right": "def double(x): return 2 * x\n",
    "wrong": "def double(x): return 3 * x\n",
    "endless": "def double(x):\n    while True: pass\n",
    "ends": "import os\ndef double(x): os._exit(0)\n",
    "broken": "def double(x: return\n",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with a pack, and a site in which it is installed."""
    place = tmp_path_factory.mktemp("cluster")
    for name, text in {
        "pack/katas/10_double/README.md": "# Double: twice as much\n",
        "pack/katas/10_double/stub.py": "def double(x):\n    raise NotImplementedError('times 2')\n",
        "pack/katas/10_double/suite.py": SUITE,
        "pack/reference/double/solution.py": TEXTS["right"],
        "site/pack_of_cluster.py": A_PACK.format(root=str(place / "pack")),
        "site/mine-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: mine\nVersion: 1\n",
        "site/mine-1.dist-info/entry_points.txt": "[katas]\nmine = pack_of_cluster\n",
    }.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    return place


@pytest.fixture(scope="module")
def dask(place):
    """A function that starts a command of Dask; what is left of them is ended afterwards."""
    started = []

    def start(*arguments):
        path = os.pathsep.join([str(HARNESS), str(place / "site")])
        with (place / "log").open("a") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments], cwd=place, env={**os.environ, "PYTHONPATH": path},
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def scheduler(dask, place):
    """The address of a scheduler with two workers, each with a nanny that starts it again."""
    file = place / "scheduler.json"
    dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    for name in ("one", "two"):
        dask(
            "worker", "--scheduler-file", str(file), "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard",
            "--local-directory", str(place / name),
        )  # fmt: skip
    assert eventually(file.is_file, bool, 120)
    with distributed.Client(scheduler_file=str(file), timeout=120, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
        return client.scheduler.address


@pytest.fixture
def katas(place):
    return katas_of(Pack("mine", place / "pack"))


@pytest.fixture
def grader(place, monkeypatch):
    """A grader of all that the workers have."""
    monkeypatch.syspath_prepend(place / "site")
    with Grader(plugins.load().katas.values()) as grader:
        yield grader


def job(name, text):
    return Job(name, "double", 5, program_of("double", text), level="process", limits={"cpu_s": 1, **PATIENTLY})


def said(result):
    return result.learner, result.status, result.score, result.messages


def workers_of(scheduler):
    """The numbers of the workers' processes."""
    with distributed.Client(scheduler, timeout=60, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


def test_a_class_has_the_results_that_it_has_here_though_a_worker_is_killed(grader, scheduler):
    jobs = [job(name, text) for name, text in TEXTS.items()] + [job(str(number), TEXTS["wrong"]) for number in range(5)]
    expected = [(number, said(each)) for number, each in here.work(grader, jobs)]
    victim, *_ = workers_of(scheduler)
    found = []
    for number, each in cluster.work(grader, iter(jobs), scheduler=scheduler):
        if not found:
            os.kill(victim, signal.SIGKILL)
        found.append((number, said(each)))
    assert sorted(found) == expected
    assert {status for _, (_, status, _, _) in expected} == {"passed", "failed", "timeout", "killed", "error"}


def test_a_job_that_kills_costs_no_other_its_result(grader, scheduler):
    texts = {"0": TEXTS["right"], "1": "def double(x): return 14.0\n", "2": "def double(x): return 13.0\n"}
    jobs = [job(str(number), texts.get(str(number), TEXTS["right"])) for number in range(6)]
    results = dict(cluster.work(grader, iter(jobs), scheduler=scheduler))
    assert sorted(results) == list(range(6))
    assert Counter(each.status for each in results.values()) == {"passed": 4, "error": 2}
    for number in (1, 2):
        assert "The grader's process ended while it judged this, twice" in results[number].messages[0]


def test_jobs_are_read_when_there_is_room_for_them(grader, scheduler):
    read = []

    def jobs():
        for number in range(12):
            read.append(number)
            yield job(str(number), TEXTS["right"])

    for so_far, _ in enumerate(cluster.work(grader, jobs(), 3, scheduler=scheduler)):
        assert len(read) <= so_far + 1 + 3
    assert len(read) == 12


def test_a_worker_with_other_katas_is_named(grader, scheduler, make_pack):
    others = [katas_of(Pack("other", make_pack(name, kata=f"20_{name}"))) for name in ("double", "triple")]
    katas = grader.katas | {kata.id: kata for (kata,) in others}
    with Grader(katas.values()) as mine:
        work = cluster.work(mine, [job("ada", TEXTS["right"])], scheduler=scheduler)
        with pytest.raises(UsageError) as error:
            next(work)
    assert re.fullmatch(
        r"the worker tcp://127.0.0.1:\d+ cannot grade this: its kata 'double' is another one than here; "
        r"it has no kata 'triple'; it needs the same gradkata and the same katas",
        str(error.value),
    )


def test_that_no_scheduler_answers_is_said(katas, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWERS_WITHIN_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with Grader(katas) as grader:
        work = cluster.work(grader, [job("ada", "")], scheduler=f"tcp://127.0.0.1:{port}")
        with pytest.raises(UsageError, match=rf"no scheduler of Dask answers at tcp://127.0.0.1:{port} \("):
            next(work)


@pytest.mark.parametrize("address", ["", "foo://x", "tcp://[::", "tls://127.0.0.1:1", "inproc://1"])
def test_that_an_address_is_none_is_said(katas, address):
    with Grader(katas) as grader, pytest.raises(UsageError, match="no scheduler of Dask answers at"):
        next(cluster.work(grader, [job("ada", "")], scheduler=address))


def test_no_jobs_need_no_scheduler(katas):
    with Grader(katas) as grader:
        assert list(cluster.work(grader, [], scheduler="tcp://nowhere")) == []


def test_that_no_worker_can_be_used_is_said_and_then_an_error(monkeypatch, capsys):
    monkeypatch.setattr(cluster, "TOLD_S", 0.0)
    monkeypatch.setenv(cluster.WAIT, "100")
    absence = cluster._Absence()
    absence.see(False, "running")
    absence.see(False, "running")
    assert capsys.readouterr().err == (
        "Remark: no worker of the cluster can be used; one is waited for, for up to 100 s\n"
    )
    monkeypatch.setenv(cluster.WAIT, "0")
    with pytest.raises(UsageError, match="no worker of the cluster can be used, for 0 s now"):
        cluster._Absence().see(False, "running")
    with pytest.raises(UsageError, match="the scheduler of the cluster has gone"):
        cluster._Absence().see(True, "closed")
    monkeypatch.setenv(cluster.WAIT, "soon")
    with pytest.raises(UsageError, match="KATA_WORKERS_WITHIN_S has to be a number of seconds"):
        cluster._Absence()


def test_that_dask_is_missing_is_said(katas, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with Grader(katas) as grader, pytest.raises(UsageError, match=r"pip install 'gradkata\[cluster\]'"):
        next(cluster.work(grader, [job("ada", "")], scheduler="tcp://127.0.0.1:1"))


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_what_was_judged_is_kept_when_it_is_interrupted(scheduler, place, tmp_path):
    for name, text in {"ada": TEXTS["right"], "bob": TEXTS["wrong"], "zoe": TEXTS["endless"]}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "double.py").write_text(text)
    book = tmp_path / "course.db"
    with commands(tmp_path, place / "site") as start:
        process = start(
            "grade", "class", "--kata", "double", "--scheduler", scheduler, "--gradebook", str(book), "--isolation",
            "process", "--limit", "cpu_s=600", "--limit", "wall_s=600", "--format", "json",
        )  # fmt: skip
        assert eventually(lambda: kept(book) == 2 or process.poll() is not None, bool, 120)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=120)
    assert process.returncode == 130
    assert '"interrupted": true' in out
    assert told.splitlines()[-1].endswith("the same command again grades the 1 of 3 results that is missing.")
    left = eventually(lambda: graders(workers_of(scheduler)), lambda left: not left, 60)
    assert left == []


def kept(book):
    """How many attempts are in a gradebook."""
    with contextlib.suppress(UsageError), contextlib.closing(Gradebook.reading(book)) as opened:
        return len(opened)
    return 0  # it is not there yet


def graders(workers):
    """The processes that workers have started and that still run."""
    return [number for number, parent in parents().items() if parent in workers and is_running(number)]
