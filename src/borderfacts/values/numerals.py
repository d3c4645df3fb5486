"""Read one numeral: digits, words, fractions and scales, without the hedges around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.values.tokens import MINUSES, Tokens

_FRACTION_PARTS = frozenset(["2", "3", "4", "5", "6", "8", "10", "16", "32"])
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_MAX = 1e21
_LONGEST = 40  # digits of a number
_LONGEST_GROUPED = 20  # digits in groups with spaces between: longer ones are no number but a table


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in a text.

    Attributes:
        first: its first token.
        stop: the token after its last.
        value: what it stands for; for an open one (``dozens``) the least it can be.
        open: whether the value is only the least (``several``, ``hundreds``).
        digits: whether it is written in digits.
        ordinal: whether it is an ordinal (``third``, ``21st``).
        scale: what the last scale word multiplied by; 1 without one.
        glued: whether a letter scale is glued to the digits (``200K``).
        part: whether it is a bare fraction (``half``, ``a quarter``), which needs a unit or a scale after it.
        article: whether it is nothing but an article (``a``).
    """

    first: int
    stop: int
    value: float
    open: bool = False
    digits: bool = False
    ordinal: bool = False
    scale: float = 1
    glued: bool = False
    part: bool = False


@cache
def starters() -> frozenset[str]:
    """Return the words, in lower case, that can start a numeral in words."""
    table = lexicons.numbers()
    singles = [*table.cardinals, *table.ordinals, *table.vague, *table.fractions]
    return frozenset(
        [*singles, "dozen", "couple", "million", "billion", "trillion", "thousand", "hundred", "a", "an", "few"]
    )


def plain_value(written: str) -> float | None:
    """Return the value of a number in digits; None for a version, an address or a date."""
    if written.isdigit():
        return float(written) if len(written) <= _LONGEST else None
    if "." in written or "·" in written:
        points = written.count(".") + written.count("·")
        if points > 1:
            return float(written.replace(".", "")) if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,6}", written) else None
    cleaned = re.sub(r"[\u00a0\u202f\u2009]", "", written).replace("·", ".")
    if re.fullmatch(r"\d{1,40},\d{1,2}", cleaned):
        cleaned = cleaned.replace(",", ".")
    cleaned = cleaned.replace(",", "")
    if len(cleaned) > _LONGEST:
        return None
    return float(cleaned)


def read_numeral(tokens: Tokens, i: int, *, money: bool = False) -> Numeral | None:
    """Return the longest numeral that starts at token ``i``; None where there is none.

    Args:
        tokens: the text.
        i: the token.
        money: a currency stands before it, so that ``m`` and ``b`` are millions and billions.
    """
    if i in tokens.numeric:
        found = _digits(tokens, i)
    elif tokens.at(i) in starters():
        found = _words(tokens, i)
    else:
        return None
    return _scaled(tokens, found, money=money) if found and not found.ordinal else found


# --- digits -------------------------------------------------------------------------------------------------------


def _digits(tokens: Tokens, i: int) -> Numeral | None:
    value = plain_value(tokens.words[i])
    if value is None:
        return None
    j = i + 1
    if tokens.glued(j) and tokens.at(j) == _ordinal_ending(value):
        return Numeral(i, j + 1, value, digits=True, ordinal=True)
    joined = _grouped(tokens, i)
    if joined:
        j, value = joined
    j, value = _power(tokens, j, value)
    j, value = _vulgar(tokens, i, j, value)
    j, value = and_fraction(tokens, j, value)
    return Numeral(i, j, value, digits=True)


def _ordinal_ending(value: float) -> str:
    """Return what makes a number an ordinal: ``5st`` is a weight in stone."""
    if value != int(value):
        return ""
    return "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")


