"""Read currencies before and after a number, and decide whose they are where several countries share a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from borderfacts import lexicons
from borderfacts.lexicons.schema import CurrencyEntry
from borderfacts.values.numerals import read_numeral
from borderfacts.values.quantities import durations
from borderfacts.values.quantities.locales import Setting
from borderfacts.values.quantities.unit_words import read_unit
from borderfacts.values.tokens import TOKEN, Tokens

# Spent, earned or asked: what makes "500 pounds" money and no weight.
_PAYING = lexicons.quantity_cues("paying")
# Right before them, these make them a weight all the same: "weighed 43 pounds and was worth ...".
_WEIGHING = lexicons.quantity_cues("weighing")
_NO_ARTICLE_AFTER = lexicons.quantity_cues("no_article_after")
_BETWEEN_AMOUNT_AND_NOUN = lexicons.quantity_cues("between_amount_and_noun")
_SOLD_SINGLY = lexicons.quantity_cues("sold_singly")
# "He paid $500 a mile from the border" says where, not what a mile costs.
_PLACED = lexicons.quantity_cues("bearings") | {"from"}


@dataclass(frozen=True, slots=True)
class Money:
    """A currency in a text.

    Attributes:
        first: its first token.
        stop: the token after its last.
        codes: the currencies it may be; one where it is sure.
        name: the shared name or sign in lower case; empty where it is sure.
        cents: whether it is a hundredth.
    """

    first: int
    stop: int
    codes: tuple[str, ...]
    name: str = ""
    cents: bool = False


@dataclass(frozen=True, slots=True)
class _Sign:
    words: tuple[str, ...]
    code: str
    name: str = ""
    cents: bool = False
    exact: bool = False
    letters: bool = False
    spaced: bool = False


def _words(form: str) -> tuple[str, ...]:
    return tuple(match.group() for match in TOKEN.finditer(form))


def _plural(form: str) -> tuple[str, ...]:
    if form.endswith("y") and form in ("penny",):
        return form, "pennies"
    return (form,) if form.endswith("s") else (form, f"{form}s")


@cache
def _signs() -> tuple[dict[str, list[_Sign]], dict[str, list[_Sign]]]:
    """Return the signs by last token (before a number, as written) and by first token in lower case (after one)."""
    before: dict[str, list[_Sign]] = {}
    after: dict[str, list[_Sign]] = {}

    def both(form: str, code: str, name: str = "") -> None:
        words = _words(form)
        sign = _Sign(words, code, name, exact=True, letters=words[-1].isalpha(), spaced=" " in form)
        before.setdefault(words[-1], []).append(sign)
        after.setdefault(words[0].lower(), []).append(sign)

    def word(form: str, code: str, name: str = "", cents: bool = False) -> None:
        words = _words(form.lower())
        after.setdefault(words[0], []).append(_Sign(words, code, name, cents))

    for code, entry in lexicons.currencies().items():
        sign = _Sign((code,), code, exact=True, letters=True)
        after.setdefault(code.lower(), []).append(sign)
        if not entry.wary:
            before.setdefault(code, []).append(sign)
        for symbol in (*entry.symbols, *_coded_dollars(code, entry)):
            both(symbol, code)
        for symbol in entry.shared_symbols:
            both(symbol, code, symbol)
        for form in (form for name in entry.forms for form in _plural(name)):
            word(form, code)
        for name in entry.shared:
            for form in _plural(name):
                word(form, code, name)
                for adjective in entry.adjectives:
                    word(f"{adjective} {form}", code)
        for form in (form for name in entry.minor for form in _plural(name)):
            word(form, code, "" if " " in form else form, cents=True)
            for adjective in entry.adjectives:
                word(f"{adjective} {form}", code, cents=True)
    for table in (before, after):
        for signs in table.values():
            signs.sort(key=lambda sign: -len(sign.words))
    return before, after


def _coded_dollars(code: str, entry: CurrencyEntry) -> tuple[str, ...]:
    """Return the dollar signs behind the code of a currency that has one: ``NZD$``, ``nzd$``, ``NZD $``, ``nzd $``."""
    if not any("$" in symbol for symbol in (*entry.symbols, *entry.shared_symbols)):
        return ()
    small = code.lower()
    return f"{code}$", f"{small}$", *(() if entry.wary else (f"{code} $", f"{small} $"))


def _gather(signs: list[_Sign]) -> tuple[tuple[str, ...], str, bool]:
    sure = [sign for sign in signs if not sign.name]
    if sure:
        return (sure[0].code,), "", sure[0].cents
    return tuple(sign.code for sign in signs), signs[0].name, signs[0].cents


def money_before(tokens: Tokens, i: int) -> Money | None:
    """Return the currency that stands right before token ``i``, which starts a number."""
    if i == 0 or tokens.apart(i):
        return None
    last = i - 1
    hits: list[_Sign] = []
    first = last
    for sign in _signs()[0].get(tokens.words[last], ()):
        start = i - len(sign.words)
        if start < 0 or (hits and len(sign.words) < len(hits[0].words)):
            continue
        if tuple(tokens.words[start:i]) != sign.words or not _joined(tokens, start, i, sign):
            continue
        if sign.letters and not _letters_fit(tokens, start, i, sign):
            continue
        if not sign.letters and sign.words[0].isalpha() and _goes_on_a_word(tokens, start):
            continue
        if tokens.words[start] == "A" and not tokens.glued(start + 1):
            is_article = _is_article(tokens, start, i)
            if is_article is None:
                return None
            if is_article:
                continue
        hits.append(sign)
        first = start
    if not hits:
        return None
    codes, name, cents = _gather(hits)
    return Money(first, i, codes, name, cents)


def _is_article(tokens: Tokens, first: int, i: int) -> bool | None:
    """Return whether the A at token ``first`` is an article (``A $400 fine``); None where it may be Australia's too.

    An article has a noun after the amount, and no capital within a sentence unless other words there have one.
    """
    numeral = read_numeral(tokens, i, money=True)
    stop = numeral.stop if numeral else i + 1
    before = tokens.words[first - 1] if first and not tokens.apart(first) else ""
    after = "" if tokens.apart(stop) else tokens.at(stop)
    within = before == "," or before.islower() or before.isdigit()
    if before in _NO_ARTICLE_AFTER:
        return False
    if tokens.is_hyphen(stop) or (after.isalpha() and after not in _FUNCTION_WORDS):
        return None if within and tokens.words[stop].islower() else True
    if within:
        return False
    return None if before.isalpha() or after in _BETWEEN_AMOUNT_AND_NOUN else False


def _goes_on_a_word(tokens: Tokens, start: int) -> bool:
    """Return whether a token is the end of a word, as ``S`` is in ``MEXICO'S $500``."""
    return tokens.glued(start) and (tokens.words[start - 1].isalnum() or tokens.words[start - 1] in "'’")


