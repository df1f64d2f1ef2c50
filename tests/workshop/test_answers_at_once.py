"""What a room answers leaves at once: an answer is written in parts, of which no one waits for the one before."""

import asyncio
import socket

from gradkata.serving.server import Place
from gradkata.workshop.server import _bound


def test_no_part_of_an_answer_waits_until_the_one_before_has_come():
    async def without_delay():
        found = asyncio.get_running_loop().create_future()

        class Seen(asyncio.Protocol):
            def connection_made(self, transport):
                link = transport.get_extra_info("socket")
                found.set_result(link.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                transport.close()

        with _bound(Place("127.0.0.1", 0)) as listening:
            server = await asyncio.get_running_loop().create_server(Seen, sock=listening)
            async with server:
                _, writer = await asyncio.open_connection(*listening.getsockname())
                writer.close()
                return await found

    assert asyncio.run(without_delay())
