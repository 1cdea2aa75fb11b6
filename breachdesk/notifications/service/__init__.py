"""Preparing, filing and completing notifications to the CNIL; the form filled for others."""

from breachdesk.notifications.service.filing import (
    abandon,
    complete_receipt,
    file,
    first_filed,
    form,
    get,
    in_preparation,
    next_kind,
    of_case,
    of_cases,
    on_notification_filed,
    preview,
    snapshot,
    start,
)
from breachdesk.notifications.service.own import answers, own_answers, own_form

__all__ = [
    "abandon",
    "answers",
    "complete_receipt",
    "file",
    "first_filed",
    "form",
    "get",
    "in_preparation",
    "next_kind",
    "of_case",
    "of_cases",
    "on_notification_filed",
    "own_answers",
    "own_form",
    "preview",
    "snapshot",
    "start",
]
