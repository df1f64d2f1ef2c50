# Waits, without using any CPU time.
import time


def softmax(logits):
    time.sleep(10**6)
