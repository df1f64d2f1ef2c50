# Writes wherever it can.
import os
import tempfile

for _folder in ("/", "/tmp", "/var/tmp", "/dev/shm", os.getcwd(), os.path.expanduser("~"), os.path.dirname(__file__)):
    try:
        with open(os.path.join(_folder, "gradkata_attack_left_this"), "w") as _file:
            _file.write("here")
    except OSError:
        pass
try:
    tempfile.NamedTemporaryFile(prefix="gradkata_attack_left_this", delete=False)
except OSError:
    pass


def softmax(logits):
    return logits
