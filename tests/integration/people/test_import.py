"""A file of persons from its bytes to sealed rows: figures, duplicates, doubts, bad input."""

import gzip
from io import BytesIO

import pytest
from sqlalchemy import text

from breachdesk.bootstrap import Services
from breachdesk.controllers import service as controllers
from breachdesk.controllers.domain import Answer, MandateKind, NewMandate
from breachdesk.controllers.service import mandates
from breachdesk.demo.domain.identifiers import finess, siret
from breachdesk.kernel.actor import Actor
from breachdesk.kernel.errors import BreachDeskError, ManyRulesError, RuleError
from breachdesk.kernel.ids import new_id
from breachdesk.people import service
from breachdesk.people.domain import AudienceFilter
from breachdesk.people.domain.columns import PURPOSE
from breachdesk.rosters import service as rosters
from tests.builders.controllers import send_notice
from tests.builders.people import as_csv, columns_of, figures, import_people, person, receive

OTHER = finess(2)


def rows_of(services: Services, table: str) -> int:
    with services.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def report_of(services: Services, dpo: Actor, incident_id: str, roster_id: str) -> str:
    with services.unit_of_work(dpo) as uow:
        return rosters.report(uow, incident_id, roster_id, PURPOSE).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([person(1), person(2)], (2, 0, 0, 2)),
        # one person twice at one pharmacy: one more record, nobody new
        ([person(1), person(1)], (1, 1, 0, 1)),
        # at another pharmacy too: a further controller, nobody new
        ([person(1), person(1, FINESS=OTHER)], (2, 0, 0, 1)),
        # spelled otherwise, still with her NIR
        ([person(1), person(1, Nom="KERMAREC BA", Prénom="odile")], (1, 1, 0, 1)),
        # without NIR: name, date and postcode tell
        ([person(1), person(1, NIR="")], (1, 1, 0, 1)),
        ([person(1, NIR=""), person(1)], (1, 1, 0, 1)),
        # without NIR and at another place: kept apart, and listed
        ([person(1), person(1, NIR="", **{"Code postal": "29200"})], (2, 0, 0, 2)),
        # the same NIR under another name: kept apart, and listed
        ([person(1), person(1, Nom="Autre")], (2, 0, 0, 2)),
        # rejected: bad NIR, bad date, bad address, unknown pharmacy, no name
        ([person(1, NIR="285012999000199")], (0, 0, 1, 0)),
        ([person(1, **{"Né le": "31/02/1985"})], (0, 0, 1, 0)),
        ([person(1, **{"E-mail": "pas une adresse"})], (0, 0, 1, 0)),
        ([person(1, FINESS=finess(77))], (0, 0, 1, 0)),
        ([person(1, Nom="")], (0, 0, 1, 0)),
        ([person(1, Nom='=HYPERLINK("x")')], (0, 0, 1, 0)),
        # by SIRET as well as by FINESS
        ([person(1, FINESS=siret(2))], (1, 0, 0, 1)),
    ],
)
def test_what_becomes_of_rows(
    services: Services,
    dpo: Actor,
    incident_id: str,
    rows: list[dict[str, str]],
    expected: tuple[int, int, int, int],
) -> None:
    _roster_id, outcome = import_people(services, dpo, incident_id, as_csv(rows))

    assert figures(outcome) == expected
    assert outcome.tally.read == len(rows)


def test_doubts_are_listed_never_merged(services: Services, dpo: Actor, incident_id: str) -> None:
    rows = [person(1), person(1, Nom="Autre"), person(2, NIR=""), person(2, **{"Code postal": ""})]

    import_people(services, dpo, incident_id, as_csv(rows))

    with services.engine.connect() as connection:
        kinds = connection.execute(text("SELECT kind FROM person_doubt ORDER BY id")).scalars()
        assert list(kinds) == ["conflict", "homonym"]


