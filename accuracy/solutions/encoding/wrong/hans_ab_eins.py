import numpy as np


def build_vocabulary(text):
    zeichen = sorted(set(text))
    return zeichen


def encode(text, vocabulary):
    # Nummer jedes Zeichens
    nummer = {}
    n = 1
    for z in vocabulary:
        nummer[z] = n
        n = n + 1
    ergebnis = []
    for z in text:
        if z not in nummer:
            raise ValueError("Dieses Zeichen kommt im Vokabular nicht vor!")
        ergebnis.append(nummer[z])
    return np.array(ergebnis, dtype="int64")


def decode(indices, vocabulary):
    ergebnis = ""
    for i in indices:
        if i in range(len(vocabulary)):
            ergebnis = ergebnis + vocabulary[i]
        else:
            raise ValueError("Index " + str(i) + " gibt es nicht!")
    return ergebnis


def one_hot(indices, size):
    ergebnis = np.zeros([len(indices), size])
    zeile = 0
    for i in indices:
        if i not in range(size):
            raise ValueError("Index " + str(i) + " gibt es nicht!")
        ergebnis[zeile, i] = 1
        zeile += 1
    return ergebnis
