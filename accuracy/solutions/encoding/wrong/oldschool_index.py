import numpy as np

def build_vocabulary(text):
    result = []
    for c in text:
        if not c in result:
            result.append(c)
    result.sort()
    return result

def encode(text, vocabulary):
    letters = sorted(vocabulary)        # the vocabulary has to be sorted
    numbers = np.zeros(len(text), dtype=np.int64)
    k = 0
    while k < len(text):
        if text[k] in letters:
            numbers[k] = letters.index(text[k])
        else:
            raise ValueError("I do not know the character " + text[k])
        k += 1
    return numbers

def decode(indices, vocabulary):
    text = []
    for k in indices:
        if k < 0 or k > len(vocabulary) - 1:
            raise ValueError("no character has the number " + str(k))
        text.append(vocabulary[k])
    return "".join(text)

def one_hot(indices, size):
    table = np.zeros((len(indices), size))
    for n in range(len(indices)):
        k = indices[n]
        if k < 0 or k > size - 1:
            raise ValueError("no column has the number " + str(k))
        table[n][k] = 1.0
    return table
