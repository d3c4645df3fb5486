"""How far borderfacts and coders agree, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from borderfacts.coding.fields import FIELDS, INCIDENT, YES, Value, items_of
from borderfacts.coding.sheet import Codesheet, CodesheetLine
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, MissingExtraError
from borderfacts.records import Record

Unit = tuple[str, str]


class FieldAgreement(Record):
    """The agreement on one field.

    Attributes:
        field: ``incident`` or a column of the flat row.
        judged: how many values were judged, over all coders.
        accuracy: the share of them that is right, values that are rightly empty among them.
        precision: the share of proposed values that is right; None where none was proposed.
        recall: the share of right values that was proposed; None where there is none.
        alpha: Krippendorff's alpha of borderfacts and all coders, each one rater; None where all say the same one
            value, so that agreement by chance cannot be estimated.
        alpha_coders: the same among the coders alone; None with one coder.
    """

    field: str
    judged: int
    accuracy: float
    precision: float | None
    recall: float | None
    alpha: float | None
    alpha_coders: float | None


def agreement(sheets: Codesheet | Sequence[Codesheet]) -> tuple[FieldAgreement, ...]:
    """Return how far borderfacts and coders agree on each field that was judged.

    Fields with several values (``actions``, ``agencies``) give precision and recall by value, and are right where all
    their values are. ``incident`` takes the incidents that coders added as missed; all other fields are compared in
    records that are incidents. Alpha is nominal: values agree or they do not, and an empty value is a value (Hayes and
    Krippendorff 2007, "Answering the call for a standard reliability measure for coding data").

    Args:
        sheets: one coder's sheet, or several made of the same records.

    Raises:
        ArgumentTypeError: something else than sheets came.
        ArgumentValueError: no sheet came.
        MissingExtraError: alpha needs krippendorff, of the extra ``coding``.
    """
    coders = [sheets] if isinstance(sheets, Codesheet) else list(sheets)
    for coder in coders:
        if not isinstance(coder, Codesheet):
            raise ArgumentTypeError("sheets", coder, "coding sheets, from read_codesheet")
    if not coders:
        raise ArgumentValueError("sheets", sheets, "at least one coding sheet")
    judged = [_judged(coder) for coder in coders]
    return tuple(_of_field(field, coders, judged) for field in FIELDS if any(field in lines for lines in judged))


def _judged(coder: Codesheet) -> dict[str, dict[Unit, CodesheetLine]]:
    refused = coder.refused()
    lines: dict[str, dict[Unit, CodesheetLine]] = {}
    for line in coder.lines:
        if line.is_judged and not line.is_added and (line.field == INCIDENT or line.event not in refused):
            lines.setdefault(line.field, {})[line.event] = line
    return lines


def _of_field(
    field: str, coders: Sequence[Codesheet], judged: Sequence[dict[str, dict[Unit, CodesheetLine]]]
) -> FieldAgreement:
    of_coders = [lines.get(field, {}) for lines in judged]
    lines = [line for own in of_coders for line in own.values()]
    proposed = [_items(field, line.proposed) for line in lines]
    truths = [_items(field, line.truth) for line in lines]
    common = sum(len(found & true) for found, true in zip(proposed, truths, strict=True))
    missed = len({(number, *event) for number, event in _added(coders)}) if field == INCIDENT else 0
    truth = [{unit: _code(field, line.truth) for unit, line in own.items()} for own in of_coders]
    proposal = {unit: _code(field, line.proposed) for own in of_coders for unit, line in own.items()}
    return FieldAgreement(
        field=field,
        judged=len(lines),
        accuracy=sum(found == true for found, true in zip(proposed, truths, strict=True)) / len(lines),
        precision=_share(common, sum(map(len, proposed))),
        recall=_share(common, sum(map(len, truths)) + missed),
        alpha=_alpha([proposal, *truth]),
        alpha_coders=_alpha(truth),
    )


def _items(field: str, value: Value | None) -> frozenset[str]:
    if field == INCIDENT:
        return frozenset([YES]) if value == YES else frozenset()
    return items_of(field, value)


def _code(field: str, value: Value | None) -> str:
    return "; ".join(sorted(items_of(field, value)))


def _added(coders: Iterable[Codesheet]) -> Iterable[tuple[int, Unit]]:
    return ((number, line.event) for number, coder in enumerate(coders) for line in coder.lines if line.is_added)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _alpha(raters: Sequence[dict[Unit, str]]) -> float | None:
    """Return Krippendorff's alpha over the units that at least two raters have judged."""
    units = [unit for unit in dict.fromkeys(unit for rater in raters for unit in rater) if _raters_of(unit, raters) > 1]
    values = sorted({rater[unit] for rater in raters for unit in units if unit in rater})
    if len(values) < 2:
        return None
    try:
        import krippendorff
    except ImportError as error:
        raise MissingExtraError("krippendorff", "coding", "agreement()") from error
    codes = [[values.index(rater[unit]) if unit in rater else float("nan") for unit in units] for rater in raters]
    return float(krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal"))


def _raters_of(unit: Unit, raters: Iterable[dict[Unit, str]]) -> int:
    return sum(unit in rater for rater in raters)
