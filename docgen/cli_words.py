"""Words of the command line library in the user's language."""

from __future__ import annotations

import click

from docgen.lang import _


def vietnamese_click() -> None:
    """Let click speak through our catalogs: its own strings are English."""
    words = {
        "Usage:": _("Cách dùng:"),
        "Options": _("Tùy chọn"),
        "Commands": _("Lệnh"),
        "Show this message and exit.": _("Hiện trợ giúp này."),
        "Error: {message}": _("Lỗi: {message}"),
        "Try '{command} {option}' for help.": _("Xem '{command} {option}' để biết cách dùng."),
        "Missing argument": _("Thiếu"),
        "Missing option": _("Thiếu tùy chọn"),
        "Missing command.": _("Thiếu lệnh."),
        "No such command {name!r}.": _("Không có lệnh {name!r}."),
        "No such option: {name}": _("Không có tùy chọn {name}"),
        "No such option {name!r}.": _("Không có tùy chọn {name!r}."),
        "Did you mean {possibility}?": _("Có phải {possibility}?"),
        "Did you mean {possibility!r}?": _("Có phải {possibility!r}?"),
        "Did you mean one of: {possibilities}?": _("Có phải một trong: {possibilities}?"),
        "(Did you mean one of: {possibilities}?)": _("(Có phải một trong: {possibilities}?)"),
        "(Possible options: {possibilities})": _("(Có thể là: {possibilities})"),
        "Option {name!r} requires an argument.": _("Tùy chọn {name!r} cần một giá trị."),
        "{value!r} is not one of {choices}.": _("{value!r} không thuộc {choices}."),
        "required": _("bắt buộc"),
        "default: {default}": _("mặc định: {default}"),
        "{value} is not in the range {range}.": _("{value} không nằm trong khoảng {range}."),
        "{value!r} is not a valid {number_type}.": _("{value!r} không phải số."),
        "Invalid value for {param_hint}: {message}": _(
            "Giá trị không hợp lệ cho {param_hint}: {message}"
        ),
    }

    def say(text: str) -> str:
        return words.get(text, text)

    def choose(one: str, many: str, count: int) -> str:
        return say(one if count == 1 else many)

    for module in (
        click.core,
        click.decorators,
        click.formatting,
        click.exceptions,
        click.parser,
        click.types,
    ):
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", choose)  # noqa: B010 (as below)
        if hasattr(module, "_"):
            setattr(module, "_", say)  # noqa: B010 (mypy: not part of click's interface)
