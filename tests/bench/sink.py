"""A relay that takes every message and keeps none, as fast as it can: both sides pay for it."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

END = b"\r\n.\r\n"
ANSWERS = {
    b"EHLO": b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


@contextmanager
def sink(latency: float = 0.0) -> Iterator[int]:
    """The port. `latency`: seconds from a command's arrival to the leaving of its answer."""
    with subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, "-m", "tests.bench.sink", str(latency)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout
            yield int(process.stdout.readline())
        finally:
            process.kill()


class Sink(asyncio.Protocol):
    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._inbox = b""
        self._is_content = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._say(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._inbox += data
        said = b"".join(self._answers())
        if said:
            self._say(said)

    def _answers(self) -> Iterator[bytes]:
        while True:
            end = END if self._is_content else b"\r\n"
            piece, found, rest = self._inbox.partition(end)
            if not found:
                return
            self._inbox = rest
            if self._is_content:
                yield b"250 taken\r\n"
            else:
                yield ANSWERS.get(piece[:4].upper(), b"250 OK\r\n")
            self._is_content = not self._is_content and piece.upper() == b"DATA"

    def _say(self, said: bytes) -> None:
        if self._latency:
            loop = asyncio.get_running_loop()
            loop.call_later(self._latency, self._transport.write, said)
        else:
            self._transport.write(said)


async def _serve(latency: float) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Sink(latency), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
