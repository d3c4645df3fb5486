"""Find the local forces that a text names by town, county or title: ``Uvalde police``, ``Polk County Sheriff``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from borderfacts import lexicons
from borderfacts.vocabulary import AgencyKind

# The longest name before a unit, in words (Hogansburg-Akwesasne Volunteer; Operation Safe Streets).
MOST_WORDS = 5
WINDOW = 90

_UNIT = re.compile(
    r"""\b(?:
    (?P<sheriff>sheriff['’]?s?['’]?(?:\ (?:office|department|dept\.?|deputies|deputy|officers|patrol|detectives))?
      |(?<=County\ )deput(?:ies|y)|(?<=Parish\ )deput(?:ies|y))
  | (?P<police>
      (?:(?:state|local|municipal|city|provincial|regional|tribal|transit|metropolitan|metro|port|harbou?r|county|township
        |town|village|university)\ )?
      police(?:\ (?:department|dept\.?|service|force|bureau|division))?
      (?:\ (?:officers?|chief|detectives?|spokes\w{3,6}))?)
  | (?P<patrol>state\ patrol|highway\ patrol|state\ troopers?|constabulary)
  | (?P<fire>(?:volunteer\ )?fire(?:(?:\ and\ |\ &\ |[ -])rescue|\ and\ emergency)?
      \ (?:department|dept\.?|district|service|authority|brigade|company)
      |fire(?:[ -]|\ and\ )rescue|firefighters|fire\ crews)
  | (?P<medical>emergency\ medical\ services?|ambulance\ services?|emergency\ services?|EMS)
  | (?P<rescue>search(?:-and-|\ and\ |\ &\ )rescue(?:\ team)?|rescue\ (?:squad|team|service)
      |mountain\ rescue(?:\ team)?|lifeboat(?:\ crew)?|lifeguards?)
  | (?P<team>(?:joint\ )?task\ force|strike\ force|marine\ unit|border\ crime\ unit)
  | (?P<justice>(?:state\ |county\ |district\ )?(?:attorney|prosecutor)(?:\ general)?['’]s\ office|district\ attorney)
  | (?P<coroner>medical\ examiner(?:['’]s\ office)?|coroner['’]s\ office)
  | (?P<wardens>game\ wardens?|conservation\ officers?|fish\ and\ game)
    )(?!\w|['’]s\ (?:wife|son|daughter))""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFICE = re.compile(
    r"""\b(?:(?P<of>(?-i:[A-Z])\w+(?:\ (?-i:[A-Z])\w+){0,2})\ )?
    (?P<office>(?-i:Department|Ministry|Bureau|Directorate|Agency|Secretariat|Prefecture))
    \ (?:of|for)\ (?:the\ )?(?-i:[A-Z])[\w-]+
    (?:(?:,?\ and|\ of|\ &|,)?\ (?!Sheriff|Police|Border|Customs|Department)(?-i:[A-Z])[\w-]+){0,5}""",
    re.VERBOSE,
)
_NAME_WORD = re.compile(r"(?:St|Ste|Ft|Mt)\.|[^\W\d_][\w'’-]*|&")
_JOINS = ("of", "de", "del", "la", "du", "le", "and", "&")
_KIND = {
    "sheriff": AgencyKind.POLICE, "police": AgencyKind.POLICE, "patrol": AgencyKind.POLICE, "fire": AgencyKind.FIRE,
    "medical": AgencyKind.MEDICAL, "rescue": AgencyKind.RESCUE, "team": AgencyKind.POLICE,
    "justice": AgencyKind.JUSTICE, "coroner": AgencyKind.MEDICAL, "wardens": AgencyKind.POLICE,
}  # fmt: skip


class LocalForce(NamedTuple):
    """A force found by its unit word.

    Attributes:
        start: where its words start, the name included.
        end: where they end.
        name: the town, county or title before the unit word; empty where there is none.
        name_start: where that name starts.
        unit: the unit word or words, as written.
        what: the kind of unit (``sheriff``, ``police``, ``fire``, ``team``, ``office``...).
        kind: the kind of agency.
    """

    start: int
    end: int
    name: str
    name_start: int
    unit: str
    what: str
    kind: AgencyKind


def find_local_forces(text: str) -> list[LocalForce]:
    """Return the local forces of a text, those without a name (``deputies``) left out unless they are a sheriff's."""
    return sorted([*_units(text), *_offices(text)])


def _units(text: str) -> Iterator[LocalForce]:
    for match in _UNIT.finditer(text):
        what = match.lastgroup or ""
        what = what if what in _KIND else "police"
        name_start = _name_before(text, match.start(), joined=match.group()[0].isupper())
        name = text[name_start : match.start()].rstrip()
        if name or what == "sheriff":
            yield LocalForce(name_start, match.end(), name, name_start, match.group(), what, _KIND[what])


def _offices(text: str) -> Iterator[LocalForce]:
    for match in _OFFICE.finditer(text):
        start = match.start()
        if match["of"] and match["of"].split()[0].lower() in _function_words():
            start = match.start("office")
        yield LocalForce(start, match.end(), text[start : match.end()], start, "", "office", AgencyKind.GOVERNMENT)


def _name_before(text: str, end: int, *, joined: bool) -> int:
    """Return where the capitalised name that ends at ``end`` starts; ``end`` where there is none.

    Args:
        text: the text.
        end: where the unit word starts.
        joined: whether the name may hold ``and`` (``Devon and Cornwall Police``).
    """
    if end == 0 or text[end - 1] != " ":
        return end
    window = max(0, end - WINDOW)
    words = [(window + m.start(), window + m.end()) for m in _NAME_WORD.finditer(text[window:end])]
    start, after = end, end
    kept: list[int] = []
    for word_start, word_end in reversed(words):
        word = text[word_start:word_end]
        if text[word_end:after] != " " or len(kept) > MOST_WORDS:
            break
        if word[0].isupper() and word.lower() not in lexicons.local_forces().unit_words:
            kept.append(word_start)
        elif word.lower() not in _JOINS or (word in ("and", "&") and not joined) or not kept:
            break
        after = word_start
    while kept and _opens(text, kept[-1], alone=len(kept) == 1):
        kept.pop()
    if kept and not text[kept[-1] : end].rstrip().endswith(("'s", "’s", "s'", "s’")):
        start = kept[-1]
    return start


def _opens(text: str, start: int, *, alone: bool) -> bool:
    match = _NAME_WORD.match(text, start)
    word = match.group().lower() if match else ""
    if word == "new" and not alone:  # New York
        return False
    return word in lexicons.local_forces().no_name or word in _function_words()


def _function_words() -> frozenset[str]:
    return lexicons.languages()["en"].words
