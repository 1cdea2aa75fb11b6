"""Lists the sheets of an ODS workbook; encrypted ones are refused."""

from zipfile import ZipFile

from breachdesk.infra.sheets.container import PASSWORD, member
from breachdesk.infra.sheets.layout import Listed, SheetError
from breachdesk.infra.sheets.xml import Attributes, parse, parse_whole

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"

PREFIX = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT, STYLE = (
    f"{PREFIX}{name}:1.0 " for name in ("table", "office", "text", "style")
)
ENCRYPTION = f"{PREFIX}manifest:1.0 encryption-data"
MUTE = (
    OFFICE + "annotation",
    TABLE + "shapes",
    TABLE + "dde-links",
    TABLE + "tracked-changes",
)
"""What holds text or tables that are not on the sheet: comments, drawings, earlier versions."""


def is_ods(archive: ZipFile) -> bool:
    if "mimetype" not in archive.namelist():
        return False
    with archive.open("mimetype") as source:
        return source.read(len(MIME) + 1).strip() == MIME


def list_sheets(archive: ZipFile) -> tuple[Listed, ...]:
    """SheetError when the content is encrypted, which only the manifest says."""
    _refuse_encrypted(archive)
    listing = _Listing()
    begin = {
        STYLE + "style": listing.style,
        STYLE + "table-properties": listing.properties,
        TABLE + "table": listing.table,
        **dict.fromkeys(MUTE, listing.enter),
    }
    finish = dict.fromkeys((TABLE + "table", *MUTE), listing.leave)
    with archive.open(member(archive, CONTENT)) as source:
        for _chunk in parse(source, begin, finish):
            pass
    return tuple(listing.found)


class _Listing:
    """The outermost tables; a table style says whether the sheet is shown."""

    def __init__(self) -> None:
        self.found: list[Listed] = []
        self._hidden: set[str] = set()
        self._style, self._level = "", 0

    def style(self, attributes: Attributes) -> None:
        self._style = attributes.get(STYLE + "name", "")

    def properties(self, attributes: Attributes) -> None:
        if attributes.get(TABLE + "display") == "false":
            self._hidden.add(self._style)

    def table(self, attributes: Attributes) -> None:
        self._level += 1
        if self._level == 1:
            hidden = attributes.get(TABLE + "style-name", "") in self._hidden
            self.found.append(Listed(attributes.get(TABLE + "name", ""), hidden))

    def enter(self, _attributes: Attributes) -> None:
        self._level += 1

    def leave(self) -> None:
        self._level -= 1


def _refuse_encrypted(archive: ZipFile) -> None:
    def encrypted(_attributes: Attributes) -> None:
        raise SheetError(PASSWORD)

    if MANIFEST in archive.namelist():
        with archive.open(MANIFEST) as source:
            parse_whole(source, {ENCRYPTION: encrypted})
