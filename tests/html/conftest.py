"""A real Chromium for the tests of the preview."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.model import VanBan
from docgen.write.html import write_html

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder as needing Chromium."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests; playwright gives it a new empty profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield running
        running.close()


class Watched:
    """A page and what went wrong on it or was asked for from elsewhere."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("console", lambda m: self.troubles.append(m.text))
        page.on("pageerror", lambda e: self.troubles.append(str(e)))
        page.on("dialog", lambda d: (self.troubles.append("dialog"), d.dismiss()))
        page.on("request", self._asked)
        self.own = ""

    def _asked(self, request: Any) -> None:
        if request.url != self.own:
            self.troubles.append(request.url)

    def show(self, van_ban: VanBan, folder: Path) -> Any:
        """Open the preview of a document and return the page."""
        path = folder / "xem.html"
        path.write_bytes(write_html(van_ban))
        self.own = path.as_uri()
        self.page.goto(self.own)
        return self.page


@pytest.fixture(scope="session")
def watched(browser: Any) -> Watched:
    """One page that is used again and again."""
    return Watched(browser.new_page(viewport={"width": 900, "height": 1200}))


@pytest.fixture
def show(watched: Watched, tmp_path: Path) -> Iterator[Callable[[VanBan], Any]]:
    """Open the preview of a document in Chromium; nothing may go wrong or be fetched."""
    watched.troubles.clear()
    yield lambda van_ban: watched.show(van_ban, tmp_path)
    assert watched.troubles == []
