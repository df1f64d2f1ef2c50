"""Dinosaurios: leer nombres e inventar otros."""
import numpy as np


def prepare(names):
    caracteres = sorted(set(c for nombre in names for c in nombre) - {" "})
    vocabulary = [" "] + caracteres
    filas = np.eye(len(vocabulary))
    largo = max(len(nombre) for nombre in names)
    onehot = np.zeros((len(names), largo, len(vocabulary)))
    for i, nombre in enumerate(names):
        for t, c in enumerate(nombre):
            onehot[i, t] = filas[vocabulary.index(c)]
    return onehot, vocabulary


def _adelante(x, Wxh, Whh):
    s = np.zeros((x.shape[0], Whh.shape[1]))
    todos = [s]
    for t in range(x.shape[1]):
        s = np.tanh(np.einsum("nv,vh->nh", x[:, t], Wxh) + np.einsum("ng,gh->nh", s, Whh))
        todos.append(s)
    return todos


def loss_and_gradients(x, y, Wxh, Whh, Who):
    todos = _adelante(x, Wxh, Whh)
    u = np.einsum("nh,hv->nv", todos[-1], Who)
    tope = u.max(axis=1, keepdims=True)
    logz = tope + np.log(np.exp(u - tope).sum(axis=1, keepdims=True))
    perdida = float(np.mean(logz[:, 0] - np.einsum("nv,nv->n", u, y)))
    du = (np.exp(u - logz) - y) / x.shape[0]
    g = [np.zeros_like(Wxh), np.zeros_like(Whh), np.einsum("nh,nv->hv", todos[-1], du)]
    ds = np.einsum("nv,hv->nh", du, Who)
    for t in range(x.shape[1] - 1, -1, -1):
        dz = ds * (1 - todos[t + 1] ** 2)
        g[0] += np.einsum("nv,nh->vh", x[:, t], dz)
        g[1] += np.einsum("ng,nh->gh", todos[t], dz)
        ds = np.einsum("nh,gh->ng", dz, Whh)
    return (perdida, *g)


def complete(prefix, vocabulary, Wxh, Whh, Who, n, rng):
    s = np.zeros(Whh.shape[0])
    for c in prefix:
        s = np.tanh(Wxh[vocabulary.index(c)] + s @ Whh)
    nuevo = ""
    for _ in range(n):
        u = s @ Who
        p = np.exp(u - u.max())
        p /= p.sum()
        k = rng.choice(len(p), p=p)
        if vocabulary[k] == " ":
            break
        nuevo += vocabulary[k]
        s = np.tanh(Wxh[k] + s @ Whh)
    return prefix + nuevo
