# A class holds the merges; merging changes a copy from its end, where a run of equal ids has to begin at its start.
class Tokenizer:
    def __init__(self, merges=()):
        self.merges = [tuple(pair) for pair in merges]

    def bytes_of(self, one):
        parts = [one]
        while any(each > 255 for each in parts):
            parts = [low for each in parts for low in ((each,) if each < 256 else self.merges[each - 256])]
        return bytes(parts)

    def shortened(self, ids):
        for number, pair in enumerate(self.merges):
            ids = merge_pair(ids, pair, number + 256)
        return ids


def count_pairs(ids):
    counts = {}
    before = None
    for each in ids:
        if before is not None:
            counts.setdefault((before, each), []).append(each)
        before = each
    return {pair: len(found) for pair, found in counts.items()}


def merge_pair(ids, pair, new):
    ids, places, at = list(ids), [], 0
    while at + 1 < len(ids):
        found = (ids[at], ids[at + 1]) == (pair[0], pair[1])
        if found:
            places.append(at)
        at += 2 if found else 1
    for place in reversed(places):
        ids[place : place + 2] = [new]
    return ids


def learn_merges(text, count):
    found = Tokenizer()
    while len(found.merges) < count:
        # Not the quickest way: all merges so far are made anew.
        best, most = None, 1
        for pair, number in sorted(count_pairs(found.shortened(list(text.encode("utf-8")))).items()):
            if number > most:
                best, most = pair, number
        if best is None:
            break
        found.merges.append(best)
    return found.merges


def encode(text, merges):
    ids = list(text.encode("utf-8"))
    for number in range(len(merges) - 1, -1, -1):
        ids = merge_pair(ids, merges[number], number + 256)
    return ids


def decode(ids, merges):
    tokenizer = Tokenizer(merges)
    return b"".join(tokenizer.bytes_of(each) for each in ids).decode("utf-8", errors="replace")
