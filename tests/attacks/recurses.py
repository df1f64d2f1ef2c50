# Recurses without end, with the limit raised.
import sys

sys.setrecursionlimit(10**9)


def softmax(logits):
    return softmax(logits)
