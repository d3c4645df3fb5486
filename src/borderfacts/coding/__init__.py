"""Checking by people: a coding sheet out, corrections in, agreement per field.

Columns of the flat row are what is coded, so that what comes back fits what CSV and data frames hold.
"""

from __future__ import annotations

from borderfacts.coding.corrections import apply_corrections
from borderfacts.coding.reading import read_codesheet
from borderfacts.coding.reliability import FieldAgreement, agreement
from borderfacts.coding.sheet import Codesheet, CodesheetLine
from borderfacts.coding.writing import to_codesheet

__all__ = [
    "Codesheet",
    "CodesheetLine",
    "FieldAgreement",
    "agreement",
    "apply_corrections",
    "read_codesheet",
    "to_codesheet",
]
