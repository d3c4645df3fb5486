"""Weigh what speaks for a figure of a period or area and against one of a single happening, in points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from borderfacts import lexicons
from borderfacts.figures.measures import CountedNoun, NounKind, measure_nouns, measure_verbs, phrase_pattern
from borderfacts.figures.periods import YEAR, Stretch
from borderfacts.grammar.numbers import Number, NumberKind

# A figure is a statistic from this many points on. Chosen with all the points below on labelled stories.
ENOUGH = 4
TEN = 10
DATED = 14  # characters between a figure and its time: "and 88 in all of 2021"
CARRY = 2  # what a figure gains that goes on from a statistic told just before

_AGAINST = re.compile(
    r"(?:against|compared|up from|down from|versus|from|an? (?:drop|fall|rise|increase|decrease|decline|jump))\b",
    re.IGNORECASE,
)
_COMPARISON = re.compile(
    r"(?:against|compared (?:with|to)|up from|down from|versus|vs\.?|rather than|from|than(?: the)?|as opposed to"
    r"|followed by|(?:double|twice|triple|half|treble|below|above|over|under|on|from|than|exceeding) the)\s*$",
    re.IGNORECASE,
)
_RISEN_FROM = re.compile(
    r"\b(?:rose|risen|rising|fell|fallen|falling|dropped|climbed|jumped|grew|grown|went\s(?:up|down)|declined|increased|decreased"
    r"|doubled|tripled|swelled|shrank|up|down)\s(?:\w+\s)?from\s$",
    re.IGNORECASE,
)
_OF_THESE = re.compile(
    r"^\s*of (?:them|these|those|whom|which|that (?:total|number)|the total)\s*,?\s*$", re.IGNORECASE
)
_OF_THEM = re.compile(r"\s*,?\s*of (?:them|these|those|whom|which)\b", re.IGNORECASE)
_THE_NUMBER = re.compile(
    r"""
    \b(?:number|figure|total|tally|count|sum|numbers|figures|average|mean)(?:\s(?:for|in|of)\s[^,;.]{1,50})?
      \s(?:was|were|is|stood\sat|came\sto|(?:had\s|has\s)?reached|(?:rose|fell|dropped|climbed)\sto|hit)\s*$
  | \bputs?\sthe\s(?:number|figure|total|toll|tally|count)\b[^.;]{0,60}\sat\s*$
  | \b(?:(?:bring|tak|rais|push)(?:e|es|s|ing)?|brought|took)\sthe\s
      (?:[^.;]{0,50}\s)?(?:total|tally|toll|number|figure)\b[^.;]{0,40}\sto\s*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_THERE = re.compile(r"\bthere\s(?:were|are|had\sbeen|have\sbeen)\s*$", re.IGNORECASE)
