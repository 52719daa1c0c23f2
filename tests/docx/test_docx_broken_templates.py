"""Templates broken at random: the check never fails, and what it lets through renders soundly."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from docgen.findings import ERROR
from docgen.write.docx.inspect import inspect_template
from docgen.write.docx.office_template import open_template
from tests.docx.helpers import FILES, Template, W, tree, van_ban

_NAMES = ("dak_nong_quyet_dinh", "bang_doc_ngang", "cap_day_du")
_SPOILS = ("", "", "x", "}", "{", "%", " ", "'", "_")


def _spoil(template: Template, chance: random.Random) -> None:
    """Take a paragraph out, or put a slip of the pen into one."""
    paragraph = chance.choice(list(template.body.iter(W + "p")))
    if chance.random() < 0.3 and len(paragraph.getparent().findall(W + "p")) > 1:
        paragraph.getparent().remove(paragraph)
        return
    texts = [t for t in paragraph.iter(W + "t") if t.text]
    if texts:
        node = chance.choice(texts)
        at = chance.randrange(len(node.text))
        rest = node.text[at + chance.randint(0, 2) :]
        node.text = node.text[:at] + chance.choice(_SPOILS) + rest


@pytest.mark.parametrize("seed", range(24))
def test_a_slip_is_found_or_harmless(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    template = Template(chance.choice(["chung", "ke_hoach", "quyet_dinh"]))
    _spoil(template, chance)
    path = template.save(tmp_path)
    if any(f.severity == ERROR for f in inspect_template(path)):
        return
    write = open_template(path)
    for source in FILES:
        if source.stem in _NAMES:
            tree(write(van_ban(source))[0])
