"""Ordinary agency copy: what a visitor did, verb after verb; whom "the two ministers" means; titles and names of every day."""

from __future__ import annotations

from ingest.annotations import MentionKind, annotations_of
from ingest.nlp import annotate, load_pipeline
from tests.ingest.helpers import Case, cases, document, read, who

_VELA = "Ecuador's President Juan Vela"
_QUISPE = "Peruvian President Marta Quispe"
_PAZ = "Peruvian Foreign Minister Rosa Paz"
_ROJAS = "Chilean President Diego Rojas"

Meetings = set[tuple[tuple[str, ...], str]]


def told(case: Case) -> Meetings:
    """Return who met, and how it stands, of each meeting and call of a text."""
    reports = read(case.text, case.published).reports
    return {(who(r), r.status.value) for r in reports if r.kind.value in {"meeting", "call"}}


_VQ, _VP, _VR = (
    (("Juan Vela", "Marta Quispe"), "held"),
    (("Juan Vela", "Rosa Paz"), "held"),
    (("Diego Rojas", "Juan Vela"), "held"),
)


@cases(
    Case(
        "came, met, held talks and left",
        f"{_VELA} came to Lima on Monday, met {_PAZ}, held talks with {_QUISPE} and left for Santiago.",
        {_VP, _VQ},
    ),
    Case(
        "a passive begins the row",
        f"{_VELA} was received in Lima by {_QUISPE}, conferred with {_PAZ} and spoke to reporters.",
        {_VQ, _VP},
    ),
    Case(
        "met one on a day and held talks with another on the next",
        f"{_VELA} met {_PAZ} on Sunday and held talks with {_QUISPE} on Monday.",
        {_VP, _VQ},
    ),
    Case(
        "held talks, met and was due to see",
        f"{_VELA} held talks with {_PAZ}, met {_QUISPE} and was due to see {_ROJAS}.",
        {_VP, _VQ, (("Diego Rojas", "Juan Vela"), "planned")},
    ),
    Case(
        "two clauses with subjects of their own",
        f"{_VELA} met {_PAZ} on Sunday, while {_QUISPE} received {_ROJAS}.",
        {_VP, (("Diego Rojas", "Marta Quispe"), "held")},
    ),
    Case(
        "an aside with whose",
        f"{_VELA}, whose foreign minister, Ana Luna, was ill, flew to Lima to talk with {_QUISPE}.",
        {_VQ},
    ),
    Case(
        "taken to see",
        f"{_VELA} was also taken to see {_QUISPE} in Lima.",
        {_VQ},
    ),
    Case(
        "leaders such as",
        f"{_VELA} saw opposition leaders including {_PAZ} in Lima.",
        {_VP},
    ),
    Case(
        "each by himself",
        f"{_QUISPE} and {_ROJAS} met {_VELA} separately.",
        {_VQ, _VR},
    ),
    Case(
        "one call each",
        f"{_VELA} spoke by telephone today with {_QUISPE} and with {_ROJAS} to inform them of the outcome.",
        {_VQ, _VR},
    ),
    Case(
        "a dinner for her",
        f"{_VELA} hosted a dinner for {_QUISPE} in Quito on Monday.",
        {_VQ},
    ),
    Case(
        "neither nor, a long way off",
        f"Neither {_VELA} nor {_QUISPE} is going to the meeting of the two governments in Lima.",
        set(),
    ),
    Case(
        "the speaker of an assembly is at no assembly",
        f"{_VELA} is scheduled to meet National Assembly Speaker Rosa Paz of Peru on Friday.",
        {(("Juan Vela", "Rosa Paz"), "planned")},
    ),
    Case(
        "headline with talks",
        f"{_VELA} and {_ROJAS} to press {_QUISPE} on trade in Lima talks",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), "planned")},
    ),
)
def test_what_a_visitor_did_verb_after_verb(case: Case) -> None:
    assert told(case) == case.expected


