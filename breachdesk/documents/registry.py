"""All kinds of document, found by dropping a module in kinds/."""

from typing import cast

from breachdesk.documents import kinds
from breachdesk.documents.domain import DocumentKind
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.plugins import discover
from breachdesk.kernel.text import _

KINDS = {
    kind.slug: kind for kind in cast(dict[str, DocumentKind], discover(kinds, "KIND")).values()
}


def kind_of(slug: str) -> DocumentKind:
    """Raises NotFoundError, which names the known kinds."""
    if slug not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise NotFoundError(
            _("No document has the name %(slug)s. Known: %(known)s.", slug=slug, known=known)
        )
    return KINDS[slug]
