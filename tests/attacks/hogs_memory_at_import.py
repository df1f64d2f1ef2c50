# Takes ten gigabytes at once, then as much as it can get.
import numpy as np

try:
    kept = np.ones(10**10 // 8)
except MemoryError:
    kept = []
while True:
    kept.append(bytearray(10**7))
