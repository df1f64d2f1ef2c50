import numpy as np


class AdaGrad:
    # Gedächtnis: eine Liste aller bisherigen Gradienten je Name (langsam, aber klar)

    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.lernrate = learning_rate
        self.eps = eps
        self.vergangenheit = {}

    def update(self, params, grads):
        namen_p, namen_g = set(params), set(grads)
        if namen_p != namen_g:
            meldung = []
            if namen_p - namen_g:
                meldung.append("ohne Gradient: " + ", ".join(sorted(namen_p - namen_g)))
            if namen_g - namen_p:
                meldung.append("ohne Parameter: " + ", ".join(sorted(namen_g - namen_p)))
            raise ValueError("; ".join(meldung))

        schritte = {}
        for name in namen_p:
            bisher = self.vergangenheit.setdefault(name, [])
            bisher.append(np.array(grads[name], copy=True))
            quadrate = np.sum(np.stack(bisher) ** 2, axis=0)
            schritte[name] = self.lernrate * grads[name] * (quadrate + self.eps) ** -0.5

        for name in schritte:
            params[name][:, :] = params[name] - schritte[name]
