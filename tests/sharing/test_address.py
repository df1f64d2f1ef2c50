"""What is taken for the address of a room."""

import pytest
from gradkata.errors import UsageError
from gradkata.sharing.address import Address, address_of


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("http://192.168.1.5:8700/", "192.168.1.5", 8700), ("192.168.1.5:8700", "192.168.1.5", 8700),
        (" http://192.168.1.5:8700/api/room?x=1#softmax ", "192.168.1.5", 8700), ("192.168.1.5", "192.168.1.5", 8700),
        ("http://room.local", "room.local", 80), ("HTTP://Room.local:81", "room.local", 81),
        ("[fe80::1]:8700", "fe80::1", 8700), ("http://[::1]:8700/", "::1", 8700), ("localhost:1#a", "localhost", 1),
        ("http://münchen.local:8700", "xn--mnchen-3ya.local", 8700),
    ],
)  # fmt: skip
def test_an_address_as_it_is_shown_or_typed(typed, host, port):
    assert address_of(typed) == Address(host, port)


@pytest.mark.parametrize("host", ["192.168.1.5", "fe80::1", "room.local"])
def test_what_is_shown_of_it_can_be_typed(host):
    assert address_of(str(Address(host, 8700))) == Address(host, 8700)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "https://192.168.1.5:8700/", "ftp://room", "http://", "http://:8700", "room:port", "room:0", "room:99999",
     "ada@room:8700", "http://ada:b@room/", "[::1:8700", "a room", "room\n:8700x", "a..b:8700", "http://%41:8700",
     "x" * 64 + ":8700", "room:８７００", "\x1b[31mroom", "mailto:ada"],
)  # fmt: skip
def test_what_is_none_is_refused_with_an_example(typed):
    with pytest.raises(UsageError, match=r"is no address of a room: .* such as http://192.168.1.5:8700/"):
        address_of(typed)
