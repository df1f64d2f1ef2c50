# Counters and recursion; a pair is replaced in a string of characters, one for each id.
from collections import Counter
from functools import reduce


def count_pairs(ids):
    return dict(Counter(zip(ids[:-1], ids[1:])))


def merge_pair(ids, pair, new):
    text = "".join(map(chr, ids))
    return [ord(each) for each in text.replace(chr(pair[0]) + chr(pair[1]), chr(new))]


def learn_merges(text, count, ids=None, new=256):
    ids = list(text.encode()) if ids is None else ids
    counts = count_pairs(ids)
    if count == 0 or not counts or max(counts.values()) == 1:
        return []
    most = max(counts.values())
    pair = sorted(each for each in counts if counts[each] == most)[-1]
    return [pair] + learn_merges(text, count - 1, merge_pair(ids, pair, new), new + 1)


def encode(text, merges):
    return reduce(lambda ids, step: merge_pair(ids, step[1], 256 + step[0]), enumerate(merges), list(text.encode()))


def decode(ids, merges):
    def flat(each):
        return bytes([each]) if each < 256 else b"".join(map(flat, merges[each - 256]))

    return b"".join(map(flat, ids)).decode(errors="replace")
