import numpy as np

# Alles mit Schleifen, ohne Tricks.

def build_vocabulary(text):
    woerterbuch = []
    for zeichen in text:
        # an der richtigen Stelle einfügen
        stelle = 0
        while stelle < len(woerterbuch) and woerterbuch[stelle] < zeichen:
            stelle += 1
        if stelle == len(woerterbuch) or woerterbuch[stelle] != zeichen:
            woerterbuch.insert(stelle, zeichen)
    return woerterbuch


def encode(text, vocabulary):
    folge = np.zeros(len(text), dtype=np.int64)
    for n in range(len(text)):
        nummer = -1
        for k in range(len(vocabulary)):
            if vocabulary[k] == text[n]:
                nummer = k
                break
        if nummer == -1:
            raise ValueError("Zeichen nicht im Vokabular: " + text[n])
        folge[n] = nummer
    return folge


def decode(indices, vocabulary):
    text = ""
    for nummer in indices:
        if nummer < 0:
            raise ValueError("Index negativ: " + str(nummer))
        elif nummer >= len(vocabulary):
            raise ValueError("Index zu gross: " + str(nummer))
        else:
            text += vocabulary[nummer]
    return text


def one_hot(indices, size):
    zeilen = np.zeros((len(indices), size))
    for n in range(len(indices)):
        if indices[n] < 0:
            raise ValueError("Index negativ: " + str(indices[n]))
        elif indices[n] >= size:
            raise ValueError("Index zu gross: " + str(indices[n]))
        zeilen[n, indices[n]] = 1.0
    return zeilen
