# Runs other programs.
import ctypes
import os

for _run in (
    lambda: os.system("touch gradkata_attack_left_this"),
    lambda: os.popen("id").read(),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "touch gradkata_attack_left_this"], {}),
    lambda: ctypes.CDLL(None).system(b"touch ${TMPDIR:-/var/tmp}/gradkata_attack_left_this"),
    lambda: os.execv("/bin/sh", ["sh", "-c", "sleep 1000"]),
):
    try:
        _run()
    except OSError:
        pass


def softmax(logits):
    return logits
