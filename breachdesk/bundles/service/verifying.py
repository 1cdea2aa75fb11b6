"""Verifying a bundle with nothing but the bundle: no instance, no database, no key of ours."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from breachdesk.audit.domain import canonical
from breachdesk.audit.ed25519 import is_valid, public_key_of
from breachdesk.audit.offline import verify_extract
from breachdesk.bundles.domain import SIGNATURE, Verdict, base_name, statement
from breachdesk.bundles.service.making import AUDIT
from breachdesk.infra.bags import Bag, Fault, Found, opened
from breachdesk.infra.bags.layout import INFO, MANIFEST

MAX_LINE = 1_000_000
SUFFIX = base_name("")


def verify(path: Path, public_pem: bytes | None = None) -> Verdict:
    """Name the first thing that is wrong. Raises UnreadableBagError on what is no bundle.

    Without the desk's own `public_pem` the key in the bundle is believed: whoever forged all of
    it has put theirs there. The fingerprint in the verdict tells the two apart.
    """
    with opened(path) as bag:
        found = bag.fault(SIGNATURE) or _unproven(bag, public_pem)
        fault, name = (found.fault.value, found.name) if found else ("", "")
        reference = bag.base.rstrip("/").removesuffix(SUFFIX)
        return Verdict(fault, name, reference, len(bag.names), _fingerprint(bag))


def _unproven(bag: Bag, public_pem: bytes | None) -> Found | None:
    """Whether the desk vouches for the lists, and the trail for itself."""
    try:
        told = json.loads(bag.read(SIGNATURE))
        pem = str(told["public_key"]).encode()
        if public_pem is not None and public_key_of(public_pem) != public_key_of(pem):
            return Found(Fault.KEY, SIGNATURE)
        is_signed = _is_signed(bag, told, public_key_of(pem))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Found(Fault.SIGNATURE, SIGNATURE)
    if not is_signed:
        return Found(Fault.SIGNATURE, SIGNATURE)
    return None if _is_chained(bag, told["statement"], pem) else Found(Fault.CHAIN, AUDIT)


def _is_signed(bag: Bag, told: dict[str, Any], key: bytes) -> bool:
    digests = {name: hashlib.sha256(bag.read(name)).hexdigest() for name in (INFO, MANIFEST)}
    said = told["statement"]
    expected = statement(digests, said["seq"], said["head"], said["at"])
    signature = bytes.fromhex(told["signature"])
    return bool(said == expected and is_valid(key, canonical(expected).encode(), signature))


def _is_chained(bag: Bag, said: dict[str, Any], pem: bytes) -> bool:
    """Whether the extract holds together, up to the very head that was signed."""
    if AUDIT not in bag.names:
        return False
    last = ""

    def lines(file: BinaryIO) -> Iterator[str]:
        nonlocal last
        while line := file.readline(MAX_LINE):
            last = line.decode()
            yield last

    try:
        with bag.open(AUDIT) as file:
            is_sound = verify_extract(lines(file), pem).ok
        head = json.loads(last)
        return is_sound and all(head[key] == said[key] for key in ("seq", "head", "at"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _fingerprint(bag: Bag) -> str:
    """Empty when there is no key in it."""
    try:
        pem = str(json.loads(bag.read(SIGNATURE))["public_key"]).encode()
        return hashlib.sha256(public_key_of(pem)).hexdigest()
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
