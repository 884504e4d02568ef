"""Ordinary sentences of reports whose people stand apart from the word of meeting, or are named by it in another way."""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, encounter, read, summary, who

_VELA = "Ecuador's President Juan Vela"
_QUISPE = "Peruvian President Marta Quispe"


def told(case: Case) -> set[tuple[tuple[str, ...], str]]:
    """Return who met, and how it stands, of each meeting and call of a text."""
    reports = read(case.text, case.published).reports
    return {(who(r), r.status.value) for r in reports if r.kind.value != "visit"}


_BOTH_HELD = {(("Juan Vela", "Marta Quispe"), "held")}


@cases(
    Case(
        "a pronoun that points forward",
        f"Speaking to reporters after he met {_QUISPE} in Lima, {_VELA} praised the accord.",
        _BOTH_HELD,
    ),
    Case(
        "who leads a delegation is of it",
        f"{_VELA} led a delegation of ministers that met {_QUISPE} in Lima on Saturday.",
        _BOTH_HELD,
    ),
    Case(
        "whoever met others before a gerund goes on",
        f"{_VELA} met {_QUISPE} in Lima before flying home to receive Chilean President Diego Rojas in Quito.",
        {(("Juan Vela", "Marta Quispe"), "held"), (("Diego Rojas", "Juan Vela"), "planned")},
    ),
    Case(
        "who stood before another verb is no subject",
        f"{_VELA}, who had already met Chilean President Diego Rojas, was to meet {_QUISPE} later.",
        {(("Diego Rojas", "Juan Vela"), "held"), (("Juan Vela", "Marta Quispe"), "planned")},
    ),
    Case(
        "and be received",
        f"On Sunday {_VELA} will hold talks with Peruvian Foreign Minister Rosa Paz and be received by {_QUISPE}.",
        {(("Juan Vela", "Rosa Paz"), "planned"), (("Juan Vela", "Marta Quispe"), "planned")},
    ),
    Case(
        "a witness",
        f"{_VELA} met {_QUISPE} in Lima in the presence of Chilean President Diego Rojas.",
        {(("Diego Rojas", "Juan Vela", "Marta Quispe"), "held")},
    ),
    Case("across the table", f"{_VELA} sat across the table from {_QUISPE} in Lima on Monday.", _BOTH_HELD),
    Case("somebody's hand", f"{_VELA} shook {_QUISPE}'s hand in Lima on Monday.", _BOTH_HELD),
    Case("visiting a person is meeting them", f"{_VELA} visited {_QUISPE} at her home on Monday.", _BOTH_HELD),
    Case(
        "expecting a guest",
        f"{_VELA} expects {_QUISPE} in Quito on Friday.",
        {(("Juan Vela", "Marta Quispe"), "planned")},
    ),
    Case(
        "officials including",
        f"{_VELA} met Peruvian officials including Foreign Minister Rosa Paz in Lima on Monday.",
        {(("Juan Vela", "Rosa Paz"), "held")},
    ),
    Case(
        "having somebody with him",
        f"{_VELA} will have {_QUISPE} with him in Quito on May 20.",
        {(("Juan Vela", "Marta Quispe"), "planned")},
    ),
    Case("a dateline is no subject", f"QUITO, May 13 (Agency) - {_VELA} on Monday met {_QUISPE} here.", _BOTH_HELD),
    Case("a dateline in mixed case", f"Quito, May 13 (JNS) {_VELA} on Monday met {_QUISPE} here.", _BOTH_HELD),
)
def test_people_are_found_however_the_sentence_names_them(case: Case) -> None:
    assert told(case) == case.expected, summary(read(case.text, case.published))


def test_who_was_sent_somewhere_met_somebody_there() -> None:
    found = read(f"{_VELA} sent Foreign Minister Pablo Luna to Lima, where he met {_QUISPE}.")
    assert encounter(found, "Pablo Luna", "Marta Quispe").city == "Lima"


@cases(
    Case("associated with", f"{_VELA} was associated with a movement led by {_QUISPE}.", set()),
    Case(
        "meets with approval",
        "The European Union reached a deal that meets with the approval of the African Union.",
        set(),
    ),
    Case(
        "a regime is not its leader",
        f"{_VELA} welcomed the resolution as a step away from the Quispe regime, which {_QUISPE} leads.",
        set(),
    ),
    Case("neither, nor", f"Neither {_VELA} nor {_QUISPE} attended the summit in Lima.", set()),
    Case("receiving letters", "The man wanted Senators Juan Vela and Marta Quispe to receive letters.", set()),
    Case("nobody has an office", "Juan Vela and Marta Quispe tossed a coin for the name of the shop.", set()),
    Case("appointed by", f"Foreign Minister Pablo Luna was appointed by {_VELA}.", set()),
)
def test_no_meeting_is_made_of_people_named_together(case: Case) -> None:
    assert told(case) == case.expected, summary(read(case.text, case.published))


@cases(
    Case(
        "called off far behind",
        f"A summit of {_VELA} and {_QUISPE} in the same city, with Chilean President Diego Rojas as mediator, was called off.",
        "cancelled",
    ),
    Case("not ruled out", f"It is not ruled out that {_VELA} will receive {_QUISPE} in Quito.", "proposed"),
    Case(
        "an open question",
        f"Whether the contacts will yield what is hoped for, talks between {_VELA} and {_QUISPE}, remains open.",
        "proposed",
    ),
    Case(
        "refused another time",
        f"{_VELA} was admitted on Monday to {_QUISPE}, who had turned down earlier requests.",
        "held",
    ),
    Case("set aside for", f"An hour had been set aside for a meeting of {_VELA} with {_QUISPE} in Lima.", "planned"),
)
def test_status_is_that_of_the_meeting_itself(case: Case) -> None:
    statuses = {r.status.value for r in read(case.text, case.published).reports if len(r.participants) > 1}
    assert statuses == {case.expected}, summary(read(case.text, case.published))


@cases(
    Case(
        "invited in the passive",
        f"{_VELA} has been invited to Lima, but no date has been set.",
        {("Juan Vela", "proposed", "Lima")},
    ),
    Case("promised", f"{_VELA} gave his word that he would come to Lima soon.", {("Juan Vela", "planned", "Lima")}),
    Case(
        "expected, and did not come",
        f"Last month {_VELA} was expected in Lima, but he decided against travelling.",
        {("Juan Vela", "cancelled", "Lima")},
    ),
    Case("a ban is no journey", f"Sudan is not covered by {_VELA}'s travel ban.", set()),
    Case(
        "from one place to another",
        f"{_VELA} flew from Lima to Santiago on Monday.",
        {("Juan Vela", "held", "Santiago")},
    ),
)
def test_visits_told_in_ordinary_words(case: Case) -> None:
    reports = read(case.text, case.published).reports
    found = {(who(r)[0], r.status.value, r.city) for r in reports if r.kind.value == "visit"}
    assert found == case.expected, summary(read(case.text, case.published))
