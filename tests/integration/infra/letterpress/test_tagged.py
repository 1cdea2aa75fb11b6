"""A tagged file as a screen reader walks it: letter by letter, and nothing left unclaimed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from breachdesk.infra.letterpress import SALUTATION, Body, Press, lay_out
from tests.builders.letters import SENDER, TITLE, jobs, letter
from tests.integration.infra.letterpress.reading import faults_of

MARK = re.compile(rb"/(\w+) ?\n?<</MCID (\d+)>>\s*BDC")

TABLE = f"""<p class="date">Ville-Exemple</p><p class="object">Objet : {TITLE}</p>{SALUTATION}
<h1>Titre</h1>
<table><tr><th>Donnée</th><th>Depuis</th></tr><tr><th>Nom</th><td>2019</td></tr>
<tr><td colspan="2">100 % lues</td></tr></table>
<ul><li>un</li><li>deux</li></ul>
<p>Lire <a href="https://exemple.fr/">la page</a>.
<img alt="Un logo" src="data:image/svg+xml;base64,{{picture}}"></p>""".format(
    picture="PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAxIDEiIHdpZHRoPSI5"
    "IiBoZWlnaHQ9IjkiPjxyZWN0IHdpZHRoPSIxIiBoZWlnaHQ9IjEiLz48L3N2Zz4="
)


@pytest.fixture(scope="module")
def printed(press: Press, long_body: Body, tmp_path_factory: pytest.TempPathFactory) -> Path:
    batch = [letter(1), letter(2, duplicate=True), letter(3, "ישראלה לדוגמה")]
    [file] = press.print(jobs(long_body, batch), tmp_path_factory.mktemp("tagged"), tagged=True)
    return file.path


@pytest.fixture(scope="module")
def mixed(press: Press, long_body: Body, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters of one page, of three, and of one again."""
    table = lay_out(TABLE, "fr", TITLE, SENDER)
    batch = [(table, letter(1)), (long_body, letter(2, duplicate=True)), (table, letter(3))]
    [file] = press.print(batch, tmp_path_factory.mktemp("mixed"), tagged=True)
    return file.path


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            assert kid.P.objgen == element.objgen
            yield from elements(kid)


def marks_of(page: pikepdf.Page) -> list[int]:
    drawn = b"\n".join(part.read_bytes() for part in page.Contents)
    return sorted(int(number) for _role, number in MARK.findall(drawn))


def owners_of(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    tree = pdf.Root.StructTreeRoot.ParentTree
    return {
        int(key): found
        for node in tree.Kids
        for key, found in zip(list(node.Nums)[::2], list(node.Nums)[1::2], strict=True)
    }


@pytest.mark.parametrize(("file", "pages"), [("printed", 9), ("mixed", 5)])
def test_every_marked_content_belongs_to_one_element_that_claims_it(
    request: pytest.FixtureRequest, file: str, pages: int
) -> None:
    with pikepdf.open(request.getfixturevalue(file)) as pdf:
        owners = owners_of(pdf)
        assert sorted(owners) == list(range(pages))
        for page in pdf.pages:
            found = owners[int(page.StructParents)]
            claimed = {
                (mark, kid)
                for mark, one in enumerate(found)
                if one is not None
                for kid in one.K
                if not isinstance(kid, pikepdf.Dictionary)
            }
            marks = marks_of(page)
            assert len(marks) == len(set(marks))
            assert {mark for mark, kid in claimed if kid == mark} == set(marks)
            for mark in marks:
                assert found[mark].Pg.objgen == page.objgen


def test_the_document_is_read_letter_by_letter_and_stamps_at_their_places(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        document = pdf.Root.StructTreeRoot.K
        sections = list(document.K)
        roles = [[str(one.S)[1:] for one in elements(section)] for section in sections]

        assert {str(section.S) for section in sections} == {"/Sect"}
        # Five lines of sender; address; QR code; three pairs of words; date, object, salutation.
        head = [*["P"] * 6, "Figure", *["P"] * 5, *["P"] * 3]
        assert roles[0][1 : len(head) + 1] == head
        assert roles[2] == roles[0]
        assert roles[1] == ["Sect", *["P"] * 6, *roles[0][6:]]  # the word DUPLICATA
        figure = next(one for one in elements(sections[0]) if str(one.S) == "/Figure")
        assert str(figure.Alt).startswith("Code QR")
        assert [round(float(at) / 72 * 25.4, 1) for at in figure.A.BBox] == [20, 213.5, 45, 238.5]


def test_every_letter_of_a_mixed_file_has_the_structure_of_its_own_body(mixed: Path) -> None:
    with pikepdf.open(mixed) as pdf:
        sections = list(pdf.Root.StructTreeRoot.K.K)
        roles = [[str(one.S)[1:] for one in elements(section)] for section in sections]
        pages = [{one.Pg.objgen for one in elements(section)} for section in sections]

        assert ["Table" in found for found in roles] == [True, False, True]
        assert roles[0] == roles[2]
        first, *second, third = [page.obj.objgen for page in pdf.pages]
        assert pages == [{first}, set(second), {third}]
        assert [list(one.Limits) for one in pdf.Root.StructTreeRoot.ParentTree.Kids] == [[0, 4]]


def test_the_file_says_what_pdf_ua_wants_said(printed: Path) -> None:
    assert faults_of(printed) == []
    with pikepdf.open(printed) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "fr"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert all(page.Tabs == pikepdf.Name.S for page in pdf.pages)
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == TITLE
        assert metadata["pdfuaid:part"] == "1"


def test_an_untagged_file_claims_nothing(press: Press, body: Body, tmp_path: Path) -> None:
    [file] = press.print(jobs(body, [letter(1)]), tmp_path)

    with pikepdf.open(file.path) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root
        assert "pdfuaid:part" not in pdf.open_metadata()


def test_tables_lists_and_pictures_keep_their_meaning(press: Press, tmp_path: Path) -> None:
    body = lay_out(TABLE, "fr", TITLE, SENDER)
    [file] = press.print(jobs(body, [letter(1)]), tmp_path, tagged=True)

    assert faults_of(file.path) == []
    with pikepdf.open(file.path) as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K))
        roles = [str(one.S)[1:] for one in found]
        assert roles.count("TR") == 3
        assert roles.count("LI") == 2
        assert "Link" not in roles
        headers = [str(one.A.Scope) for one in found if one.S == pikepdf.Name.TH]
        assert headers == ["/Column", "/Column", "/Row"]
        assert [int(one.A.ColSpan) for one in found if "/A" in one and "/ColSpan" in one.A] == [2]
        assert [str(one.Alt) for one in found if "/Alt" in one][-1] == "Un logo"
