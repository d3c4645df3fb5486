"""What the model distinguishes: the labels of its heads, in the order of their outputs."""

from __future__ import annotations

from borderfacts.reading.schema import OTHER
from borderfacts.vocabulary import (
    ActionType,
    Cause,
    EventType,
    Factuality,
    Fate,
    PartKind,
    Role,
    Status,
    Use,
)

# What an action word reports: one of the guide's actions, or one for which no label fits.
ACTIONS = (*(action.value for action in ActionType), OTHER)
FACTUALITIES = tuple(Factuality)
TYPES = tuple(EventType)
STATUSES = tuple(Status)
ROLES = tuple(Role)
FATES = tuple(Fate)
# Fates that hardly any group has together: who is missing is nothing else, who is dead was only held before, and who
# got away was only charged.
APART = {
    Fate.MISSING: frozenset(Fate) - {Fate.MISSING},
    Fate.DEAD: frozenset(Fate) - {Fate.DEAD, Fate.DETAINED},
    Fate.ESCAPED: frozenset(Fate) - {Fate.ESCAPED, Fate.CHARGED},
}
PARTS = tuple(PartKind)
CAUSES = tuple(Cause)
# What a candidate may be to an incident, a group or a figure.
USES = (
    *(use.value for use in (Use.WHEN, Use.STEP, Use.TIME, Use.PLACE, Use.ORIGIN, Use.DESTINATION)),
    *(use.value for use in (Use.AGENCY, Use.MEASURE, Use.NATIONALITY, Use.AGE, Use.FIGURE, Use.COUNT)),
    *(use.value for use in (Use.PERIOD, Use.AREA, Use.SEIZED)),
)
# Which uses the candidates of a kind may have.
FITTING: dict[str, frozenset[str]] = {
    "date": frozenset({"when", "step", "time", "period"}),
    "quantity": frozenset({"measure"}),
    "place": frozenset({"place", "from", "to", "agency", "area"}),
    "agency": frozenset({"agency"}),
    "number": frozenset({"count", "figure"}),
    "age": frozenset({"age"}),
    "nationality": frozenset({"nat", "agency", "from", "to", "place"}),
    "goods": frozenset({"seized"}),
    "period": frozenset({"period"}),
}
# The kinds of candidates that name countries.
COUNTRY_KINDS = frozenset({"place", "agency", "nationality"})
