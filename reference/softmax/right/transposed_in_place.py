from numpy import add, array, exp


def softmax(logits):
    rows = array(logits, dtype="f4" if getattr(logits, "dtype", None) == "f4" else "f8").T
    rows -= rows.max(0)
    exp(rows, out=rows)
    rows /= add.reduce(rows, 0)
    return rows.T
