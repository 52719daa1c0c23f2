"""UNO client: runs under the Python that can `import uno`; JSON lines on stdin and stdout.

Arguments: the UNO address to connect to, the seconds to keep trying, soffice's process id, and the
paths to remove (profile folder, pipes) if the parent goes away. Each request is one line
{"docx": url, "pdf": url, "options": {name: value}, "keywords": [text]}, each answer one line
{"ok": true} or {"ok": false, "dead": bool, "error": text}. The first answer says that the
connection stands. When stdin closes, soffice is ended, the paths removed and the bridge ends:
so nothing stays behind even if the parent is killed.

Standard library and uno only, and no syntax newer than Python 3.8: LibreOffice ships its own.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import sys
import threading
import time
from typing import Any


def end_group(pid: int) -> None:
    """Kill process `pid` and all it started (its process group; its tree on Windows)."""
    try:
        if sys.platform == "win32":
            import subprocess

            command = ["taskkill", "/T", "/F", "/PID", str(pid)]
            subprocess.run(command, capture_output=True, check=False)
        else:
            os.killpg(pid, signal.SIGKILL)
    except OSError:
        pass  # already gone


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        return True  # os.kill(pid, 0) would end the process there
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def remove_all(paths: list[str]) -> None:
    """Remove files and folders; soffice may still be writing, so folders are tried again."""
    for path in paths:
        for _ in range(20):
            if os.path.isdir(path):
                shutil.rmtree(path, ignore_errors=True)
            elif os.path.lexists(path):
                with contextlib.suppress(OSError):
                    os.unlink(path)
            if not os.path.lexists(path):
                break
            time.sleep(0.05)


class _Client:
    def __init__(self, address: str, seconds: float) -> None:
        import uno

        self.uno = uno
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        deadline = time.monotonic() + seconds
        while True:
            try:
                context = resolver.resolve("uno:" + address + ";urp;StarOffice.ComponentContext")
                break
            except Exception:  # uno's own exception classes exist only at run time
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        self.desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )

    def _values(self, values: dict[str, Any]) -> tuple[Any, ...]:
        made = []
        for name, value in values.items():
            item = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            item.Name, item.Value = name, value
            made.append(item)
        return tuple(made)

    def convert(self, request: dict[str, Any]) -> None:
        # No macro, no update of links: a document is data, it may not act or fetch.
        load: dict[str, Any] = {
            "Hidden": True,
            "ReadOnly": True,
            "MacroExecutionMode": 0,
            "UpdateDocMode": 0,
        }
        if request["docx"].lower().endswith(".docx"):
            # Without the name a text file called .docx would be printed as text.
            load["FilterName"] = "MS Word 2007 XML"
        document = self.desktop.loadComponentFromURL(
            request["docx"], "_blank", 0, self._values(load)
        )
        if document is None:
            raise ValueError("the document could not be loaded")
        try:
            if request["keywords"]:
                # The import splits keywords at every space: "kế hoạch" becomes two.
                document.DocumentProperties.Keywords = tuple(request["keywords"])
            options = self.uno.Any(
                "[]com.sun.star.beans.PropertyValue", self._values(request["options"])
            )
            store = {"FilterName": "writer_pdf_Export", "Overwrite": True, "FilterData": options}
            document.storeToURL(request["pdf"], self._values(store))
        finally:
            with contextlib.suppress(Exception):  # the error that led here says more
                document.close(True)

    def alive(self) -> bool:
        """Ask soffice anything: a broken connection shows in every call, by varied errors."""
        try:
            self.desktop.getFrames().getCount()
        except Exception:
            return False
        return True

    def end(self) -> None:
        with contextlib.suppress(Exception):  # the connection breaks while soffice ends
            self.desktop.terminate()


def _failure(error: Exception, alive: bool) -> dict[str, Any]:
    words = " ".join((getattr(error, "Message", "") or str(error)).split())
    return {"ok": False, "dead": not alive, "error": words or type(error).__name__}


def main(argv: list[str]) -> int:
    """Serve requests until stdin closes; returns the exit code."""
    address, seconds, pid, paths = argv[1], float(argv[2]), int(argv[3]), argv[4:]
    # Answers go through a private descriptor, so that nothing else can write among them.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    requests: queue.Queue[str | None] = queue.Queue()
    idle = threading.Event()

    def answer(message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError):  # a parent that is gone needs no answer
            answers.write(json.dumps(message) + "\n")
            answers.flush()

    def listen() -> None:
        for line in sys.stdin:
            idle.clear()
            requests.put(line)
        requests.put(None)
        if not idle.wait(0.2):  # the parent is gone in the middle of a call that may hang
            end_group(pid)
            remove_all(paths)
            os._exit(1)

    threading.Thread(target=listen, daemon=True).start()
    try:
        client = _Client(address, seconds)
    except Exception as error:
        idle.set()
        answer(_failure(error, False))
        return 1
    idle.set()
    answer({"ok": True})
    while True:
        line = requests.get()
        if line is None:
            break
        try:
            client.convert(json.loads(line))
            answer({"ok": True})
        except Exception as error:
            answer(_failure(error, client.alive()))
        finally:
            idle.set()
    client.end()
    # The parent does the same when it closes in order; if it was killed, this is the only one.
    deadline = time.monotonic() + 2.0
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    end_group(pid)
    remove_all(paths)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
