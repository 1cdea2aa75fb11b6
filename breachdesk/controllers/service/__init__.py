"""What people and jobs do with affected controllers."""

from breachdesk.controllers.service.figures import count_persons, departments, figures
from breachdesk.controllers.service.files import (
    add,
    edit,
    export,
    found,
    get,
    heard_elsewhere,
    history,
    informable,
    judge_risk,
    learnt,
    names,
    of_case,
    page,
    places,
    record_filing,
    record_filing_seen,
    restore,
    withdraw,
)
from breachdesk.controllers.service.mailing import told
from breachdesk.controllers.service.overrides import (
    confirm_override,
    drop_override,
    propose_override,
)
from breachdesk.controllers.service.own import own_notification
from breachdesk.controllers.service.reminders import call_list, queue_due
from breachdesk.controllers.service.roster import import_file
from breachdesk.controllers.service.sending import (
    deliveries,
    on_mail_settled,
    record_by_hand,
    send,
    send_to,
    waiting_for,
)

__all__ = [
    "add",
    "call_list",
    "confirm_override",
    "count_persons",
    "deliveries",
    "departments",
    "drop_override",
    "edit",
    "export",
    "figures",
    "found",
    "get",
    "heard_elsewhere",
    "history",
    "import_file",
    "informable",
    "judge_risk",
    "learnt",
    "names",
    "of_case",
    "on_mail_settled",
    "own_notification",
    "page",
    "places",
    "propose_override",
    "queue_due",
    "record_by_hand",
    "record_filing",
    "record_filing_seen",
    "restore",
    "send",
    "send_to",
    "told",
    "waiting_for",
    "withdraw",
]