def _joined(tokens: Tokens, start: int, end: int, sign: _Sign) -> bool:
    """Return whether the tokens of a sign hang together as they should."""
    inner = range(start + 1, end)
    return not any(tokens.apart(k) for k in inner) if sign.spaced else all(tokens.glued(k) for k in inner)


def _letters_fit(tokens: Tokens, start: int, i: int, sign: _Sign) -> bool:
    """Return whether letters before a number are a currency: not part of a longer word, and single ones glued."""
    if tokens.glued(start) and (tokens.words[start - 1].isalnum() or tokens.at(start - 1) in ("-", "_", "/")):
        return False
    if len(sign.words[0]) == 1 and len(sign.words) == 1:
        return tokens.glued(i) and ("," in tokens.words[i] or "." in tokens.words[i] or _scaled_letter(tokens, i))
    return True


def _scaled_letter(tokens: Tokens, i: int) -> bool:
    after = tokens.words[i + 1] if i + 1 < len(tokens) else ""
    return (
        (tokens.glued(i + 1) and after in ("m", "bn", "k"))
        or after in ("million", "billion")
        or tokens.words[i].endswith("00")
    )


def money_after(tokens: Tokens, j: int) -> Money | None:
    """Return the currency at token ``j`` (or after a hyphen there), which follows a number."""
    if j >= len(tokens) or tokens.apart(j):
        return None
    k = j + 1 if tokens.is_hyphen(j) else j
    if k >= len(tokens):
        return None
    hits: list[_Sign] = []
    stop = k
    for sign in _signs()[1].get(tokens.lower[k], ()):
        if hits and len(sign.words) < len(hits[0].words):
            continue
        source = tokens.words if sign.exact else tokens.lower
        end = _match(tokens, source, k, sign.words)
        if end is None or (sign.exact and not (_ends(tokens, k, end, sign) and _joined(tokens, k, end, sign))):
            continue
        hits.append(sign)
        stop = end
    if not hits:
        return _pence(tokens, k)
    codes, name, cents = _gather(hits)
    return Money(k, stop, codes, name, cents)


def _match(tokens: Tokens, source: list[str], k: int, words: tuple[str, ...]) -> int | None:
    at = k
    for n, word in enumerate(words):
        if n and at < len(source) and source[at] != word and tokens.is_hyphen(at):
            at += 1
        if at >= len(source) or source[at] != word or (n and tokens.apart(at)):
            return None
        at += 1
    return at


def _ends(tokens: Tokens, k: int, end: int, sign: _Sign) -> bool:
    """Return whether a sign after a number belongs to it, not to the number after it (``5 $20 notes``)."""
    if end in tokens.numeric and (tokens.glued(end) or not tokens.glued(k)) and not sign.words[-1].isalpha():
        return False
    if sign.letters and len(sign.words[0]) == 1:
        return False
    if (
        sign.words[-1].isalpha()
        and tokens.glued(end)
        and (tokens.words[end][0].isalnum() or tokens.words[end] in ("$", "€", "£"))
    ):
        return False
    return not (sign.words == ("$",) and not tokens.glued(k) and end in tokens.numeric)


