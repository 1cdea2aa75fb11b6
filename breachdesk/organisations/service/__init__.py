"""Organisations: their identity, their members, and what that lets a person do."""

from breachdesk.organisations.service.identity import (
    create,
    edit,
    find,
    identity,
    names,
    summaries,
)
from breachdesk.organisations.service.members import (
    actor_for,
    add_member,
    appoint,
    change_role,
    members,
    open_instance,
    remove_member,
)

__all__ = [
    "actor_for",
    "add_member",
    "appoint",
    "change_role",
    "create",
    "edit",
    "find",
    "identity",
    "members",
    "names",
    "open_instance",
    "remove_member",
    "summaries",
]
