"""The phrases around agencies: what ties a force to a country, and what names one in short."""

from __future__ import annotations

import re

PAIR = re.compile(r"(?:,|\sand|\sor|-)\s?$")
# Before a proper name, whose it is: Guatemala's [National Civil Police], Minnesota's [Kittson County].
OWNER = re.compile(r"[A-Z][\w.-]{1,25}(?:\s[A-Z][\w-]{1,20}){0,3}['’]s?\s(?=[A-Z])")
OWNER_END = re.compile(r"(?:['’]s?)?\s(?=[A-Z])")
ACRONYM = re.compile(r"\s?\((?:the\s)?['\"“]?([A-Z][A-Za-z&.-]{1,9})['\"”]?\)")
STAFF = re.compile(
    r"\s(?:(?:special|field)\s)?(?:agents?|officers?|guards?|troopers?|rangers?|investigators?|patrols?|crews?|soldiers|troops|personnel|divers|jawans|sailors|marines|teams?)\b"
)
OF_ANOTHER = re.compile(r"\s(?:from|of|with|for|at)\s(?:(?:the|both|its|U\.S\.|US)\s){0,2}(?=[A-Z])")
RULED = re.compile(r"\s(?:have\s|had\s|has\s)?(?:deport|expel|ban|clos|declar|order(?:ed|s)\sall|suspend|reopen)")

SHORT_WAY = re.compile(
    r"\b(?:(?:(?:the|its|their|this|that)\s(?P<noun>agency|department|force|office|service|ministry|bureau|authority|command"
    r"|task\sforce|brigade|board|guard|unit|sector)(?!\s(?:of|for|store|building)\b))"
    r"|(?P<staff>(?:special\s|federal\s|senior\s)?agents?|officers?|deput(?:y|ies)|troopers?|firefighters?|guards|wardens?))\b"
    r"(?!\s(?:minister|mayor|director|governor|head|chief|secretary))",
    re.IGNORECASE,
)
NO_STAFF = re.compile(
    r"\b(?:estate|travel|booking|shipping|press|chief|executive|information|medical|prison|security|chemical|nerve|union"
    r"|probation|correctional|army|foreign|intelligence|customs|former|retired|loan|returning|petty|warrant)\s$",
    re.IGNORECASE,
)
STATE = re.compile(
    r"\b(?:[Tt]he\sstate(?=\s(?:is|has|had|will|plans|announced|intends|began|put|deployed|sent|also|would|sued|said|installed"
    r"|started|built|strung|government)\b)"
    r"|(?P<province>[Tt]he\sprovince(?=\s(?:has|had|will|plans|announced|intends|began|put|sent|also|would|said|is\s\w+ing)\b))"
    r"|(?:Gov\.|Governor)(?=\s[A-Z]))"
)
# Before a force that is not the country's: the provincial government.
OF_LESSER = re.compile(
    r"(?:\b(?:provincial|regional|local|municipal|state|city|county|town|village|rebel|tribal|university|campus|transit|secret"
    r"|minister\sof|ministry\sof|school|self-styled)|-run|-led|-backed|-controlled|-held)\s$",
    re.IGNORECASE,
)
# After a word that only describes another: a police dog.
COMPOUND = re.compile(
    r"\s(?:dogs?|stations?|cars?|vehicles?|vans?|reports?|custody|records?|chases?|checkpoints?|cells?|academy|cordon|tape|brutality"
    r"|presence|state|headquarters|buildings?|agency\sreport|captain|veteran|base|bases|shutdown|data|figures|aid|money|benefits?"
    r"|duties|duty|form|forms|declaration|brokers?|clearance|union|escort|planes?)\b"
)
SECTOR = re.compile(
    r"\b(?!The\b)[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,3}\s[Ss]ector(?=(?:['’]s)?\s(?:agents?|officials?|chief|spokes\w+|said|announced|apprehended"
    r"|arrested|recorded|reported|Border\sPatrol)\b)"
)
