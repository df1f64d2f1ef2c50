# Arrays: pairs as rows, counted by np.unique, whose order is also that of the ties.
import numpy as np


def rows(ids):
    ids = np.asarray(ids, dtype=int).reshape(-1)
    return np.stack([ids[:-1], ids[1:]], axis=1) if len(ids) > 1 else np.zeros((0, 2), dtype=int)


def count_pairs(ids):
    pairs, counts = np.unique(rows(ids), axis=0, return_counts=True) if len(ids) > 1 else ([], [])
    return {(int(a), int(b)): int(n) for (a, b), n in zip(pairs, counts)}


def merge_pair(ids, pair, new):
    hits = np.flatnonzero((rows(ids) == np.array(pair)).all(axis=1))
    taken, last = [], -2
    for at in hits.tolist():
        if at > last + 1:
            taken.append(at)
            last = at
    merged = np.array(ids, dtype=int)
    merged[taken] = new
    return np.delete(merged, [at + 1 for at in taken]).tolist()


def learn_merges(text, count):
    ids, merges = np.frombuffer(text.encode("utf-8"), dtype=np.uint8).astype(int), []
    for number in range(count):
        if len(ids) < 2:
            break
        pairs, counts = np.unique(rows(ids), axis=0, return_counts=True)
        best = counts.argmax()
        if counts[best] < 2:
            break
        merges.append(tuple(pairs[best].tolist()))
        ids = merge_pair(ids, merges[-1], 256 + number)
    return merges


def encode(text, merges):
    ids = np.frombuffer(text.encode("utf-8"), dtype=np.uint8).tolist()
    for number in range(len(merges)):
        ids = merge_pair(ids, merges[number], number + 256)
    return ids


def decode(ids, merges):
    stack, out = list(ids)[::-1], bytearray()
    while stack:
        each = stack.pop()
        if each >= 256:
            stack += [merges[each - 256][0], merges[each - 256][1]]
        else:
            out.append(each)
    return out.decode("utf-8", "replace")
