"""The order of channels: where a person is counted, and steps that add up."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachdesk.kernel.errors import RuleError
from breachdesk.letters.domain import LETTER_ORDER, Fault, LetterState, ReturnCode
from breachdesk.outreach.domain.cascade import (
    BY_EXCLUSION,
    BY_STATE,
    FALLABLE,
    FATE_LABELS,
    KEPT_BACK,
    First,
    MailFate,
    Place,
    Rules,
    check_rules,
)
from breachdesk.outreach.domain.coverage import (
    HOPEFUL,
    OF_LETTER,
    OF_MAIL,
    STANDING_LABELS,
    Coverage,
    Standing,
    standing,
    tally,
)
from breachdesk.outreach.domain.delivery import DeliveryState, Exclusion
from breachdesk.outreach.domain.steps import Step, cascade

L, M, S = LetterState, MailFate, Standing
NO_NOTICE = Rules(notice=False)
ONLY_MAIL = Rules(falls=frozenset())

LETTERS = st.one_of(
    st.just((None, "")),
    st.sampled_from([(state, "") for state in L if state not in {L.RETURNED, L.UNMAILABLE}]),
    st.sampled_from([(L.RETURNED, code.value) for code in ReturnCode]),
    st.sampled_from([(L.UNMAILABLE, fault.value) for fault in Fault]),
)
PLACES = st.builds(
    lambda mail, letter, deceased, reachable: Place(mail, *letter, deceased, reachable),
    st.sampled_from(M),
    LETTERS,
    st.booleans(),
    st.booleans(),
)
MIXTURES = st.dictionaries(PLACES, st.integers(1, 50), max_size=40)
RULES = st.builds(
    Rules, st.sampled_from(First), st.frozensets(st.sampled_from(FALLABLE)), st.booleans()
)


def lines(step: Step) -> dict[str, int]:
    return {str(one.label): one.persons for one in step.lines}


def test_every_outcome_has_its_words_and_its_class() -> None:
    assert set(FATE_LABELS) == set(OF_MAIL) == set(M)
    assert {*BY_STATE, DeliveryState.EXCLUDED} == set(DeliveryState)
    assert set(BY_EXCLUSION) == set(Exclusion)
    assert set(OF_LETTER) == set(LETTER_ORDER) == set(L)
    assert set(STANDING_LABELS) == set(S)


@pytest.mark.parametrize(
    ("place", "rules", "counted"),
    [
        (Place(M.ACCEPTED), Rules(), S.INFORMED),
        (Place(M.REFUSED, L.HANDED_OVER), Rules(), S.INFORMED),
        (Place(M.UNCERTAIN, L.HANDED_OVER), Rules(), S.INFORMED),
        # The post brought the letter back, but the mail of another campaign arrived.
        (Place(M.ACCEPTED, L.RETURNED, "unknown"), Rules(), S.INFORMED),
        (Place(M.UNCERTAIN, L.WAITING), Rules(), S.UNCERTAIN),
        (Place(M.NO_ADDRESS, L.WAITING), Rules(), S.PENDING),
        (Place(M.NO_ADDRESS, L.BATCHED), Rules(), S.PENDING),
        (Place(M.NO_ADDRESS, L.PRINTED), Rules(), S.PENDING),
        (Place(M.PENDING, L.RETURNED, "unknown"), Rules(), S.PENDING),
        # Nothing more will come: the rules say whether the public notice is for them.
        (Place(M.RETURNED, L.RETURNED, "refused"), Rules(), S.NOTICE),
        (Place(M.RETURNED, L.RETURNED, "refused"), NO_NOTICE, S.BOUNCED),
        (Place(M.NO_ADDRESS, L.UNMAILABLE, "postcode"), Rules(), S.NOTICE),
        (Place(M.NO_ADDRESS, L.UNMAILABLE, "postcode"), NO_NOTICE, S.UNREACHABLE),
        (Place(M.REFUSED), ONLY_MAIL, S.NOTICE),
        (Place(M.MISSING_VALUE), Rules(), S.NOTICE),
        (Place(M.MISSING_VALUE), NO_NOTICE, S.EXCLUDED),
        # A letter is still due.
        (Place(M.REFUSED), Rules(), S.REFUSED),
        (Place(M.RETURNED), Rules(), S.BOUNCED),
        (Place(M.BY_LETTER), ONLY_MAIL, S.EXCLUDED),
        # Somebody decided so.
        (Place(M.NO_ADDRESS, L.EXCLUDED), Rules(), S.EXCLUDED),
        (Place(M.CANCELLED), Rules(), S.EXCLUDED),
        (Place(M.NO_LONGER), Rules(), S.EXCLUDED),
        (Place(M.NONE, is_deceased=True), Rules(), S.EXCLUDED),
        (Place(M.NONE), Rules(), S.NOT_ADDRESSED),
        (Place(M.NONE, is_reachable=False), Rules(), S.UNREACHABLE),
    ],
)
def test_a_person_is_counted_once_by_what_is_best(
    place: Place, rules: Rules, counted: Standing
) -> None:
    assert standing(place, rules) is counted


@given(PLACES, RULES)
def test_the_strongest_of_mail_and_letter_wins(place: Place, rules: Rules) -> None:
    known = [OF_MAIL[place.mail], *([OF_LETTER[place.letter]] if place.letter else [])]
    hopes = [one for one in HOPEFUL if one in known]

    counted = standing(place, rules)

    assert counted is hopes[0] if hopes else counted not in HOPEFUL


@given(MIXTURES, RULES)
def test_the_coverage_adds_up_to_the_persons(mixture: Mapping[Place, int], rules: Rules) -> None:
    coverage = Coverage(None, tally(mixture, rules))

    assert coverage.persons == sum(mixture.values())
    assert sum(coverage[one] for one in STANDING_LABELS) == coverage.persons
    assert rules.notice or not coverage[S.NOTICE]


@given(MIXTURES, RULES)
def test_each_step_holds_whom_the_one_before_sent_on(
    mixture: Mapping[Place, int], rules: Rules
) -> None:
    found = cascade(mixture, rules)

    assert found.mail.persons == sum(mixture.values())
    assert found.letter.persons == found.mail.going_on
    assert found.notice.persons == found.letter.going_on
    assert found.notice.going_on == 0


@given(MIXTURES, RULES)
def test_steps_and_coverage_tell_of_the_same_persons(
    mixture: Mapping[Place, int], rules: Rules
) -> None:
    found, coverage = cascade(mixture, rules), Coverage(None, tally(mixture, rules))
    by_mail = lines(found.mail).get("Accepted by the relay", 0)
    by_letter = lines(found.letter).get("Handed over to the post", 0)

    assert by_mail + by_letter == coverage[S.INFORMED]
    assert found.notice.persons == coverage[S.NOTICE]


def test_each_line_names_its_reason() -> None:
    found = cascade(
        {
            Place(M.ACCEPTED): 5,
            Place(M.REFUSED): 1,
            Place(M.MISSING_VALUE): 2,
            Place(M.NO_ADDRESS, L.WAITING): 3,
            Place(M.NO_ADDRESS, L.RETURNED, "unclaimed"): 4,
            Place(M.RETURNED, L.RETURNED, "unclaimed"): 1,
            Place(M.NONE, L.UNMAILABLE, "postcode"): 2,
            Place(M.NONE, is_deceased=True): 1,
            Place(M.NONE, is_reachable=False): 6,
        },
        Rules(),
    )

    assert lines(found.mail) == {
        "Accepted by the relay": 5,
        "The mail came back": 1,
        "The mail was refused": 1,
        "There is no e-mail address": 7,
        "A letter was chosen": 2,
        "A value the text needs is missing": 2,
        "Deceased": 1,
        "Neither e-mail nor postal address": 6,
    }
    assert lines(found.letter) == {
        "To be printed": 3,
        "The letter came back: Letter announced and not claimed": 5,
        "Cannot be mailed: There is no such postcode": 2,
        "No letter yet: somebody must let these mails fall to letters": 1,
        "The order of channels foresees no letter": 2,
    }
    assert lines(found.notice) == {
        "The letter came back: Letter announced and not claimed": 5,
        "Cannot be mailed: There is no such postcode": 2,
        "No letter foreseen: A value the text needs is missing": 2,
    }


@pytest.mark.parametrize("fate", sorted(set(M) - set(FALLABLE)))
def test_nothing_else_falls_to_a_letter(fate: MailFate) -> None:
    """Least of all what is uncertain or pending."""
    with pytest.raises(RuleError):
        check_rules(Rules(falls=frozenset({fate})))


def test_the_defaults_tell_everybody_who_can_be_told() -> None:
    check_rules(Rules())

    assert Rules().first is First.EMAIL
    assert Rules().notice
    assert KEPT_BACK - Rules().to_letter == {M.MISSING_VALUE, M.NO_TEXT, M.GONE}
