"""What the commands share: exit codes, usage lines in the user's language, messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from docgen.lang import _

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.findings import Finding

_F = TypeVar("_F", bound=Callable[..., Any])

DONE, FOUND, CANNOT = 0, 1, 2
"""Exit codes: done or clean; findings; cannot do it."""


def report(findings: Iterable[Finding]) -> None:
    """Print findings to stderr: errors first as they are, warnings and hints with their word."""
    words = {"loi": _("lỗi"), "canh_bao": _("cảnh báo"), "goi_y": _("gợi ý")}
    colours = {"loi": "red", "canh_bao": "yellow", "goi_y": "cyan"}
    for finding in findings:
        word = click.style(words[finding.severity], fg=colours[finding.severity], bold=True)
        click.echo(f"{word}: {finding}", err=True)


class Command(click.Command):
    """A command whose usage line speaks the user's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", _("[TÙY CHỌN]"))
        super().__init__(*args, **kwargs)


class Group(Command, click.Group):
    """A group whose usage line speaks the user's language."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", _("LỆNH [THAM SỐ]..."))
        super().__init__(*args, **kwargs)


def force() -> Callable[[_F], _F]:
    """The option of every command that writes."""
    return click.option("--force", is_flag=True, help=_("Ghi đè tệp đã có."))


def say_written(paths: Iterable[Path]) -> None:
    """One line for each file that was written."""
    for path in paths:
        click.echo(_("Đã ghi {path}").format(path=path))
