# Answers with a list and a dict that hold themselves.
def softmax(logits):
    inner, outer = {}, []
    outer.append(inner)
    inner["outer"] = outer
    outer.append(outer)
    return outer
