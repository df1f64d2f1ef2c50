# All arrays as one long vector; the memory is taken apart by name and shape.
import dataclasses

import numpy as np


@dataclasses.dataclass
class AdaGrad:
    learning_rate: float = 0.1
    eps: float = 1e-8
    norms: dict = dataclasses.field(default_factory=dict)

    def update(self, params, grads):
        match sorted(set(params).symmetric_difference(grads)):
            case [first, *rest]:
                raise ValueError(f"{first}{' and others' if rest else ''} on one side only")
        names = sorted(params)
        g = np.concatenate([grads[name].ravel() for name in names])
        old = np.concatenate([self.norms.get(name, np.zeros(params[name].size)) for name in names])
        new = np.hypot(old, g)
        step = self.learning_rate * np.divide(g, new + self.eps, out=np.zeros_like(g), where=g != 0)
        ends = np.cumsum([params[name].size for name in names])
        for name, end in zip(names, ends):
            part = slice(end - params[name].size, end)
            self.norms[name] = new[part]
            params[name][...] -= step[part].reshape(params[name].shape)
