"""Requests: each arrives at the other end as what it was sent as."""

import json

import pytest
from gradkata.boundary.inside import requests
from gradkata.boundary.inside.requests import Batch, Call, Fork, Get, Kill, Load, Set, from_message, to_message

REQUESTS = [
    Load(
        "work", [["work.py", "x = 1"]], {"helper": "y = 2"}, 7, False, {"softmax": [["softmax.ipynb, cell 1", "z = 3"]]}
    ),
    Call("softmax", ["list", [1.0]], ["dict", []]),
    Call(3, ["list", []], ["dict", [["a", ["array", "<f8", [2], 0]]]]),
    Batch("softmax", [["list", [1]], ["list", [2]]]),
    Get(None, "x"),
    Set(0, "x", ["array", "<f8", [2], 0], True),
    Fork(1, {"cpu_s": 4}, None),
    Kill(1),
]


@pytest.mark.parametrize("request_sent", REQUESTS, ids=lambda request: type(request).__name__)
def test_a_request_arrives_as_it_was_sent(request_sent):
    message = to_message(request_sent)
    arrived = from_message(json.loads(json.dumps(message)))
    assert type(arrived) is type(request_sent)
    assert arrived == request_sent
    assert message["op"] == type(request_sent).__name__.lower()


def test_every_kind_is_tried():
    assert {type(request) for request in REQUESTS} == set(requests.Request.__args__)


@pytest.mark.parametrize("message", [{}, {"op": "leave"}, {"op": "get"}, {"op": "kill", "id": 1, "more": 2}])
def test_a_message_that_stands_for_no_request_is_refused(message):
    with pytest.raises((KeyError, TypeError)):
        from_message(message)


def test_a_request_cannot_be_changed():
    with pytest.raises(AttributeError):
        Get(None, "x").name = "y"
