import numpy as np

# Softmax, Aufgabe 20
# Punktzahlen -> Wahrscheinlichkeiten


def softmax(logits):
    werte = np.array(logits)                  # Kopie, damit das Original heil bleibt
    if werte.dtype != np.float32:
        werte = werte.astype(np.float64)
    groesste = werte.max(axis=0)
    zaehler = np.exp(werte - groesste)
    nenner = zaehler.sum(axis=0)
    return zaehler / nenner
