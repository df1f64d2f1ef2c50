# Starts threads without end.
import threading
import time

for _ in range(10_000):
    try:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    except RuntimeError:
        break


def softmax(logits):
    return logits
