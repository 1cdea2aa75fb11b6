"""The relay itself: python -m tests.faulty_relay.server LOG HABITS prints its port and serves."""

import asyncio
import json
import os
import random
import ssl
import sys
from base64 import b64decode
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.faulty_relay.habits import SECRET, USER, Fault, Habits

_MAIL = {Fault.MAIL_LATER: b"451 busy", Fault.MAIL_REFUSED: b"550 not you"}
_RCPT = {
    Fault.RCPT_LATER: b"452 mailbox full",
    Fault.RCPT_REFUSED: b"550 no such person",
    Fault.RCPT_RUDE: b"550 no such person",
    Fault.RCPT_CLOSING: b"421 going down",
}
_DATA = {Fault.DATA_LATER: b"451 no room", Fault.DATA_REFUSED: b"554 no mail today"}
_DOT = {
    Fault.DOT_LATER: b"451 try later",
    Fault.DOT_REFUSED: b"554 not wanted",
    Fault.DOT_CLOSING: b"421 going down",
}


_OF_SENDERS = frozenset(_MAIL)
_OF_RECIPIENTS = frozenset(Fault) - _OF_SENDERS


class _Log:
    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND)

    def write(self, kind: str, **values: object) -> None:
        os.write(self._file, json.dumps({"kind": kind, **values}).encode() + b"\n")


class _GoneError(Exception):
    """The connection is over."""


