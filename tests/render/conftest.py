"""One warm LibreOffice prints every document of this folder once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen.write.pdf import LibreOffice, find_soffice
from tests.render.documents import Doc, Press

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that print need LibreOffice."""
    for item in items:
        if "press" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.office)
            if find_soffice() is None:
                item.add_marker(pytest.mark.skip(reason="LibreOffice is not installed"))


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    """The printer, with everything it has printed so far."""
    with LibreOffice() as office:
        yield Press(office)


@pytest.fixture
def doc(press: Press, request: pytest.FixtureRequest) -> Doc:
    """The printed document of a case (indirect parameter)."""
    return press.case(request.param)