def test_records_and_persons_are_counted_apart_and_for_each_controller(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    rows = [person(1), person(1), person(1, FINESS=OTHER), person(2, FINESS=OTHER)]
    import_people(services, dpo, incident_id, as_csv(rows))

    with services.reading(dpo) as uow:
        counted = service.count(uow, incident_id)
        shown = {one.number: one.persons_counted for one in controllers.of_case(uow, incident_id)}

    assert (counted.records, counted.persons) == (4, 2)
    assert sorted(counted.by_controller.values()) == [1, 2]
    assert shown == {1: 1, 2: 2}


def test_the_same_file_again_adds_nobody_and_no_record(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    content = as_csv([person(1), person(1), person(2)])
    import_people(services, dpo, incident_id, content)

    _roster_id, again = import_people(services, dpo, incident_id, content)

    with services.reading(dpo) as uow:
        counted = service.count(uow, incident_id)
    assert figures(again) == (0, 3, 0, 2)
    assert (counted.records, counted.persons) == (3, 2)


def test_a_later_file_meets_the_persons_of_an_earlier_one(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    bare = person(1, NIR="", **{"E-mail": "", "Adresse": ""})
    import_people(services, dpo, incident_id, as_csv([bare, person(2)]))

    _roster_id, second = import_people(
        services, dpo, incident_id, as_csv([person(1, FINESS=OTHER), person(2, Nom="Autre")])
    )

    with services.reading(dpo) as uow:
        [first, *_others] = sorted(service.identities(uow, incident_id, [1, 2, 3]).items())
    assert figures(second) == (2, 0, 0, 3)
    assert first[1].email == "patient-1@patients.example", "what the first row lacked is filled in"
    assert len(first[1].controllers) == 2
    # and her NIR, learnt from the second file, is known from now on
    _roster_id, third = import_people(
        services, dpo, incident_id, as_csv([person(1, **{"Code postal": "75001"})])
    )
    assert figures(third) == (0, 1, 0, 3)


def test_an_identity_comes_back_as_it_was_typed(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(1)]))

    with services.reading(dpo) as uow:
        [one] = service.identities(uow, incident_id, [1]).values()

    assert (one.last_name, one.phone, one.address.city) == (
        "Kermarec-BA",
        "+33639980001",
        "Quimper",
    )
    assert len(one.controllers) == 1


def test_refused_columns_are_announced_and_reach_neither_rows_nor_report(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    extra = {"Résultat": "positif", "X": "négatif", "Médecin": "Dr Nom-Secret"}
    rows = [person(1) | extra, person(2, NIR="1") | extra]

    roster_id, outcome = import_people(services, dpo, incident_id, as_csv(rows))

    report = report_of(services, dpo, incident_id, roster_id)
    assert outcome.refused == ("Résultat", "X")
    assert "patient-2@" in report
    for word in ("positif", "négatif", "Nom-Secret"):
        assert word not in report


def test_the_uploaded_file_is_destroyed_with_its_import(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(1), person(2, NIR="1")]))

    left = [path.name for path in services.sealed.folder.glob("*/*")]
    assert len(left) == 1
    assert left[0].endswith("-report")


def test_a_column_that_looks_like_results_cannot_be_chosen(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    roster_id = receive(services, dpo, incident_id, as_csv([person(1) | {"X": "positif"}]))
    with services.unit_of_work(dpo) as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)
        columns = columns_of(uow, incident_id, roster_id) | {"representative": 10}
        with pytest.raises(ManyRulesError):
            service.queue(uow, view, columns, "fr")


def test_a_case_with_controllers_wants_to_know_whose_each_person_is(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    content = as_csv([{"Nom": "Kermarec"}])

    with pytest.raises(RuleError) as caught:
        import_people(services, dpo, incident_id, content)

    assert caught.value.field == "controller"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_up_encodings_and_separators_give_the_same_person(
    services: Services, dpo: Actor, incident_id: str, encoding: str, separator: str
) -> None:
    rows = [person(1, Nom="Thévenard", Ville="Bœrsch")]
    import_people(services, dpo, incident_id, as_csv(rows, encoding, separator))

    with services.reading(dpo) as uow:
        [one] = service.identities(uow, incident_id, [1]).values()
    assert (one.last_name, one.address.city) == ("Thévenard", "Bœrsch")


def test_up_a_packed_file_is_read_as_well(services: Services, dpo: Actor, incident_id: str) -> None:
    packed = gzip.compress(as_csv([person(1)]))

    _roster_id, outcome = import_people(services, dpo, incident_id, packed, "patients.csv.gz")

    assert figures(outcome) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    "broken",
    [
        b"x;y\r\n",  # too few cells: the name is there, the pharmacy is not
        b"a;b;c;d;e;f;g;h;i;j;k;l\r\n",  # too many
        b"a\0b;c;d;e;f;g;h;i;j;k\r\n",
        b"=1+1;c;d;e;f;g;h;i;j;k\r\n",
        b'"never closed;c;d\r\n',
    ],
)
def test_up_a_broken_row_is_told_and_shifts_nobody(
    services: Services, dpo: Actor, incident_id: str, broken: bytes
) -> None:
    content = as_csv([person(1)]) + broken

    roster_id, outcome = import_people(services, dpo, incident_id, content)

    assert figures(outcome) == (1, 0, 1, 1)
    lines = report_of(services, dpo, incident_id, roster_id).splitlines()
    assert lines[1].startswith("3;")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\1\2\3" * 100,
        b"%PDF-1.7 x;y",
        b";" * 1_000_000 + b"x\r\n",  # 10^6 columns
    ],
)
def test_up_what_is_no_table_leaves_nothing_behind(
    services: Services, dpo: Actor, incident_id: str, content: bytes
) -> None:
    with pytest.raises(BreachDeskError):
        receive(services, dpo, incident_id, content)

    assert list(services.sealed.folder.glob("*/*")) == []


