"""Options of the whole test run."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: write what was made over the golden files instead of comparing."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")
