"""The German task of each kata shows the code of the English one: what is proven of the one holds for the other."""

import re

import pytest
from gradkata import plugins

CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(params=sorted(plugins.load().katas))
def tasks(request, registry):
    path = registry.katas[request.param].readme
    return path.read_text("utf-8"), path.with_name("README.de.md").read_text("utf-8")


def test_the_code_is_the_same(tasks):
    english, german = (CODE.findall(task) for task in tasks)
    assert german == english


def test_formulas_are_as_many(tasks):
    english, german = (len(re.findall(r"^ {4}", CODE.sub("", task), re.MULTILINE)) for task in tasks)
    assert german == english


def test_sections_and_rules_are_as_many(tasks):
    english, german = (re.findall(r"^(#+|-) ", CODE.sub("", task), re.MULTILINE) for task in tasks)
    assert german == english


def test_the_code_names_in_the_text_are_there(tasks):
    english, german = (set(re.findall(r"`[a-zA-Z_][\w.]*`", CODE.sub("", task))) for task in tasks)
    assert english <= german
