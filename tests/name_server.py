"""A real name server on this machine, for what is asked of the DNS."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Table = Mapping[str, Mapping[str, tuple[str, ...]] | None]


@contextmanager
def name_server(table: Table) -> Iterator[str]:
    """Its "address:port". Answers from the table; is silent about a name of None."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve, args=(door, table))
        thread.start()
        address, port = door.getsockname()
        try:
            yield f"{address}:{port}"
        finally:
            door.sendto(b"", (address, port))
            thread.join()


def _serve(door: socket.socket, table: Table) -> None:
    while True:
        packet, sender = door.recvfrom(4096)
        if not packet:
            return
        if answer := _answer(dns.message.from_wire(packet), table):
            door.sendto(answer.to_wire(), sender)


def _answer(query: dns.message.Message, table: Table) -> dns.message.Message | None:
    [question] = query.question
    name = question.name.to_text(omit_final_dot=True).lower()
    if name in table and table[name] is None:
        return None
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.RA
    records = table.get(name)
    if records is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
    kind = dns.rdatatype.to_text(question.rdtype)
    if found := records.get(kind, ()):
        lines = [_line(kind, one) for one in found]
        answer.answer = [dns.rrset.from_text_list(question.name, 60, "IN", kind, lines)]
    return answer


def _line(kind: str, record: str) -> str:
    """Long texts go in pieces of 200 octets: one piece holds 255."""
    if kind == "TXT":
        return " ".join(f'"{record[at : at + 200]}"' for at in range(0, len(record), 200))
    return f"10 {record.rstrip('.')}." if kind == "MX" else record
