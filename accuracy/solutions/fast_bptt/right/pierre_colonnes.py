"""Tout en colonnes: une colonne par pas de temps, comme dans les formules du cours."""
import numpy as np


def _un_chaud(indices, taille):
    M = np.zeros((taille, len(indices)))
    M[indices, range(len(indices))] = 1.0
    return M


def _aller(X, h0, p):
    """Etats (H, T+1), la premiere colonne est l'etat d'avant."""
    entree = p["Wxh"] @ X
    entree += p["bh"]
    # copies contigues des colonnes: plus rapide que de decouper a chaque pas
    colonnes = np.ascontiguousarray(entree.T)
    W = p["Whh"]
    h = h0.ravel()
    etats = [h]
    for c in colonnes:
        c += W.dot(h)
        h = np.tanh(c)
        etats.append(h)
    return np.array(etats).T


def _retour(dS, S, W):
    pente = (1.0 - S * S).T
    venant_du_haut = dS.T
    dZ = np.zeros(venant_du_haut.shape)
    suivant = np.zeros(W.shape[0])
    W_t = np.ascontiguousarray(W.T)
    for t in range(len(dZ))[::-1]:
        d = (venant_du_haut[t] + suivant) * pente[t]
        dZ[t] = d
        suivant = W_t.dot(d)
    return dZ.T


def loss_and_gradients(inputs, targets, h_prev, params):
    H, V = params["Wxh"].shape
    X, Y = _un_chaud(inputs, V), _un_chaud(targets, V)

    S = _aller(X, h_prev, params)
    U = params["Why"] @ S[:, 1:] + params["by"]
    haut = U.max(axis=0)
    E = np.exp(U - haut)
    Z = E.sum(axis=0)
    perte = np.sum(np.log(Z) + haut) - np.sum(U * Y)

    dU = E / Z - Y
    dZ = _retour(params["Why"].T @ dU, S[:, 1:], params["Whh"])
    uns = np.ones((len(inputs), 1))
    gradients = {
        "Wxh": dZ @ X.T,
        "Whh": dZ @ S[:, :-1].T,
        "Why": dU @ S[:, 1:].T,
        "bh": dZ @ uns,
        "by": dU @ uns,
    }
    return perte, gradients, S[:, [-1]]
