"""A headless Chromium for tests, spoken to over its own pipe (Chrome DevTools Protocol); nothing else is needed."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --disable-dev-shm-usage --hide-scrollbars "
    "--remote-debugging-pipe"
).split()


def find() -> str | None:
    """The browser of this machine, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


class Chromium:
    """A browser with one page; what the page logged or threw is in ``problems``."""

    def __init__(self, width: int = 1280, height: int = 860) -> None:
        self.size = (width, height)
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._number = 0
        self._rest = b""
        self._session: str | None = None
        self._answers: dict[int, dict[str, Any]] = {}

    def __enter__(self) -> Self:
        browser = find()
        assert browser is not None
        self._profile = tempfile.mkdtemp()
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()

        def pipes() -> None:
            # The browser reads from 3 and writes to 4; copies first, in case one of ours has such a number.
            read, write = os.dup(to_browser), os.dup(from_browser)
            os.dup2(read, 3)
            os.dup2(write, 4)

        self._process = subprocess.Popen(
            [browser, *FLAGS, f"--user-data-dir={self._profile}", f"--window-size={self.size[0]},{self.size[1]}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=pipes,
            close_fds=False,
        )
        os.close(to_browser)
        os.close(from_browser)
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(*self.size)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._session = None
            self.send("Browser.close", wait=False)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)

    def send(self, method: str, wait: bool = True, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer."""
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while wait and number not in self._answers:
            self._receive(60)
        answer = self._answers.pop(number, {})
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']['message']}")
        found: dict[str, Any] = answer.get("result", {})
        return found

    def _receive(self, timeout: float) -> None:
        ready, _, _ = select.select([self._from], [], [], timeout)
        if not ready:
            raise TimeoutError("the browser does not answer")
        block = os.read(self._from, 1 << 20)
        if not block:
            raise EOFError("the browser has gone")
        *messages, self._rest = (self._rest + block).split(b"\0")
        for text in messages:
            message = json.loads(text)
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                self._note(message["method"], message.get("params", {}))

    def _note(self, method: str, said: dict[str, Any]) -> None:
        if method == "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            self.problems.append(details.get("exception", {}).get("description") or details["text"])
        elif method == "Runtime.consoleAPICalled" and said["type"] in ("error", "warning", "assert"):
            self.problems.append(" ".join(str(part.get("value")) for part in said["args"]))
        elif method == "Log.entryAdded" and said["entry"]["level"] in ("error", "warning"):
            self.problems.append(said["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.problems.append(f"dialog: {said['message']}")

    def open(self, path: Path, fragment: str = "") -> None:
        """Open a report from its file and wait until it is ready."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=path.resolve().as_uri() + fragment)
        self.until("document.documentElement?.dataset.ready !== undefined")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise AssertionError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def until(self, script: str, timeout: float = 20) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + timeout
        while not self.run(f"Boolean({script})"):
            if time.monotonic() > end:
                raise AssertionError(f"never became true: {script}; problems: {self.problems}")
            time.sleep(0.03)

    def type(self, selector: str, text: str) -> None:
        """Put text into a field as if typed."""
        self.run(
            f"(() => {{ const field = document.querySelector({json.dumps(selector)}); field.focus(); "
            f"field.value = {json.dumps(text)}; field.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
        )
        time.sleep(0.2)

    def click(self, selector: str) -> None:
        """Click the middle of an element, with the mouse."""
        box = self.run(
            f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getClientRects()[0]; "
            "return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Press a key."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowDown": 40, "ArrowUp": 38, "ArrowRight": 39, "ArrowLeft": 37}
        said = {"key": key, "code": key, "windowsVirtualKeyCode": codes[key]}
        if key == "Enter":
            said["text"] = "\r"
        self.send("Input.dispatchKeyEvent", type="keyDown", **said)
        self.send("Input.dispatchKeyEvent", type="keyUp", **said)

    def resize(self, width: int, height: int, scale: float = 1) -> None:
        """Set the size of the page in CSS pixels; narrow ones are phones."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    def theme(self, name: str) -> None:
        """Set the system's preference: light or dark."""
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def shoot(self, path: Path) -> None:
        """Save a screenshot (PNG)."""
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
