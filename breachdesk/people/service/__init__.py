"""What people, jobs and the command line do with the persons concerned."""

from breachdesk.people.service.correcting import correct_address
from breachdesk.people.service.doubts import DoubtView, doubts, settle
from breachdesk.people.service.exports import approve, ask, content, exports
from breachdesk.people.service.importing import dropped, guess, imports, queue
from breachdesk.people.service.joining import carry_over
from breachdesk.people.service.lookup import hotline, shown, unmask
from breachdesk.people.service.purge import confirm, destruction, drop, propose
from breachdesk.people.service.reading import (
    Traits,
    among,
    audience,
    controller_of,
    count,
    identities,
    links,
    page,
    traits,
    with_phone,
)
from breachdesk.people.service.running import Wanted, import_file, run

__all__ = [
    "DoubtView",
    "Traits",
    "Wanted",
    "among",
    "approve",
    "ask",
    "audience",
    "carry_over",
    "confirm",
    "content",
    "controller_of",
    "correct_address",
    "count",
    "destruction",
    "doubts",
    "drop",
    "dropped",
    "exports",
    "guess",
    "hotline",
    "identities",
    "import_file",
    "imports",
    "links",
    "page",
    "propose",
    "queue",
    "run",
    "settle",
    "shown",
    "traits",
    "unmask",
    "with_phone",
]
