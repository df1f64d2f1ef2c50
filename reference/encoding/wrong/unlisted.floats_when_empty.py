# An array of no numbers is one of floats, which NumPy does not index by.
import numpy as np


class Alphabet:
    def __init__(self, letters):
        self.letters = list(letters)
        self.numbers = {letter: number for number, letter in enumerate(self.letters)}

    def number(self, letter):
        if letter in self.numbers:
            return self.numbers[letter]
        raise ValueError(f"'{letter}' is missing")

    def letter(self, number):
        if 0 <= number < len(self.letters):
            return self.letters[number]
        raise ValueError(f"{number} is missing")


def build_vocabulary(text):
    return sorted(Alphabet(text).numbers)


def encode(text, vocabulary):
    return np.array([Alphabet(vocabulary).number(letter) for letter in text])


def decode(indices, vocabulary):
    alphabet = Alphabet(vocabulary)
    return "".join(alphabet.letter(number) for number in indices)


def one_hot(indices, size):
    numbers = Alphabet(range(size))
    out = np.zeros((len(indices), size))
    for place, index in enumerate(indices):
        out[place, numbers.letter(index)] = 1
    return out