_TREND = re.compile(
    r"\b(?:rose|risen|fell|fallen|climbed|dropped|jumped|grew|declined|increased|decreased|doubled|tripled|stood|stands?"
    r"|came|reach(?:ed)?|totall?ed|numbered|hit|topped|surpassed|were|are|was|at|not)\b(?:\s(?!and\b)\w+){0,4}\s*$",
    re.IGNORECASE,
)
_RATE_NEXT = re.compile(r"\s(?:a|per|each|every)\s(?:day|week|month|year|night)\b", re.IGNORECASE)
_BARE_NEXT = re.compile(
    r"""
    \s*(?:$|[.,;:)!?”"—–]
      |(?:in|during|on|of|from|since|by|for|at|over|between|across|last|this|a\syear|the\s(?:year|month|previous|week|same
      |january|february|march|april|may|june|july|august|september|october|november|december)|along|inside|within|and
      |per|so|to|more|alone|nationwide|through|until|up|as|among|who|respectively|each|a\s(?:day|week|month|year)
      |recorded|reported|registered|counted|logged|seen|made|arriving|set|but|or|while|when)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BARE_SUBJECT = re.compile(
    r"\s*(?:were|was|have|had|has|are|died|drowned|arrived|came|crossed|made|applied|asked|left|went|did|tried|reached)\b",
    re.IGNORECASE,
)
_IN_ADDITION = re.compile(r"\s(?:more|others|fewer|between\sthem|in\sall|in\stotal|altogether)\b", re.IGNORECASE)
_COORDINATED = re.compile(r"(?:\b(?:and|for|with|at|to)|,|[A-Z][\w’'-]{1,30})\s*$")
_ON_A_DAY = re.compile(r"\bon\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s$", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[A-Z][\w’'-]{1,30}(?:\s(?:had|with|for|at))?\s*$")
_MULTIPLE = re.compile(r"\s?-?(?:times|fold)\b", re.IGNORECASE)
_MULTIPLE_OF = re.compile(
    r"\s?(?:as|more|fewer|less|the|that|higher|larger|greater|over|what|its|their)\b", re.IGNORECASE
)
# "He had been deported 14 times": what befell one person is no figure.
_OF_ONE = re.compile(
    r"\b(?:he|she|him|her|his|(?:was|has\sbeen|had\sbeen)\s(?:\w+\s)?(?:\w+ed|caught|held|sent))\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"\s(?:more|fewer|less|higher|lower|up|down)\s(?:than|on)\b", re.IGNORECASE)
# A count kept of a day: "the guards recorded 51 attempts on Thursday", "1,850 on Saturday alone".
_TALLIED = re.compile(
    r"\b(?:recorded|counted|logged|registered|tallied|reported|alone|as\sa\swhole|in\sa\ssingle\s(?:day|night)|daily)\b",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"\b(?:had|has|have|recorded|logged|registered|counted|tallied|reported|saw|averaged|totalled|totaled)"
    r"(?:\s(?:only|just|some|about|nearly|almost|around))?\s*$",
    re.IGNORECASE,
)
# "Eight agents have died this year": the perfect looks back over the whole of a time not over.
_HAVE_DIED = re.compile(
    r"\bha(?:ve|s)\s(?:\w+\s){0,2}(?:died|drowned|perished|frozen|gone\smissing|disappeared|vanished|been\sfound\sdead|been\skilled|lost\stheir\slives"
    r"|taken\stheir\sown|killed\sthemselves)\b",
    re.IGNORECASE,
)
# "It has dismantled 37 networks this year", but not "22 Afghans have been stuck there since August".
_PERFECT = re.compile(r"\bha(?:ve|s)\s(?:\w+\s)?(?!been\b)\w+(?:ed|en|und|ght|ade|ut)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_HAVE_STAYED = re.compile(
    r"\bha(?:ve|s)\s(?:\w+\s)?(?:been\s(?:stuck|stranded|held|waiting|trapped|camping|living|kept|in|on|at|marooned|sleeping)"
    r"|waited|stayed|remained|lived|camped)\b",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\bof\sthe\s$", re.IGNORECASE)
_WHO = re.compile(r"\s(?:who|that|which)\b")
_SEEN_TO = re.compile(
    r"\s(?:land|arrive|cross|come|reach|enter|drown|die|apply|leave|register|return|disembark|pass|try)\b",
    re.IGNORECASE,
)
_SAW = re.compile(r"\b(?:saw|sees|seen|seeing|had|watched)\s*$", re.IGNORECASE)
_SENT = re.compile(
    r"\b(?:sen[dt]|sends|dispatched|posted|mobili[sz]ed|called\sup|committed|assigned|ordered|moved|redeployed)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_YEARLIKE = re.compile(r"(?:1[89]|20)\d\d")
_TAKEN = re.compile(
    r"\b(?:seiz|confiscat|intercept|impound|traced|recovered|found|took|taken|handed\sin|turned\sin|destroyed|stolen|stopped)",
    re.IGNORECASE,
)
# "after a woman was killed": what happened for one cause is one happening.
_AFTER_ONE = re.compile(r"\bafter\s(?:an?|the|their|his|her|two|three)\s[^,;]{1,60}\s(?:was|were|had)\b", re.IGNORECASE)
_IN_FRONT = re.compile(r"\b(?:in\sfront\sof|before)\s(?:about\s|some\s)?$", re.IGNORECASE)
_PUT_OFF_BEHIND = re.compile(r"\s*(?:\w+\s){0,2}?(?:will|would|could|may|might|should|are to|is to)\b")
_CARRIER = r"\b(?:an?|the|one|this|that|their|his|her|its)\s(?!average\b)(?:[\w-]+\s){0,3}?"
# The bus station carries nobody.
_NO_SITE = (
    r"(?![\s-](?:stations?|stops?|terminals?|parks?|lines?|routes?|lanes?|yards?|ramps?|crossings?|compan|lots?"
    r"|drivers?\b))"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what stands around it.

    Attributes:
        number: the number.
        noun: what it counts, where a noun stands behind it.
        before: the clause up to the number.
        after: the clause from the end of the number.
        following: the beginning of the next clause.
        stretch: the stretch of time it may be given for.
        is_of_a_day: a single day is told nearer to it than any stretch.
        is_same_sentence: a statistic was told before it in its sentence.
        is_recent: a statistic was told in its sentence or the one before.
        written: the numeral as the text has it.
    """

    number: Number
    noun: CountedNoun | None
    before: str
    after: str
    following: str
    stretch: Stretch | None
    is_of_a_day: bool
    is_same_sentence: bool
    is_recent: bool
    written: str

    @property
    def size(self) -> float:
        """The number, or the bound it tells."""
        return self.number.low if self.number.low is not None else self.number.high or 0


def is_comparison(text: str, at: int = 0) -> bool:
    """Tell whether a clause sets a second figure against a first."""
    return bool(_AGAINST.match(text, at))


class Scales:
    """Weighs figures with the words of ``measures.toml``."""

    def __init__(self) -> None:
        cues = lexicons.measures().cues
        keeping = phrase_pattern([*cues.keeping, *measure_verbs()]).pattern
        self._keeping = re.compile(keeping + r"(?:\s\w+){0,2}\s*$", re.IGNORECASE)
        self._counts = phrase_pattern(measure_nouns())
        self._adding, self._happening = phrase_pattern(cues.adding), phrase_pattern(cues.happening)
        self._carrier = re.compile(_CARRIER + phrase_pattern(cues.carriers).pattern + _NO_SITE, re.IGNORECASE)
        # As written: the month of May puts nothing off.
        self._supposing = re.compile(phrase_pattern(cues.supposing).pattern)

    def is_statistic(self, figure: Figure) -> bool:
        """Tell whether a figure is one of a period or area."""
        if self._points(figure) < ENOUGH:
            return False
        behind = figure.after[figure.noun.end - figure.number.end :] if figure.noun else figure.after
        if _IN_FRONT.search(figure.before):
            return False
        return not (self._supposing.search(figure.before) or _PUT_OFF_BEHIND.match(behind))

    def _points(self, figure: Figure) -> int:
        around = figure.before + figure.written + figure.after
        points = self._of_size(figure) + self._of_period(figure)
        points += bool(self._adding.search(around)) + 2 * is_comparison(figure.following)
        if figure.noun is None:
            bare = self._of_bare(figure)
            return 0 if bare is None else points + bare - 2 * (self._happening.search(around) is not None)
        points += self._of_noun(figure, around)
        if figure.noun.kind is not NounKind.MEASURE and self.is_of_a_happening(around):
            points -= 2
        if figure.is_same_sentence and not figure.is_of_a_day:
            points += CARRY + 1 if _COMPARISON.search(figure.before) else 1
        return points

    def is_of_a_happening(self, around: str) -> bool:
        """Tell whether words of one single happening stand around a figure."""
        return any(pattern.search(around) for pattern in (self._happening, self._carrier, _AFTER_ONE))

    @staticmethod
    def _of_size(figure: Figure) -> int:
        size = figure.size
        if size < 10:
            return -1
        if figure.number.kind is NumberKind.VAGUE:
            return 0
        return (size >= 50) + (size >= 1_000) + (size >= 10_000)

    @staticmethod
    def _of_period(figure: Figure) -> int:
        around = figure.before + figure.after
        measure = figure.noun is not None and figure.noun.kind is NounKind.MEASURE
        if figure.is_of_a_day:
            tallied = _TALLIED.search(around) is not None
            if tallied and figure.is_same_sentence:
                return 0
            return 1 if tallied and measure else 0 if tallied and figure.size >= 1_000 else -2
        if figure.stretch is None:
            if measure and figure.noun and _HAD.search(figure.before):
                return 1
            return 0 if figure.is_recent or figure.size >= 1_000 else -1
        # A month is when a happening was told as often as the time of a figure; a large number decides.
        return figure.stretch.weight + (figure.stretch.weight == 1 and figure.size >= 100)

    @staticmethod
    def _of_noun(figure: Figure, around: str) -> int:
        weight = figure.stretch.weight if figure.stretch and not figure.is_of_a_day else 0
        running = weight >= YEAR and _PERFECT.search(figure.before) is not None
        match figure.noun and figure.noun.kind:
            case NounKind.MEASURE:
                return 3
            case NounKind.GOODS:
                return 1 if weight >= YEAR and _TAKEN.search(around) else -5
            case NounKind.UNKNOWN:
                return 1 if weight >= YEAR and (figure.size >= 1_000 or (running and figure.size >= TEN)) else -5
            case NounKind.TIMES:
                behind = figure.after[figure.noun.end - figure.number.end :] if figure.noun else ""
                if weight < YEAR or _MULTIPLE_OF.match(behind):
                    return -5
                return -1 if _OF_ONE.search(figure.before) else 2
            case NounKind.STANDING if _SENT.search(figure.before):
                return -2
            case _:
                died = weight >= YEAR and _HAVE_DIED.search(around) is not None
                stuck = _HAVE_STAYED.search(around) is not None
                return 1 + 2 * died - 2 * stuck + (running and figure.size >= TEN)

    def _of_bare(self, figure: Figure) -> int | None:
        """Return the points of a number without a noun by what stands around it; None where it can be no figure."""
        before, after, recent = figure.before, figure.after, figure.is_recent
        if _YEARLIKE.fullmatch(figure.written) or _MULTIPLE.match(after) or _DIFFERENCE.match(after):
            return None
        if _OF_THEM.match(after) or _OF_THESE.match(before):
            return CARRY + 3 if recent else None
        if _SEEN_TO.match(after) and _SAW.search(before):
            return CARRY + 2
        if _OF_THE.search(before) and _WHO.match(after) and figure.size >= 100 and figure.stretch:
            return CARRY
        subject = _BARE_SUBJECT.match(after)
        if not (subject or _BARE_NEXT.match(after)):
            return None
        if _RISEN_FROM.search(before) and (self._counts.search(before) or figure.stretch):
            return CARRY + 2
        if _COMPARISON.search(before):
            return CARRY + 2 if figure.is_same_sentence else CARRY if figure.size >= 1_000 else None
        if _THE_NUMBER.search(before):
            return CARRY + 1 + recent
        if self._is_kept(before) or _RATE_NEXT.match(after):
            named = figure.is_same_sentence and _AFTER_NAME.search(before) is not None
            return CARRY + recent + 2 * named
        if figure.is_same_sentence and _ON_A_DAY.search(before):
            return CARRY + 1
        if figure.is_same_sentence and (_IN_ADDITION.match(after) or self._is_coordinated(figure)):
            return CARRY + 1
        if subject:
            # "Six have been found since October": the perfect looks back over a time.
            return 1 + recent + subject[0].strip().startswith("ha")
        return None

    def _is_kept(self, before: str) -> bool:
        """Tell whether the words before a bare number say that it is a count: ``the sector had``."""
        if _THERE.search(before) or self._keeping.search(before):
            return True
        return bool(_TREND.search(before)) and self._counts.search(before) is not None

    @staticmethod
    def _is_coordinated(figure: Figure) -> bool:
        before = figure.before or ", "
        dated = figure.stretch is not None and 0 < figure.stretch.start - figure.number.end <= DATED
        return bool(_COORDINATED.search(before)) and (figure.size >= 100 or dated or bool(_AFTER_NAME.search(before)))