def _grouped(tokens: Tokens, i: int) -> tuple[int, float] | None:
    """Read ``12 500`` with common spaces: groups of exactly three digits."""
    head = tokens.words[i]
    if not (head.isdigit() and 1 <= len(head) <= 3 and head[0] != "0"):
        return None
    j, written = i + 1, head
    while j in tokens.numeric and re.fullmatch(r"\d{3}(?:\.\d+)?", tokens.words[j]):
        if tokens.text[tokens.ends[j - 1] : tokens.starts[j]] not in (" ", "\u00a0", "\u202f", "\u2009"):
            return None
        written += tokens.words[j]
        j += 1
        if len(written) >= _LONGEST_GROUPED:
            return None
        if "." in written:
            break
    if tokens.glued(j) and tokens.at(j).isalpha():  # "12 120mm rounds"
        return None
    if j == i + 1 or j in tokens.numeric or tokens.at(i - 1)[:3] in _MONTHS or (i - 1) in tokens.numeric:
        return None
    return j, float(written)


_MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])


def _power(tokens: Tokens, j: int, value: float) -> tuple[int, float]:
    """Read ``x 10^6``, ``× 10−3``, ``10⁶`` and ``1e-5``."""
    if tokens.at(j) in ("×", "x", "*", "·", "⋅", "∙") and tokens.at(j + 1).startswith("10"):
        exponent = _exponent(tokens, j + 1)
        if exponent is not None and abs(exponent[1]) <= 30:
            return exponent[0], value * 10.0 ** exponent[1]
    if value == 10 and tokens.at(j - 1) == "10":
        exponent = None if tokens.at(j) in ("-", "–", "‐", "‑") else _exponent(tokens, j - 1)  # "10-15 cm" is a range
        if exponent is not None and abs(exponent[1]) <= 30:
            return exponent[0], 10.0 ** exponent[1]
    if tokens.glued(j) and tokens.at(j) == "e" and tokens.glued(j + 1):
        sign = -1 if tokens.at(j + 1) in MINUSES else 1
        k = j + 2 if tokens.at(j + 1) in MINUSES or tokens.at(j + 1) == "+" else j + 1
        if k in tokens.numeric and tokens.words[k].isdigit() and len(tokens.words[k]) <= 2 and tokens.glued(k):
            return k + 1, value * 10.0 ** (sign * int(tokens.words[k]))
    return j, value


def _exponent(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """Read the exponent after the token ``10`` at ``i``."""
    if tokens.at(i) != "10":
        return None
    j = i + 1
    raised = ""
    while (
        tokens.glued(j)
        and tokens.words[j].translate(_SUPERSCRIPTS).lstrip("-").isdigit()
        and not tokens.words[j].isascii()
    ):
        raised += tokens.words[j].translate(_SUPERSCRIPTS)
        j += 1
    if not raised and tokens.glued(j) and tokens.words[j] == "⁻" and tokens.glued(j + 1):
        digits = tokens.words[j + 1].translate(_SUPERSCRIPTS)
        return (j + 2, -int(digits)) if digits.isdigit() and digits.isascii() else None
    if raised:
        return (j, int(raised)) if re.fullmatch(r"-?[0-9]{1,2}", raised) else None
    caret = tokens.at(j) == "^"
    k = j + 1 if caret else j
    sign = 1
    if tokens.at(k) in MINUSES and tokens.glued(k + 1):
        sign, k = -1, k + 1
    if not caret and sign == 1:
        return None
    if k in tokens.numeric and tokens.words[k].isdigit() and len(tokens.words[k]) <= 2:
        return k + 1, sign * int(tokens.words[k])
    return None


def _vulgar(tokens: Tokens, i: int, j: int, value: float) -> tuple[int, float]:
    """Read ``1/2``, ``3 1/2``, ``3-1/2`` and ``2½``."""
    fractions = lexicons.numbers().fractions
    symbol = tokens.at(j)
    if len(symbol) == 1 and not symbol.isascii() and symbol in fractions and not tokens.apart(j):
        return j + 1, value + fractions[symbol]
    if symbol in ("/", "⁄") and tokens.glued(j) and tokens.glued(j + 1) and tokens.at(j + 1) in _FRACTION_PARTS:
        if not (tokens.at(j + 2) in ("/", "-") and (j + 3) in tokens.numeric) and value < 32:
            return j + 2, value / float(tokens.words[j + 1])
        return j, value
    k = j + 1 if tokens.is_hyphen(j) else j
    if (
        k in tokens.numeric
        and tokens.at(k + 1) in ("/", "⁄")
        and tokens.glued(k + 1)
        and tokens.at(k + 2) in _FRACTION_PARTS
    ):
        above, below = tokens.words[k], float(tokens.words[k + 2])
        if above.isdigit() and 0 < float(above) < below and tokens.words[i].isdigit() and tokens.glued(k + 2):
            return k + 3, value + float(above) / below
    return j, value


def and_fraction(tokens: Tokens, j: int, value: float) -> tuple[int, float]:
    """Read ``and a half``, ``and three quarters``, also with hyphens."""
    k = j + 1 if tokens.is_hyphen(j) else j
    if tokens.at(k) != "and":
        return j, value
    k += 2 if tokens.is_hyphen(k + 1) else 1
    count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}.get(tokens.at(k))
    fractions = lexicons.numbers().fractions
    if count is None:
        word = tokens.at(k)
        if len(word) == 1 and word in fractions and not word.isascii():
            return k + 1, value + fractions[word]
        return j, value
    k += 2 if tokens.is_hyphen(k + 1) else 1
    word = tokens.at(k)
    plural = word.endswith("s") or word == "halves"
    if word in _SPOKEN_FRACTIONS and plural == (count > 1) and not tokens.apart(k):
        return k + 1, value + count * fractions[word]
    return j, value


