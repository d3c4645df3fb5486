"""Find the goods that a text names, with how much of them there was and what they were worth."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from borderfacts import lexicons
from borderfacts.annotations import QUANTITIES, text_of
from borderfacts.records import Quantity, Seizure, Span
from borderfacts.values.doc_phrases import phrases
from borderfacts.values.goods import phrases as say
from borderfacts.values.numbers import Number, NumberKind, find_numbers
from borderfacts.vocabulary import Dimension, SeizureKind

DRUGS = frozenset(
    {
        SeizureKind.COCAINE,
        SeizureKind.METHAMPHETAMINE,
        SeizureKind.FENTANYL,
        SeizureKind.HEROIN,
        SeizureKind.CANNABIS,
        SeizureKind.OTHER_DRUG,
    }
)
_AHEAD = 6  # sentences after a drug in which its weight may follow: 38 of them, which weighed 1,150 kilograms
_HERDS = frozenset({"cattle", "livestock"})
# Whose value a later sentence may state.
_VALUED = DRUGS | {SeizureKind.GOODS, SeizureKind.TOBACCO}
_TAKEN_ONLY = frozenset({SeizureKind.VEHICLE, SeizureKind.GOODS})


@dataclass(frozen=True, slots=True)
class _Thing:
    """A noun for something seized, in a sentence."""

    start: int
    end: int
    kind: SeizureKind
    number: str  # mass, singular, plural or vague
    sentence: int
    quantity: Quantity | None = None
    lead: int | None = None  # where the words of its amount start, right before the noun
    value: Quantity | None = None

    @property
    def is_exact_drug(self) -> bool:
        """Whether it names a drug, and not just drugs."""
        return self.kind in DRUGS and self.number != "vague"


@dataclass(slots=True)
class _Story:
    """A text with its sentences, and its amounts by sentence."""

    text: str
    sentences: list[tuple[int, int]]
    masses: dict[int, list[Quantity]] = field(default_factory=dict)
    money: dict[int, list[Quantity]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)  # where the amounts start that belong to a thing already

    @classmethod
    def of(cls, text: str, quantities: Sequence[Quantity]) -> _Story:
        """Return the story of a text."""
        story = cls(text, say.sentences(text))
        starts = [start for start, _ in story.sentences]
        for quantity in quantities:
            at = bisect.bisect_right(starts, quantity.span.start) - 1
            if quantity.dimension in (Dimension.MASS, Dimension.VOLUME):
                story.masses.setdefault(at, []).append(quantity)
            elif quantity.dimension is Dimension.MONEY:
                story.money.setdefault(at, []).append(quantity)
        return story

    def amounts(self, thing: _Thing) -> list[Quantity]:
        """Return the free amounts of the sort that a thing has, in its sentence."""
        pool = self.money if thing.kind is SeizureKind.CURRENCY else self.masses
        return [q for q in pool.get(thing.sentence, ()) if q.span.start not in self.used]

    def before(self, thing: _Thing, reach: int = say.REACH) -> str:
        """Return what stands before a thing in its sentence."""
        return self.text[max(self.sentences[thing.sentence][0], thing.start - reach) : thing.start]

    def after(self, thing: _Thing) -> str:
        """Return what stands after a thing in its sentence."""
        return self.text[thing.end : min(self.sentences[thing.sentence][1], thing.end + say.REACH)]

    def sentence(self, at: int) -> str:
        """Return the start of a sentence."""
        start, end = self.sentences[at]
        return self.text[start : min(end, start + say.REACH)]


class GoodsFinder:
    """Finds the goods that a text names, with their amounts; whether they were seized is not its matter."""

    def __init__(self) -> None:
        words = lexicons.seizures().words
        containers, doses = say.alternatives(words.containers), say.alternatives(words.doses)
        inside = r"(?:\s(?:of|containing|holding|filled\swith|laced\swith))?"
        self._contained = re.compile(
            rf"^{say.WORDS}\s(?:{containers}){inside}{say.WORDS}\s$|^{say.WORDS}\s(?:{doses}){inside}{say.WORDS}\s$"
            rf"|^{say.WORDS}\s(?:{doses})\s(?:that|which|of\swhat|later|then|thought|believed|suspected)\b[^.;,]{{0,50}}\s$",
            re.IGNORECASE,
        )
        self._dosed = re.compile(rf"(?:-laced|-filled|\spowder)?(?:\s[\w-]+)?\s(?:{doses})\b", re.IGNORECASE)

    def goods(self, doc: Doc) -> list[Seizure]:
        """Return all goods of a Doc with their amounts, and its sums of money, whether or not they may be seized."""
        story = _Story.of(text_of(doc), QUANTITIES.read(doc))
        things = self._with_amounts(story, self._things(doc, story))
        taken = {q.span.start for thing in things for q in (thing.quantity, thing.value) if q}
        sums = [quantity for stated in story.money.values() for quantity in stated if quantity.span.start not in taken]
        cash = [Seizure(kind=SeizureKind.CURRENCY, quantity=quantity, span=quantity.span) for quantity in sums]
        return [*(self._record(story, thing) for thing in things), *cash]

    @staticmethod
    def _record(story: _Story, thing: _Thing) -> Seizure:
        span = Span.of(story.text, thing.start if thing.lead is None else thing.lead, thing.end)
        return Seizure(kind=thing.kind, quantity=thing.quantity, street_value=thing.value, span=span)

    def _things(self, doc: Doc, story: _Story) -> list[_Thing]:
        text, found, at = story.text, list[_Thing](), 0
        for hit in phrases(doc, "seizures"):
            hyphened = text[hit.start - 1 : hit.start] == "-" or re.match(r"-\w", text[hit.end : hit.end + 2])
            if hyphened and not re.match(r"-(?:laced|filled|packed)", text[hit.end : hit.end + 8]):
                continue
            while hit.start >= story.sentences[at][1]:
                at += 1
            kind, number = hit.keys[0].split()
            if found and found[-1].kind == kind and text[found[-1].end : hit.start] == " ":
                found.pop()  # two AR-15 assault rifles
            found.append(_Thing(hit.start, hit.end, SeizureKind(kind), number, at))
        return found

    # --- amounts

    def _with_amounts(self, story: _Story, things: list[_Thing]) -> list[_Thing]:
        """Return the things with the measurements, counts and values that belong to them, the surest tie first."""
        for tie in (self._amount_before, self._amount_after, self._count):
            things = [thing if thing.quantity else tie(story, thing) for thing in things]
        things = _of_exact(things)
        by_sentence: dict[int, list[_Thing]] = {}
        for thing in things:
            by_sentence.setdefault(thing.sentence, []).append(thing)
        things = [thing if thing.quantity else _given_apart(story, thing, by_sentence) for thing in things]
        return _with_values(story, things)

    @staticmethod
    def _amount_before(story: _Story, thing: _Thing) -> _Thing:
        gaps = say.CASH_GAP if thing.kind is SeizureKind.CURRENCY else say.BEFORE
        fitting = [q for q in story.amounts(thing) if thing.start - 2 * say.WINDOW <= q.span.end <= thing.start]
        for i in range(len(fitting) - 1, -1, -1):
            quantity = fitting[i]
            if not gaps.match(story.text[quantity.span.end : thing.start]):
                continue
            story.used.add(quantity.span.start)
            if i and say.CONVERTED.match(story.text[fitting[i - 1].span.end : quantity.span.start]):
                quantity = fitting[i - 1]
                story.used.add(quantity.span.start)
            return replace(thing, quantity=quantity, lead=quantity.span.start)
        return thing

    @staticmethod
    def _amount_after(story: _Story, thing: _Thing) -> _Thing:
        for quantity in story.amounts(thing):
            if not thing.end <= quantity.span.start < thing.end + 2 * say.WINDOW:
                continue
            gap = story.text[thing.end : quantity.span.start]
            if len(gap) < say.WINDOW and say.OF_IT.match(story.text, quantity.span.end) and thing.kind in DRUGS:
                story.used.add(quantity.span.start)
                return replace(thing, quantity=quantity)
            listed = "," in gap and story.text[quantity.span.end :][:7].startswith((" of ", " worth "))
            if not listed and gap.strip() and thing.kind not in _TAKEN_ONLY and say.AFTER.match(gap):
                story.used.add(quantity.span.start)
                return replace(thing, quantity=quantity)
            break
        return thing

    def _count(self, story: _Story, thing: _Thing) -> _Thing:
        before = story.before(thing, say.WINDOW)
        shift = thing.start - len(before)
        for number in reversed(find_numbers(before)):
            is_bore = "." in before[max(0, number.start - 1) : number.start + 1] or say.BORE.match(before, number.end)
            if number.is_ordinal or is_bore or not self._is_counted(story, thing, before[number.end :]):
                continue
            quantity = _pieces_of(story.text, number, shift)
            return replace(thing, quantity=quantity, lead=quantity.span.start) if quantity else thing
        one = say.ONE.search(before)
        placed = say.PREPOSITION.search(before) and not say.WHICH_WAS_TAKEN.match(story.after(thing))
        if thing.number == "singular" and one and not placed:
            word = re.match(r"\w*", before[one.start() :])
            start = shift + one.start()
            span = Span.of(story.text, start, start + (word.end() if word else 0))
            return replace(thing, quantity=Quantity.of_pieces(1.0, span), lead=start)
        return thing

    def _is_counted(self, story: _Story, thing: _Thing, gap: str) -> bool:
        """Whether a number counts a thing, by the words between them."""
        if thing.kind is SeizureKind.TOBACCO and self._contained.match(gap):
            return True
        if thing.number in ("singular", "plural"):
            return say.COUNT_GAP.match(gap) is not None
        if thing.kind in DRUGS and say.COUNT_GAP.match(gap) and self._dosed.match(story.text, thing.end):
            return True
        if story.text[thing.start : thing.end].lower() in _HERDS:
            return (say.COUNT_GAP.match(gap) or self._contained.match(gap)) is not None
        if thing.kind is SeizureKind.AMMUNITION:
            return say.ROUNDS_OF.match(gap) is not None
        return (thing.kind in DRUGS or thing.kind is SeizureKind.GOODS) and self._contained.match(gap) is not None


def _of_exact(things: list[_Thing]) -> list[_Thing]:
    """Give the weight of ``the drugs`` to the drug that is named near by without one."""
    out = list(things)
    for i, thing in enumerate(things):
        if thing.number != "vague" or thing.quantity is None:
            continue
        for j in range(max(0, i - 6), min(len(out), i + 6)):
            near = -2 <= out[j].sentence - thing.sentence <= 1
            other = out[j].quantity
            counted = other is not None and other.unit == "count" and out[j].sentence == thing.sentence
            if near and out[j].is_exact_drug and (other is None or (counted and thing.quantity.unit != "count")):
                out[j] = replace(out[j], quantity=thing.quantity)
                out[i] = replace(thing, quantity=None)
                break
    return out


def _given_apart(story: _Story, thing: _Thing, by_sentence: dict[int, list[_Thing]]) -> _Thing:
    """Give a drug the weight given apart from it: ``32 packages, 43 pounds in all, tested positive for cocaine``."""
    if not thing.is_exact_drug:
        return thing
    for at in (thing.sentence, thing.sentence - 1, *range(thing.sentence + 1, thing.sentence + 1 + _AHEAD)):
        free = [q for q in story.masses.get(at, ()) if q.span.start not in story.used]
        rivals = [*by_sentence[thing.sentence], *by_sentence.get(at, ())]
        if not free or any(other.is_exact_drug and other.kind is not thing.kind for other in rivals):
            continue
        later = at > thing.sentence
        if later and (at >= len(story.sentences) or (by_sentence.get(at) and at > thing.sentence + 1)):
            break
        weighed = say.LATER.search(story.sentence(at)) or (
            at == thing.sentence + 1 and say.WEIGHED.match(story.sentence(at))
        )
        if (later and weighed) or (not later and say.UNSURE.search(story.sentence(thing.sentence))):
            story.used.update(q.span.start for q in free)
            return replace(thing, quantity=free[0])
    return thing


def _with_values(story: _Story, things: list[_Thing]) -> list[_Thing]:
    """Give each thing the street value stated in its sentence or soon after."""
    by_sentence: dict[int, list[int]] = {}
    for i, thing in enumerate(things):
        if thing.kind is not SeizureKind.CURRENCY:
            by_sentence.setdefault(thing.sentence, []).append(i)
    out = list(things)
    for at, sums in story.money.items():
        for quantity in sums:
            start, end = quantity.span.start, quantity.span.end
            after = story.text[end : end + 30]
            if not say.WORTH.search(f"{story.text[max(0, start - 45) : start]} {after}"):
                continue
            here = [i for i in by_sentence.get(at, ()) if out[i].value is None]
            before = [i for i in here if out[i].start < start and not after.startswith(" worth")]
            near = (before or here[:1])[-1:]
            taken_up = _taken_up(story, out, near[0] if near else None, at, by_sentence)
            for i in near if taken_up is None else [taken_up]:
                out[i] = replace(out[i], value=quantity)
    return out


def _taken_up(
    story: _Story, things: Sequence[_Thing], near: int | None, at: int, by_sentence: dict[int, list[int]]
) -> int | None:
    """Return the one thing of the two sentences before whose value a sentence states; ``near`` stands beside the sum.

    ``The drugs are worth $2 million`` and ``It was valued at ...`` take up what was said; where that is several
    things, the value is that of none of them.
    """
    same = things[near] if near is not None else None
    if same is not None and (same.quantity is not None or not say.SAME.search(story.before(same, 20))):
        return None
    if same is None and not say.TAKEN_UP.search(story.sentence(at)):
        return None
    for n in (at - 1, at - 2):
        valued = [
            i
            for i in by_sentence.get(n, ())
            if things[i].kind in _VALUED and (same is None or same.number == "vague" or same.kind is things[i].kind)
        ]
        sized = [i for i in valued if things[i].quantity is not None] or valued
        if sized:
            one = len(sized) == 1 and len({things[i].kind for i in valued if things[i].number != "vague"}) < 2
            return sized[0] if one and things[sized[0]].value is None else None
    return None


def _pieces_of(text: str, number: Number, shift: int) -> Quantity | None:
    """Return a number as a quantity of pieces; None for a vague one (``dozens``)."""
    low, high = number.low, number.high
    if number.kind is NumberKind.VAGUE or (low is None and high is None):
        return None
    value: float | tuple[float, float] = low if low is not None else high or 0.0
    if low is not None and high is not None and low != high:
        value = (low, high)
    span = Span.of(text, number.start + shift, number.end + shift)
    return Quantity.of_pieces(value, span, approximate=number.approximate, bound=number.bound)
