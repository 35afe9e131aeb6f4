"""Whether the files of a dataset may be handed on with the course: what their cards say, and nothing is guessed."""

from __future__ import annotations

import re

from wikiskills.dataset import Dataset, RiskLevel

_FREE = re.compile(
    r"(0BSD|Apache-|Artistic-|BSD-|CC0-|CC-BY-(NC-|SA-|ND-|NC-SA-|NC-ND-)?\d|CC-PDDC|CDLA-|EUPL-|[AL]?GPL-|GFDL-|ISC|"
    r"MIT|MPL-|ODbL-|ODC-By-|OGL-|PDDL-|Unlicense|Zlib)"
)
"""How the SPDX ids of licences begin under which copies may be made and given away."""


def may_be_handed_on(dataset: Dataset) -> bool:
    """Tell whether anybody may get copies: the licence is known to allow it, and the data are public."""
    public = dataset.risk is None or dataset.risk.level is not RiskLevel.HIGH
    return public and bool(_FREE.match(dataset.licence.id))
