# Todo con listas y bucles de Python; NumPy solo al entrar y al salir.
import math

import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh = params["Wxh"].tolist()
    Whh = params["Whh"].tolist()
    Why = params["Why"].tolist()
    bh = [fila[0] for fila in params["bh"].tolist()]
    by = [fila[0] for fila in params["by"].tolist()]
    H, V = len(bh), len(by)

    # hacia delante
    estados = [[fila[0] for fila in h_prev.tolist()]]
    probabilidades = []
    perdida = 0.0
    for letra, meta in zip(inputs, targets):
        viejo = estados[-1]
        nuevo = []
        for i in range(H):
            z = Wxh[i][letra] + bh[i]
            for j in range(H):
                z += Whh[i][j] * viejo[j]
            nuevo.append(math.tanh(z))
        estados.append(nuevo)
        y = [by[v] + sum(Why[v][i] * nuevo[i] for i in range(H)) for v in range(V)]
        alto = max(y)
        suma = sum(math.exp(valor - alto) for valor in y)
        perdida += math.log(suma) + alto - y[meta]
        probabilidades.append([math.exp(valor - alto) / suma for valor in y])

    # hacia atrás
    def ceros(filas, columnas):
        return [[0.0] * columnas for _ in range(filas)]

    dWxh, dWhh, dWhy, dbh, dby = ceros(H, V), ceros(H, H), ceros(V, H), ceros(H, 1), ceros(V, 1)
    del_futuro = [0.0] * H
    for t in range(len(inputs) - 1, -1, -1):
        h, antes = estados[t + 1], estados[t]
        dy = [p - (1.0 if v == targets[t] else 0.0) for v, p in enumerate(probabilidades[t])]
        dz = []
        for i in range(H):
            dh = del_futuro[i]
            for v in range(V):
                dh += Why[v][i] * dy[v]
            dz.append(dh * (1 - h[i] * h[i]))
        for v in range(V):
            dby[v][0] += dy[v]
            for i in range(H):
                dWhy[v][i] += dy[v] * h[i]
        for i in range(H):
            dbh[i][0] += dz[i]
            dWxh[i][inputs[t]] += dz[i]
            for j in range(H):
                dWhh[i][j] += dz[i] * antes[j]
        del_futuro = [sum(Whh[i][j] * dz[i] for i in range(H)) for j in range(H)]

    gradientes = {"Wxh": dWxh, "Whh": dWhh, "Why": dWhy, "bh": dbh, "by": dby}
    ultimo = np.array(estados[-1]).reshape(H, 1)
    return perdida, {nombre: np.array(g) for nombre, g in gradientes.items()}, ultimo