_SPOKEN_FRACTIONS = frozenset(
    [
        "half",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fourth",
        "fourths",
        "fifth",
        "fifths",
        "eighth",
        "eighths",
        "tenth",
        "tenths",
    ]
)


# --- words --------------------------------------------------------------------------------------------------------


def _words(tokens: Tokens, i: int) -> Numeral | None:
    table, word = lexicons.numbers(), tokens.at(i)
    if word in ("a", "an"):
        return _article(tokens, i)
    if word in ("half", "quarter"):
        return _half(tokens, i)
    if len(word) == 1 and word in table.fractions:
        return Numeral(i, i + 1, table.fractions[word], digits=True)
    if word in ("dozen", "million", "billion", "trillion", "thousand", "hundred"):
        return Numeral(i, i + 1, float(table.scales[word]), scale=float(table.scales[word]))
    if word == "few":
        return _times_open(tokens, i, i + 1, 3)
    if word == "several":
        return _times_open(tokens, i, i + 1, 3) or Numeral(i, i + 1, 3, open=True)
    if word in table.vague:
        return _vague(tokens, i)
    if word in table.cardinals:
        return _spelled(tokens, i)
    if word in table.ordinals:
        return Numeral(i, i + 1, float(table.ordinals[word]), ordinal=True)
    return None


def _article(tokens: Tokens, i: int) -> Numeral | None:
    """Read ``a dozen``, ``a hundred and fifty``, ``a couple of hundred``, ``a quarter``, ``a few hundred``."""
    j = i + 2 if tokens.is_hyphen(i + 1) else i + 1
    if tokens.at(j) in ("good", "full", "further", "whole", "cool", "mere") and tokens.at(j + 1) in (
        "dozen", "hundred", "thousand", "million", "billion", "couple", "half",
    ):  # fmt: skip
        j += 1
    word = tokens.at(j)
    table = lexicons.numbers()
    if word in ("few", "handful"):
        return _times_open(tokens, i, j + 1, 3)
    if word == "couple":
        return _couple(tokens, i, j + 1)
    if word == "half":
        found = _half(tokens, j)
        return Numeral(i, found.stop, found.value, scale=found.scale, part=found.part) if found else None
    if word in ("quarter", "third", "tenth") and tokens.at(j + 1) not in ("party", "country", "time", "person"):
        return _part_of(tokens, i, j + 1, table.fractions[word])
    if word == "score" and tokens.at(j + 1) != "of":
        return None
    if word in table.scales or word in table.short_scales:
        return _spelled(tokens, i, head=1.0, j=j)
    return None


