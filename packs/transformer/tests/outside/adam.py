"""Adam against `torch.optim.Adam`, and with weight decay against `torch.optim.AdamW`."""

import numpy as np

SETTINGS = {
    "defaults": {},
    "other betas": {"learning_rate": 0.1, "beta1": 0.5, "beta2": 0.7, "eps": 0.01},
    "weight decay": {"learning_rate": 0.05, "weight_decay": 0.2},
}
DEFAULTS = {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0}


def cases(rng):
    """The questions, by name: arrays by name. Gradients are for five updates."""
    return {
        name: {
            "w": rng.normal(size=(2, 3)), "grads": rng.normal(size=(5, 2, 3)),
            **{key: np.array(value) for key, value in (DEFAULTS | settings).items()},
        }
        for name, settings in SETTINGS.items()
    }  # fmt: skip


def ours(reference, w, grads, **settings):
    """What the reference gives, by name."""
    optimizer = reference.Adam(**{name: float(value) for name, value in settings.items()})
    params, found = {"w": w.copy()}, {}
    for number, grad in enumerate(grads, 1):
        optimizer.update(params, {"w": grad})
        found[f"after {number}"] = params["w"].copy()
    return found


def theirs(torch, w, grads, learning_rate, beta1, beta2, eps, weight_decay):
    """What PyTorch gives, by the same names."""
    param = torch.nn.Parameter(torch.tensor(w))
    settings = {"lr": float(learning_rate), "betas": (float(beta1), float(beta2)), "eps": float(eps)}
    if weight_decay:
        optimizer = torch.optim.AdamW([param], **settings, weight_decay=float(weight_decay))
    else:
        optimizer = torch.optim.Adam([param], **settings)
    found = {}
    for number, grad in enumerate(grads, 1):
        param.grad = torch.tensor(grad)
        optimizer.step()
        found[f"after {number}"] = param.detach().clone()
    return found
