"""Further rounds of talks that are told by a day and a place alone, without anybody named.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

_LEAD = (
    "LIMA, May 15 (Reuters) - Peruvian Foreign Minister Marta Quispe held talks with Ecuadorian Foreign Minister Juan Vela in Lima on Monday. "
    "The two ministers signed a treaty, and Quispe thanked Vela. "
)
_ASIDE = "Peru and Chile had agreed on talks of their own at a meeting in Santiago in March. "
_BOTH, _CHILE = ("ECU", "PER"), ("CHL", "PER")


@cases(
    Case("the next round", _LEAD + "The next round is to take place in Quito in June.", ("planned", _BOTH, "2024-06", "Quito")),
    Case("the inaugural dialogue", _LEAD + "The inaugural dialogue was held in Quito in March 2021.", ("held", _BOTH, "2021-03", "Quito")),
    Case("what a commission will hold", _LEAD + "The Joint Commission will hold its next session in Quito in 2025.", ("planned", _BOTH, "2025", "Quito")),
    Case("experts of the two countries", _LEAD + "Experts from the two countries will meet on Friday.", ("planned", _BOTH, "2024-05-17", None)),
    Case("the next one, of what is told of most", _LEAD + _ASIDE + "The next round is to take place in Quito in June.", ("planned", _BOTH, "2024-06", "Quito")),
    Case("a second one, of what was told last", _LEAD + _ASIDE + "A second round will be held in Arica in June.", ("planned", _CHILE, "2024-06", "Arica")),
)  # fmt: skip
def test_another_round_is_a_meeting_of_the_same_sides(case: Case) -> None:
    records = read(case.text)
    found = [(r.status.value, r.parties, r.start, r.city) for r in records.reports if r.rule.startswith("edition")]
    assert found == [case.expected], summary(records)


@cases(
    Case("without a day", _LEAD + "The next round is to take place in Quito.", 0),
    Case("of voting", _LEAD + "The second round of the election will be held in June.", 0),
    Case("of a parliament", _LEAD + "The next session of parliament will open in June.", 0),
    Case("between people who are named", _LEAD + "The next meeting between Quispe and Vela will be held in Quito in June.", 0),
    Case("of a body of which nothing is told", _LEAD + "The next summit of the bloc will be held in Quito in June.", 0),
    Case("nothing told before", "The next round of talks will be held in Quito in June.", 0),
    Case("told of already", _LEAD + "The latest round was held in Lima on Monday.", 0),
)  # fmt: skip
def test_what_is_no_further_round(case: Case) -> None:
    records = read(case.text)
    found = [who(r) for r in records.reports if r.rule.startswith("edition")]
    assert len(found) == case.expected, summary(records)