def _half(tokens: Tokens, i: int) -> Numeral | None:
    value = lexicons.numbers().fractions[tokens.at(i)]
    j = i + 1
    if tokens.is_hyphen(j):
        j += 1
    k = j
    if tokens.at(j) in ("a", "an") or (tokens.at(j) == "of" and tokens.at(j + 1) in ("a", "an")):
        k = j + 1 if tokens.at(j) in ("a", "an") else j + 2
        if tokens.is_hyphen(k):
            k += 1
    scale = lexicons.numbers().scales.get(tokens.at(k))
    if scale and tokens.at(k) not in ("score", "hundred", "lakhs", "crores"):
        return Numeral(i, k + 1, value * scale, scale=float(scale))
    return Numeral(i, i + 1, value, part=True)


def _part_of(tokens: Tokens, i: int, j: int, value: float) -> Numeral:
    """Read ``a quarter``, ``three quarters``, with ``of a million`` where it follows."""
    if tokens.at(j) == "of" and tokens.at(j + 1) in ("a", "one"):
        scale = lexicons.numbers().scales.get(tokens.at(j + 2))
        if scale:
            return Numeral(i, j + 3, value * scale, scale=float(scale))
    return Numeral(i, j, value, part=True)


def _couple(tokens: Tokens, i: int, j: int) -> Numeral:
    k = j + 1 if tokens.at(j) == "of" else j
    scale = lexicons.numbers().scales.get(tokens.at(k))
    if scale:
        return Numeral(i, k + 1, 2.0 * scale, scale=float(scale))
    return Numeral(i, j, 2)


def _times_open(tokens: Tokens, i: int, j: int, least: int) -> Numeral | None:
    """Read ``several hundred``, ``a few dozen``: open upwards."""
    scale = lexicons.numbers().scales.get(tokens.at(j))
    if scale is None:
        return None
    j, total = j + 1, float(least * scale)
    more = lexicons.numbers().scales.get(tokens.at(j))
    if more and more > scale:
        j, total = j + 1, total * more
    return Numeral(i, j, total, open=True, scale=float(scale))


def _vague(tokens: Tokens, i: int) -> Numeral:
    """Read ``dozens``, ``hundreds of thousands``, ``tens of millions``."""
    vague = lexicons.numbers().vague
    value, j = float(vague[tokens.at(i)]), i + 1
    if tokens.at(j) == "of" and tokens.at(j + 1) in (
        "thousands",
        "millions",
        "billions",
        "trillions",
        "lakhs",
        "crores",
    ):
        value, j = value * vague[tokens.at(j + 1)] / 2, j + 2
    return Numeral(i, j, value, open=True)


def _spelled(tokens: Tokens, i: int, *, head: float | None = None, j: int | None = None) -> Numeral | None:
    """Read a cardinal in words by the usual English grammar."""
    table = lexicons.numbers()
    total, current, last, scale = 0.0, head, 100.0, 1.0
    at = i if j is None else j
    stop = at
    while True:
        k = at
        if k > i and tokens.is_hyphen(k):
            k += 1
        word = tokens.at(k)
        if k > i and tokens.apart(k):
            break
        if (
            word == "and"
            and stop > i
            and (scale > 1)
            and tokens.at(k + 1) in table.cardinals
            and not tokens.is_hyphen(k)
        ):
            if table.cardinals[tokens.at(k + 1)] == 0 or (current is None and total < 1000):
                break
            k, word = k + 1, tokens.at(k + 1)
            joined = True
        else:
            joined = False
        if word in table.cardinals:
            value = float(table.cardinals[word])
            if not _fits(current, last, value, joined):
                break
            current, last = (current or 0) + value, value
        elif word == "hundred" and current is not None and 1 <= current < 100:
            current, last, scale = current * 100, 100.0, 100.0
        elif (
            word in table.scales
            and word != "hundred"
            and current is not None
            and (word != "score" or tokens.at(k + 1) in ("and", "of"))
        ):
            scale = float(table.scales[word])
            total, current, last = (
                (total + current) * scale if total < scale and word in ("dozen", "score") else total + current * scale,
                None,
                100.0,
            )
            stop = at = k + 1
            if word in ("dozen", "score"):
                break
            continue
        else:
            break
        stop = at = k + 1
    if stop == i or (head is not None and scale == 1):
        return None
    value = total + (current or 0)
    if value > _MAX:
        return None
    part = _spoken_fraction(tokens, i, stop, value)
    if part:
        return part
    end, value = _point(tokens, stop, value)
    before = end
    end, with_fraction = and_fraction(tokens, end, value / scale)
    if end > before and scale >= 1000:
        return Numeral(i, end, with_fraction * scale, scale=scale)
    end, value = and_fraction(tokens, before, value)
    return Numeral(i, end, value, scale=scale)


