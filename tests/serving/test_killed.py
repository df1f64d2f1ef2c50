"""A server that is killed while it writes: the file is one text or the other, and whole."""

import contextlib
import http.client
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVER = f"""
import sys, time
sys.path[:0] = {[str(ROOT), str(ROOT / "harness")]}
from gradkata import plugins
from pathlib import Path
from tests.serving.served import served
with served(Path(sys.argv[1]), {{"softmax": plugins.load().katas["softmax"]}}) as client:
    print(client.port, client.base, flush=True)
    time.sleep(10**6)
"""
SIZE = 1 << 20


def put(port, base, text, version):
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as link:
        body = json.dumps({"text": text, "based_on": version})
        link.request("PUT", f"{base}api/files/softmax.py", body, {"Content-Type": "application/json"})
        return json.loads(link.getresponse().read())["version"]


def write_on(port, base, has_begun):
    """Write one text after the other until nobody answers."""
    version = ""
    with contextlib.suppress(OSError, http.client.HTTPException):
        for number in range(10**6):
            version = put(port, base, f"{number % 10}" * SIZE, version)
            has_begun.set()


def test_a_file_is_whole_whenever_the_server_is_killed(tmp_path):
    for number, delay_s in enumerate((0.0, 0.005, 0.02)):
        root = tmp_path / str(number)
        root.mkdir()
        with subprocess.Popen([sys.executable, "-c", SERVER, root], stdout=subprocess.PIPE, text=True) as process:
            port, base = process.stdout.readline().split()
            has_begun = threading.Event()
            writer = threading.Thread(target=write_on, args=(int(port), base, has_begun))
            writer.start()
            has_begun.wait()
            time.sleep(delay_s)
            process.kill()
            writer.join()
        data = (root / "work" / "softmax.py").read_bytes()
        assert data == data[:1] * SIZE
