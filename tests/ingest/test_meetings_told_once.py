"""What a report says of one meeting in several ways, of a trip by those who only speak of it, and of what could have been: no more than was.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, summary, who

_V, _Q = "Ecuador's President Juan Vela", "Peruvian President Marta Quispe"
_R = "Chilean Foreign Minister Diego Rojas"
_VELA, _QUISPE, _ROJAS = "Juan Vela", "Marta Quispe", "Diego Rojas"

Told = tuple[str, str, tuple[str, ...]]


def told(text: str) -> list[Told]:
    """Return kind, standing and people of each encounter of a text."""
    return sorted((r.kind.value, r.status.value, who(r)) for r in read(text).reports)


def check(case: Case) -> None:
    """Compare what a text tells with what it should."""
    assert told(case.text) == sorted(case.expected), summary(read(case.text))


_TWO = (_VELA, _QUISPE)


@cases(
    Case("could not take place", f"A meeting of {_V} and {_Q} in Lima could not take place because of the floods.", [("meeting", "cancelled", _TWO)]),
    Case("could not be held", f"The talks between {_V} and {_Q} could not be held on Monday.", [("meeting", "cancelled", _TWO)]),
    Case("could not agree", f"{_V} and {_Q} met in Lima on Monday and could not agree.", [("meeting", "held", _TWO)]),
    Case("not since", f"Not since 2008 had {_V} and {_Q} met.", []),
    Case("not until", f"{_V} and {_Q} met on Monday, not having met since 2008.", [("meeting", "held", _TWO)]),
    Case("could have met", f"{_V} could have met {_Q} in Bogota but chose to stay at home.", []),
    Case("could meet", f"{_V} could meet {_Q} in Bogota next week.", [("meeting", "proposed", _TWO)]),
    Case("on the sidelines of a summit without a meeting", f"{_V} and {_Q} will not hold a formal meeting on the sidelines of a summit in Bogota.", []),
    Case("on the sidelines of a summit", f"{_V} and {_Q} held a meeting on the sidelines of a summit in Bogota.", [("meeting", "held", _TWO)]),
    Case("asked for at a meeting", f"{_V} called for new sanctions at a meeting with {_Q} in Lima on Monday.", [("meeting", "held", _TWO)]),
    Case("asked for", f"{_V} called for a meeting with {_Q}.", [("meeting", "proposed", _TWO)]),
    Case("a dialogue at large", "The secretary-general urged Peru to return to dialogue with Chile.", []),
    Case("a dialogue to be launched", "Peru and Chile want to launch a policy dialogue.", []),
    Case("a dialogue held", "Peru and Chile held their second strategic dialogue in Lima on Tuesday.", [("meeting", "held", ())]),
    Case("told to talk", f"{_V} told {_Q} in Lima on Monday that she should talk to {_R}.", [("meeting", "proposed", (_ROJAS, _QUISPE))]),
)  # fmt: skip
def test_how_a_meeting_stands(case: Case) -> None:
    check(case)


@cases(
    Case("put off with its particle behind", f"{_V} put the trip to Lima off on Monday.", [("visit", "postponed", (_VELA,))]),
    Case("called off with its particle behind", f"{_V} called a visit to Lima off on Monday.", [("visit", "cancelled", (_VELA,))]),
    Case("where a trip would lead", f"{_R} said his first trip would be to Argentina.", [("visit", "planned", (_ROJAS,))]),
    Case("where a trip led", f"{_R} said his first trip was to Argentina.", [("visit", "held", (_ROJAS,))]),
    Case("a bubble", f"{_V} and {_Q} discussed a travel bubble between Quito and Lima by telephone.", [("call", "held", _TWO)]),
    Case("an analyst abroad", f"{_R} arrived in Lima on Monday. Ines Duarte, an analyst in Lisbon, warned against reading too much into the trip.", [("visit", "held", (_ROJAS,))]),
    Case("arranged by others", f"{_R} arrived in Lima on Monday. The visit was arranged by Ambassador Andrea Rendon.", [("visit", "held", (_ROJAS,))]),
    Case("discussed by others", f"{_R} arrived in Lima on Monday. {_V} discussed the visit with Brazilian President Ana Prado in Brasilia.", [("visit", "held", (_ROJAS,)), ("meeting", "held", ("Ana Prado", _VELA))]),
    Case("who only sends", f"{_Q}, who had sent her foreign minister, Raul Soto, to Santiago, flew to Quito on Tuesday.", [("visit", "held", (_QUISPE,))]),
    Case("a tour and its first stop", f"LIMA, May 15 - {_R} began a tour of the Andean states on Wednesday. Rojas, who arrived in Lima on Tuesday, was received by {_Q}.", [("meeting", "held", (_ROJAS, _QUISPE)), ("visit", "held", (_ROJAS,))]),
    Case("asked to a summit", f"{_V} invited {_Q} to the CELAC summit in Bogota in June.", [("conference", "proposed", (_QUISPE,))]),
    Case("asked to a capital", f"{_V} invited {_Q} to visit Quito in June.", [("visit", "proposed", (_QUISPE,))]),
    Case("accepted for a summit", f"{_R} accepted an invitation to the Mercosur summit in Asuncion.", [("conference", "planned", (_ROJAS,))]),
    Case("accepted for a country", f"{_R} accepted an invitation to Paraguay.", [("visit", "planned", (_ROJAS,))]),
)  # fmt: skip
def test_whose_trip_it_is(case: Case) -> None:
    found = [each for each in told(case.text) if each[2] or each[0] != "conference"]
    wanted = sorted(case.expected)
    if any(kind == "conference" for kind, *_ in wanted):
        found = [(kind, status, tuple(p for p in people if p != _VELA)) for kind, status, people in found]
    assert found == wanted, summary(read(case.text))


@cases(
    Case("counted again", f"{_V} telephoned {_Q} on Tuesday. It was the second time this week that the two leaders had spoken.", [("call", "held", _TWO)]),
    Case("counted from another", f"{_V} met {_Q} in Lima on Tuesday. It was the first time since they met in Quito in March.", [("meeting", "held", _TWO), ("meeting", "held", _TWO)]),
    Case("counterparts by state", f"{_R} said he had spoken with his counterparts from Brazil, Mauro Vieira, and Argentina, Diana Mondino.", [("meeting", "held", (_ROJAS, "Mauro Vieira")), ("meeting", "held", ("Diana Mondino", _ROJAS))]),
    Case("in touch with several", f"{_R}, who has also been in touch with {_V} and {_Q}, told parliament that all was well.", [("call", "held", (_ROJAS, _VELA)), ("call", "held", (_ROJAS, _QUISPE))]),
    Case("the only one who met both", f"{_R} is the only minister who has met {_V} and {_Q} this month.", [("meeting", "held", (_ROJAS, _VELA)), ("meeting", "held", (_ROJAS, _QUISPE))]),
    Case("both have met", f"{_V} will face {_Q} at the court. Both have met {_R}.", [("meeting", "held", (_ROJAS, _VELA)), ("meeting", "held", (_ROJAS, _QUISPE))]),
    Case("a meeting and whose visit it came before", f"{_R} told {_Q} by telephone before the visit of {_V} that Santiago was content.", [("call", "held", (_ROJAS, _QUISPE))]),
    Case("who was there for talks", f"Brazilian President Ana Prado praised Foreign Minister Paulo Campos, who was in Lima on Tuesday for talks with {_Q}.", [("meeting", "held", (_QUISPE, "Paulo Campos"))]),
    Case("whose minister it is", f"{_Q} spoke of gas on Monday. Her prime minister, Raul Soto, will see {_V} in Quito.", [("meeting", "planned", (_VELA, "Raul Soto"))]),
    Case("joined in condemning", f"{_V} joined {_Q} in condemning the attack.", []),
    Case("joined at a place", f"{_V} joined {_Q} in Lima for talks.", [("meeting", "held", _TWO)]),
    Case("present where a speech was given", f"{_V} and {_Q} held talks in Lima on Tuesday. She later addressed the chamber in Lima, where {_R} was also present.", [("meeting", "held", _TWO)]),
    Case("without seeing", f"{_V} left Lima without seeing {_Q}.", [("visit", "held", (_VELA,))]),
    Case("another clause with a place", f"As {_V} flew to Lima to meet {_Q}, {_R} was still in Bogota.", [("meeting", "held", _TWO), ("visit", "held", (_VELA,)), ("visit", "held", (_ROJAS,))]),
)  # fmt: skip
def test_who_met(case: Case) -> None:
    check(case)


@cases(
    Case("a visit that something follows", f"{_Q}'s trip to Quito follows a visit by {_V} to Lima in March.", {(_VELA,): "2024-03"}),
    Case("a visit in an aside", f"{_V}, who visited Lima in 2011, received {_Q} in Quito on Tuesday.", {(_VELA,): "2011", _TWO: "2024-05-14"}),
    Case("before a trip", f"{_R} arrived in Lima on Tuesday. Before the trip, on May 2, he spoke by telephone with {_Q}.", {(_ROJAS,): "2024-05-14", (_ROJAS, _QUISPE): "2024-05-02"}),
)  # fmt: skip
def test_when_it_was(case: Case) -> None:
    days = {tuple(sorted(who(r))): r.start for r in read(case.text).reports}
    assert {tuple(sorted(people)): day for people, day in case.expected.items()}.items() <= days.items()


def test_a_leader_known_by_one_name_is_not_whoever_bears_it_first() -> None:
    records = read(f"{_V} recalled how Anwar Zaki and {_Q} had met in Cairo in 1978.")
    assert "Anwar Ibrahim" not in {name for report in records.reports for name in who(report)}


def test_with_whom_a_host_will_meet_is_the_guest() -> None:
    text = (
        "At the invitation of Chinese Premier Li Keqiang, Danish Prime Minister Lars Lokke Rasmussen will visit China from May 20. "
        "President Xi Jinping will meet with him."
    )
    met = {who(report) for report in read(text, "2016-05-15").reports if report.kind.value == "meeting"}
    assert ("Lars Løkke Rasmussen", "Xi Jinping") in met
    assert ("Li Keqiang", "Xi Jinping") not in met


def test_what_is_raised_in_talks_does_not_date_them() -> None:
    records = read(
        f"{_V} will meet {_Q} on Thursday. During the meeting with {_Q}, {_V} will raise the attack in January."
    )
    (meeting,) = (report for report in records.reports if report.kind.value == "meeting")
    assert meeting.start == "2024-05-16"


def test_an_aside_of_many_words_is_closed_by_its_comma() -> None:
    text = f"{_V}, who brokered the truce in Bogota on Tuesday in long talks with Chilean President Pedro Soto, telephoned {_Q} after the signing."
    calls = {who(report) for report in read(text).reports if report.kind.value == "call"}
    assert calls == {(_VELA, _QUISPE)}


def test_what_somebody_does_often_is_no_meeting() -> None:
    assert not read(f"{_V} has spoken to {_Q} almost daily.").reports


def test_a_king_of_a_headline_is_the_king_of_the_report() -> None:
    text = "Trump, Abdullah meet at White House\n\nWASHINGTON - Jordan's King Abdullah met President Donald Trump at the White House on Wednesday."
    met = [who(report) for report in read(text, "2017-04-05").reports if report.kind.value == "meeting"]
    assert met == [("Abdullah II", "Donald Trump")]


def test_an_office_that_somebody_comes_to_hold_is_not_its_holders() -> None:
    text = "Ban Ki-moon, who will become United Nations secretary general in January, gave a dinner for Japanese Foreign Minister Taro Aso."
    (dinner,) = read(text, "2006-10-20").reports
    assert who(dinner) == ("Ban Ki-moon", "Taro Aso")
    assert dinner.status.value == "held"


def test_with_whom_a_visit_was_arranged_did_not_travel() -> None:
    records = read(f"{_R} travelled to Lima on Tuesday. The visit was arranged with Brazilian President Ana Prado.")
    assert "Ana Prado" not in {
        name for report in records.reports if report.kind.value == "visit" for name in who(report)
    }


def test_a_visit_of_last_week_was_held() -> None:
    records = read(f"{_V} will brief {_R} on his visit to Brasilia last week.")
    assert {r.status.value for r in records.reports if r.kind.value == "visit"} == {"held"}


def test_whom_somebody_visited_a_place_to_see_he_saw_then() -> None:
    (meeting,) = (r for r in read(f"{_R} visited Quito in March to see {_V}.").reports if r.kind.value == "meeting")
    assert (who(meeting), meeting.status.value, meeting.start) == ((_ROJAS, _VELA), "held", "2024-03")


def test_whose_home_it_was_is_not_there() -> None:
    (meeting,) = read(f"{_V} and {_Q} met for four hours on Monday at the home of Simon Ocampo.").reports
    assert who(meeting) == (_VELA, _QUISPE)


def test_the_last_summit_of_a_named_body_is_no_round_of_the_talks() -> None:
    text = f"{_V} and {_Q} held talks in Lima on Tuesday. The last G20 summit was held in Seoul in November 2010."
    assert [r.start for r in read(text).reports if r.kind.value == "meeting"] == ["2024-05-14"]


def test_a_day_before_the_words_that_somebody_said_is_of_saying_them() -> None:
    text = f"{_V} and {_R} told {_Q} at talks in Lima on Monday that Quito would pay no more until it voted."
    (meeting,) = (r for r in read(text).reports if r.kind.value == "meeting")
    assert (meeting.status.value, meeting.start) == ("held", "2024-05-13")


def test_a_president_by_surname_is_not_his_father_who_is_named_in_full() -> None:
    text = "President Bush met President Vladimir Putin in Maine on Monday. The former president, George H. W. Bush, took the wheel. Mr. Bush met Mr. Putin alone on Sunday."
    assert {who(report) for report in read(text, "2007-07-03").reports} >= {("George W. Bush", "Vladimir Putin")}
    assert ("George H. W. Bush", "Vladimir Putin") not in {who(report) for report in read(text, "2007-07-03").reports}


def test_two_names_that_a_headline_joins_by_a_hyphen_are_two_people() -> None:
    text = "Bush-Putin: a look into the soul\n\nLJUBLJANA, June 16 - President Bush met Russian President Vladimir Putin on Saturday. Putin said Bush was open."
    assert {who(report) for report in read(text, "2001-06-17").reports} == {("George W. Bush", "Vladimir Putin")}


def test_who_prepares_a_summit_is_not_at_it() -> None:
    records = read(
        f"{_V} and {_Q} will hold a summit in Lima on Friday. Chilean Foreign Minister Diego Rojas and Colombian Foreign Minister Ana Leal met in Bogota on Monday to prepare the summit."
    )
    assert not [r for r in records.reports if _ROJAS in who(r) and r.status.value != "held"]


def test_what_is_said_at_talks_gives_them_no_day() -> None:
    text = f"{_V} and {_R} told {_Q} at a brief meeting in Lima that the plant would be shut by 2030."
    meetings = [r for r in read(text).reports if r.kind.value == "meeting"]
    assert meetings
    assert not any(str(meeting.start).startswith("2030") for meeting in meetings)
