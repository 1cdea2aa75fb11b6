"""The only door to weasyprint: HTML in, a sealed PDF/A-3a and PDF/UA-1 file out.

The letters (infra/letterpress) come through here too, for what is laid out and not stamped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any, TypeAlias

from breachdesk.infra.paths import resource

XMP_RDF_END = b"</rdf:RDF>"
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/UA identification and the extension schema PDF/A wants for it, for the same rdf:RDF."""


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the top left corner of the page."""

POINTS_IN_PIXEL = 0.75
TAGGED = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF; `relationship` as PDF/A-3 names them."""

    name: str
    content: bytes
    description: str
    relationship: str = "Source"


class ForbiddenAddressError(ValueError):
    """A document asked for something outside itself."""


class Typeset:
    """A document that is laid out: one can ask where things came to stand before it is written."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  # weasyprint has no types
        self._document = document

    @property
    def pages(self) -> int:
        return len(self._document.pages)

    def boxes(self, page: int) -> dict[str, Box]:
        """Where the elements with an id lie on the page; the first page is 0."""
        return {
            name: tuple(at * POINTS_IN_PIXEL for at in box)
            for name, box in self._document.pages[page].anchors.items()
        }

    def pdf(self, identifier: str) -> bytes:
        """A tagged PDF/UA-1 file; the same document and identifier give the same bytes."""
        written: bytes = self._document.write_pdf(
            pdf_variant=TAGGED, pdf_identifier=identifier.encode()
        )
        return written


def typeset(html: str, sheet: str) -> Typeset:
    """Lay out `html` with the print style sheet of that name. It can reach nothing, as above."""
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    style, fonts = _style(sheet)
    document = HTML(string=html, base_url=None, url_fetcher=_fetcher())
    try:
        return Typeset(document.render(stylesheets=[style], font_config=fonts, pdf_variant=TAGGED))
    except FatalURLFetchingError as error:
        raise ForbiddenAddressError from error


def render_pdf(html: str, made_at: datetime, attachments: Sequence[Attachment] = ()) -> bytes:
    """Typeset `html` with the print style sheet.

    The document can reach nothing: no file, no network; only data: images are read. The same
    input gives the same bytes. Raises ForbiddenAddressError when it tries.
    """
    # Slow native imports, kept off the path of requests that make no PDF.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    style, fonts = _style()
    document = HTML(string=html, base_url=None, url_fetcher=_fetcher())
    try:
        pdf: bytes = document.write_pdf(
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            pdf_identifier=made_at.isoformat().encode(),
            attachments=[_attachment(one, made_at) for one in attachments],
        )
    except FatalURLFetchingError as error:
        raise ForbiddenAddressError from error
    return _identified_as_accessible(pdf)


@cache
def _style(name: str = "document") -> tuple[Any, Any]:
    """A print style sheet, parsed once for all documents, with its fonts."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    sheet = (resource("static") / "print" / f"{name}.css").read_text(encoding="utf-8")
    return CSS(string=sheet, font_config=fonts, url_fetcher=_fetcher()), fonts


@cache
def _fetcher() -> Any:  # noqa: ANN401  # weasyprint has no types
    from weasyprint.urls import FatalURLFetchingError, URLFetcher  # noqa: PLC0415

    class Closed(URLFetcher):  # type: ignore[misc]
        """Serves data: images, refuses everything else and stops the document."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401
            if not url.startswith(("data:image/png;", "data:image/jpeg;", "data:image/svg+xml;")):
                raise FatalURLFetchingError(url[:40])
            return super().fetch(url, headers)

    return Closed(allowed_protocols={"data"}, allow_redirects=False)


def _attachment(one: Attachment, made_at: datetime) -> Any:  # noqa: ANN401
    from weasyprint import Attachment as PdfAttachment  # noqa: PLC0415

    return PdfAttachment(
        file_obj=BytesIO(one.content),
        name=one.name,
        description=one.description,
        created=made_at,
        modified=made_at,
        relationship=one.relationship,
    )


def _identified_as_accessible(pdf: bytes) -> bytes:
    """Add the PDF/UA mark inside the one rdf:RDF there is: a second one breaks PDF/A."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(BytesIO(pdf)) as file:
        metadata = file.Root.Metadata.read_bytes()
        file.Root.Metadata = file.make_stream(
            metadata.replace(XMP_RDF_END, PDF_UA + XMP_RDF_END),
            Type=pikepdf.Name.Metadata,
            Subtype=pikepdf.Name.XML,
        )
        sealed = BytesIO()
        file.save(sealed, deterministic_id=True)
    return sealed.getvalue()
