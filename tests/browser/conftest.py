import io
import shutil

import pytest

import borderfacts
from borderfacts import report
from borderfacts.records.event import Route

NAMES = ("chromium", "chromium-browser", "google-chrome")

# Chromium itself asks the network for updates and the like; and as root it runs without its sandbox only.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

STORIES = [
    {
        "id": "snow",
        "title": "Nine people stopped in the snow",
        "url": "https://example.org/snow",
        "reference_date": "2025-02-05",
        "text": (
            "EMERSON, Man. – Nine people, largely children, were stopped near Emerson on Monday morning after they had "
            "crossed into Canada from the United States, the RCMP said. It was minus 17 degrees Fahrenheit.\n\n"
            "<script>alert('the story')</script> <img src='https://example.org/x.png' onerror='alert(1)'>\n\n"
            "Two days later U.S. Border Patrol agents seized 1,340 pounds of marijuana at the Peace Bridge in Buffalo, "
            "N.Y. A man of 41 was charged with smuggling.\n\n"
            "There were 216 apprehensions in the sector in January. The border between Canada and the United States "
            "is 5,525 miles long.\n"
        ),
    },
    {
        "id": "sea",
        "title": "Forty rescued, two drowned off Gavdos",
        "reference_date": "2024-07-09",
        "text": (
            "The Hellenic Coast Guard rescued 40 migrants from a wooden boat off the island of Gavdos, Greece, on "
            "Sunday. Two men from Egypt drowned. The boat had left Tobruk, Libya, on July 5."
        ),
    },
    {"id": "calm", "title": "A quiet ferry", "text": "The ferry leaves at noon and comes back at five."},
]

# Two incidents on one route at two places, and one on a route of its own.
ROUTES = [
    {
        "id": place,
        "title": f"People stopped near {place}",
        "text": f"{count} migrants were stopped near {place} after they had crossed into {goal} from {start}.",
    }
    for place, count, start, goal in (
        ("Emerson, Manitoba", "Nine", "the United States", "Canada"),
        ("Lacolle, Quebec", "Four", "the United States", "Canada"),
        ("Edirne, Turkey", "Six", "Turkey", "Greece"),
    )
]


# One sinking with two tolls, and another.
SINKING = [
    {
        "id": f"{place}-{number}",
        "title": f"{number} drown off {place}",
        "url": f"https://example.org/{number}",
        "reference_date": day,
        "text": f"{number} migrants drowned when a dinghy sank off {place} on Monday, police said.",
    }
    for number, place, day in (
        ("Three", "Calais", "2025-03-04"),
        ("Five", "Calais", "2025-03-05"),
        ("Six", "Lampedusa", "2025-06-10"),
    )
]


@pytest.fixture(scope="session")
def chromium():
    """The Chromium of the machine, headless."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail(f"no Chromium was found under the names {', '.join(NAMES)}; install one to run these tests")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def extracted():
    """What the stories give."""
    return list(borderfacts.extract_many(STORIES, keep_text=True))


@pytest.fixture(scope="session")
def pages(extracted, tmp_path_factory):
    """The report of a single story, and that of many; the same of two readings that are compared."""
    folder = tmp_path_factory.mktemp("reports")
    routes = list(borderfacts.extract_many(ROUTES, keep_text=True))
    for name, extractions in (
        ("one", extracted[:1]),
        ("many", extracted),
        ("routes", routes),
        ("altered", altered(extracted)),
    ):
        stream = io.BytesIO()
        report.write(extractions, stream, failures=["lost.txt: No such file or directory"])
        (folder / f"{name}.html").write_bytes(stream.getvalue())
    with (folder / "linked.html").open("wb") as page:
        report.write(borderfacts.link(borderfacts.extract_many(SINKING)), page)
    for name, number in (("compared-one", 1), ("compared", 2)):
        stream = io.BytesIO()
        report.write_comparison(map(with_less, extracted[:number]), extracted[:number], stream)
        (folder / f"{name}.html").write_bytes(stream.getvalue())
    return {path.stem: path.as_uri() for path in folder.iterdir()}


def with_less(extraction):
    """Return an extraction as a reader would give it who sees no people in the first incident, and not the last one."""
    first, *rest = extraction.events
    actions = tuple(each.model_copy(update={"agents": (), "patients": ()}) for each in first.actions)
    first = first.model_copy(update={"people": (), "actions": actions})
    return extraction.model_copy(update={"events": (first, *rest[:-1])})


def altered(extracted):
    """Return extractions of which one incident has no date, and another a year alone and a route from far away."""
    snow, sea, *_ = extracted
    crossing, seizure = snow.events
    [death] = sea.events
    seizure = seizure.model_copy(update={"when": None})
    when = death.when.model_copy(update={"start": "2024", "end": "2024"})
    death = death.model_copy(update={"when": when, "route": Route(origin="EC", destination="GR")})
    events = ((snow, (crossing, seizure)), (sea, (death,)))
    return [each.model_copy(update={"events": own}) for each, own in events]


class Opened:
    """An open report, with all that it asked for and said on the way."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(120_000)  # the machine may be busy
        self.page = self.context.new_page()
        self.address = address
        self.requests, self.said, self.dialogs = [], [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.goto(address)
        if options.get("java_script_enabled", True):
            self.page.locator("body[data-ready]").wait_for()


@pytest.fixture
def opened(chromium, pages):
    """Open a report by its name; at the end it must have asked for nothing but itself, and have said nothing."""
    reports = []

    def open_report(name, fragment="", **options):
        options.setdefault("viewport", {"width": 1280, "height": 800})
        reports.append(Opened(chromium, pages[name] + fragment, **options))
        return reports[-1].page

    yield open_report
    for each in reports:
        each.context.close()
        assert (set(each.requests), each.said, each.dialogs) == ({each.address.partition("#")[0]}, [], [])
