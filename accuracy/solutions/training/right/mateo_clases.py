"""Entrenamiento de la red: una clase para cada cosa."""
import math

import numpy as np


class Lector:
    """Recorre el texto trozo a trozo; avisa cuando vuelve a empezar."""

    def __init__(self, datos, largo):
        self.datos = [int(d) for d in datos]
        self.largo = largo
        self.posicion = 0

    def siguiente(self):
        quedan = len(self.datos) - self.posicion
        de_nuevo = self.posicion == 0
        if quedan < self.largo + 1:
            self.posicion = 0
            de_nuevo = True
        trozo = self.datos[self.posicion:self.posicion + self.largo + 1]
        self.posicion += self.largo
        return trozo[:-1], trozo[1:], de_nuevo


class Red:
    def __init__(self, pesos):
        self.pesos = pesos
        self.olvidar()

    def olvidar(self):
        self.estado = np.zeros((self.pesos["Whh"].shape[0], 1))

    def perdida_y_gradientes(self, entradas, objetivos):
        W = self.pesos
        pila = []
        perdida = 0.0
        estado = self.estado
        for e, o in zip(entradas, objetivos):
            anterior = estado
            estado = np.tanh(W["Wxh"][:, [e]] + W["Whh"] @ anterior + W["bh"])
            punt = W["Why"] @ estado + W["by"]
            punt = punt - punt.max()
            log_p = punt - math.log(np.exp(punt).sum())
            perdida -= float(log_p[o, 0])
            pila.append((e, o, anterior, estado, np.exp(log_p)))
        self.estado = estado

        g = {nombre: np.zeros(w.shape) for nombre, w in W.items()}
        del_futuro = np.zeros_like(estado)
        while pila:
            e, o, anterior, actual, p = pila.pop()
            p[o, 0] -= 1.0
            g["by"] += p
            g["Why"] += p @ actual.T
            culpa = (W["Why"].T @ p + del_futuro) * (1.0 - actual ** 2)
            g["bh"] += culpa
            g["Wxh"][:, [e]] += culpa
            g["Whh"] += culpa @ anterior.T
            del_futuro = W["Whh"].T @ culpa
        return perdida, g


class AdaGrad:
    def __init__(self, tasa, eps=1e-8):
        self.tasa, self.eps, self.memoria = tasa, eps, {}

    def paso(self, pesos, g):
        for nombre, w in pesos.items():
            m = self.memoria.setdefault(nombre, np.zeros(w.shape))
            m += g[nombre] ** 2
            w -= self.tasa * g[nombre] / np.sqrt(m + self.eps)


def clip_gradients(grads, limit=5.0):
    for g in grads.values():
        demasiado = g > limit
        muy_poco = g < -limit
        g[demasiado] = limit
        g[muy_poco] = -limit


def train(data, params, steps, seq_length=25, learning_rate=0.1):
    lector = Lector(data, seq_length)
    red = Red(params)
    optimizador = AdaGrad(learning_rate)
    suave = math.log(params["by"].size) * seq_length
    historia = []
    for _ in range(steps):
        entradas, objetivos, de_nuevo = lector.siguiente()
        if de_nuevo:
            red.olvidar()
        perdida, g = red.perdida_y_gradientes(entradas, objetivos)
        clip_gradients(g)
        optimizador.paso(params, g)
        suave = 0.999 * suave + 0.001 * perdida
        historia.append(suave)
    return historia