@cases(
    Case(
        "the two leaders last met",
        f"{_VELA} met {_QUISPE} on Friday. The two leaders last held talks in June in Quito.",
        {_VQ},
    ),
    Case(
        "the two last spoke",
        f"{_VELA} met {_QUISPE} on Friday. The two last spoke by telephone on 2 May.",
        {_VQ},
    ),
    Case(
        "the two leaders are not their hosts",
        f"{_VELA} met {_QUISPE} on Friday. Two days before, {_ROJAS} and Argentine President Pablo Sosa had received the two leaders.",
        {_VQ, (("Diego Rojas", "Juan Vela", "Marta Quispe", "Pablo Sosa"), "held")},
    ),
    Case(
        "with him is with a third",
        f"{_VELA} and {_QUISPE} met {_ROJAS} in Lima in 2022. They held further talks with him in Quito in 2023.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), "held")},
    ),
    Case(
        "the ministers of one state",
        f"Peruvian Foreign Minister Rosa Paz and Peruvian Trade Minister Luis Soto arrived in Quito on Monday. {_VELA} received the Peruvian ministers later in the day.",
        {(("Juan Vela", "Luis Soto", "Rosa Paz"), "held")},
    ),
    Case(
        "two ministers of one office",
        "Peruvian Foreign Minister Rosa Paz and Peruvian Defence Minister Luis Soto met Chilean Foreign Minister Ana Luna and "
        "Chilean Defence Minister Pablo Sosa in Lima. The two defence ministers had a separate meeting.",
        {(("Ana Luna", "Luis Soto", "Pablo Sosa", "Rosa Paz"), "held"), (("Luis Soto", "Pablo Sosa"), "held")},
    ),
)
def test_groups(case: Case) -> None:
    assert told(case) == case.expected


def _people(text: str) -> set[str]:
    doc = annotate(load_pipeline(), document(text))
    annotations = annotations_of(doc)
    return {
        annotations.people[key].name for m in annotations.mentions if m.kind is MentionKind.PERSON for key in m.people
    }


def test_his_excellency_is_no_pronoun() -> None:
    doc = annotate(load_pipeline(), document("The Amir met HE Prime Minister Gabriel Attal in Paris on Monday."))
    assert not [m for m in annotations_of(doc).mentions if m.kind is MentionKind.PRONOUN]


def test_his_royal_highness_is_whoever_bears_the_style() -> None:
    text = (
        "His Royal Highness Prince Faisal Al-Hamad received Trade Minister Rosa Paz of Peru on Monday. "
        "Foreign Minister Luis Soto of Peru was received by His Royal Highness on Tuesday."
    )
    assert (("Faisal Al-Hamad", "Luis Soto"), "held") in told(Case("", text, None))


def test_somebody_named_may_is_no_month() -> None:
    text = "British Prime Minister Theresa May arrived in Lima on Tuesday. The President and May held talks in May."
    doc = annotate(load_pipeline(), document(text))
    annotations = annotations_of(doc)
    at = [doc[m.start].i for m in annotations.mentions if m.kind is MentionKind.PERSON and doc[m.start].text == "May"]
    assert len(at) == 1
    assert [doc[t.start].i for t in annotations.times if doc[t.start].text == "May"] == [at[0] + 4]


def test_provinces_and_regions_are_no_people() -> None:
    found = _people(
        "Juan Vela met the Governor of Riyadh Region, Prince Faisal Al-Hamad, and travelled to Anhui Province."
    )
    assert {name for name in found if "Region" in name or "Province" in name} == set()


def test_malay_titles_are_no_names() -> None:
    assert "Seri" not in _people("Anwar Ibrahim arrived with his wife, Datuk Seri Dr Wan Azizah Wan Ismail.")


def test_a_visit_is_not_of_the_day_since_when_it_is_counted() -> None:
    text = f"{_VELA} arrived in Lima on Monday. It is his first visit to Peru since he took office in January."
    starts = {r.start for r in read(text, "2024-05-15").reports if r.kind.value == "visit"}
    assert starts == {"2024-05-13"}


@cases(
    Case(
        "signed with a colleague",
        f"{_VELA} signed a treaty of friendship with {_QUISPE} in Lima on Thursday.",
        {_VQ},
    ),
    Case("signed by both", f"The treaty was signed in Lima by {_VELA} and {_QUISPE}.", {_VQ}),
    Case(
        "is to sign",
        f"{_VELA} is to sign a treaty with {_QUISPE} in Lima on Friday.",
        {(("Juan Vela", "Marta Quispe"), "planned")},
    ),
    Case(
        "colleagues sign a letter",
        "Peruvian Foreign Minister Rosa Paz and Peruvian Trade Minister Luis Soto signed a letter.",
        set(),
    ),
    Case(
        "a paper signed at talks told of before is of those talks",
        f"{_VELA} met {_QUISPE} in Lima on Monday. Vela and Quispe signed a treaty of friendship.",
        {_VQ},
    ),
    Case(
        "joined her for a meeting",
        f"{_VELA} and {_ROJAS} joined {_QUISPE} for a three-way meeting in Lima on Monday.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), "held")},
    ),
)
def test_who_signs_together_meets(case: Case) -> None:
    assert told(case) == case.expected


def visits(case: Case) -> set[tuple[tuple[str, ...], str | None]]:
    """Return who travelled where."""
    return {(who(r), r.country) for r in read(case.text, case.published).reports if r.kind.value == "visit"}


