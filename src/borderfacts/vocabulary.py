"""Every closed set of labels, one line a label; meanings as in the annotation guide (docs/records.md)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self


class ActionType(StrEnum):
    """What is done in an incident."""

    ALERT = "alert"
    DETECT = "detect"
    CROSS = "cross"
    SMUGGLE = "smuggle"
    INTERCEPT = "intercept"
    ARREST = "arrest"
    PURSUE = "pursue"
    FLEE = "flee"
    SEARCH = "search"
    SEIZE = "seize"
    RESCUE = "rescue"
    TREAT = "treat"
    DIE = "die"
    INJURE = "injure"
    GO_MISSING = "go_missing"
    ATTACK = "attack"
    CLAIM_ASYLUM = "claim_asylum"
    RETURN = "return"
    RELEASE = "release"
    CHARGE = "charge"
    PLEAD = "plead"
    SENTENCE = "sentence"
    EXTRADITE = "extradite"
    ANNOUNCE = "announce"
    DEPLOY = "deploy"
    CLOSE = "close"
    OPEN = "open"


class EventType(StrEnum):
    """What kind of incident it is: the first whose trigger is among the actions, in the order of the lines."""

    triggers: frozenset[ActionType]

    def __new__(cls, value: str, *triggers: ActionType) -> Self:
        """Keep the actions that make an incident of this type beside the label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.triggers = frozenset(triggers)
        return member

    @classmethod
    def made_by(cls, actions: Iterable[ActionType]) -> EventType:
        """Return the first type, in the order of the lines, that one of the actions makes.

        Examples:
            >>> EventType.made_by([ActionType.INTERCEPT, ActionType.SEIZE])
            <EventType.SEIZURE: 'seizure'>
        """
        made = frozenset(actions)
        return next((kind for kind in cls if kind.triggers & made), cls.OTHER)

    DEATH = "death", ActionType.DIE
    VIOLENCE = "violence", ActionType.ATTACK
    RESCUE = "rescue", ActionType.RESCUE, ActionType.TREAT
    SEIZURE = "seizure", ActionType.SEIZE
    SMUGGLING = "smuggling", ActionType.SMUGGLE
    CROSSING = "crossing", ActionType.CROSS, ActionType.INTERCEPT
    REMOVAL = "removal", ActionType.RETURN
    ASYLUM = "asylum", ActionType.CLAIM_ASYLUM
    ARREST = "arrest", ActionType.ARREST
    COURT = "court", ActionType.CHARGE, ActionType.PLEAD, ActionType.SENTENCE, ActionType.EXTRADITE
    POLICY = "policy", ActionType.ANNOUNCE, ActionType.DEPLOY, ActionType.CLOSE, ActionType.OPEN
    OTHER = "other"


class Status(StrEnum):
    """How far an event or action came to pass, as reported."""

    OCCURRED = "occurred"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    ALLEGED = "alleged"


class Role(StrEnum):
    """What a group of people is in an incident, by what they do."""

    MIGRANT = "migrant"
    SUSPECT = "suspect"
    OFFICER = "officer"
    OTHER = "other"


class PartKind(StrEnum):
    """What a part of a group of people is."""

    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    ADULT = "adult"
    FAMILY = "family"


class Fate(StrEnum):
    """What became of a group of people."""

    DEAD = "dead"
    MISSING = "missing"
    INJURED = "injured"
    HOSPITALIZED = "hospitalized"
    RESCUED = "rescued"
    DETAINED = "detained"
    CHARGED = "charged"
    CONVICTED = "convicted"
    RETURNED = "returned"
    RELEASED = "released"
    ESCAPED = "escaped"
    ASYLUM = "asylum"


class SeizureKind(StrEnum):
    """What was seized."""

    COCAINE = "cocaine"
    METHAMPHETAMINE = "methamphetamine"
    FENTANYL = "fentanyl"
    HEROIN = "heroin"
    CANNABIS = "cannabis"
    OTHER_DRUG = "other_drug"
    FIREARM = "firearm"
    AMMUNITION = "ammunition"
    CURRENCY = "currency"
    VEHICLE = "vehicle"
    TOBACCO = "tobacco"
    GOODS = "goods"


class Cause(StrEnum):
    """The cause of death, injury or distress."""

    DROWNING = "drowning"
    COLD = "cold"
    HEAT = "heat"
    VEHICLE = "vehicle"
    VIOLENCE = "violence"
    FALL = "fall"
    ILLNESS = "illness"
    SUFFOCATION = "suffocation"
    OTHER = "other"


class Basis(StrEnum):
    """Which clock a date is of: that of the happening, of the finding, or of the announcement."""

    HAPPENED = "happened"
    FOUND = "found"
    ANNOUNCED = "announced"


