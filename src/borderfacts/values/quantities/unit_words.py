"""Read the unit that follows a number: words, symbols, squares, prefixes and compounds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from borderfacts import lexicons
from borderfacts.lexicons.schema import UnitEntry
from borderfacts.values.tokens import MINUSES, TOKEN, Tokens

_PREFIX_SYMBOLS = {
    "exa": ("E",), "peta": ("P",), "tera": ("T",), "giga": ("G",), "mega": ("M",), "kilo": ("k", "K"), "hecto": ("h",),
    "deci": ("d",), "centi": ("c",), "milli": ("m",), "micro": ("µ", "μ", "u"), "nano": ("n",), "pico": ("p",),
    "femto": ("f",),
}  # fmt: skip
_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
_SPEEDS = {
    ("mile", "hour"): "mile_per_hour",
    ("kilometer", "hour"): "kilometer_per_hour",
    ("foot", "second"): "foot_per_second",
}
_DEGREES = frozenset(("degC", "degF"))
_NO_COMPOUND = _DEGREES | {"percent", "percentage_point", "ppm", "decibel"}
_TIMES_SIGNS = ("·", "⋅", "∙", "•")
_RAISED = {"²": 2, "³": 3, "2": 2, "3": 3, "¹": 1, "1": 1, "4": 4, "⁴": 4}
# After these a wary symbol is a unit all the same ("12 in long").
_MEASURE_WORDS = lexicons.quantity_cues("measure_words")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the grammar knows it.

    Attributes:
        name: for pint.
        entry: its table in ``units.toml``.
        times: what to multiply its values by.
        symbol: whether it was written as a symbol.
        wary: whether the symbol needs surer surroundings.
        base: the name of the entry.
    """

    name: str
    entry: UnitEntry = field(repr=False)
    times: float = 1.0
    symbol: bool = False
    wary: bool = False
    base: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    lower: tuple[str, ...]
    exact: tuple[str, ...] | None
    unit: Unit


def _split(form: str) -> tuple[str, ...]:
    return tuple(match.group() for match in TOKEN.finditer(form))


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """Return the forms of all units by their first token in lower case, longest first, symbols before words."""
    found: dict[str, list[_Form]] = {}
    for name, entry in lexicons.units().items():
        for prefix in ("", *entry.prefixes):
            unit = Unit(entry.unit or prefix + name, entry, entry.times, base=name)
            for form in entry.forms:
                _add(found, _split(prefix + form), unit, exact=False)
            for mark in _PREFIX_SYMBOLS.get(prefix, ("",)):
                for symbol in (
                    *entry.symbols,
                    *(entry.wary if not prefix else ()),
                    *(entry.prefixed if prefix else ()),
                ):
                    _add(
                        found, _split(mark + symbol), replace(unit, symbol=True, wary=symbol in entry.wary), exact=True
                    )
                if prefix:
                    for symbol in entry.wary:
                        _add(found, _split(mark + symbol), replace(unit, symbol=True), exact=True)
    order = lambda form: (-len(form.lower), form.exact is None)  # noqa: E731
    return {first: tuple(sorted(forms, key=order)) for first, forms in found.items()}


