"""Core properties: an office's template need not have them, what is made from it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from docgen.model import VanBan
from docgen.write.docx.core import announce_core
from docgen.write.docx.office_template import open_template
from docgen.write.docx.package import read_parts
from docgen.write.docx.store import templates_dir
from tests.docx.helpers import Template, standard, zip_with

CORE, TYPES, LINKS = "docProps/core.xml", "[Content_Types].xml", "_rels/.rels"
OTHER = "package/services/metadata/core-properties/1.psmdcp"
OVERRIDE = rb'<Override PartName="/docProps/core.xml"[^>]*>'
LINK = rb'<Relationship [^>]*core-properties"[^>]*>'
WAYS = {"compiled": "", "docxtpl": "{{ so_ky_hieu|upper }}"}
GIVEN = VanBan.model_validate(
    {
        "loai": "ke_hoach",
        "co_quan": "UBND xã A",
        "trich_yeu": "Thử thuộc tính",
        "noi_dung": ["Một.", "Hai."],
    }
)


def _cut(parts: dict[str, bytes], name: str, what: bytes) -> None:
    assert re.search(what, parts[name])
    parts[name] = re.sub(what, b"", parts[name])


def without(parts: dict[str, bytes]) -> None:
    del parts[CORE]
    _cut(parts, TYPES, OVERRIDE)
    _cut(parts, LINKS, LINK)


def without_type(parts: dict[str, bytes]) -> None:
    _cut(parts, TYPES, OVERRIDE)


def without_link(parts: dict[str, bytes]) -> None:
    _cut(parts, LINKS, LINK)


def elsewhere(parts: dict[str, bytes]) -> None:
    """As System.IO.Packaging writes them: another name, typed by its ending."""
    parts[OTHER] = parts.pop(CORE)
    _cut(parts, TYPES, OVERRIDE)
    default = (
        b'<Default Extension="psmdcp" '
        b'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    )
    parts[TYPES] = parts[TYPES].replace(b"<Override", default + b"<Override", 1)
    parts[LINKS] = re.sub(rb'"/?docProps/core.xml"', b'"/%s"' % OTHER.encode(), parts[LINKS])


def twice(parts: dict[str, bytes]) -> None:
    parts["docProps/core2.xml"] = parts[CORE]
    (entry,) = re.findall(OVERRIDE, parts[TYPES])
    parts[TYPES] = parts[TYPES].replace(entry, entry + entry.replace(b"core.xml", b"core2.xml"))
    (link,) = re.findall(LINK, parts[LINKS])
    second = re.sub(rb'Id="[^"]*"', b'Id="rId99"', link.replace(b"core.xml", b"core2.xml"))
    parts[LINKS] = parts[LINKS].replace(link, link + second)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("spoil", [without, without_type, without_link, elsewhere, twice])
def test_the_title_shows_and_the_package_is_valid(
    spoil: Callable[[dict[str, bytes]], None],
    way: str,
    tmp_path: Path,
    errors_of: Callable[[Path], list[str]],
) -> None:
    template = Template("ke_hoach")
    if WAYS[way]:
        template.before("{{ so_ky_hieu }}", WAYS[way])
    given = tmp_path / "mau.docx"
    given.write_bytes(zip_with(template.bytes(), spoil))
    data, _findings = open_template(given)(GIVEN)
    made = tmp_path / "a.docx"
    made.write_bytes(data)
    assert errors_of(made) == []
    assert Document(BytesIO(data)).core_properties.title == "KẾ HOẠCH Thử thuộc tính"
    parts = read_parts(data)
    assert [name for name in parts if "core" in name.lower()] == [CORE]
    assert parts[LINKS].count(b"/metadata/core-properties") == 1
    assert len(re.findall(OVERRIDE, parts[TYPES])) == 1
    ids = re.findall(rb'\bId="([^"]*)"', parts[LINKS])
    assert len(ids) == len(set(ids)) >= 2


@pytest.mark.parametrize("mau", sorted(p.parent.name for p in templates_dir().glob("*/mau.docx")))
def test_a_package_that_is_right_keeps_its_bytes(mau: str) -> None:
    parts = read_parts(standard(mau))
    same = dict(parts)
    announce_core(parts)
    assert parts == same


def test_document_types_in_relationships_are_not_expanded() -> None:
    """The check of templates looks for them in .xml parts."""
    parts = read_parts(zip_with(standard("ke_hoach"), without))
    bomb = b'<!DOCTYPE x [<!ENTITY a "%s">]>' % (b"a" * 1000)
    parts[LINKS] = parts[LINKS].replace(b"<Relationships", bomb + b"<Relationships", 1)
    parts[LINKS] = parts[LINKS].replace(b"</Relationships>", b"&a;</Relationships>")
    announce_core(parts)
    assert b'Target="docProps/core.xml"' in parts[LINKS]
    assert b"a" * 1000 not in parts[LINKS].split(b"]>")[-1]