def _fits(current: float | None, last: float, value: float, joined: bool) -> bool:
    """Return whether a cardinal can follow what was read: ``twenty`` ``five``, ``hundred`` (``and``) ``fifty``."""
    if current is None:
        return True
    if last == 100:
        return 0 < value < 100
    return not joined and 20 <= last < 100 and last % 10 == 0 and 0 < value < 10


def _spoken_fraction(tokens: Tokens, i: int, stop: int, value: float) -> Numeral | None:
    """Read ``two-thirds``, ``three quarters``, ``one half``."""
    j = stop + 1 if tokens.is_hyphen(stop) else stop
    word = tokens.at(j)
    if word not in _SPOKEN_FRACTIONS or value > 9 or value < 1:
        return None
    adjective = tokens.is_hyphen(stop) and tokens.is_hyphen(j + 1)  # "three-quarter-mile"
    if (value == 1) == word.endswith("s") and not adjective:
        return None
    if value == 1 and word not in ("half", "third", "quarter", "fifth", "tenth"):
        return None
    return _part_of(tokens, i, j + 1, value * lexicons.numbers().fractions[word])


def _point(tokens: Tokens, j: int, value: float) -> tuple[int, float]:
    """Read ``point five`` after a number in words."""
    if tokens.at(j) != "point":
        return j, value
    cardinals, k, digits = lexicons.numbers().cardinals, j + 1, ""
    while cardinals.get(tokens.at(k), 10) < 10 and len(digits) < 6:
        digits += str(cardinals[tokens.at(k)])
        k += 1
    return (k, value + float(f"0.{digits}")) if digits else (j, value)


# --- scales after a number ------------------------------------------------------------------------------------------


def _scaled(tokens: Tokens, found: Numeral, *, money: bool) -> Numeral:
    """Multiply by the scale words or letters that follow: ``1.2 million``, ``200K``, ``5 lakh crore``."""
    table = lexicons.numbers()
    if found.part or found.open:
        return found
    j, value, scale, glued = found.stop, found.value, found.scale, found.glued
    for _ in range(2):
        k = j + 1 if tokens.is_hyphen(j) else j
        word, written = tokens.at(k), tokens.words[k] if k < len(tokens) else ""
        if tokens.apart(k):
            break
        if word in table.scales and word != "score" and (found.digits or found.value % 1):
            factor = float(table.scales[word])
        elif written in table.short_scales and (found.digits or money):
            factor = float(table.short_scales[written])
        elif tokens.glued(k) and k == j and scale == 1 and found.digits and _is_letter_scale(tokens, k, money):
            letters = table.money_scales if money else table.letter_scales
            factor, glued = float(letters[written]), True
        elif money and k == j and scale == 1 and written in ("m", "M", "b", "B", "mil", "K", "k") and found.digits:
            factor = float(table.money_scales[written])
        else:
            break
        if value * factor > _MAX:
            break
        j, value, scale = k + 1, value * factor, scale * factor
    if j > found.stop and found.digits:
        j, value = _scale_and_half(tokens, j, value, scale)
    return Numeral(found.first, j, value, digits=found.digits, scale=scale, glued=glued, part=False)


def _scale_and_half(tokens: Tokens, j: int, value: float, scale: float) -> tuple[int, float]:
    end, added = and_fraction(tokens, j, value / scale)
    return (end, added * scale) if end > j else (j, value)


def _is_letter_scale(tokens: Tokens, k: int, money: bool) -> bool:
    letters = lexicons.numbers().money_scales if money else lexicons.numbers().letter_scales
    if tokens.words[k] not in letters:
        return False
    after = tokens.at(k + 1)
    return not (tokens.glued(k + 1) and (after.isalnum() or after in ("°", "/", "²", "³")))
