"""Tours announced in one list and told of stop by stop."""

from __future__ import annotations

from graph.model import Kind
from tests.ingest.helpers import read, summary, who

_LIST = "Peruvian Foreign Minister Rosa Paz will travel to Norway, Sweden and Turkey, leaving Lima on May 30."


def stops(text: str) -> set[tuple[str | None, str | None, str | None]]:
    """Return country, city and first day of the visits of a text."""
    reports = [r for r in read(text, "2012-05-25").reports if r.kind.value == "visit"]
    assert all(who(r) == ("Rosa Paz",) for r in reports)
    return {(r.country, r.city, r.start) for r in reports}


def test_a_stop_told_of_again_with_its_day_is_one_visit() -> None:
    found = stops(f"{_LIST} On June 7, the minister will be in Istanbul to open an exhibition.")
    assert ("TUR", "Istanbul", "2012-06-07") in found
    assert len([stop for stop in found if stop[0] == "TUR"]) == 1


def test_whom_the_traveller_meets_at_a_stop_tells_when_and_where_it_is() -> None:
    found = stops(f"{_LIST} In Oslo on June 2, she will meet Norwegian Prime Minister Jens Stoltenberg.")
    assert ("NOR", "Oslo", "2012-06-02") in found


def test_a_visit_announced_alone_keeps_its_day() -> None:
    found = stops(
        "Peruvian Foreign Minister Rosa Paz will travel to Norway on May 30. In Bergen on June 2, she will meet Norwegian Prime "
        "Minister Jens Stoltenberg."
    )
    assert ("NOR", None, "2012-05-30") in {(country, None, day) for country, _, day in found}


def test_where_somebody_arrives_from_is_not_visited() -> None:
    found = stops(
        "LIMA, May 25 (Atlas) - Chilean guests left. Peruvian Foreign Minister Rosa Paz arrived in Oslo from Madrid."
    )
    assert {country for country, _, _ in found} == {"NOR"}


_ARRIVAL = "ROME, May 14 - Kenyan President Grace Wanjiku arrived in Rome on Monday for a four-day state visit."


def visits(text: str, published: str = "2018-05-14") -> list[tuple[str | None, str | None, str | None]]:
    """Return country, first and last day of the visits of a text."""
    return [(r.country, r.start, r.end) for r in read(text, published).reports if r.kind.value == "visit"]


def test_where_a_guest_goes_on_to_in_the_same_state_is_part_of_the_visit() -> None:
    text = f"{_ARRIVAL} On Tuesday she will travel to Milan, where she is to address business leaders."
    assert visits(text) == [("ITA", "2018-05-14", "2018-05-17")]


def test_where_a_guest_goes_on_to_in_another_state_is_another_visit() -> None:
    assert {country for country, _, _ in visits(f"{_ARRIVAL} On Thursday she will travel to Paris.")} == {"ITA", "FRA"}


def test_a_return_weeks_later_is_another_visit() -> None:
    text = (
        "ROME, May 14 - Kenyan President Grace Wanjiku visited Rome on May 2. She will return to Italy on May 28, when she is to "
        "visit Milan."
    )
    assert [start for _, start, _ in visits(text)] == ["2018-05-02", "2018-05-28"]


def test_where_somebody_then_goes_is_a_stop_to_come() -> None:
    text = "Japanese Foreign Minister Yuko Sato flies to Lima on Friday. She then goes to Quito."
    found = {(r.country, r.status.value) for r in read(text).reports if r.kind is Kind.VISIT}
    assert found == {("PER", "planned"), ("ECU", "planned")}, summary(read(text))
