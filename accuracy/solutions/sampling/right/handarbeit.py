import math


def sample(params, h, seed_ix, n, rng, temperature=1.0):
    # Zahlen und Listen, kein Matrixprodukt
    Wxh, Whh, Why = params["Wxh"].tolist(), params["Whh"].tolist(), params["Why"].tolist()
    bh = [zeile[0] for zeile in params["bh"].tolist()]
    by = [zeile[0] for zeile in params["by"].tolist()]
    zustand = [zeile[0] for zeile in h.tolist()]
    ergebnis = []
    zeichen = int(seed_ix)
    for _ in range(int(n)):
        neu = []
        for j in range(len(bh)):
            z = Wxh[j][zeichen] + bh[j]
            for k in range(len(bh)):
                z += Whh[j][k] * zustand[k]
            neu.append(math.tanh(z))
        zustand = neu
        punkte = [by[v] + sum(Why[v][j] * zustand[j] for j in range(len(bh))) for v in range(len(by))]
        hoechster = max(punkte)
        gewichte = [math.exp((p - hoechster) / temperature) for p in punkte]
        # am Glücksrad drehen
        rest = float(rng.random()) * sum(gewichte)
        zeichen = gewichte.index(max(gewichte))
        for v in range(len(gewichte)):
            if rest < gewichte[v]:
                zeichen = v
                break
            rest -= gewichte[v]
        ergebnis.append(zeichen)
    return ergebnis
