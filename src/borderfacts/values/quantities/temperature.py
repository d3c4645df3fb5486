"""Distinguish readings, differences and angles where a text speaks of degrees."""

from __future__ import annotations

from borderfacts import lexicons
from borderfacts.values.tokens import Tokens

DEGREES = frozenset(("degrees", "degree", "°", "º", "deg", "degs"))
_SCALES = {
    "fahrenheit": "degF", "farenheit": "degF", "f": "degF", "℉": "degF", "celsius": "degC", "celcius": "degC",
    "centigrade": "degC", "c": "degC", "℃": "degC",
}  # fmt: skip

_WEATHER = lexicons.quantity_cues("weather")
_ANGULAR = lexicons.quantity_cues("angular")
_ANGULAR_AFTER = lexicons.quantity_cues("after_an_angle")
_NO_MEASURE_AFTER = frozenset(["from", "in", "with", "of"])
_FILINGS = lexicons.quantity_cues("filings")
_BEFORE_FILING = lexicons.quantity_cues("before_a_filing")
_AFTER_FILING = lexicons.quantity_cues("after_a_filing")
_AFTER_READING = lexicons.quantity_cues("after_a_temperature")
_STUDY = lexicons.quantity_cues("study")
_CHANGES = lexicons.quantity_cues("changes")
_CHANGE_NOUNS = lexicons.quantity_cues("change_nouns")
_COMPARED = lexicons.quantity_cues("compared")


def read_scale(tokens: Tokens, j: int) -> tuple[int, str] | None:
    """Return the token after, and the unit of, a bare scale at token ``j`` (``Fahrenheit``, ``C``)."""
    word = tokens.at(j)
    unit = _SCALES.get(word)
    if unit is None or tokens.apart(j) or (len(word) == 1 and word.isalpha() and not tokens.words[j].isupper()):
        return None
    if (
        len(word) == 1
        and tokens.glued(j + 1)
        and (tokens.at(j + 1).isalnum() or tokens.at(j + 1) in ("-", "$", "'", "/"))
    ):
        return None
    return j + 1, unit


def read_below(tokens: Tokens, j: int, *, degrees: bool) -> tuple[int, str | None] | None:
    """Return the token after ``below zero`` or a bare ``below`` at ``j``, and the scale that follows; None without it.

    Args:
        tokens: the text.
        j: the token.
        degrees: whether ``degrees`` or a scale was read before it: then a bare ``below`` says nothing.
    """
    hyphen = tokens.is_hyphen(j) and tokens.glued(j + 1)  # 20-below-zero cold
    j += hyphen
    if tokens.apart(j) or tokens.at(j) != "below":
        return None
    k = j + 1 + (hyphen and tokens.is_hyphen(j + 1))
    if tokens.at(k) in ("zero", "0") and not (tokens.glued(k + 1) and tokens.at(k + 1).isalnum()):
        scale = read_scale(tokens, k + 1)
        if scale is None and tokens.at(k + 1) in ("degrees", "°"):
            scale = read_scale(tokens, k + 2)
            return scale or (k + 2, None)
        return scale or (k + 1, None)
    if degrees:
        return None
    after = tokens.at(k)
    if tokens.apart(k) or after in (
        ".",
        ",",
        ";",
        ")",
        "!",
        "and",
        "with",
        "in",
        "at",
        "on",
        "outside",
        "when",
        "or",
        "last",
        "overnight",
        "that",
    ):
        return k, None
    return None


def is_angle(tokens: Tokens, first: int, stop: int, *, hyphen: bool, value: float) -> bool | None:
    """Return whether degrees without a scale are an angle; None where they are neither angle nor temperature.

    Args:
        tokens: the text.
        first: the first token of the number.
        stop: the token after ``degrees``.
        hyphen: whether number and ``degrees`` are joined by a hyphen.
        value: the number.
    """
    after = tokens.at(stop)
    if after in _ANGULAR_AFTER or (
        after == "of" and tokens.at(stop + 1) in ("arc", "latitude", "longitude", "freedom", "separation")
    ):
        return None if tokens.at(stop + 1) in ("freedom", "separation") else True
    if after in ("′", "'", "’") or (tokens.glued(stop) and (stop in tokens.numeric)):
        return None
    begin, end = tokens.sentence(first)
    near = set(tokens.lower[max(begin, first - 25) : min(end, stop + 25)])
    if near & _WEATHER:
        return False
    if near & _ANGULAR or (hyphen and value in (45, 90, 180, 270, 360)) or value in (180, 270, 360):
        return True
    if near & _STUDY or round(value, 1) != value:  # no weather is reported to a hundredth of a degree
        return None
    if after in _NO_MEASURE_AFTER and not tokens.numeric.intersection((first,)) and after != "in":
        return None
    return False


def has_weather(tokens: Tokens, i: int) -> bool:
    """Return whether the sentence of token ``i`` speaks of weather or temperature."""
    begin, end = tokens.sentence(i)
    return not _WEATHER.isdisjoint(tokens.lower[max(begin, i - 20) : min(end, i + 20)])


def is_filing(tokens: Tokens, at: int, scale: int) -> bool:
    """Return whether a number with its scale is a report to a regulator (``its 13F``), where nothing speaks of weather.

    Args:
        tokens: the text.
        at: the token of the number.
        scale: the token of the scale.
    """
    if tokens.words[at] + tokens.words[scale] not in _FILINGS or has_weather(tokens, at):
        return False
    after = tokens.at(scale + 1)
    owned = tokens.at(at - 1) == "s" and tokens.at(at - 2) == "'"
    led = owned or (tokens.at(at - 1) in _BEFORE_FILING and not tokens.apart(at))
    return after in _AFTER_FILING or (led and after not in _AFTER_READING)


def is_difference(tokens: Tokens, first: int, stop: int) -> bool:
    """Return whether degrees are a change (``dropped by 10 degrees``), not a reading (``dropped to 10 degrees``).

    Args:
        tokens: the text.
        first: the first token of the measurement, hedges included.
        stop: the token after it.
    """
    before, earlier = tokens.at(first - 1), tokens.at(first - 2)
    if before == "by" or before in _CHANGES or (before == "of" and earlier in _CHANGE_NOUNS):
        return before not in ("warm", "cool", "hot") or tokens.at(first - 2) != "a"
    k = stop + 1 if tokens.is_hyphen(stop) else stop
    after, later = tokens.at(k), tokens.at(k + 1)
    if after in _COMPARED or after in _CHANGE_NOUNS:
        return True
    if after in ("above", "below"):
        return later not in ("zero", "0") and (
            later
            in ("the", "normal", "average", "freezing", "pre", "preindustrial", "what", "usual", "seasonal", "its")
            or later == "-"
        )
    return after == "of" and later in ("warming", "cooling", "heating", "difference")
