"""``trialdb db url|start|stop|status|serve``: trialdb's own server."""

from __future__ import annotations

import click

from trialdb import server
from trialdb.cli.options import url_option
from trialdb.cli.output import format_option, note, print_rows
from trialdb.settings import Settings

# Time to paste the URL somewhere, or for a script to come to its psql.
_URL_SECONDS = 60


@click.command(epilog='\b\nExample:\n  psql "$(trialdb db url)" -c "select * from trial_overview"')
@url_option
def url(url: str | None) -> None:
    """Print the URL of the database, starting the server if it is down.

    The server waits a minute for a connection, and stays up as long as there is one; `trialdb db start` leaves it up.
    """
    with server.attach(Settings.from_environment(url=url)) as attached:
        server.linger(attached, _URL_SECONDS)
        click.echo(attached.url)


@click.command(epilog="\b\nExample:\n  trialdb db start")
def start() -> None:
    """Start trialdb's own server and leave it up until `trialdb db stop`.

    Not needed for trialdb's commands, which start the server themselves and let it stop when nobody uses it.
    """
    note(f"running; trialdb db stop ends it\n{server.start(Settings.from_environment())}")


@click.command(epilog="\b\nExample:\n  trialdb db stop")
def stop() -> None:
    """Stop trialdb's own server, in good order; programs that are connected to it are disconnected.

    A load that is interrupted by this is finished by running it again.
    """
    note("stopped" if server.stop(Settings.from_environment()) else "was not running")


@click.command(epilog="\b\nExample:\n  trialdb db status --format json")
@format_option
@url_option
def status(style: str | None, url: str | None) -> None:
    """Show how the server is, without starting it; of another than trialdb's own only what a client can see."""
    seen = server.status(Settings.from_environment(url=url))
    rows = [
        ("running", _yes_or_no(seen.is_running)),
        ("version", seen.version),
        ("data_folder", seen.data_folder and str(seen.data_folder)),
        ("data_bytes", seen.data_bytes),
        ("pid", seen.pid),
        ("clients", seen.clients),
        ("stays_up", _yes_or_no(seen.stays_up)),
        ("url", seen.url),
    ]
    print_rows([name for name, _ in rows], [[value for _, value in rows]], style)


def _yes_or_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


@click.command(epilog="\b\nExample:\n  trialdb db serve --port 5433")
@click.option(
    "--port", type=click.IntRange(1024, 65535), default=5433, show_default=True, metavar="N", help="The TCP port."
)
def serve(port: int) -> None:
    """Let programs on this machine read the database over TCP, by password.

    Prints the URL: the first time with the password, which is then kept in a file that only you can read. Only
    127.0.0.1 is served, until `trialdb db stop`.
    """
    served = server.serve(Settings.from_environment(), port)
    click.echo(served.url)
    note(f"the password of {server.LOGIN} is in {served.password_file}; trialdb db stop ends the serving")
