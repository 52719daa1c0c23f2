"""Fixtures of the .docx tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def errors_of() -> Callable[[Path], list[str]]:
    """Errors (not warnings) of openxml-audit in a file, as texts."""
    from openxml_audit import OpenXmlValidator
    from openxml_audit.errors import ValidationSeverity

    validator = OpenXmlValidator()

    def errors(path: Path) -> list[str]:
        result = validator.validate(path)
        return [str(e) for e in result.errors if e.severity == ValidationSeverity.ERROR]

    return errors
