"""The kata ``double`` as a pack should bring it: nothing is missing that an audit looks for."""

MISTAKES = """\
[[mistake]]
id = "thrice"
title = "three times as much"
find = "2 * x"
replace = "3 * x"
message = "Look at the factor."

[[mistake]]
id = "one-more"
title = "one more than twice as much"
find = "return"
replace = "return 1 +"
message = "Look at 0."
"""

TASK = """\
# Double: twice as much

Some things are there twice.

## What to write

`double(x)`, which gives twice `x`.

## The rules

- The argument stays as it is.

## A worked example

```python
>>> double(2)
4
>>> double(np.array([1.0, 2.5]))
array([2., 5.])
```
"""

STUB = '''\
def double(x):
    """Twice as much as x, a number or an array."""
    raise NotImplementedError("times 2")
'''

HINTS = f"""\
# Hints: double

## The first

{"word " * 80}

## The second

{"word " * 95}

## The third

{"word " * 160}
"""

COMPLETE = {
    "katas/10_double/README.md": TASK,
    "katas/10_double/stub.py": STUB,
    "katas/10_double/hints.md": HINTS,
    "reference/double/mistakes.toml": MISTAKES,
    "reference/double/right/sum.py": "def double(x):\n    return x + x\n",
}


def write(root, files):
    """Write files of a pack, by their names in its folder ``root``; one whose text is None is taken away."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, "utf-8")
