import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    mas = np.array(x, dtype=float)
    menos = np.array(x, dtype=float)
    gradiente = np.zeros(np.shape(x))
    for indice, valor in np.ndenumerate(x):
        mas[indice] = valor + eps
        menos[indice] = valor - eps
        gradiente[indice] = (f(mas) - f(menos)) / (2 * eps)
    return gradiente


def relative_error(a, b):
    diferencia = abs(a - b)
    suma = abs(a) + abs(b)
    with np.errstate(invalid="ignore"):
        cociente = diferencia / suma
    return float(np.max(np.nan_to_num(cociente, nan=0.0)))