@cases(
    Case(
        "accompanied by",
        f"{_VELA} arrived in Lima on Monday. Vela was accompanied by Ecuadorian Foreign Minister Ana Luna.",
        {(("Ana Luna", "Juan Vela"), "PER")},
    ),
    Case(
        "leading a delegation that includes",
        f"{_VELA} arrived in Peru on Monday, leading a delegation that includes Foreign Minister Ana Luna and Trade Minister Luis Soto.",
        {(("Ana Luna", "Juan Vela", "Luis Soto"), "PER")},
    ),
    Case(
        "who accompanied",
        f"{_VELA} visited Lima on Monday. Foreign Minister Ana Luna, who accompanied Vela, met {_PAZ}.",
        {(("Ana Luna", "Juan Vela"), "PER")},
    ),
    Case(
        "companions of this journey are of no earlier one",
        f"{_VELA} arrived in Lima on Monday, accompanied by Ecuadorian Foreign Minister Ana Luna. Vela visited Peru in March 2021.",
        {(("Ana Luna", "Juan Vela"), "PER"), (("Juan Vela",), "PER")},
    ),
    Case(
        "accompanied at the talks",
        f"{_VELA} visited Lima on Monday. At the talks Vela was accompanied by Ecuadorian Foreign Minister Ana Luna.",
        {(("Juan Vela",), "PER")},
    ),
)
def test_who_travelled_along(case: Case) -> None:
    assert visits(case) == case.expected


_WITH_PAZ = {(("Juan Vela", "Marta Quispe", "Rosa Paz"), "held")}


@cases(
    Case("was attended by", f"{_VELA} met {_QUISPE} on Monday. The talks were attended by {_PAZ}.", _WITH_PAZ),
    Case(
        "were present at the meeting",
        f"{_VELA} met {_QUISPE} on Monday. {_PAZ} and Peruvian Trade Minister Luis Soto were present at the meeting.",
        {(("Juan Vela", "Luis Soto", "Marta Quispe", "Rosa Paz"), "held")},
    ),
    Case(
        "hosted by",
        f"{_VELA} met {_QUISPE} on Monday. The meeting in Santiago, hosted by {_ROJAS}, lasted more than five hours.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), "held")},
    ),
    Case("also attended the talks", f"{_VELA} met {_QUISPE} on Monday. {_PAZ} also attended the talks.", _WITH_PAZ),
)
def test_who_was_at_a_meeting_told_of_before(case: Case) -> None:
    assert told(case) == case.expected


def test_a_welcome_at_the_airport_is_beside_the_talks() -> None:
    text = f"{_VELA} arrived in Lima on Monday and was welcomed at the airport by {_QUISPE}. Vela and Quispe held talks on Monday."
    reports = [r for r in read(text, "2024-05-15").reports if r.kind.value == "meeting"]
    assert sorted(str(r.form) for r in reports) == ["None", "welcome"]


@cases(
    Case(
        "is due in town to see",
        f"{_VELA} is due in Lima on Friday to see {_QUISPE}.",
        {(("Juan Vela", "Marta Quispe"), "planned")},
    ),
    Case("somebody's minister", f"{_VELA} met Marta Quispe's foreign minister, Rosa Paz of Peru, in Lima.", {_VP}),
    Case(
        "after his visit, when he",
        f"{_ROJAS} was in Paris. The text was agreed on after {_VELA}'s visit to Lima, when he held talks with {_QUISPE}.",
        {_VQ},
    ),
)
def test_whose_meeting_it_is(case: Case) -> None:
    assert told(case) == case.expected


def test_a_city_of_two_words_is_nobody() -> None:
    assert "Santa Marta" not in _people(
        "Santa Marta, Aug 10 (EFE) - Juan Vela met Marta Quispe in Santa Marta on Tuesday."
    )


def _months(text: str) -> list[tuple[str | None, str | None]]:
    reports = [r for r in read(text, "2024-05-15").reports if who(r) == ("Juan Vela", "Marta Quispe")]
    return sorted((r.start, r.city) for r in reports)


def test_a_sentence_that_counts_up_meetings_tells_of_each() -> None:
    told_of = _months(f"{_VELA} met {_QUISPE} in Lima in November 2021 and in January 2022, and in Quito in May 2023.")
    assert told_of == [("2021-11", "Lima"), ("2022-01", "Lima"), ("2023-05", "Quito")]


def test_days_of_one_month_are_one_meeting() -> None:
    assert len(_months(f"{_VELA} met {_QUISPE} in Lima on April 18 and 19.")) == 1


def test_a_date_that_opens_another_clause_is_no_further_meeting() -> None:
    text = f"{_VELA} met {_QUISPE} in Lima in September, and on December 7 {_ROJAS} spoke in Paris."
    assert [start for start, _ in _months(text)] == ["2023-09"]
