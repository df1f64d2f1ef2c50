"""The room of a file of tests, opened once."""

import socket

import pytest

from tests.workshop.rooms import Room


@pytest.fixture(scope="module")
def room(request, tmp_path_factory):
    """A room, with the arguments and limits that the file asks for."""
    found = {name: getattr(request.module, name.upper(), default) for name, default in (("limits", {}), ("how", []))}
    with Room(tmp_path_factory.mktemp("room") / "workshop", *found["how"], limits=found["limits"]) as opened:
        yield opened


@pytest.fixture
def elsewhere():
    """Another address of this machine, from which somebody else asks."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.2", 0))
        except OSError:
            pytest.skip("this machine has one address of its own alone")
    return "127.0.0.2"