def test_a_role_without_the_right_imports_nobody(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    reader = Actor(dpo.user_id, "x", {one: frozenset({"incident:read"}) for one in dpo.grants})  # type: ignore[arg-type]
    roster_id = receive(services, dpo, incident_id, as_csv([person(1)]))
    with services.reading(dpo) as uow:
        view = rosters.get(uow, incident_id, roster_id, PURPOSE)

    with services.unit_of_work(reader) as uow, pytest.raises(BreachDeskError):
        service.queue(uow, view, {"last_name": 0}, "fr")


def test_an_audience_is_chosen_by_flags_and_mandates(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    rows = [
        person(1) | {"Décédé": "", "Protégé": ""},
        person(2, **{"E-mail": ""}) | {"Décédé": "", "Protégé": "oui"},
        person(3, Adresse="") | {"Décédé": "oui", "Protégé": ""},
        person(4, FINESS=OTHER, **{"Né le": "01/02/2020", "NIR": ""})
        | {"Décédé": "", "Protégé": ""},
    ]
    import_people(services, dpo, incident_id, as_csv(rows))

    def chosen(wanted: AudienceFilter) -> list[int]:
        with services.reading(dpo) as uow:
            return sorted(uow.session.scalars(service.audience(uow, incident_id, wanted)))

    assert chosen(AudienceFilter()) == [], "no controller has given a mandate"
    assert chosen(AudienceFilter(only_mandated=False)) == [1, 2, 4]
    assert chosen(AudienceFilter(only_mandated=False, exclude_deceased=False)) == [1, 2, 3, 4]
    assert chosen(AudienceFilter(only_mandated=False, reachable_by="email")) == [1, 4]
    assert chosen(AudienceFilter(only_mandated=False, segment="protected")) == [2]
    assert chosen(AudienceFilter(only_mandated=False, segment="minor")) == [4]
    assert chosen(AudienceFilter(only_mandated=False, language="en")) == []
    assert chosen(AudienceFilter(frozenset({"x"}), only_mandated=False)) == []


def test_a_person_is_in_as_soon_as_one_of_its_controllers_has_given_a_mandate(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    import_people(
        services, dpo, incident_id, as_csv([person(1), person(1, FINESS=OTHER), person(2)])
    )
    send_notice(services, dpo, incident_id)
    with services.unit_of_work(dpo) as uow:
        _one, two = controllers.of_case(uow, incident_id)
        new = NewMandate(
            new_id(), MandateKind.INFORM, Answer.YES, "Odile Ferrand", "Titulaire",
            has_authority=True, language="fr",
        )  # fmt: skip
        mandates.give(uow, two.id, new)

    with services.reading(dpo) as uow:
        told = [one.id for one in controllers.of_case(uow, incident_id) if one.may_be_informed_for]
        assert list(controllers.informable(uow, incident_id)) == told == [two.id]
        chosen = uow.session.scalars(service.audience(uow, incident_id, AudienceFilter()))
        assert list(chosen) == [1]


def test_one_event_a_chunk_and_none_that_names_anybody(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    import_people(services, dpo, incident_id, as_csv([person(n) for n in range(1, 40)]))

    with services.engine.connect() as connection:
        found = connection.execute(
            text("SELECT tag, body FROM audit_entry WHERE tag LIKE 'people:%'")
        ).all()
    assert [row[0] for row in found] == ["people:taken", "people:taken", "people:imported"]
    assert "Kermarec" not in str(found)


def test_a_workbook_is_imported_like_a_text(
    services: Services, dpo: Actor, incident_id: str
) -> None:
    import xlsxwriter  # noqa: PLC0415

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Patients")
    one = person(1)
    sheet.write_row(0, 0, list(one))
    for at, cell in enumerate(one.values()):
        sheet.write_string(1, at, cell)
    book.close()

    _roster_id, outcome = import_people(services, dpo, incident_id, file.getvalue(), "p.xlsx")

    assert figures(outcome) == (1, 0, 0, 1)
    assert rows_of(services, "person") == 1
