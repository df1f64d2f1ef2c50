"""What the code says: the messages in its calls of `say` and `say_many`, found in its text."""

import ast
import re
import string

ENGLISH = re.compile(r"\b(a|all|an|and|as|by|for|from|has|in|is|it|no|not|of|or|the|there|this|to|what|when|with)\b")


def said(text):
    """The messages of all calls, as far as they stand in the text or under a name that is set in it."""
    tree = ast.parse(text)
    named = _named(tree)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (count := {"say": 1, "say_many": 2}.get(_name(call))):
            for argument in call.args[:count]:
                yield from _texts(argument, named)


def shown_by_suite(text):
    """The titles of a suite's tests, and all its texts that are English; what pytest makes of parameters' ids."""
    tree = ast.parse(text)
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield (ast.get_docstring(node) or node.name).splitlines()[0]
        elif isinstance(node, ast.keyword) and node.arg == "ids" and isinstance(node.value, ast.List):
            yield from (each.value for each in node.value.elts if isinstance(each, ast.Constant))
        elif isinstance(node, ast.Constant) and node not in docstrings | parts and is_english(node.value):
            yield node.value
    yield from said(text)


def constants(text):
    """All texts that stand in code."""
    return {each.value for each in ast.walk(ast.parse(text)) if isinstance(each, ast.Constant) and each.value}


def is_english(value):
    """Whether a value is a text of several words, one of which no formula has."""
    return isinstance(value, str) and bool(ENGLISH.search(value)) and len(re.findall(r"[a-z]+", value)) > 1


def fields(message):
    """The names of the fields in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def _name(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _named(tree):
    """By name, the values that it is set to anywhere."""
    found = {}
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            are_many = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            pairs = zip(target.elts, node.value.elts, strict=False) if are_many else [(target, node.value)]
            for each, value in pairs:
                if isinstance(each, ast.Name):
                    found.setdefault(each.id, []).append(value)
    return found


def _texts(node, named):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (text for each in (node.body, node.orelse) for text in _texts(each, named))
    elif isinstance(node, ast.Starred):
        yield from _texts(node.value, named)
    elif isinstance(node, ast.Tuple):
        yield from (text for each in node.elts for text in _texts(each, named))
    elif isinstance(node, ast.Name):
        yield from (text for each in named.get(node.id, ()) for text in _texts(each, {}))
