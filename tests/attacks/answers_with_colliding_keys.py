# Answers with a dict that takes the square of its size to fill.
def softmax(logits):
    return dict.fromkeys((number * (2**61 - 1) for number in range(4000)), 0)
