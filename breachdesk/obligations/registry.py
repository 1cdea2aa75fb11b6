"""All regimes, found by dropping a module in regimes/."""

from typing import cast

from breachdesk.incidents.domain import OrganisationRole
from breachdesk.kernel.errors import NotFoundError
from breachdesk.kernel.plugins import discover
from breachdesk.kernel.text import _
from breachdesk.obligations import regimes
from breachdesk.obligations.domain import Duty, Regime, StartsFrom

REGIMES = cast(dict[str, Regime], discover(regimes, "REGIME"))
DUTIES = {duty.code: duty for regime in REGIMES.values() for duty in regime.duties}
_REGIME_OF = {duty.code: regime for regime in REGIMES.values() for duty in regime.duties}


def duty(code: str) -> Duty:
    """Raises NotFoundError, which names the known codes, for one that does not exist."""
    if code not in DUTIES:
        known = ", ".join(sorted(DUTIES))
        raise NotFoundError(
            _("No regime has the code %(code)s. Known: %(known)s.", code=code, known=known)
        )
    return DUTIES[code]


def regime_of(code: str) -> Regime:
    return _REGIME_OF[duty(code).code]


def live_duties(role: OrganisationRole, starts_from: StartsFrom) -> tuple[Duty, ...]:
    """The duties that start by themselves for that role at that moment."""
    return tuple(
        one for one in DUTIES.values() if one.starts_from is starts_from and role in one.starts_for
    )


def optional_duties() -> tuple[Duty, ...]:
    return tuple(one for one in DUTIES.values() if not one.starts_for)
