"""The root group: one line for an error, an exit status that means something, and did-you-mean."""

from __future__ import annotations

import atexit
import difflib
import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from trialdb.errors import ExitCode, TrialdbError


class Group(click.Group):
    """A click group that imports a command when it is called, and suggests one for a misspelt name.

    ``commands`` maps a name to ``module:attribute``.
    """

    def __init__(self, *args: Any, commands: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = commands

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._places:
            return None
        module, _, attribute = self._places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self._places:
            near = difflib.get_close_matches(name, self._places, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"see {ctx.command_path} --help"
            raise click.UsageError(f"there is no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()  # while a full disk can still be told
        except BrokenPipeError:
            # The reader of our output has gone (``trialdb view … | head``): nobody is left to tell. Click would exit 1.
            _drop_output()
            return ExitCode.OK
        return result

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; every way it can end has its exit status (``trialdb.errors.ExitCode``)."""
        kwargs["standalone_mode"] = False
        _open_closed_streams()
        _collect_little_garbage()
        try:
            result = super().main(*args, **kwargs)
        except click.exceptions.Exit as end:
            sys.exit(end.exit_code)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(ExitCode.USAGE)
        except click.ClickException as error:
            _fail(error.format_message(), ExitCode.USAGE)
        except TrialdbError as error:
            _fail(str(error), error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _fail("interrupted", ExitCode.INTERRUPTED)
        except UnicodeEncodeError as error:
            _fail(f"{error.object[:80]!r} cannot be written in {error.encoding}", ExitCode.USAGE)
        except OSError as error:
            _drop_output()
            _fail(f"{error.filename or 'the output'}: {error.strerror or error}", ExitCode.PROBLEMS)
        sys.exit(int(result) if isinstance(result, int) else ExitCode.OK)


def _open_closed_streams() -> None:
    """A stream that the caller closed (``<&-``, ``>&-``) is /dev/null, and its number no other file's."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115 - for as long as we run


def _collect_little_garbage() -> None:
    """A command lives for seconds, and would look through its imports again and again, at the end all of them."""
    gc.set_threshold(50_000)
    atexit.register(gc.freeze)


def _drop_output() -> None:
    """Nothing more is written, nor tried again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: ExitCode) -> None:
    click.echo("trialdb: " + " ".join(message.split()), err=True)
    sys.exit(code)
