import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from breachdesk.infra.letterpress.qr import LinkError, Picture, Plates, picture_of

START = "https://courrier.tilleuls.example/verifier?code="
CODE = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789-", min_size=12, max_size=12)
ANY = st.text(st.characters(max_codepoint=127), min_size=12, max_size=12)
PLATES = Plates(f"{START}ABCD-EFGH-JK", START)


def read(picture: Picture) -> str:
    """What an independent reader makes of it, with the white border a reader needs."""
    side = picture.modules
    white = Image.frombytes("1", (side, side), picture.rows).convert("L").point(lambda v: 255 - v)
    paper = Image.new("L", (side + 8, side + 8), 255)
    paper.paste(white, (4, 4))
    [found] = zxingcpp.read_barcodes(paper.resize((4 * side + 32,) * 2, Image.Resampling.NEAREST))
    return found.text


@settings(deadline=None)  # the reader is not ours
@given(CODE)
def test_a_prepared_code_is_read_by_an_independent_reader(code: str) -> None:
    picture = PLATES.picture(START + code)

    assert picture is not None
    assert read(picture) == START + code


@given(ANY)
def test_the_prepared_picture_is_the_one_computed_from_the_beginning(tail: str) -> None:
    assert PLATES.picture(START + tail) == picture_of(START + tail)


@settings(deadline=None)  # the plates are made anew
@given(st.text(st.characters(max_codepoint=127), min_size=8, max_size=8))
def test_links_that_do_not_begin_alike_can_be_prepared_for(link: str) -> None:
    assert Plates("ABCD1234", "").picture(link) == picture_of(link)


@pytest.mark.parametrize(
    "link",
    [
        f"{START}ABCD-EFGH-JKL",  # longer
        f"{START}ABCD-EFGH-J",  # shorter
        f"{START.upper()}ABCD-EFGH-JK",  # another beginning
        f"{START}ABCD-EFGH-JÉ",  # not ASCII
    ],
)
def test_a_link_of_another_kind_is_left_to_the_slow_way(link: str) -> None:
    assert PLATES.picture(link) is None


@pytest.mark.parametrize("length", [1, 14, 15, 26, 62, 84, 152, 213])  # edges of versions 1 to 10
def test_the_slow_way_is_read_too(length: int) -> None:
    link = ("https://a.example/" * 12)[:length]

    assert read(picture_of(link)) == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://exemple.fr/é",
        "x" * 214,  # version 11
        "x" * 3_000,  # no version at all
    ],
)
def test_what_fits_no_code_on_paper_is_refused(link: str) -> None:
    with pytest.raises(LinkError):
        picture_of(link)
