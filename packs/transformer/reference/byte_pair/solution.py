"""Byte pair encoding: Sennrich, Haddow and Birch, "Neural Machine Translation of Rare Words", ACL 2016, section 3.2."""

import itertools

FIRST = 256  # the ids below are the bytes


def count_pairs(ids):
    counts = {}
    for pair in itertools.pairwise(ids):
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def merge_pair(ids, pair, new):
    merged, at = [], 0
    while at < len(ids):
        if tuple(ids[at : at + 2]) == pair:
            merged.append(new)
            at += 2
        else:
            merged.append(ids[at])
            at += 1
    return merged


def learn_merges(text, count):
    ids, merges = list(text.encode("utf-8")), []
    while len(merges) < count:
        counts = count_pairs(ids)
        # Of pairs that are equally frequent, the smallest one.
        best = min(counts, key=lambda pair: (-counts[pair], pair), default=None)
        if best is None or counts[best] < 2:
            break
        ids = merge_pair(ids, best, FIRST + len(merges))
        merges.append(best)
    return merges


def encode(text, merges):
    ids = list(text.encode("utf-8"))
    for number, pair in enumerate(merges):
        ids = merge_pair(ids, pair, FIRST + number)
    return ids


def decode(ids, merges):
    table = [bytes([byte]) for byte in range(FIRST)]
    for first, second in merges:
        table.append(table[first] + table[second])
    whole = b"".join(table[each] for each in ids)
    return whole.decode("utf-8", errors="replace")
