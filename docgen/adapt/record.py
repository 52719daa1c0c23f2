"""The trace as it is made: one entry for each text of the source, one for each new text."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.adapt.changes import Change, as_doi
from docgen.adapt.plain import apply, plain_text
from docgen.model import Vet


class Recorder:
    """Collects the trace of one document."""

    def __init__(self) -> None:
        self.vet: list[Vet] = []

    def changed(
        self, tai: str, o: str, given: str, changes: Iterable[Change], cap: str | None = None
    ) -> str:
        """Note changes of a text (none: inherited) and give the text with them made."""
        made = sorted(changes, key=lambda c: (c.start, c.end))
        doi = [as_doi(c) for c in made]
        self.vet.append(
            Vet.model_construct(
                tai=tai,
                o=o,
                cap=cap,
                nguon=given,
                doi=doi,
                bo=None,
                luat=None,
            )
        )
        return apply(given, made) if made else given

    def replaced(
        self, tai: str, o: str, given: str, new: str, luat: str, ly_do: str, cach: str = "ghi_de"
    ) -> str:
        """Note that a whole text gives way to another; the same text is inherited."""
        if given == new:
            return self.changed(tai, o, given, ())
        whole = Change(0, len(plain_text(given)), cach, luat, new, ly_do)  # type: ignore[arg-type]
        return self.changed(tai, o, given, [whole])

    def removed(self, tai: str, given: str, luat: str, ly_do: str, cap: str | None = None) -> None:
        """Note that a text is not taken over, and why."""
        self.vet.append(
            Vet.model_construct(tai=tai, o=None, cap=cap, nguon=given, doi=[], bo=ly_do, luat=luat)
        )

    def added(self, o: str, new: str, luat: str, ly_do: str) -> str:
        """Note a text that the source has not."""
        change = Change(0, 0, "ghi_de", luat, new, ly_do)
        self.vet.append(
            Vet.model_construct(
                tai=None, o=o, cap=None, nguon="", doi=[as_doi(change)], bo=None, luat=None
            )
        )
        return new
