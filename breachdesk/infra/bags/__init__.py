"""Bags (BagIt, RFC 8493) that are one ZIP each: written as a stream, checked without unpacking.

The library `bagit` packs and checks folders: what is sealed away in the instance would lie about
in clear, twice, and a hostile ZIP would have to be unpacked before anybody could look at it. It
also comes as source only. A manifest is a line for each file, which hashlib writes as well; an
archivist's `bagit.py --validate` reads ours once it is unpacked.

Nothing in the ZIP is compressed. Every byte of it then is either a byte of a file, which has its
SHA-256 in a manifest, or follows from the names, sizes and checksums of the files: whoever checks
writes the ZIP again and compares. No file can be larger than the ZIP, so there are no bombs.
"""

from breachdesk.infra.bags.layout import Fault, Found, UnreadableBagError
from breachdesk.infra.bags.reading import Bag, opened
from breachdesk.infra.bags.writing import BagWriter, Forward

__all__ = ["Bag", "BagWriter", "Fault", "Forward", "Found", "UnreadableBagError", "opened"]
