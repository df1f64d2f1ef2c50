# As in GPT-2: the pair with the lowest rank that is there is merged, until none is there.
def count_pairs(ids):
    counts = {}
    for at in range(len(ids) - 1):
        pair = ids[at], ids[at + 1]
        counts[pair] = counts[pair] + 1 if pair in counts else 1
    return counts


def merge_pair(ids, pair, new):
    out = []
    skip = False
    for at, each in enumerate(ids):
        if skip:
            skip = False
        elif at + 1 < len(ids) and each == pair[0] and ids[at + 1] == pair[1]:
            out.append(new)
            skip = True
        else:
            out.append(each)
    return out


def learn_merges(text, count):
    ids = [byte for byte in bytes(text, "utf8")]
    merges = []
    for new in range(256, 256 + count):
        ranked = sorted(count_pairs(ids).items(), key=lambda item: item[0])
        ranked.sort(key=lambda item: item[1], reverse=True)
        if not ranked:
            return merges
        merges.append(ranked[0][0])
        ids = merge_pair(ids, ranked[0][0], new)
    return merges


def encode(text, merges):
    ranks = {}
    for rank, pair in enumerate(merges):
        ranks.setdefault(tuple(pair), rank)
    ids = [byte for byte in bytes(text, "utf8")]
    while len(ids) > 1:
        present = [pair for pair in set(zip(ids, ids[1:])) if pair in ranks]
        if not present:
            break
        pair = min(present, key=ranks.get)
        ids = merge_pair(ids, pair, 256 + ranks[pair])
    return ids


def decode(ids, merges):
    vocab = {byte: bytes((byte,)) for byte in range(256)}
    for rank, (left, right) in enumerate(merges):
        vocab[256 + rank] = vocab[left] + vocab[right]
    return str(b"".join([vocab[each] for each in ids]), "utf8", "replace")
