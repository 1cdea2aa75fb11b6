"""What people, jobs and the command line do with replies."""

from breachdesk.replies.service.answering import (
    Review,
    answer,
    mail_state,
    on_mail_settled,
    review,
)
from breachdesk.replies.service.handling import (
    assign,
    close,
    extend,
    hand,
    link,
    note,
    receive,
    take_up,
)
from breachdesk.replies.service.reading import (
    all_rights_due,
    export,
    figures,
    get,
    of_case,
    open_count,
    opened,
    owners,
    page,
    rights_due,
)
from breachdesk.replies.service.targets import change_targets, targets, targets_version

__all__ = [
    "Review",
    "all_rights_due",
    "answer",
    "assign",
    "change_targets",
    "close",
    "export",
    "extend",
    "figures",
    "get",
    "hand",
    "link",
    "mail_state",
    "note",
    "of_case",
    "on_mail_settled",
    "open_count",
    "opened",
    "owners",
    "page",
    "receive",
    "review",
    "rights_due",
    "take_up",
    "targets",
    "targets_version",
]
