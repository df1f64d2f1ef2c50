"""The references agree with PyTorch's own layers, forward and back, and with central differences."""

import numpy as np
import pytest
import record_outside
from gradkata import plugins
from gradkata.judging.loading import load_reference
from gradkata.judging.numerical_gradients import check_own_gradients

AGREES = {"rtol": 1e-6, "atol": 1e-9}
CASES = [(kata, name) for kata in record_outside.KATAS for name in record_outside.questions(kata)]

each_case = pytest.mark.parametrize(("kata", "name"), CASES, ids=[f"{kata}-{name}" for kata, name in CASES])


@pytest.fixture(scope="module")
def references():
    katas = plugins.load().katas
    return {kata: load_reference(katas[kata]) for kata in record_outside.KATAS}


def check(found, expected):
    assert found.keys() == expected.keys()
    for name, array in expected.items():
        np.testing.assert_allclose(found[name], array, **AGREES, err_msg=name)


@each_case
def test_the_reference_gives_what_was_recorded(references, kata, name):
    asked, given = record_outside.recorded(kata)[name]
    check(record_outside.module_of(kata).ours(references[kata], **asked), given)


@each_case
def test_the_questions_are_those_that_were_recorded(kata, name):
    asked, _ = record_outside.recorded(kata)[name]
    check(record_outside.questions(kata)[name], asked)


@each_case
def test_the_reference_gives_what_pytorch_gives_now(references, kata, name):
    pytest.importorskip("torch")
    case = record_outside.questions(kata)[name]
    check(record_outside.module_of(kata).ours(references[kata], **case), record_outside.answers(kata, case))


@each_case
def test_gradients_are_those_of_central_differences(references, kata, name):
    module = record_outside.module_of(kata)
    if not hasattr(module, "by_differences"):
        pytest.skip("there is no gradient in it")
    loss, at, gradients = module.by_differences(references[kata], **record_outside.questions(kata)[name])
    check_own_gradients(lambda points: [loss(each) for each in points], at, gradients, f"{kata}, {name}")
