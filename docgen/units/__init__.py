"""The administrative units of Việt Nam, dated: who there is to make a document for.

Two tables, with what became of what between them; where they come from, how current and how sure
they are: `NGUON.md` in this folder.

* until 30/6/2025, three levels: 63 provinces, 696 districts, 10,035 communes;
* since 01/7/2025, two levels: 34 provinces, 3,321 communes, with the changes of 2026.

What can be asked: `units` (who there is on a day), `became` and `came_from` (across 01/7/2025),
`profile_of` (the unit's profile, as far as the table knows it), `doubts` (whether the table is
sure of a day). Everything is read when first asked for, a province at a time.

Findings:

=====  ==========================================================================================
TV01   no province of that name
TV02   the province had ended on that day: what it became
TV03   no district level on that day
TV04   no district or commune of that name or code
TV05   several units of that name
TV06   no such level
TV07   hint: the table is of another day, names and limits may have been different
TV08   hint: names by acts of 2026 that were not read themselves
=====  ==========================================================================================
"""

from docgen.units.change import became, came_from
from docgen.units.lists import doubts, units
from docgen.units.profile import profile_of
from docgen.units.tables import AdminUnit

__all__ = ["AdminUnit", "became", "came_from", "doubts", "profile_of", "units"]
