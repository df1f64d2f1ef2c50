# rápido: matrizes com uma coluna por passo
import numpy as np


def loss_and_gradients(inputs, targets, h_prev, params):
    Wxh, Whh, Why = params["Wxh"], params["Whh"], params["Why"]
    T = len(inputs)
    passos = range(T)

    # ida
    a = [c for c in (Wxh[:, inputs] + params["bh"]).T]
    estado = h_prev.ravel()
    estados = []
    for t in passos:
        estado = np.tanh(a[t] + Whh @ estado)
        estados.append(estado)
    E = np.column_stack(estados)                       # (H, T)

    pontos = Why @ E + params["by"]
    pontos = pontos - np.max(pontos, axis=0)
    P = np.exp(pontos)
    soma = P.sum(axis=0)
    loss = (np.log(soma) - pontos[targets, passos]).sum()
    P = P / soma
    P[targets, passos] -= 1

    # volta
    de_cima = list((Why.T @ P).T)
    inclin = list((1 - E * E).T)
    delta = [None] * T
    futuro = np.zeros(len(Whh))
    for t in reversed(passos):
        delta[t] = (de_cima[t] + futuro) * inclin[t]
        futuro = Whh.T @ delta[t]
    D = np.column_stack(delta)

    umquente = np.zeros((Wxh.shape[1], T))
    umquente[inputs, passos] = 1
    g = {}
    g["Wxh"] = D @ umquente.T
    g["Whh"] = D @ E.T
    g["Why"] = P @ E.T
    g["bh"] = D.sum(axis=1, keepdims=True)
    g["by"] = P.sum(axis=1, keepdims=True)
    return loss, g, estado.reshape(-1, 1)
