"""Check the report as a browser sees it: requests, accessibility, size, first paint; and take the pictures of the docs.

    python benchmarks/report_page.py             # print the figures; the exit status is 1 where one is missed
    python benchmarks/report_page.py --write     # and write them into docs/report.md, with the pictures in docs/images

The stories of examples/ are read once and stand in the page over and over, under ids of their own. Times are those of
the main thread of Chromium: seconds on a clock, which a busy machine makes longer, and seconds of its processor.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import documents

import borderfacts
from borderfacts import report
from borderfacts.inputs import read_inputs
from borderfacts.records import Extraction, Story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = [ROOT / "examples" / "stories", ROOT / "examples" / "wires"]
PAGE = ROOT / "docs" / "report.md"
IMAGES = ROOT / "docs" / "images"

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

WIDTHS = (400, 1400)
HEIGHT = 900
# For each picture the width, the colours and the part of the page to show.
PICTURES: dict[str, tuple[int, Literal["light", "dark"], str]] = {
    "report-1400": (1400, "light", "body"),
    "report-400": (400, "dark", "#map"),
}
QUALITY = 60  # of WebP, at which words in a picture are still sharp

# For a number of stories the seconds until all is there: the first paint of a hundred comes before that.
GOALS = {100: 1.0, 1_000: 1.5}
MOST = 6.0  # megabytes
PATIENCE = 300_000  # milliseconds: the machine may be busy
STANDS_STILL = 1_000  # until the map stands still


class Measured(NamedTuple):
    """How a report loads: megabytes, seconds by the clock and by the processor, and what should not be."""

    stories: int
    size: float
    first_paint: float
    ready: float
    processor: float
    requests: int
    violations: list[str] | None  # None where axe was not run

    @property
    def row(self) -> str:
        """Its row of the table."""
        faults = "not run" if self.violations is None else ", ".join(dict.fromkeys(self.violations)) or "none"
        times = f"{self.first_paint:.2f} | {self.ready:.2f} | {self.processor:.2f}"
        return f"| {self.stories:,} | {self.size:.2f} | {times} | {self.requests} | {faults} |"


def repeated(stories: int, read: list[Extraction]) -> Iterator[Extraction]:
    """Yield as many extractions as asked for, over and over with ids of their own."""
    copies = (
        each.model_copy(
            update={
                "id": f"{each.id}-{turn}",
                "events": tuple(event.model_copy(update={"id": f"{event.id}-{turn}"}) for event in each.events),
            }
        )
        for turn in count()
        for each in read
    )
    return islice(copies, stories)


def write(extractions: Iterator[Extraction], path: Path, title: str) -> Path:
    """Write a report into a file; return the file."""
    with path.open("wb") as stream:
        report.write(list(extractions), stream, title=title)
    return path


class Opened(NamedTuple):
    """An open report, the connection that measures it, and the addresses that it asked for beside its own."""

    page: Page
    client: CDPSession
    asked: list[str]


def opened(browser: Browser, path: Path, width: int, scheme: Literal["light", "dark"] = "light") -> Opened:
    """Open a report and wait until all of it is there."""
    # The policy of the page refuses all scripts but its own, and so the checker of accessibility.
    page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, bypass_csp=True)
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    page.locator("body[data-ready]").wait_for()
    return Opened(page, client, [address for address in asked if address != path.as_uri()])


def measured(browser: Browser, path: Path, stories: int) -> Measured:
    """Return how a report loads; of both widths the slower."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for width in WIDTHS:
        page, client, asked = opened(browser, path, width)
        metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}
        found.append(
            Measured(
                stories,
                path.stat().st_size / 1e6,
                page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000,
                page.evaluate("performance.now()") / 1000,
                metrics["TaskDuration"],
                len(asked),
                [rule["id"] for rule in Axe().run(page).response["violations"]] if stories == min(GOALS) else None,
            )
        )
        page.close()
    slower = max(found, key=lambda each: each.processor)
    return slower._replace(
        requests=sum(each.requests for each in found),
        violations=None if slower.violations is None else [rule for each in found for rule in each.violations or ()],
    )


def take_picture(browser: Browser, path: Path, name: str) -> None:
    """Write a picture of a report into docs/images."""
    width, scheme, place = PICTURES[name]
    page, client, _ = opened(browser, path, width, scheme)
    page.locator(place).first.evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(STANDS_STILL)
    taken = client.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (IMAGES / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
    page.close()


def missed(found: list[Measured]) -> list[str]:
    """Return what does not reach the goals; of times the processor's counts."""
    faults = []
    for each in found:
        if each.requests or each.violations:
            faults.append(f"{each.stories:,} stories: {each.requests} requests; {', '.join(each.violations or ())}")
        if each.size > MOST or each.processor > GOALS[each.stories]:
            faults.append(f"{each.stories:,} stories: {each.size:.2f} MB, {each.processor:.2f} s")
    return faults


def main() -> int:
    """Print the table; return an exit status."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table and the pictures into docs")
    asked = parser.parse_args()
    stories = [story for _, story in read_inputs([str(folder) for folder in EXAMPLES]) if isinstance(story, Story)]
    read = list(borderfacts.extract_many(stories, keep_text=True))
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        found = []
        for number in GOALS:
            page = write(repeated(number, read), Path(folder) / f"{number}.html", f"{number:,} stories")
            found.append(measured(browser, page, number))
        if asked.write:
            page = write(iter(read), Path(folder) / "pictures.html", "Incidents in eighty stories")
            for name in PICTURES:
                take_picture(browser, page, name)
        browser.close()
    head = "| stories | MB | first paint, s | all there, s | processor, s | requests | axe |"
    table = "\n".join([head, f"|{'---:|' * 6}---|", *(each.row for each in found)])
    print(table)
    if asked.write:
        documents.write_part("page", table, PAGE)
    faults = missed(found)
    print("\n".join(faults), file=sys.stderr)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
