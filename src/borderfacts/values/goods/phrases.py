"""The phrases around things that are seized: what ties an amount to them, and what shows how they are meant."""

from __future__ import annotations

import re
from itertools import pairwise

# How far back a count is looked for, and how far around a thing words bear on it, in characters.
WINDOW = 80
REACH = 250
LONGEST_SENTENCE = 1_500  # characters

# Where a sentence ends, in a text without a parse.
_STOP = re.compile(r"(?<=[a-z0-9)\"”’%])[.!?]['\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9$€£])|\n")
# Up to five words of one noun phrase: no verb, preposition or comma among them.
WORDS = (
    r"(?:\s(?!(?:and|or|but|from|to|in|into|on|at|with|after|near|was|were|had|off|inside|by|for|of|is|are|who|that|which)\b)"
    r"[\w.'’-]+){0,5}"
)
# Between an amount and what it is of: 43 pounds [of suspected] cocaine.
BEFORE = re.compile(
    rf"^(?:\s?\([^)]{{0,30}}\))?(?:-[a-z]+)?(?:{WORDS}\sof)?{WORDS}\s$"
    r"|^(?:-[a-z]+)?(?:\sof)?\s[^.;,]{0,60}?(?:positive\sfor|believed\sto\sbe|suspected\s(?:to\sbe|of\sbeing)|identified\sas"
    r"|thought\sto\sbe|alleged\sto\sbe|containing|laced\swith|presumed\sto\sbe"
    r"|(?:showed|shown|turned\sout|proved|determined|confirmed|said|appeared|found)\sto\sbe|consistent\swith)\s(?:[\w-]+\s){0,2}$"
)
# Between a sum of money and the word for it: $87,450 [in undeclared] currency.
CASH_GAP = re.compile(rf"^(?:\s?\([^)]{{0,30}}\))?(?:\s(?:in|of))?{WORDS}\s$")
# Between a thing and its amount: cocaine [weighing about] 43 pounds.
AFTER = re.compile(
    r"^(?:\s(?:\w+)){0,2}[\s,(–—-]{1,3}(?:(?:that|which|who)\s)?(?:(?:together|collectively|altogether)\s)?"
    r"(?:weigh(?:ing|ed|s)|with\s(?:an?\s)?(?:(?:total|combined|gross|estimated|approximate|net)\s){0,2}weight\sof"
    r"|totall?(?:ing|ed)|amounting\sto|measuring)?"
    r"(?:\s?(?:in\sat|a\s(?:combined\s|gross\s)?total\sof|about|around|nearly|almost|some|close\sto|more\sthan|over|at\sleast"
    r"|just\sover|just\sunder|approximately|roughly|up\sto|a\scombined|an\sestimated)){0,3}\s?$"
    r"|^[^.]{0,70}[\s,](?:weigh(?:ing|ed)|totall?ing|tipp(?:ed|ing)\sthe\sscales\sat|came\sto|(?:combined|total|gross)\sweight\sof)"
    r"\s(?:[a-z]+\s){0,4}$"
)
# Between a number and what it counts: two [AR-15 assault] rifles.
COUNT_GAP = re.compile(rf"^{WORDS}\s$|^\s(?:(?:pairs?|more|others?)\s)?of(?:\sthe)?(?:\s[\w'’-]+)?\s$")
# Between an amount and the same in another unit: 163 kilograms [(]359 pounds).
CONVERTED = re.compile(r"^\s?\((?:[\w]+\s){0,3}$|^,?\sor\s(?:[\w]+\s){0,2}$")
# After an amount that is of what was just named: five sacks of it, 230 pounds [of it].
OF_IT = re.compile(r"\sof\s(?:it|them|the\sdrugs?)\b|\sin\sall\b")
# After the bore of a weapon: a [9] mm pistol.
BORE = re.compile(r"[\s-]?(?:mm|millimet\w{1,4}|calib\w{1,4}|cal|gauge)\b", re.IGNORECASE)
# After a thing that a clause put in says was taken: his car, which was seized.
WHICH_WAS_TAKEN = re.compile(
    r"^,\s(?:which|that)\s(?:was|were|has\sbeen)\s(?:\w+\s)?(?:seized|confiscated|impounded|taken)\b"
)
# A sentence that states the weight of what one before it named.
LATER = re.compile(
    r"\b(?:bales?|bundles?|packages?|packets?|bricks?|bags?|sacks?|parcels?|stuff|drugs?|narcotics|loads?|haul|cargo|shipment"
    r"|backpacks?|rucksacks?|of\sthem|of\sit|it|they|contraband)\b[^.]{0,60}\b(?:weigh(?:ed|ing|s)|tipp(?:ed|ing)\sthe\sscales)",
    re.IGNORECASE,
)
# Before goods that were named before: agents seized the weapons.
SAME = re.compile(r"\b(?:the|those|these|all\sthe|both)\s$", re.IGNORECASE)
# A sentence that says what a substance is, whose weight stands elsewhere.
UNSURE = re.compile(
    r"\b(?:positive\sfor|believed\sto\sbe|alleged\sto\sbe|suspected|identified\sas|thought\sto\sbe|turned\sout\sto\sbe"
    r"|confirmed|substance|powder|of\sit)\b",
    re.IGNORECASE,
)
# A sentence that states the weight of what the one before named.
WEIGHED = re.compile(
    r"^(?:It|They|The\s\w+(?:\s\w+)?|Together|In\sall|Altogether|All)\b[^.]{0,60}\bweigh", re.IGNORECASE
)
# Beside a sum of money that is the value of goods.
WORTH = re.compile(
    r"\b(?:worth|valued|values?|street|fetch(?:ed)?|market|bring\s(?:about|some|up|in)?|sell|sold\sfor)\b",
    re.IGNORECASE,
)
# Before or behind a sum of money, they take up what the sentences before reported: their value, the haul.
TAKEN_UP = re.compile(
    r"\b(?:it|its|they|their|them|this|these|hauls?|loads?|seizures?|drugs?|narcotics|shipments?|consignments?|contraband"
    r"|cargo|stash|batch|parcels?|packages?|packets?|bundles?|bricks?|bales?|tablets?|pills?|goods|products?|substances?"
    r"|(?:estimated|market|retail|street|total|wholesale|the)\svalue)\b",
    re.IGNORECASE,
)
# Before a thing that is only where something happens: found [in the] car.
PREPOSITION = re.compile(
    r"\b(?:from|in|inside|of|into|by|on|onto|aboard|under|at|near|to|behind|against|for|through|within|beneath|across|via"
    rf"|off|around|along|between|like|as)(?:\s(?:the|a|an|his|her|their|its|one|two))?{WORDS}\s$",
    re.IGNORECASE,
)
# Between a number and ammunition: 212 [rounds of] ammunition; boxes of it state no number.
ROUNDS_OF = re.compile(rf"^{WORDS}\s(?:rounds?|pieces?|cartridges?)\sof{WORDS}\s$")
# Before a single thing.
ONE = re.compile(
    r"\b(?:an?|one|another|the|his|her|their)(?:\s(?:[\w.'’-]+\s){0,4})$|\b(?:an?|one|another|the|his|her)\s$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text start and end, an endless one in pieces, so that the work stays linear."""
    stops = [0, *(m.end() for m in _STOP.finditer(text)), len(text)]
    pieces = (range(a, b, LONGEST_SENTENCE) for a, b in pairwise(stops) if b > a)
    found = [(at, min(at + LONGEST_SENTENCE, piece.stop)) for piece in pieces for at in piece]
    return found or [(0, len(text))]


def alternatives(words: frozenset[str]) -> str:
    """Return words as the alternatives of a pattern, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
