"""The language of messages: Vietnamese is the source, other languages come from Babel catalogs."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LANGUAGES = ("vi", "en")
_DIR = Path(__file__).parent / "locale"
_catalog: gettext.NullTranslations = gettext.NullTranslations()


def set_language(lang: str | None = None) -> str:
    """Choose the language of all messages and return its code.

    `lang` is "vi" or "en"; None reads DOCGEN_LANG and falls back to Vietnamese. An unknown
    code falls back to Vietnamese too: a message in the wrong language beats no message.
    """
    global _catalog
    code = (lang or os.environ.get("DOCGEN_LANG") or "vi").lower()[:2]
    if code not in LANGUAGES:
        code = "vi"
    if code == "vi":
        _catalog = gettext.NullTranslations()
    else:
        _catalog = gettext.translation("docgen", _DIR, languages=[code], fallback=True)
    return code


def _(message: str) -> str:
    """Translate one Vietnamese message into the chosen language."""
    return _catalog.gettext(message)
