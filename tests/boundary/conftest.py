"""Learners' processes of each kind, and a module in one of them."""

import pytest
from gradkata.boundary.processes import ForkServer, FreshProcesses, started
from gradkata.boundary.same_interpreter import SameInterpreter

from tests.boundary.sessions import FORKS, lender, opened


@pytest.fixture(scope="module")
def forks():
    if not FORKS:
        pytest.skip("this platform does not fork")
    with started(ForkServer()) as starter:
        with opened(starter, ""):
            pass  # it has imported numpy now, and no test's clock runs meanwhile
        yield starter


@pytest.fixture(scope="module")
def fresh():
    with started(FreshProcesses()) as starter:
        yield starter


@pytest.fixture(params=["forks", "fresh"])
def starter(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def forked(forks):
    yield from lender(forks)


@pytest.fixture(scope="module")
def freshly_started(fresh):
    yield from lender(fresh)


@pytest.fixture(scope="module")
def in_strict(strict_starter):
    yield from lender(strict_starter)


@pytest.fixture(scope="module")
def in_filter(filter_starter):
    yield from lender(filter_starter)


@pytest.fixture(scope="module")
def in_this_interpreter():
    yield from lender(SameInterpreter())


APART = {"forks": "forked", "fresh": "freshly_started", "strict": "in_strict", "filter": "in_filter"}


@pytest.fixture(params=[*APART.values(), "in_this_interpreter"], ids=[*APART, "page"])
def learner(request):
    return request.getfixturevalue(request.param)()


@pytest.fixture(params=APART.values(), ids=APART)
def learner_apart(request):
    """In a process of its own."""
    return request.getfixturevalue(request.param)()
