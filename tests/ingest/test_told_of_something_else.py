"""What stands in the sentence of an encounter and is of something else: dates of things, people of other clauses.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, encounter, read, summary, who

_VELA, _QUISPE, _ROJAS = "Juan Vela", "Marta Quispe", "Pedro Rojas"
_V, _Q = "Ecuador's President Juan Vela", "Peruvian President Marta Quispe"
_R = "Chilean President Pedro Rojas"


@cases(
    Case(
        "the year of an accord",
        f"{_V} called on Peru to keep to the border accord of 2015 as he met {_Q} in Lima on Monday.",
        "2024-05-13",
    ),
    Case("the year before an accord", f"{_V} discussed the 2015 border accord with {_Q} in Lima on Monday.", "2024-05-13"),
    Case("the month of a nationalisation", f"On Monday {_V} met {_Q} about gas fields, idle since the nationalisation of May 2006.", "2024-05-13"),
    Case("the day of an earthquake", f"{_V} met {_Q} on Monday and offered help to the victims of the earthquake of March 28.", "2024-05-13"),
    Case("when aid was suspended", f"{_V} and {_Q} met on Monday. They agreed to resume aid, which was suspended in 2003, and to open talks.", "2024-05-13"),
    Case("the year of a conference they met at", f"{_V} met {_Q} on the sidelines of the Munich Security Conference of 2022.", "2022"),
    Case("the day of an election", f"On Monday {_V} spoke with {_Q} in Lima about the election on June 17.", "2024-05-13"),
    Case("what was heard elsewhere", f"{_V} met {_Q} in Lima on Monday and briefed her on what {_R} had told him in Bogota on May 3.", "2024-05-13"),
    Case("the eve of a day", f"{_V} met {_Q} on the eve of March 8.", "2024-03-08"),
    Case("the end of a month", f"{_V} met {_Q} at the end of March.", "2024-03"),
)  # fmt: skip
def test_a_date_of_a_thing_is_no_day_of_the_meeting(case: Case) -> None:
    found = encounter(read(case.text), _VELA, _QUISPE)
    assert found.start == case.expected


def test_the_date_of_the_last_who_did_so_is_not_that_of_the_first_since() -> None:
    records = read(f"{_V} is the first Ecuadorian leader to visit Mongolia since Rosa Paredes in August 2010.")
    (visit,) = (report for report in records.reports if report.kind.value == "visit" and _VELA in who(report))
    assert not str(visit.start).startswith("2010")


def test_a_date_behind_when_is_of_that_meeting_alone() -> None:
    records = read(
        f"{_V} is on a visit to Lima. He and {_Q} had prepared the visit when they met in Quito on April 26."
    )
    (visit,) = (report for report in records.reports if report.kind.value == "visit" and _VELA in who(report))
    assert encounter(records, _VELA, _QUISPE).start == "2024-04-26", summary(records)
    assert visit.start != "2024-04-26"


def test_a_second_meeting_agreed_upon_is_not_as_long_as_the_first() -> None:
    records = read(
        f"{_V} and {_Q} ended two days of talks in Quito on Tuesday and agreed to meet again on June 3, {_R} said."
    )
    dates = {(report.status.value, report.start, who(report)) for report in records.reports}
    assert dates == {
        ("held", "2024-05-13", (_VELA, _QUISPE)),
        ("planned", "2024-06-03", (_VELA, _QUISPE)),
    }, summary(records)


@cases(
    Case("who invites", f"{_V} will pay a state visit to Peru at the invitation of {_Q}.", set()),
    Case("whom somebody accompanies", f"Foreign Minister Luis Pardo of Ecuador, who accompanied {_V}, met {_Q}.", {("Luis Pardo", _QUISPE)}),
    Case("who is spoken about", f"{_V} met {_R} and used the coarsest language about {_Q}.", {(_VELA, _ROJAS)}),
    Case("of another clause", f"{_V} is to arrive on Friday, and {_R} talked to {_Q} on Tuesday.", {(_QUISPE, _ROJAS)}),
    Case("who tells of it", f"{_V} said {_R} had met {_Q} on Saturday.", {(_QUISPE, _ROJAS)}),
    Case("who tells of it last", f"{_R} and {_Q} ended their talks in Lima on Tuesday, {_V} said.", {(_QUISPE, _ROJAS)}),
    Case("who tells of himself", f"{_V} said {_Q} had received him in Lima on Saturday.", {(_VELA, _QUISPE)}),
)  # fmt: skip
def test_who_only_stands_in_the_sentence_met_nobody(case: Case) -> None:
    records = read(case.text)
    met = {tuple(sorted(who(report))) for report in records.reports if report.kind.value != "visit"}
    assert met == {tuple(sorted(pair)) for pair in case.expected}, summary(records)


@cases(
    Case("directors are no presidents", f"{_V} and {_Q} met in Lima on Monday. The directors general of operations will meet on Friday.", 1),
    Case("chiefs of forces are no presidents", f"{_V} and {_Q} met in Lima on Monday. The chiefs of defence forces are to meet on Friday in Quito.", 1),
    Case("the presidents are", f"{_V} and {_Q} met in Lima on Monday. The presidents will meet on Friday in Quito.", 2),
)  # fmt: skip
def test_a_plural_of_rank_means_who_has_that_rank(case: Case) -> None:
    records = read(case.text)
    pairs = [report for report in records.reports if set(who(report)) == {_VELA, _QUISPE}]
    assert len(pairs) == case.expected, summary(records)


@cases(
    Case("yet to meet", f"{_V} has yet to meet {_Q}.", set()),
    Case("what would have been", f"{_V} put off his visit to Peru. It would have been his first visit to Lima.", {"postponed"}),
    Case("asked somebody to speak to another", f"In March {_V} flew to Lima and asked {_Q} to speak to {_R}.", {"held", "proposed"}),
)  # fmt: skip
def test_what_did_not_come_about_is_not_held(case: Case) -> None:
    records = read(case.text)
    assert {report.status.value for report in records.reports} == case.expected, summary(records)


@cases(
    Case("by the two", f"A visit by {_V} and {_Q} to Brasilia, which was due on Friday, was cancelled.", [(_VELA, _QUISPE)]),
    Case("together", f"{_V} and {_Q} met in Quito on Monday. They agreed to travel to Brasilia together.", [(_VELA, _QUISPE)]),
    Case("each", f"{_V} will visit Brasilia on Friday. {_Q} will visit Brasilia in June.", [(_VELA,), (_QUISPE,)]),
)  # fmt: skip
def test_a_journey_of_two_together_is_one(case: Case) -> None:
    records = read(case.text)
    assert [who(report) for report in records.reports if report.kind.value == "visit"] == case.expected, summary(
        records
    )


@cases(
    Case("at the start of a state visit", f"{_V} and {_Q} signed a treaty in Lima on Monday, at the start of a state visit.", [(_VELA,)]),
    Case("nobody is at home there", f"{_V} spoke of the treaty in Lima on Monday, during what is known as a state visit.", []),
)  # fmt: skip
def test_who_is_not_at_home_is_on_the_visit(case: Case) -> None:
    records = read(case.text)
    assert [who(report) for report in records.reports if report.kind.value == "visit"] == case.expected, summary(
        records
    )


def test_an_envoy_to_the_region_visits() -> None:
    records = read("The U.S. envoy for the region, Carla Whitmore, is due in Lima on Friday.")
    assert [(r.kind.value, r.status.value, who(r)) for r in records.reports] == [
        ("visit", "planned", ("Carla Whitmore",))
    ]


def test_who_goes_somewhere_for_a_summit_attends_it() -> None:
    records = read(f"{_V} will proceed to Kathmandu for the 19th SAARC Summit on Friday.")
    assert ("conference", (_VELA,)) in {(r.kind.value, who(r)) for r in records.reports}, summary(records)


@cases(
    Case("talks at large", f"{_V} received {_Q} in Quito. He gave his word that peace talks would be sped up.", 1),
    Case(
        "talks that were revived",
        f"{_V} and {_Q} agreed on a treaty. Talks of the two presidents were revived in Quito on Monday.",
        1,
    ),
    Case("told as a fact", f"{_V} met {_Q} in Lima. That the two should meet twice in a week has not gone unnoticed.", 1),
    Case("home from a journey", f"{_V} will speak to {_Q} by telephone once she is home from her journey.", 1),
    Case("back from where somebody was", f"{_V} returned from his trip to Lima on Monday.", 1),
)  # fmt: skip
def test_what_is_said_of_talks_and_trips_at_large_is_no_further_one(case: Case) -> None:
    records = read(case.text)
    assert len(records.reports) == case.expected, summary(records)


def test_those_said_to_be_present_were_at_the_same_talks() -> None:
    records = read(
        f"{_V}'s talks with Peruvian President Marta Quispe, with Foreign Minister Rosa Paredes and Finance Minister Elsa Campos of Peru present, "
        "lasted an hour on Monday."
    )
    assert any({_VELA, _QUISPE, "Rosa Paredes", "Elsa Campos"} <= set(who(r)) for r in records.reports), summary(
        records
    )


def test_where_something_was_heard_is_not_where_it_is_told() -> None:
    records = read(f"LIMA - {_V} met {_Q} on Monday. Vela briefed her on what {_R} had told him in Bogota on May 3.")
    assert all(report.city == "Lima" for report in records.reports if {_VELA, _QUISPE} <= set(who(report))), summary(
        records
    )


def test_who_is_named_only_to_tell_which_thing_is_meant_has_not_met() -> None:
    records = read(
        f"For {_V} it was the first encounter with the prime minister since he announced in February that Ecuador would stay out of the "
        "pipeline, a decision that Peru's Ambassador Marta Quispe called wrong."
    )
    assert not any({_VELA, _QUISPE} <= set(who(report)) for report in records.reports), summary(records)


def test_two_whom_a_third_sees_one_after_the_other_do_not_meet() -> None:
    records = read(
        f"On Friday {_V} will have breakfast with bankers led by Harbour Club Chairman Rui Prado and see {_Q} of the reform party."
    )
    assert any({_VELA, _QUISPE} == set(who(report)) for report in records.reports), summary(records)
    assert not any(
        "Rui Prado" in who(report) and _VELA in who(report) and _QUISPE in who(report) for report in records.reports
    )
