import numpy as np
from typing import List, Sequence


def build_vocabulary(text: str) -> List[str]:
    return [chr(code) for code in sorted({ord(ch) for ch in text})]


def encode(text: str, vocabulary: Sequence[str]) -> np.ndarray:
    index_of = {symbol: position for position, symbol in enumerate(vocabulary)}
    missing = set(text) - set(index_of)
    if missing:
        raise ValueError(f"not in vocabulary: {sorted(missing)}")
    return np.asarray([index_of[symbol] for symbol in text], dtype=np.intp)


def decode(indices: Sequence[int], vocabulary: Sequence[str]) -> str:
    n_symbols = len(vocabulary)
    symbols = []
    for index in indices:
        if not (0 <= index < n_symbols):
            raise ValueError(f"index {index} outside of [0, {n_symbols})")
        symbols.append(vocabulary[index])
    return "".join(symbols)


def one_hot(indices: Sequence[int], size: int) -> np.ndarray:
    positions = np.asarray(indices, dtype=np.intp)
    if positions.size > 0:
        lowest, highest = positions.min(), positions.max()
        if lowest < 0:
            raise ValueError(f"index {lowest} is negative")
        if highest > size:
            raise ValueError(f"index {highest} is larger than {size}")
    encoded = np.zeros((positions.size, size), dtype=np.float64)
    encoded[range(positions.size), positions] = 1
    return encoded