class _Conversation:
    """One connection. Answers are held back until everything that has arrived is read."""

    def __init__(
        self, server: "_Server", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server, self.habits, self.log = server, server.habits, server.log
        self.reader, self.writer = reader, writer
        self.inbox, self.outbox = b"", bytearray()
        self.is_safe, self.is_known = self.habits.smtps, not self.habits.login
        self.sender, self.recipients, self.fault = "", [""][:0], ""

    async def run(self) -> None:
        self.log.write("connection")
        self.say(self.habits.greeting.encode())
        while True:
            line = await self.until(b"\r\n")
            verb = line[:4].upper()
            answer = getattr(self, f"on_{verb.decode('latin-1').lower().strip()}", None)
            if answer is None:
                self.say(b"500 what")
            elif verb in {b"MAIL", b"RCPT", b"DATA"} and not (self.is_known and self.is_allowed):
                self.say(b"530 not so fast")
            else:
                await answer(line)

    @property
    def is_allowed(self) -> bool:
        return self.is_safe or not self.habits.starttls

    async def on_ehlo(self, _line: bytes) -> None:
        offered = [*self.habits.extensions]
        offered += ["STARTTLS"] if self.habits.starttls and not self.is_safe else []
        offered += ["AUTH PLAIN"] if self.habits.login and self.is_allowed else []
        words = ["faulty", *offered]
        for word in words[:-1]:
            self.say(b"250-" + word.encode())
        self.say(b"250 " + words[-1].encode())

    async def on_star(self, _line: bytes) -> None:
        self.say(b"220 go on")
        await self.flush()
        self.inbox = b""  # nothing said in clear counts
        await self.writer.start_tls(self.server.context)
        self.is_safe = True

    async def on_auth(self, line: bytes) -> None:
        given = b64decode(line.split()[-1]).split(b"\0")[1:]
        self.is_known = given == [USER.encode(), SECRET.encode()]
        self.say(b"235 welcome" if self.is_known else b"535 wrong")

    async def on_noop(self, _line: bytes) -> None:
        self.say(b"250 OK")

    async def on_rset(self, _line: bytes) -> None:
        self.sender, self.recipients = "", []
        self.say(b"250 OK")

    async def on_quit(self, _line: bytes) -> None:
        self.say(b"221 bye")
        await self.flush()
        raise _GoneError

    async def on_mail(self, line: bytes) -> None:
        if self.sender:
            self.say(b"503 one at a time")
            return
        sender = _address(line)
        fault = self.server.fault_of(sender, _OF_SENDERS)
        if fault in _MAIL:
            self.meet(fault)
        else:
            self.sender = sender
        self.say(_MAIL.get(fault, b"250 OK"))

    async def on_rcpt(self, line: bytes) -> None:
        if not self.sender:
            self.say(b"503 MAIL first")
            return
        recipient = _address(line)
        fault = self.server.fault_of(recipient, _OF_RECIPIENTS)
        if fault in _RCPT or fault == Fault.RCPT_DROP:
            self.meet(fault)
            self.fault = fault
        else:
            self.recipients, self.fault = [recipient], fault
        self.say(_RCPT.get(fault, b"250 OK"))
        if fault in {Fault.RCPT_CLOSING, Fault.RCPT_DROP}:
            await self.leave(is_said=fault == Fault.RCPT_CLOSING)

    async def on_data(self, _line: bytes) -> None:
        if not self.recipients and self.fault != Fault.RCPT_RUDE:
            self.say(b"554 no valid recipients")
            return
        if self.fault in _DATA:
            self.meet(self.fault)
            self.say(_DATA[self.fault])
            return
        self.say(b"354 go on")
        if self.fault == Fault.CONTENT_DROP:
            await self.until(b"\r\n")
            self.meet(self.fault)
            await self.leave(is_said=False)
        self.inbox = b"\r\n" + self.inbox  # a dot may be all there is
        content = await self.until(b"\r\n.\r\n")
        await self.after_dot(content[2:] + b"\r\n")
        self.sender, self.recipients, self.fault = "", [], ""

    async def after_dot(self, content: bytes) -> None:
        fault = self.fault
        if fault:
            self.meet(fault)
        if fault in _DOT or fault == Fault.LOST:
            self.say(_DOT.get(fault, b""))
            if fault in {Fault.LOST, Fault.DOT_CLOSING}:
                await self.leave(is_said=fault == Fault.DOT_CLOSING)
            return
        self.log.write(
            "accepted",
            id=_message_id(content),
            to=self.recipients,
            content=_unstuffed(content).decode("latin-1") if self.habits.keeps else "",
            **{"from": self.sender},
        )
        if fault == Fault.TAKEN:
            await self.leave(is_said=False)
        if fault in {Fault.SLOW, Fault.MUTE}:
            await asyncio.sleep(self.habits.delay if fault == Fault.SLOW else 3600)
        self.say(b"perhaps" if fault == Fault.GARBLED else b"250 taken")

    def say(self, answer: bytes) -> None:
        if answer:
            self.outbox += answer + b"\r\n"

    def meet(self, fault: str) -> None:
        self.log.write("fault", fault=fault)

    async def leave(self, *, is_said: bool) -> None:
        if is_said:
            await self.flush()
        else:
            self.writer.transport.abort()
        raise _GoneError

    async def flush(self) -> None:
        if self.outbox and self.habits.latency:
            asyncio.get_running_loop().call_later(
                self.habits.latency, self.writer.write, bytes(self.outbox)
            )
        elif self.outbox:
            self.writer.write(bytes(self.outbox))
        self.outbox.clear()

    async def until(self, end: bytes) -> bytes:
        """The next piece of what arrives, without its end."""
        start = 0
        while (at := self.inbox.find(end, start)) < 0:
            await self.flush()
            start = max(len(self.inbox) - len(end), 0)
            self.inbox += await self.more()
        piece, self.inbox = self.inbox[:at], self.inbox[at + len(end) :]
        return piece

    async def more(self) -> bytes:
        try:
            async with asyncio.timeout(self.habits.idle):
                found = await self.reader.read(1 << 18)
        except TimeoutError:
            self.say(self.habits.farewell.encode())
            await self.flush()
            raise
        if not found:
            raise _GoneError
        return found


class _Server:
    def __init__(self, log: str, habits: Habits) -> None:
        self.habits, self.log = habits, _Log(log)
        self.attempts: Counter[str] = Counter()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if habits.certificate:
            folder = Path(habits.certificate)
            self.context.load_cert_chain(folder / "relay.pem", folder / "relay.key")

    def fault_of(self, address: str, among: frozenset[str]) -> str:
        """By name, else drawn from the seed, the address and how often it was tried."""
        named = address.partition("@")[0].partition("+")[0]
        if named in among or not self.habits.rate:
            return named if named in among else ""
        self.attempts[address] += 1
        draw = random.Random(f"{self.habits.seed}:{address}:{self.attempts[address]}")  # noqa: S311
        if draw.random() >= self.habits.rate:
            return ""
        drawn = draw.choice(self.habits.faults)
        return drawn if drawn in among else ""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(_GoneError, OSError, TimeoutError):
            await _Conversation(self, reader, writer).run()
        with suppress(OSError):
            writer.close()

    async def serve(self) -> None:
        context = self.context if self.habits.smtps else None
        server = await asyncio.start_server(self.talk, "127.0.0.1", 0, ssl=context, limit=1 << 18)
        sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
        sys.stdout.flush()
        await server.serve_forever()


def _address(line: bytes) -> str:
    return line.partition(b"<")[2].partition(b">")[0].decode()


def _message_id(content: bytes) -> str:
    after = (b"\r\n" + content).partition(b"\r\nMessage-ID:")[2]
    return after.partition(b"\r\n")[0].decode("latin-1").strip()


def _unstuffed(content: bytes) -> bytes:
    return b"\r\n".join(line.removeprefix(b".") for line in content.split(b"\r\n"))


if __name__ == "__main__":
    asyncio.run(_Server(sys.argv[1], Habits(**json.loads(sys.argv[2]))).serve())
