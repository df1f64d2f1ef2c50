"""A copy of a program that its copier has made look different."""

import ast


def copied(parts):
    """The program with all names that it gives changed, its functions turned around, and no comment or blank line."""
    trees = [ast.parse(text) for _, text in parts]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    methods = {id(each) for node in nodes if isinstance(node, ast.ClassDef) for each in node.body}
    names = {name for node in nodes if id(node) not in methods for name in _given(node)}
    members = {name for node in nodes for name in _members(node)}
    for node in nodes:
        is_member = id(node) in methods or isinstance(node, ast.Attribute)
        _rename(node, members if is_member else names)
    return tuple((label, ast.unparse(_turned(tree))) for (label, _), tree in zip(parts, trees, strict=True))


def _given(node):
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.FunctionDef(name=name):
            return [name]
    return []


def _members(node):
    match node:
        case ast.Attribute(attr=name, ctx=ast.Store()):
            return [name]
        case ast.ClassDef(body=body):
            fields = [each.target.id for each in body if isinstance(each, ast.AnnAssign)]
            methods = [each.name for each in body if isinstance(each, ast.FunctionDef)]
            return [*fields, *(each for each in methods if not each.startswith("__"))]
    return []


def _rename(node, own):
    for field in ("id", "arg", "name", "attr"):
        name = getattr(node, field, None)
        if isinstance(name, str) and name in own and not isinstance(node, ast.alias):
            setattr(node, field, f"my_{name}_2")


def _turned(tree):
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    tree.body = [functions.pop() if isinstance(each, ast.FunctionDef) else each for each in tree.body]
    return tree