class PartOfDay(StrEnum):
    """The part of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class PlaceKind(StrEnum):
    """What a place is."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    COUNTY = "county"
    CITY = "city"
    PORT_OF_ENTRY = "port_of_entry"
    SECTOR = "sector"
    WATER = "water"
    LANDMARK = "landmark"
    OTHER = "other"


class AgencyKind(StrEnum):
    """What an agency is."""

    BORDER = "border"
    POLICE = "police"
    COAST_GUARD = "coast_guard"
    CUSTOMS = "customs"
    IMMIGRATION = "immigration"
    MILITARY = "military"
    JUSTICE = "justice"
    RESCUE = "rescue"
    FIRE = "fire"
    MEDICAL = "medical"
    INTELLIGENCE = "intelligence"
    GOVERNMENT = "government"
    OTHER = "other"


class Stance(StrEnum):
    """How a source stands to what it says."""

    ASSERTS = "asserts"
    ALLEGES = "alleges"
    ESTIMATES = "estimates"
    DENIES = "denies"


class Bound(StrEnum):
    """Whether a value is exact or a limit."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class TimexType(StrEnum):
    """The TIMEX3 type of a date expression (TimeML annotation guidelines 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Dimension(StrEnum):
    """What a quantity measures."""

    TEMPERATURE = "temperature"
    LENGTH = "length"
    MASS = "mass"
    SPEED = "speed"
    DURATION = "duration"
    AREA = "area"
    VOLUME = "volume"
    MONEY = "money"
    RATIO = "ratio"
    AGE = "age"
    COUNT = "count"
    POWER = "power"
    ENERGY = "energy"
    PRESSURE = "pressure"
    FREQUENCY = "frequency"
    FORCE = "force"
    ANGLE = "angle"
    DATA = "data"
    ELECTRIC = "electric"
    OTHER = "other"


class Use(StrEnum):
    """What a stretch of words is to an incident, a group of people or a figure, as the notation writes it."""

    ACTION = "action"
    WHEN = "when"
    STEP = "step"
    TIME = "time"
    PLACE = "place"
    ORIGIN = "from"
    DESTINATION = "to"
    AGENCY = "agency"
    SOURCE = "source"
    MEASURE = "measure"
    SEIZED = "seized"
    CAUSE = "cause"
    MENTION = "mention"
    SOME = "some"
    PART = "part"
    NATIONALITY = "nat"
    AGE = "age"
    COUNT = "count"
    FIGURE = "figure"
    PERIOD = "period"
    AREA = "area"
    FACT = "fact"


class Factuality(StrEnum):
    """How far one mention of an action says that it came to pass; ``denied`` where it did not."""

    OCCURRED = "occurred"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"


class Flag(StrEnum):
    """What does not add up in a record."""

    PARTS_EXCEED_TOTAL = "parts exceed total"
    TWO_TOLLS = "two tolls"
    SEVERAL_DAYS = "several days"
    MEMBERS_EXCEED_GROUP = "members exceed group"
    NUMBER_NOT_READ = "number not read"
    DATE_NOT_READ = "date not read"


class Verdict(StrEnum):
    """What a coder says of a value in a coding sheet."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"


class Silence(StrEnum):
    """Why a sentence gives no incident."""

    NO_ACTION = "no action"
    UNSURE = "unsure"
    DENIED = "denied"


class NoteCode(StrEnum):
    """What the user should know of how a text was read."""

    EMPTY = "empty"
    NOT_ENGLISH = "not english"
    NO_REFERENCE_DATE = "no reference date"
    READ_IN_PARTS = "read in parts"
    PASSED_OVER = "passed over"
    OTHER_MATTER = "other matter"


class ClaimField(StrEnum):
    """What of an incident several stories may each report in their own way."""

    TYPE = "type"
    STATUS = "status"
    WHEN = "when"
    PLACE = "place"
    ROUTE = "route"
    PEOPLE = "people"
    DEAD = "dead"
    MISSING = "missing"
    INJURED = "injured"
    HOSPITALIZED = "hospitalized"
    RESCUED = "rescued"
    DETAINED = "detained"
    CHARGED = "charged"
    CONVICTED = "convicted"
    RETURNED = "returned"
    RELEASED = "released"
    ESCAPED = "escaped"
    ASYLUM = "asylum"
    NATIONALITIES = "nationalities"
    AGES = "ages"
    AGENCIES = "agencies"
    SEIZURES = "seizures"
    CAUSE = "cause"


class Rule(StrEnum):
    """Which of the values that stories report is shown."""

    LATEST_OFFICIAL = "latest official"
    LATEST = "latest"
    FIRST = "first"
    MOST_EXACT = "most exact"
    MOST_REPORTED = "most reported"
    LARGEST = "largest"


class LinkBasis(StrEnum):
    """What joins two event mentions of an incident, or keeps them apart."""

    MODEL = "model"
    DECISION = "decision"


class Decided(StrEnum):
    """What a person says of two event mentions."""

    SAME = "same"
    NOT_THE_SAME = "not the same"
