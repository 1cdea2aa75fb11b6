"""Load the demonstration case."""

import click

from breachdesk.cli.context import emit, errors_to_stderr, services
from breachdesk.demo import service
from breachdesk.demo.domain.pharmacies import COUNT
from breachdesk.demo.service.rosters import FOLDER, PERSONS


@click.command()
@click.option("--historic", is_flag=True, help="Keep the dates of 2021.")
@click.option(
    "--persons",
    type=click.IntRange(0, 1_000_000),
    default=PERSONS,
    show_default=True,
    help="Invented patients in the roster.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@errors_to_stderr
def demo(*, historic: bool, persons: int, as_json: bool) -> None:
    """Load the Francetest case into an instance without accounts."""
    loaded = service.load(services(), historic=historic, persons=persons)
    told = {
        "reference": loaded.reference,
        "incident_id": loaded.incident_id,
        "email": loaded.email,
        "password": loaded.password,
        "persons": persons,
    }
    text = (
        f"{loaded.reference} is loaded. Sign in: {loaded.email}  password: {loaded.password}\n"
        f"Rosters of {COUNT} pharmacies and of {persons} patients, all invented, a sample of those"
        f" the case counts: {services().settings.home / FOLDER}"
    )
    emit(told, as_json=as_json, text=text)