def _add(found: dict[str, list[_Form]], words: tuple[str, ...], unit: Unit, *, exact: bool) -> None:
    lower = tuple(word.lower() for word in words)
    found.setdefault(lower[0], []).append(_Form(lower, words if exact else None, unit))


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit in a text: the tokens it covers and what it is."""

    first: int
    stop: int
    unit: Unit
    compound: bool = False

    @property
    def name(self) -> str:
        """The pint name."""
        return self.unit.name


def read_unit(tokens: Tokens, j: int, *, digits: bool = True, decimal: bool = False) -> UnitMatch | None:
    """Return the unit that starts at token ``j`` (or after a hyphen there); None where there is none.

    Args:
        tokens: the text.
        j: the token after the number.
        digits: whether the number is in digits; symbols need that.
        decimal: whether the number has a decimal point, which makes wary symbols sure.
    """
    if j >= len(tokens) or tokens.apart(j):
        return None
    k = j + 1 if tokens.is_hyphen(j) else j
    if tokens.at(k) in ("square", "cubic", "sq", "cu") and not tokens.is_hyphen(k):
        powered = _powered(tokens, k)
        if powered:
            return _compound(tokens, powered)
    found = _simple(tokens, k, digits=digits, decimal=decimal)
    if found is None:
        return None
    whole = _compound(tokens, found)
    if found.unit.wary and not whole.compound and not _sure(tokens, found, decimal):
        return None
    return whole


def _simple(tokens: Tokens, k: int, *, digits: bool, decimal: bool, length: bool = False) -> UnitMatch | None:
    if k >= len(tokens):
        return None
    for form in _forms().get(tokens.lower[k], ()):
        stop = _matches(tokens, k, form)
        if stop is None or (form.unit.symbol and not digits) or (length and not _is_length(form.unit)):
            continue
        if form.unit.symbol and not _symbol_ends(tokens, stop):
            continue
        if _is_other_thing(tokens, stop, form.unit.entry):
            return None
        return UnitMatch(k, stop, form.unit)
    return None


def _matches(tokens: Tokens, k: int, form: _Form) -> int | None:
    """Return the token after the form at ``k``; a hyphen between two words of it reads as a space."""
    words, at = form.exact or form.lower, k
    source = tokens.words if form.exact else tokens.lower
    for n, word in enumerate(words):
        if n and at < len(source) and source[at] != word and tokens.is_hyphen(at):
            at += 1
        if at >= len(source) or source[at] != word or (n and tokens.apart(at)):
            return None
        if form.exact and n and not tokens.glued(at) and word.isalpha() and len(words[0]) == 1:
            return None
        at += 1
    return at


def _symbol_ends(tokens: Tokens, stop: int) -> bool:
    """Return whether a symbol ends there: no letter is glued to it, and a digit only as an exponent."""
    if not tokens.glued(stop):
        return True
    after = tokens.at(stop)
    if after.isalnum() and after not in _RAISED:
        return after.isdigit() and tokens.at(stop - 1) == "h"  # "2h30m"
    if after in MINUSES and tokens.glued(stop + 1):
        nxt = tokens.words[stop + 1]
        return not nxt[0].isupper()
    return after not in ("_", "@", "$", "&", "'") and not (
        after == "." and tokens.glued(stop + 1) and tokens.at(stop + 1).isalnum()
    )


def _is_other_thing(tokens: Tokens, stop: int, entry: UnitEntry) -> bool:
    if not entry.not_before:
        return False
    after = tokens.at(stop)
    if tokens.is_hyphen(stop):
        return f"- {tokens.at(stop + 1)}" in entry.not_before
    return after in entry.not_before


def _sure(tokens: Tokens, found: UnitMatch, decimal: bool) -> bool:
    """Return whether a wary symbol is a unit here."""
    if decimal:
        return not (found.unit.base == "inch" and tokens.at(found.stop) in ("the", "a", "an", "this", "its", "their"))
    after = tokens.at(found.stop)
    if after == "." and tokens.glued(found.stop):
        after = tokens.at(found.stop + 1)
        if after.isalpha() and tokens.words[found.stop + 1].islower():  # "5 in. on Tuesday"
            return True
    if after in _MEASURE_WORDS:
        return True
    return tokens.glued(found.first) and tokens.words[found.first].islower()


def _powered(tokens: Tokens, k: int) -> UnitMatch | None:
    """Read ``square miles``, ``cubic metres``."""
    base = _simple(tokens, k + 1 if not tokens.is_hyphen(k + 1) else k + 2, digits=True, decimal=False, length=True)
    if base is None:
        return None
    exponent = 2 if tokens.at(k) in ("square", "sq") else 3
    name = base.unit.name
    named = f"square_{name}" if exponent == 2 and name in ("mile", "foot") else f"{name} ** {exponent}"
    return UnitMatch(
        k, base.stop, replace(base.unit, name=named, entry=_plain(base.unit.entry), symbol=False, wary=False)
    )


def _is_length(unit: Unit) -> bool:
    return unit.base in ("meter", "kilometer", "centimeter", "mile", "yard", "foot", "inch", "nautical_mile", "micron")


def _plain(entry: UnitEntry) -> UnitEntry:
    return entry.model_copy(update={"one": None, "parts": (), "not_before": ()})


# --- compounds ------------------------------------------------------------------------------------------------------


def _compound(tokens: Tokens, first: UnitMatch) -> UnitMatch:
    """Extend a unit by exponents, ``per`` and further units."""
    if first.name in _DEGREES:
        return _rate_of_change(tokens, first)
    if first.name in _NO_COMPOUND or first.unit.times != 1:
        return first
    parts: list[tuple[str, int]] = []
    stop, power = _exponent(tokens, first)
    parts.append((first.name, power))
    bases = [first.unit.base]
    for _ in range(3):
        found = _next_part(tokens, stop, first, bases)
        if found is None:
            break
        stop, name, power = found[0], found[1], found[2]
        parts.append((name, power))
        bases.append(found[3])
    bracketed = _bracketed(tokens, stop, first) if len(parts) == 1 else None
    if bracketed:
        stop = bracketed[0]
        parts += bracketed[1]
    if len(parts) == 1 and parts[0][1] == 1:
        return first if stop == first.stop else replace(first, stop=stop)
    name = _name(parts)
    return UnitMatch(
        first.first, stop, replace(first.unit, name=name, entry=_plain(first.unit.entry), wary=False), True
    )


def _rate_of_change(tokens: Tokens, first: UnitMatch) -> UnitMatch:
    """Read ``10 °C/min`` and ``2 degrees Celsius per hour``: a change of temperature over time."""
    j = first.stop
    if tokens.at(j) not in ("/", "per") or tokens.apart(j):
        return first
    time = _simple(tokens, j + 1, digits=True, decimal=False)
    if time is None or time.unit.base not in _TIME:
        return first
    name = f"delta_{first.name} / {time.name}"
    entry = _plain(first.unit.entry)
    return UnitMatch(first.first, time.stop, replace(first.unit, name=name, entry=entry), compound=True)


def _bracketed(tokens: Tokens, stop: int, first: UnitMatch) -> tuple[int, list[tuple[str, int]]] | None:
    """Read the brackets of ``W/(m·K)``: the token after them and the units in them, each below the line."""
    if not first.unit.symbol or tokens.at(stop) != "/" or tokens.at(stop + 1) != "(":
        return None
    parts: list[tuple[str, int]] = []
    j = stop + 2
    for _ in range(3):
        found = _simple(tokens, j, digits=True, decimal=False)
        if found is None:
            return None
        j, power = _exponent(tokens, found)
        parts.append((found.name, -power))
        if tokens.at(j) == ")":
            return j + 1, parts
        j += tokens.at(j) in _TIMES_SIGNS
    return None


def _next_part(tokens: Tokens, stop: int, first: UnitMatch, bases: list[str]) -> tuple[int, str, int, str] | None:
    """Return the token after, name, exponent and base of the next unit of a compound."""
    between = tokens.at(stop)
    if tokens.apart(stop):
        return None
    dash = tokens.is_hyphen(stop) and tokens.at(stop + 1) == "per" and tokens.is_hyphen(stop + 2)
    if between in ("/", "∕", "⁄", "per") or dash:
        k, times = (stop + 3 if dash else stop + 1), -1
    elif between in ("a", "an") and _is_length(first.unit) and len(bases) == 1:
        k, times = stop + 1, -1
    elif between in _TIMES_SIGNS and first.unit.symbol:
        k, times = stop + 1, 1
    elif first.unit.symbol and not tokens.glued(stop):
        k, times = stop, 0
    else:
        return None
    powered = _powered(tokens, k) if tokens.at(k) in ("square", "cubic") else None
    found = powered or _simple(tokens, k, digits=True, decimal=False)
    if found is None or found.name in _NO_COMPOUND or found.unit.times != 1:
        return None
    end, power = _exponent(tokens, found)
    if between in ("a", "an") and found.unit.base not in ("second", "minute", "hour"):
        return None
    if times == 0 and power > 0:
        return None
    if found.unit.base in _TIME and bases[0] in _TIME and len(bases) == 1:
        return None
    return end, found.name, power * (times or 1), found.unit.base


def _exponent(tokens: Tokens, found: UnitMatch) -> tuple[int, int]:
    """Return the token after the exponent of a unit, and the exponent."""
    j = found.stop
    word = tokens.at(j)
    if word in ("squared", "cubed"):
        return j + 1, 2 if word == "squared" else 3
    if not found.unit.symbol and len(tokens.at(j - 1)) > 3:
        return j, 1
    if word == "^":
        j += 1
        word = tokens.at(j)
    if not tokens.glued(j):
        return found.stop, 1
    if word in _RAISED:
        return j + 1, _RAISED[word]
    if word in MINUSES or word in ("⁻",):
        after = tokens.at(j + 1)
        if tokens.glued(j + 1) and after in _RAISED and not (tokens.glued(j + 2) and tokens.at(j + 2).isalnum()):
            return j + 2, -_RAISED[after]
    return found.stop, 1


def _name(parts: list[tuple[str, int]]) -> str:
    """Return the pint expression of a compound, by its own name where it has one."""
    if len(parts) == 2 and parts[0][1] == 1 and parts[1][1] == -1:
        named = _SPEEDS.get((parts[0][0], parts[1][0]))
        if named:
            return named
    above = [_raised(name, power) for name, power in parts if power > 0]
    below = [_raised(name, -power) for name, power in parts if power < 0]
    return " / ".join([" * ".join(above) or "1", *below])


def _raised(name: str, power: int) -> str:
    compound = " " in name and power != 1
    return name if power == 1 else f"({name}) ** {power}" if compound else f"{name} ** {power}"
