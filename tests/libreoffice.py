"""Opens Word files in LibreOffice, accepts all tracked changes, and prints each file's paragraphs as one JSON line.

    python3 tests/libreoffice.py FILE...

Paragraphs without words are left out; tables give their cells, footnotes come last.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

DEADLINE = 120


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(DEADLINE * 4):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    sys.exit("LibreOffice did not answer")


def paragraphs(text):
    found = []
    for element in text:
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in element.getCellNames():
                found += paragraphs(element.getCellByName(name))
        else:
            found.append(element.getString())
    return found


def accepted(desktop, context, path):
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = desktop.loadComponentFromURL(pathlib.Path(path).resolve().as_uri(), "_blank", 0, (hidden,))
    if document is None:
        sys.exit(f"{path}: LibreOffice does not open it")
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:AcceptAllTrackedChanges", "", 0, ())
    found = paragraphs(document.Text)
    notes = document.Footnotes
    found += [notes.getByIndex(n).getString() for n in range(notes.Count)]
    document.close(True)
    return [p for p in found if p.strip()]


def main(paths):
    with tempfile.TemporaryDirectory() as profile:
        pipe = "chancery" + pathlib.Path(profile).name
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo",
            f"--accept=pipe,name={pipe};urp", f"-env:UserInstallation={pathlib.Path(profile).as_uri()}",
        ])
        try:
            context = connect(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for path in paths:
                print(json.dumps(accepted(desktop, context, path), ensure_ascii=False), flush=True)
            try:
                desktop.terminate()
            except Exception:  # the connection goes with the office
                pass
            office.wait(DEADLINE)
        finally:
            office.kill()


main(sys.argv[1:])
