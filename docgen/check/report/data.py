"""Findings for programs: docgen's own JSON, and SARIF 2.1.0 for code scanning tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.check import pages
from docgen.check.baseline import fingerprints
from docgen.check.registry import RuleFinding
from docgen.findings import ERROR, HINT, WARNING, Finding, Where

_LEVEL = {ERROR: "error", WARNING: "warning", HINT: "note"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(found: Mapping[str, Sequence[Finding]]) -> dict[str, Any]:
    """`{"files": [{"file", "findings"}], "summary"}`; findings in the shape of `to_dict`."""
    every = [f for findings in found.values() for f in findings]
    count = Counter(f.severity for f in every)
    return {
        "files": [
            {"file": file, "findings": [_dict(f) for f in findings]}
            for file, findings in found.items()
        ],
        "summary": {
            "files": len(found),
            "findings": len(every),
            **{severity: count[severity] for severity in (ERROR, WARNING, HINT)},
        },
    }


def _dict(finding: Finding) -> dict[str, Any]:
    """A finding of a reader has the same keys as one of a rule, those it does not know empty."""
    if isinstance(finding, RuleFinding):
        return finding.to_dict()
    blank = RuleFinding(
        finding.code, finding.message, finding.severity, finding.hint, finding.where
    )
    return blank.to_dict()


def as_sarif(found: Mapping[str, Sequence[Finding]], version: str) -> dict[str, Any]:
    """A SARIF log: one run, a rule for every code that occurs, a result for every finding."""
    codes = sorted({f.code for findings in found.values() for f in findings})
    index = {code: number for number, code in enumerate(codes)}
    results = []
    for file, findings in found.items():
        for finding, print_ in zip(findings, fingerprints(findings), strict=True):
            results.append(
                {
                    "ruleId": finding.code,
                    "ruleIndex": index[finding.code],
                    "level": _LEVEL[finding.severity],
                    "message": {"text": _message(finding)},
                    "locations": [_location(file, finding)],
                    "partialFingerprints": {"docgen/v1": print_},
                }
            )
    driver = {"name": "docgen", "version": version, "rules": [_rule(code) for code in codes]}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _message(finding: Finding) -> str:
    return f"{finding.message} {finding.hint}".strip()


def _location(file: str, finding: Finding) -> dict[str, Any]:
    where = finding.where or Where()
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if where.line:
        region = {"startLine": where.line}
        if where.column:
            region["startColumn"] = where.column
        physical["region"] = region
    made: dict[str, Any] = {"physicalLocation": physical}
    name = where.part or where.path or where.cell
    if name:
        made["logicalLocations"] = [{"fullyQualifiedName": name}]
    return made


def _uri(file: str) -> str:
    from pathlib import Path
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _rule(code: str) -> dict[str, Any]:
    try:
        page = pages.load(code)
    except KeyError:
        return {"id": code}
    return {
        "id": code,
        "name": page.title,
        "shortDescription": {"text": page.title},
        "fullDescription": {"text": page.section("Quy tắc")},
        "help": {"text": page.body.strip(), "markdown": page.body.strip()},
        "defaultConfiguration": {"level": _LEVEL[page.severity]},
        "properties": {"clause": page.clause, "kind": page.kind, "fix": page.mending},
    }
