"""Options of the whole test run."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

# The same examples in every run, so that a run proves what the last one did; new ones when asked.
settings.register_profile("repeatable", derandomize=True)
if "DOCGEN_RANDOM" not in os.environ:
    settings.load_profile("repeatable")


# A shell starts what runs in the background deaf to Ctrl-C, and so would be what a test starts.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept`: write what was made over the golden files instead of comparing."""
    parser.addoption("--accept", action="store_true", help="rewrite the golden files")
