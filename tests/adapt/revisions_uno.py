"""What LibreOffice itself makes of a file with tracked changes; run by the Python that has `uno`.

Arguments: the folder of docgen's bridge, the address of a running soffice. Each line on stdin is a
JSON list [file, command or ""]; each answer one line of JSON: number of changes that LibreOffice
sees, changes left after the command, paragraphs (texts of tables among them), comments.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> None:
    """Serve until stdin closes."""
    sys.path.insert(0, sys.argv[1])
    import _bridge  # type: ignore[import-not-found]
    import uno

    client = _bridge._Client(sys.argv[2], 60.0)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    remote = resolver.resolve(f"uno:{sys.argv[2]};urp;StarOffice.ComponentContext")
    dispatcher = remote.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", remote
    )
    print("ready", flush=True)
    for line in sys.stdin:
        path, command = json.loads(line)
        load = client._values({"Hidden": True, "FilterName": "MS Word 2007 XML"})
        document = client.desktop.loadComponentFromURL(path, "_blank", 0, load)
        try:
            before = _count(document.Redlines)
            if command:
                # The dispatcher works on a frame.
                frame = document.CurrentController.Frame
                dispatcher.executeDispatch(frame, ".uno:" + command, "", 0, ())
            answer = {
                "before": before,
                "after": _count(document.Redlines),
                "paragraphs": list(_paragraphs(document.Text)),
                "comments": _comments(document),
            }
        finally:
            document.close(True)
        print(json.dumps(answer), flush=True)
    client.end()


def _count(redlines: Any) -> int:
    found, each = 0, redlines.createEnumeration()
    while each.hasMoreElements():
        each.nextElement()
        found += 1
    return found


def _paragraphs(text: Any) -> Any:
    each = text.createEnumeration()
    while each.hasMoreElements():
        item = each.nextElement()
        if item.supportsService("com.sun.star.text.TextTable"):
            for name in item.CellNames:
                yield from _paragraphs(item.getCellByName(name))
        else:
            yield item.String


def _comments(document: Any) -> list[str]:
    found, each = [], document.TextFields.createEnumeration()
    while each.hasMoreElements():
        field = each.nextElement()
        if field.supportsService("com.sun.star.text.TextField.Annotation"):
            found.append(field.Content)
    return sorted(found)


main()
