"""Verify an audit export without BreachDesk: one file, made by service.verifier_source.

    python verify_audit.py EXPORT.jsonl PUBLIC_KEY.pem

Prints {"entries", "ok", "first_bad"} and exits with 1 when the trail or its signature is false.
The public key must come from another way than the export itself.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from breachdesk.audit.domain import EXTRACT, GENESIS, Entry, Verdict, digest, head_statement, walk
from breachdesk.audit.ed25519 import is_valid, public_key_of


def verify_export(lines: Sequence[str], public_pem: bytes) -> Verdict:
    """Check chain, head and signature. Raises ValueError on a file that is no export."""
    if len(lines) < 2 or "format" not in json.loads(lines[0]):  # noqa: PLR2004  # header, head
        raise ValueError("This file is not an audit export.")
    last = json.loads(lines[-1])
    count, head = 0, GENESIS
    for entry, chained in walk(_entries(lines[1:-1])):
        count += 1
        if not chained:
            return Verdict(count, ok=False, first_bad=entry.seq, head=head)
        head = entry.digest
    signed = "signature" in last and _is_signed(last, public_pem)
    if not signed or last["seq"] != count or last["head"] != head:
        return Verdict(count, ok=False, first_bad=count + 1, head=head)
    return Verdict(count, ok=True, first_bad=None, head=head)


def verify_extract(lines: Iterable[str], public_pem: bytes) -> Verdict:
    """Check the entries of one case against the digests they are chained to, and the head.

    Raises ValueError on text that is no extract. That no entry was left out is for whoever
    vouches for the whole file to say, or for the holder of the trail.
    """
    told = map(json.loads, lines)
    incident_id = _incident_of(next(told, None))
    count, last = 0, Entry(0, "", "", "", "", "", "", GENESIS)
    line = next(told, None)
    while isinstance(line, dict) and "previous" in line:
        previous, entry = line.pop("previous"), Entry(**line)
        is_next = entry.seq > last.seq and (entry.seq != last.seq + 1 or previous == last.digest)
        if not is_next or entry.incident_id != incident_id:
            return Verdict(count, ok=False, first_bad=entry.seq, head=last.digest)
        if digest(previous, entry) != entry.digest:
            return Verdict(count, ok=False, first_bad=entry.seq, head=last.digest)
        count, last = count + 1, entry
        line = next(told, None)
    ok = _ends_with(line, last, public_pem) and next(told, None) is None
    return Verdict(count, ok=ok, first_bad=None if ok else last.seq + 1, head=last.digest)


def _incident_of(header: object) -> str:
    if not isinstance(header, dict) or header.get("format") != EXTRACT:
        raise ValueError("This is not an extract of an audit trail.")
    return str(header["incident_id"])


def _ends_with(head: object, last: Entry, public_pem: bytes) -> bool:
    """Whether it is the signed head of a trail that may hold the entry."""
    if not isinstance(head, dict) or "signature" not in head or not _is_signed(head, public_pem):
        return False
    seq = int(head["seq"])
    return last.seq < seq or (last.seq == seq and last.digest == head["head"])


def _entries(lines: Sequence[str]) -> Iterator[Entry]:
    for line in lines:
        yield Entry(**json.loads(line))


def _is_signed(last: dict[str, str], public_pem: bytes) -> bool:
    statement = head_statement(int(last["seq"]), last["head"], last["at"])
    try:
        return is_valid(public_key_of(public_pem), statement, bytes.fromhex(last["signature"]))
    except ValueError:  # no key, or no hexadecimal digits
        return False


def main(arguments: Sequence[str]) -> int:
    export, public_key = arguments
    verdict = verify_export(Path(export).read_text().splitlines(), Path(public_key).read_bytes())
    found = {"entries": verdict.entries, "ok": verdict.ok, "first_bad": verdict.first_bad}
    sys.stdout.write(json.dumps(found) + "\n")
    return 0 if verdict.ok else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
