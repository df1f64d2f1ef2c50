import numpy as np


def build_vocabulary(text):
    vocabolario = sorted({c for c in text})
    return vocabolario


def encode(text, vocabulary):
    posizione = {}
    for numero, carattere in enumerate(vocabulary):
        posizione[carattere] = numero
    codici = []
    for carattere in text:
        try:
            codici.append(posizione[carattere])
        except KeyError:
            raise ValueError(f"carattere sconosciuto: {carattere}") from None
    return np.array(codici, dtype=int)


def decode(indices, vocabulary):
    caratteri = []
    for numero in indices:
        try:
            caratteri.append(vocabulary[numero])
        except IndexError:
            raise ValueError(f"indice fuori intervallo: {numero}") from None
    return "".join(caratteri)


def one_hot(indices, size):
    righe = []
    for numero in indices:
        if numero < 0 or numero >= size:
            raise ValueError(f"indice fuori intervallo: {numero}")
        riga = [0.0] * size
        riga[numero] = 1.0
        righe.append(riga)
    return np.array(righe).reshape(len(righe), size)
