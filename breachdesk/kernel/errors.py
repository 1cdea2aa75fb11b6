"""What can go wrong, in the words of the domain. web/errors.py alone turns these into HTTP."""

from breachdesk.kernel.text import Text, _


class BreachDeskError(Exception):
    """Base of every error raised on purpose; its text is fit for the user to read."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class NotFoundError(BreachDeskError):
    """The object does not exist, or the actor may not know that it does."""


class ForbiddenError(BreachDeskError):
    """The actor may see the object but not do this to it."""


class RuleError(BreachDeskError):
    """The request is well formed but a rule of the case forbids it.

    `field` names the form field the sentence belongs to, when it belongs to one.
    """

    def __init__(self, text: Text, *, field: str | None = None) -> None:
        super().__init__(text)
        self.field = field


class ManyRulesError(RuleError):
    """Several rules are broken at once; every one is told, not only the first."""

    def __init__(self, broken: tuple[RuleError, ...]) -> None:
        super().__init__(broken[0].text, field=broken[0].field)
        self.broken = broken


class ConflictError(BreachDeskError):
    """Somebody else changed the object meanwhile, or it exists already."""


class StaleError(ConflictError):
    """The form was made from an older version than the one now stored."""

    def __init__(self) -> None:
        super().__init__(_("Somebody changed this while you were writing."))


class TransientError(BreachDeskError):
    """The outside world failed for now; the same call may succeed later."""


class UncertainError(BreachDeskError):
    """The outside world may or may not have done it; only a person may decide to repeat."""


class PermanentError(BreachDeskError):
    """The outside world refused for good; repeating is useless."""
