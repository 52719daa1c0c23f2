"""What is known already: a baseline file, so that only new findings count."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from docgen.check.registry import RuleFinding
from docgen.findings import Finding, InputError, Where
from docgen.lang import _

VERSION = 1


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A short name for each finding that stays when paragraphs are put in elsewhere.

    It is made of the rule, the line's own words, and how many alike came before.
    """
    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        words = " ".join(finding.excerpt.split()) if isinstance(finding, RuleFinding) else ""
        found = finding.found if isinstance(finding, RuleFinding) else finding.message
        key = f"{finding.code}\n{words}\n{found}"
        seen[key] += 1
        out.append(sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:16])
    return out


def make(found: Mapping[str, Sequence[Finding]]) -> str:
    """The text of a baseline file with all these findings."""
    files = {file: fingerprints(findings) for file, findings in found.items() if findings}
    return json.dumps({"docgen": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"


def load(text: str, file: str) -> dict[str, set[str]]:
    """Known findings by file. Raises InputError (KT20) for a text that is no baseline."""
    try:
        data: Any = json.loads(text)
        if data["docgen"] != VERSION:
            raise ValueError
        return {str(name): set(map(str, known)) for name, known in data["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(
            Finding(
                "KT20",
                _("Không phải tệp mốc của docgen check."),
                hint=_("Tạo lại bằng --update-baseline."),
                where=Where(file=file),
            )
        ) from None


def named(files: Iterable[str], folder: str) -> dict[str, str]:
    """The names under which a baseline in `folder` holds files: seen from there, with "/".

    So it does not matter from where the check is run, nor where the whole folder is moved.
    """
    out = {}
    for file in files:
        try:
            name = os.path.relpath(os.path.abspath(file), os.path.abspath(folder))
        except ValueError:  # another drive
            name = os.path.abspath(file)
        out[file] = name.replace(os.sep, "/")
    return out


def held(known: Mapping[str, set[str]], names: Iterable[str]) -> dict[str, set[str]]:
    """What is known of each of these files; one that was moved alone is found by its last name."""
    wanted = set(names)
    moved: dict[str, list[str]] = {}
    for name in known:
        if name not in wanted:
            moved.setdefault(name.rpartition("/")[2], []).append(name)
    out = {}
    for name in wanted:
        same = moved.get(name.rpartition("/")[2], [])
        out[name] = known.get(name) or (known[same[0]] if len(same) == 1 else set())
    return out


def new_ones(findings: Sequence[Finding], known: Iterable[str]) -> list[Finding]:
    """The findings that the baseline does not hold."""
    held = set(known)
    return [
        f for f, print_ in zip(findings, fingerprints(findings), strict=True) if print_ not in held
    ]
