"""Text in, one typed, normalized, source-grounded record per border incident out.

The names below are loaded on first use, so that ``import borderfacts`` costs next to nothing.
"""

# No "from __future__ import annotations" here: it would hide the module borderfacts.annotations.
import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from borderfacts.api import explain_dates, extract, extract_events, extract_many, load, make_doc
    from borderfacts.codebooks import to_acled, to_iom, to_plover
    from borderfacts.coding import agreement, apply_corrections, read_codesheet, to_codesheet
    from borderfacts.errors import BorderfactsError
    from borderfacts.linking import link
    from borderfacts.records import (
        Action,
        Agency,
        Attribution,
        Count,
        DateMention,
        Event,
        Extraction,
        Fact,
        Incident,
        Note,
        Part,
        PersonGroup,
        Place,
        Quantity,
        Route,
        Seizure,
        Span,
        Statistic,
        When,
    )
    from borderfacts.records.dataframe import to_dataframe

    __version__: str

__all__ = [
    "Action",
    "Agency",
    "Attribution",
    "BorderfactsError",
    "Count",
    "DateMention",
    "Event",
    "Extraction",
    "Fact",
    "Incident",
    "Note",
    "Part",
    "PersonGroup",
    "Place",
    "Quantity",
    "Route",
    "Seizure",
    "Span",
    "Statistic",
    "When",
    "__version__",
    "agreement",
    "apply_corrections",
    "explain_dates",
    "extract",
    "extract_events",
    "extract_many",
    "link",
    "load",
    "make_doc",
    "read_codesheet",
    "to_acled",
    "to_codesheet",
    "to_dataframe",
    "to_iom",
    "to_plover",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())  # what is logged shows where the user asks for it

_HOMES = {name: "api" for name in ("explain_dates", "extract", "extract_events", "extract_many", "load", "make_doc")}
_HOMES |= {name: "codebooks" for name in ("to_acled", "to_iom", "to_plover")}
_HOMES |= {name: "coding" for name in ("agreement", "apply_corrections", "read_codesheet", "to_codesheet")}
_HOMES["link"] = "linking"
_HOMES["BorderfactsError"] = "errors"
_HOMES["to_dataframe"] = "records.dataframe"


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("borderfacts")
    elif name in __all__:
        value = getattr(import_module(f"borderfacts.{_HOMES.get(name, 'records')}"), name)
    else:
        raise AttributeError(f"module 'borderfacts' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
