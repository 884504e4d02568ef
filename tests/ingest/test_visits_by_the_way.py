"""Visits told by the way: whose they are, stops of a tour, invitations without a place, and who came before.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

Visit = tuple[str, tuple[str, ...], str | None, str | None]


def visits(case: Case) -> list[Visit]:
    """Return status, travellers, country and first day of the visits of a text."""
    found = [r for r in read(case.text, case.published).reports if r.kind.value == "visit"]
    return [(r.status.value, who(r), r.country, r.start) for r in found]


_R, _W = ("Pedro Rojas",), ("Grace Wanjiku",)
R, W = "Chilean Foreign Minister Pedro Rojas", "Kenyan Foreign Minister Grace Wanjiku"


@cases(
    Case("whose trip to", f"{R}, whose trip to Lima is set for Friday, rang {W}.", ("planned", _R, "PER", "2024-05-17")),
    Case("the visit that she was to make", f"Tapes led {W} to put off the visit to Lima she was to make on Friday, {R} said.", ("postponed", _W, "PER", "2024-05-17")),
    Case("her predecessor made", f"{R} went home. His predecessor, {W.removeprefix('Kenyan ')}, made her first visit to Lima in March 2021.", ("held", _W, "PER", "2021-03")),
    Case("when the latter came", f"{R} had spoken to {W} when the latter came to Lima on May 7.", ("held", _W, "PER", "2024-05-07")),
    Case("during a stay in", f"During a stay in Lima on May 7, {R} spoke of the drought.", ("held", _R, "PER", "2024-05-07")),
    Case("while in", f"While in Lima, {R} also saw the leaders of the opposition.", ("held", _R, "PER", None)),
    Case("chose for his first trip", f"{R} chose Lima for his first trip abroad, on May 7.", ("held", _R, "PER", "2024-05-07")),
    Case("is the first stop", f"Lima is the first stop of a tour by {R}.", ("held", _R, "PER", None)),
    Case("the tour ends in", f"{R} arrived in Lima on Tuesday. The tour ends in Quito on Friday.", ("planned", _R, "ECU", "2024-05-17")),
    Case("a stop was dropped", f"{R} arrived in Lima on Tuesday. A stop in Quito was dropped.", ("cancelled", _R, "ECU", None)),
    Case("crossed into", f"{R} crossed into Peru on Tuesday.", ("held", _R, "PER", "2024-05-14")),
    Case("made his way to", f"{R} made his way to Lima on Tuesday.", ("held", _R, "PER", "2024-05-14")),
    Case("sent with a name behind a comma", f"President Ann Roe sent the foreign minister, {R}, to Lima on Tuesday.", ("held", _R, "PER", "2024-05-14")),
    Case("expected there, in an aside", f"{R}, expected in Peru on Friday, told reporters that nothing was signed.", ("planned", _R, "PER", "2024-05-17")),
    Case("here in, in an aside", f"LIMA, May 15 - {R}, here in 2019, chose his words.", ("held", _R, "PER", "2019")),
    Case("a few hours in a capital of two words", f"{R} spent only a few hours in the South Korean capital on Tuesday.", ("held", _R, "KOR", "2024-05-14")),
    Case("was received in", f"{R} had been received in Lima in March.", ("held", _R, "PER", "2024-03")),
    Case("having seen", f"{R} will go on to Quito, having visited Lima on Tuesday.", ("held", _R, "PER", "2024-05-14")),
    Case("invited there", f"{R} will go to Quito. {W} has been invited there, too.", ("proposed", _W, "ECU", None)),
    Case("both of them invited", f"Peruvian President Rosa Quispe saw {R} and {W} and invited each of them to Lima.", ("proposed", _W, "PER", None)),
    Case("accepted an invitation to visit", f"{W} met {R}, who accepted in principle an invitation to visit.", ("proposed", _R, "KEN", None)),
    Case("first visit since", f"{R} arrived in Lima on Tuesday. It is Rojas's first trip to Peru since October 2019.", ("held", _R, "PER", "2019-10")),
    Case("who came in a year", f"LIMA, May 15 - {R} met the premier on Tuesday. {W} came in 2019.", ("held", _W, "PER", "2019")),
    Case("visits taken for a noun", f"{R} visits Lima next week.", ("planned", _R, "PER", "2024-05")),
)  # fmt: skip
def test_a_visit_told_by_the_way_is_found(case: Case) -> None:
    assert case.expected in [
        (status, people, country, day if case.expected[3] is not None else None)
        for status, people, country, day in visits(case)
    ], summary(read(case.text, case.published))


@cases(
    Case("a trip of others", f"{R} arrived in Lima on Tuesday. The trip by students to Quito was paid for by the state.", ["PER"]),
    Case("a possible trip", f"{R} arrived in Lima on Tuesday. Asked about a possible trip to Quito, the spokesman had nothing to say.", ["PER"]),
    Case("a proposal well received", f"The proposal by {R} was well received in Lima on Tuesday.", []),
    Case("troops crossed", f"{R} said that rebels had crossed into Peru.", []),
    Case("troops sent", f"{R} dispatched troops to Lima.", []),
    Case("while in opposition", f"While in opposition, {R} had been critical of Lima.", []),
    Case("the latter country", f"{R} and {W} spoke of Peru and Ecuador; the latter country has oil.", []),
    Case("a proposal came", f"LIMA, May 15 - The proposal by {R} came in March.", []),
)  # fmt: skip
def test_what_others_did_is_no_visit(case: Case) -> None:
    assert [country for _, _, country, _ in visits(case)] == case.expected, summary(read(case.text, case.published))
