"""Runs a command as most containers would: no network, no user namespaces, and no privileges to make any.

Started by the superuser, the command is the superuser there, too, and may become another user, as in Docker; started by
an ordinary user, it is taken for the superuser and may become nobody else.
"""

import ctypes
import os
import sys
from pathlib import Path

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
KEPT = "-all,+setuid,+setgid,+dac_override,+chown,+fowner,+kill"  # of what Docker leaves to the superuser


def main(command):
    started, mapped = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        if ctypes.CDLL(None, use_errno=True).unshare(NEW_USER | NEW_NETWORK):
            os._exit(1)
        os.write(started[1], b".")
        os.read(mapped[0], 1)
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
        os.execvp("setpriv", ["setpriv", f"--bounding-set={KEPT}", "--no-new-privs", *command])
    os.close(started[1])
    if os.read(started[0], 1):
        map_users(child)
        os.write(mapped[1], b".")
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def map_users(child):
    """Say which users and groups of the system the ones in the namespace are."""
    is_superuser = os.getuid() == 0
    if not is_superuser:
        write(child, "setgroups", "deny")
    write(child, "uid_map", "0 0 4294967295" if is_superuser else f"0 {os.getuid()} 1")
    write(child, "gid_map", "0 0 4294967295" if is_superuser else f"0 {os.getgid()} 1")


def write(child, name, text):
    Path(f"/proc/{child}/{name}").write_text(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
