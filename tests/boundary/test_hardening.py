"""What the kernel refuses a learner's code."""

import pytest
from gradkata.boundary.failures import LearnerError

from tests.boundary.sessions import LANDLOCK, PROJECT

PROBES = {
    "read": "open(path).read()",
    "read below the project": "open(path + '/reference/softmax/solution.py').read()",
    "read by number": "import os; os.open(path + '/reference/softmax/solution.py', os.O_RDONLY)",
    "list": "import os; os.listdir(path)",
    "list the root": "import os; os.listdir('/')",
    "walk up": "import os; os.listdir(os.getcwd()); open('../etc/passwd')",
    "/etc/passwd": "open('/etc/passwd').read()",
    "own environment": "open('/proc/self/environ', 'rb').read()",
    "parent's memory": "import os; open(f'/proc/{os.getppid()}/mem', 'rb')",
    "parent's files": "import os; os.listdir(f'/proc/{os.getppid()}/fd')",
    "write in the folder": "open('left_behind', 'w')",
    "write in /tmp": "open('/tmp/left_behind', 'w')",
    "write in shared memory": "open('/dev/shm/left_behind', 'w')",
    "write beside numpy": "import numpy; open(numpy.__path__[0] + '/left_behind.py', 'w')",
    "append": "open(path + '/mine.txt', 'a')",
    "truncate": "import os; os.truncate(path + '/mine.txt', 0)",
    "remove": "import os; os.remove(path + '/mine.txt')",
    "rename": "import os; os.rename(path + '/mine.txt', path + '/yours.txt')",
    "link": "import os; os.link(path + '/mine.txt', path + '/yours.txt')",
    "make a link": "import os; os.symlink('/etc', path + '/link')",
    "make a folder": "import os; os.mkdir(path + '/folder')",
    "make a pipe": "import os; os.mkfifo(path + '/pipe')",
    "change a mode": "import os; os.chmod(path + '/mine.txt', 0o777)",
    "change a time": "import os; os.utime(path + '/mine.txt', (0, 0))",
    "change an owner": "import os; os.chown(path + '/mine.txt', 1, 1)",
    "fork": "import os\nif os.fork() == 0: os._exit(0)",
    "start": "import subprocess; subprocess.run(['/bin/true'])",
    "spawn": "import os; os.posix_spawn('/bin/true', ['true'], {})",
    "become another": "import os; os.execv('/bin/true', ['true'])",
    "a worker": "import multiprocessing; p = multiprocessing.Process(target=print); p.start()",
    "signal the parent": "import os; os.kill(os.getppid(), 0)",
    "signal everyone": "import os; os.kill(-1, 0)",
    "signal the group": "import os; os.killpg(0, 0)",
    "watch a process": "import os; os.pidfd_open(os.getppid())",
    "socket": "import socket; socket.socket()",
    "local socket": "import socket; socket.socket(socket.AF_UNIX)",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "memory file": "import os; os.memfd_create('x')",
    "more memory": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "leave the session": "import os; os.setsid()",
    "another root": "import os; os.chroot(path)",
}  # fmt: skip


@pytest.mark.skipif(not LANDLOCK, reason="this kernel has no Landlock")
@pytest.mark.parametrize("probe", PROBES)
def test_on_linux_the_kernel_refuses(learner_apart, probe, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    path = PROJECT if "read" in probe or probe == "list" else tmp_path
    with pytest.raises(LearnerError) as caught:
        learner_apart.attempt(PROBES[probe], str(path))
    # `setrlimit` says that it is refused with a ValueError; where nothing can be opened, not even the module is found.
    assert isinstance(caught.value, OSError | ValueError | ModuleNotFoundError)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert learner_apart.double(1) == 2


def test_probes_can_find_what_they_are_refused():
    """A probe that is refused because its file is not there proves nothing."""
    assert (PROJECT / "reference/softmax/solution.py").is_file()
