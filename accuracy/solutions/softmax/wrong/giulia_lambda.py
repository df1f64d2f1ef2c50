import numpy as np

esponenziale = lambda z: np.exp(z)
somma = lambda e: np.sum(e)


def softmax(logits):
    z = logits + np.zeros(1, dtype=np.float32 if logits.dtype == np.float32 else np.float64)
    e = esponenziale(z)
    return e / somma(e)
