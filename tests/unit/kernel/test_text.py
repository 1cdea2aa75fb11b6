from breachdesk.kernel.text import Bilingual, _


def test_a_text_reads_in_english_by_itself() -> None:
    assert str(_("At most %(limit)s.", limit=3)) == "At most 3."


def test_a_text_is_translated_before_its_parameters_are_filled_in() -> None:
    french = {"At most %(limit)s.": "Au plus %(limit)s."}

    assert _("At most %(limit)s.", limit=3).through(french.__getitem__, "fr") == "Au plus 3."


def test_a_text_within_a_text_is_translated_too() -> None:
    french = {"Missing: %(step)s.": "Manque : %(step)s.", "Closed": "Clos"}

    assert (
        _("Missing: %(step)s.", step=_("Closed")).through(french.__getitem__, "fr")
        == "Manque : Clos."
    )


def test_a_percent_sign_without_parameters_stays() -> None:
    assert str(_("100 % done")) == "100 % done"


def test_bilingual_data_reads_french_unless_english_is_wanted() -> None:
    label = Bilingual("Échéance", "Deadline")

    assert (label.in_("fr"), label.in_("en"), label.in_("de")) == (
        "Échéance",
        "Deadline",
        "Échéance",
    )


def test_bilingual_data_within_a_text_reads_in_the_same_language() -> None:
    duty = Bilingual("Notifier la CNIL", "Notify the CNIL")
    french = {"Met: %(duty)s.": "Remplie : %(duty)s."}

    assert _("Met: %(duty)s.", duty=duty).through(french.__getitem__, "fr") == (
        "Remplie : Notifier la CNIL."
    )
    assert str(_("Met: %(duty)s.", duty=duty)) == "Met: Notify the CNIL."
