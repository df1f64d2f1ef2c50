"""A notebook's cell as IPython would read it: left out is what Python lacks, where a statement begins."""

import pytest
from gradkata.text.ipython import lines_of, python


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("np.exp?", ""),
        ("np.exp??  # how?", ""),
        ("?np.exp", ""),
        ("??np.exp", ""),
        ("%timeit?", ""),
        ("x = 1\nnp.*exp*?\ny = 2", "x = 1\n\ny = 2"),
        ("files = !ls", "files = []"),
        ("d['a'] = !ls -l", "d['a'] = []"),
        ("a = b = !ls", "a = b = []"),
        ("t = %timeit -o -n 1 f(3)", "t = None"),
        ("p = %time f(3)", "p = f(3)"),
        ("%time p = f(3)", "p = f(3)"),
        ("if x:\n    %time p = f(3)\n    %time\n", "if x:\n    p = f(3)\n    pass"),
        ("%time p = f(\n  3)\nq", "p = f(\n  3)\nq"),
        ("%time p = 1 + \\\n  3\nq", "p = 1 + \\\n  3\nq"),
        ("%time !ls", ""),
        ("!pip install a \\\n  b \\\n  c\nx = 1", "\n\n\nx = 1"),
        ("!!ls", ""),
        ("pip install numpy", ""),
        ("pip3 install -U numpy", ""),
        ("if x:\n    conda install numpy", "if x:\n    pass"),
        ("cd ..\nls\nx = 1", "\n\nx = 1"),
        ("kata check softmax --map\nkata hint softmax\nx = 1", "\n\nx = 1"),
        ("%%time\nx = 1\n%matplotlib inline", "\nx = 1\n"),
        ("%%kata softmax\nx = 1", "\nx = 1"),
        ("%%writefile a.py\nx = 1", ""),
        ("\n    def f():\n        return 1\n    %time\n    x = 2", "\ndef f():\n    return 1\n\nx = 2"),
        (">>> def f():\n...     return 1\n...\n>>> x = 2", "def f():\n    return 1\n\nx = 2"),
        ("    >>> def f():\n    ...     return 1", "def f():\n    return 1"),
        ("In [1]: def f():\n   ...:     return 1\n   ...:\nx = 2", "def f():\n    return 1\n\nx = 2"),
        ("%%time\n  >>> x = 1\n  >>> y = 2", "\nx = 1\ny = 2"),
        ("%%time\n%%capture\n    x = 1", "\n\nx = 1"),
        ("%%time\n" * 5_000, "\n" * 4_999),
    ],
)
def test_what_only_ipython_understands_is_left_out(source, expected):
    assert python(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "x = '''\n%time\n!ls\nnp.exp?\n'''",
        'x = """a\n%b""" + """\n!c\n"""',
        "x = (7\n  % 4)",
        "x = [\n!b\n]",
        "x = 7 \\\n  % 4",
        "s = 'a\\\n%b'",
        "x != y",
        'def f():\n    """\n    >>> f()\n    1\n    """',
        "x = [\n...\n]",
        "...",
        "x = y != z",
        "x = a % b",
        "assert x, 'why?'",
        "print('what?')",
        "x = 1  # what?",
        "ls = 3",
        "kata = 3\nkata",
        "kata.check(softmax)",
        "pip = 3\npip",
        "cd = [1]\ncd[0]",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        "d = {\n  '%a': 1,\n  '!b': 2}",
        "x = '\u2028%a'\ny = '\x0b!b'\nz = '\x85?c'",
        "f'{x!r}'",
    ],
)
def test_what_python_understands_stays(source):
    assert python(source) == source


@pytest.mark.parametrize("before", ["x = '''a'''", "# a \\", "x = 'it\\'s'", "f(')')", "x = '#' + \"'\"", "x = 'a"])
def test_a_statement_begins_after_what_only_looks_as_if_it_went_on(before):
    assert python(f"{before}\n%magic") == f"{before}\n"


def test_lines_end_where_python_ends_them():
    odd = "d\x0b\x0c\x1c\x85\u2028\u2029e"
    assert lines_of(f"a\r\nb\rc\n{odd}\n\n") == ["a", "b", "c", odd, ""]
    assert lines_of("") == []


LONG = {
    "brackets": "x = " + "(" * 100_000, "quotes": "'" * 100_001, "continued": "\\\n" * 100_000, "marks": "%" * 100_000,
    "help": "a " * 100_000 + "?", "names": "a, " * 50_000 + "= !ls", "backslashes": '"""' + "\\" * 100_001,
}  # fmt: skip


@pytest.mark.parametrize("source", LONG.values(), ids=LONG)
def test_any_text_is_read_in_one_go(source):
    assert python(source).count("\n") == max(0, len(lines_of(source)) - 1)