def _pence(tokens: Tokens, k: int) -> Money | None:
    """Read ``50p`` and ``50¢``."""
    if tokens.words[k] == "¢":
        return Money(k, k + 1, ("USD", "CAD", "AUD"), "cents", True)
    if tokens.words[k] == "p" and tokens.glued(k) and not tokens.glued(k + 1):
        written = tokens.words[k - 1]
        return Money(k, k + 1, ("GBP",), "", True) if written.isdigit() and len(written) <= 2 else None
    return None


@cache
def _qualifiers(code: str) -> tuple[tuple[str, ...], ...]:
    """Return what may follow an amount to say which currency it is, longest first."""
    forms = [*map(_words, lexicons.currencies()[code].adjectives), (code.lower(),)]
    return tuple(sorted(forms, key=len, reverse=True))


def qualifier(tokens: Tokens, j: int, money: Money) -> Money | None:
    """Return the currency made sure by a word after the amount: ``$500 US``, ``$20 (Canadian)``, ``$75 CAD``."""
    if j >= len(tokens) or tokens.apart(j):
        return None
    bracket = tokens.at(j) == "("
    k = j + 1 if bracket else j
    for code in money.codes:
        for words in _qualifiers(code):
            end = k + len(words)
            if tuple(tokens.lower[k:end]) != words or not tokens.words[k][0].isupper():
                continue
            if bracket:
                return Money(money.first, end + 1, (code,)) if tokens.at(end) == ")" else None
            after = tokens.at(end)
            if not after.isalpha() or after in _FUNCTION_WORDS:
                return Money(money.first, end, (code,))
            if after in ("dollar", "dollars", "pesos", "peso"):
                return Money(money.first, end + 1, (code,))
    return None


def adjective_before(tokens: Tokens, money: Money) -> Money | None:
    """Return the currency made sure by the word before its sign: ``Egyptian £500``."""
    for code in money.codes:
        for words in _qualifiers(code):
            first = money.first - len(words)
            if first >= 0 and tuple(tokens.lower[first : money.first]) == words and tokens.words[first][0].isupper():
                return None if tokens.apart(money.first) else Money(first, money.stop, (code,))
    return None


def is_price(tokens: Tokens, stop: int) -> bool:
    """Return whether the amount before token ``stop`` buys one unit of goods: ``$52 a barrel``, ``£3/kg``.

    What a time or a head costs (``$500 per person``, ``$15 an hour``) is an amount that someone pays.
    """
    j = stop + tokens.is_hyphen(stop)
    if tokens.apart(stop) or tokens.at(j) not in ("a", "an", "per", "/"):
        return False
    k = j + 1 + tokens.is_hyphen(j + 1)
    if tokens.at(k) in _SOLD_SINGLY:
        return True
    unit = read_unit(tokens, k, digits=tokens.at(j) in ("per", "/"))
    return unit is not None and unit.unit.base not in durations.UNITS and tokens.at(unit.stop) not in _PLACED


_FUNCTION_WORDS = lexicons.quantity_cues("function_words")


def currency_of(tokens: Tokens, money: Money, setting: Setting) -> str | None:
    """Return the ISO 4217 code of a currency; None where the text does not say which of several it is."""
    if len(money.codes) == 1 and not money.name:
        return money.codes[0]
    table = lexicons.currencies()
    if money.name in ("$", "dollar", "cent", "cents", "＄", "﹩"):
        country = setting.dollar(money.first)
        return next((code for code in money.codes if country in table[code].countries), "USD")
    if money.name in ("£", "￡", "pence", "penny", "pennies"):
        foreign = next((code for code in money.codes if setting.dateline in table[code].countries), None)
        return foreign if foreign and "GB" not in setting.countries else "GBP"
    for country in setting.countries:
        code = next((code for code in money.codes if country in table[code].countries), None)
        if code:
            return code
    return next((code for code in money.codes if table[code].default), None)


def is_weight(tokens: Tokens, money: Money, setting: Setting, *, scaled: bool) -> bool:
    """Return whether ``pounds`` after a number are a weight: no word of paying stands near."""
    if money.name != "pound":
        return False
    if tokens.at(money.stop) == "of" and tokens.at(money.stop + 1) not in (
        "debt",
        "damage",
        "cash",
        "savings",
        "public",
        "taxpayers",
    ):
        return True
    if not _WEIGHING.isdisjoint(tokens.lower[max(0, money.first - 5) : money.first]):
        return True
    near = tokens.lower[max(0, money.first - 9) : money.stop + 5]
    if any(word in _PAYING for word in near):
        return "US" in setting.countries[:1] and not scaled
    return not scaled or "US" in setting.countries[:1]


def groups_by_point(code: str) -> bool:
    """Return whether a point groups thousands in amounts of a currency (``20.000 euros``)."""
    return lexicons.currencies()[code].grouping == "."
