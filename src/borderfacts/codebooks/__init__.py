"""Records as rows of the field's codebooks, and for every record that gives none the rule that forbids it.

One module a codebook: ``iom`` (Missing Migrants Project), ``acled`` (Armed Conflict Location & Event Data), ``plover``
(Political Language Ontology for Verifiable Event Records). Tables and words are data (``data/``). Needs no spaCy.
"""

from borderfacts.codebooks.acled import AcledRule, to_acled
from borderfacts.codebooks.iom import IomRule, to_iom
from borderfacts.codebooks.plover import PloverRule, to_plover
from borderfacts.codebooks.sheet import LeftOut, Note, Sheet

__all__ = ["AcledRule", "IomRule", "LeftOut", "Note", "PloverRule", "Sheet", "to_acled", "to_iom", "to_plover"]
