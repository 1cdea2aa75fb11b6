from breachdesk.facts.domain import CONFIDENCE_LABELS, Confidence, FactRecorded


def test_every_degree_of_confidence_has_a_label() -> None:
    assert set(CONFIDENCE_LABELS) == set(Confidence)


def test_the_event_names_the_field_and_never_its_value() -> None:
    event = FactRecorded("fact-1", "incident-1", "people.count", 2)

    assert event.tag == "fact:recorded"
    assert set(FactRecorded.__dataclass_fields__) - {"tag"} == {
        "subject_id",
        "incident_id",
        "key",
        "version",
    }
