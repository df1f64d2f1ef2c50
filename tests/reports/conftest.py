"""What several tests of reports need."""

import sys

import pytest


@pytest.fixture
def no_pictures(monkeypatch):
    """matplotlib is not there."""
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
