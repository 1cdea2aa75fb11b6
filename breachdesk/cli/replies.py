"""Questions, complaints and rights requests: the list and the figures, nothing of their content."""

import click

from breachdesk.cli.context import CLI, emit, errors_to_stderr, services
from breachdesk.incidents import service as incidents
from breachdesk.replies import service
from breachdesk.replies.domain import ReplyLine


@click.group("replies")
def group() -> None:
    """Questions, complaints and rights requests."""


@group.command("list")
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def list_(reference: str, *, as_json: bool) -> None:
    """List what came in, by number."""
    with services().reading(CLI) as uow:
        found = service.of_case(uow, incidents.by_reference(uow, reference).id)
    told = [_told(one) for one in found]
    lines = [f"{one['reference']} {one['kind']} {one['state']} {one['due_at']}" for one in told]
    emit(told, as_json=as_json, text="\n".join(lines))


@group.command()
@click.option("--incident", "reference", required=True, help="Reference of the case.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def figures(reference: str, *, as_json: bool) -> None:
    """Count what came in, what is open and what is late."""
    with services().reading(CLI) as uow:
        found = service.figures(uow, incidents.by_reference(uow, reference).id)
    whole = found.whole
    text = f"{whole.total} received, {whole.open} open, {whole.late} late"
    emit(found.to_json(), as_json=as_json, text=text)


def _told(one: ReplyLine) -> dict[str, object]:
    return {
        "reference": one.reference,
        "kind": one.kind.value,
        "channel": one.channel.value,
        "state": one.state.value,
        "standing": one.standing.value,
        "received_at": one.received_at.isoformat(),
        "due_at": one.due_at.isoformat(),
        "answered_at": one.answered_at.isoformat() if one.answered_at else None,
    }
