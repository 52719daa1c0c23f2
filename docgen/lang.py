"""The language of messages: Vietnamese is the source, other languages come from Babel catalogs."""

from __future__ import annotations

import os
from collections.abc import Callable

LANGUAGES = ("vi", "en")


def _same(message: str) -> str:
    return message


_translate: Callable[[str], str] = _same
_chosen = "vi"


def set_language(lang: str | None = None) -> str:
    """Choose the language of all messages and return its code.

    `lang` is "vi" or "en"; None reads DOCGEN_LANG and falls back to Vietnamese. An unknown
    code falls back to Vietnamese too: a message in the wrong language beats no message.
    """
    global _translate, _chosen
    code = (lang or os.environ.get("DOCGEN_LANG") or "vi").lower()[:2]
    if code not in LANGUAGES:
        code = "vi"
    _chosen = code
    if code == "vi":
        _translate = _same
    else:
        import gettext

        folder = os.path.join(os.path.dirname(__file__), "locale")
        catalog = gettext.translation("docgen", folder, languages=[code], fallback=True)
        _translate = catalog.gettext
    return code


def language() -> str:
    """Code of the language chosen last."""
    return _chosen


def _(message: str) -> str:
    """Translate one Vietnamese message into the chosen language."""
    return _translate(message)
