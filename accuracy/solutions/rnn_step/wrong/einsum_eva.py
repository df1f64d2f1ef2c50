import numpy as np
from numpy import einsum


def step_forward(x, h_prev, params):
    z = einsum("hv,vo->ho", params["Wxh"], x) + einsum("hk,ko->ho", params["Whh"], h_prev) + params["bh"]
    h = np.tanh(z)
    y = einsum("vh,ho->vo", params["Why"], h) + params["by"]
    shifted = np.exp(y - y.max(axis=0, keepdims=True))
    return h, y, shifted / einsum("vo->o", shifted)


def step_backward(dy, dh_next, x, h, h_prev, params):
    dh = einsum("vh,vo->ho", params["Why"], dy) + dh_next
    dz = einsum("ho,ho->ho", dh, 1.0 - h * h)
    grads = dict(
        Wxh=einsum("ho,vo->hv", dz, x),
        Whh=einsum("ho,ko->hk", dz, h_prev),
        Why=einsum("vo,ho->vh", dy, h),
        bh=dz,
        by=1.0 * dy,
    )
    dh_prev = einsum("kh,ho->ko", params["Whh"], dz)
    return grads, dh_prev
