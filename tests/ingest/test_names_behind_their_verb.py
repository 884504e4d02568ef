"""Meetings whose people stand in another order than "A met B": who met is named behind, or once for two verbs.

Wednesday, 15 May 2024, is the day of the reports.
"""

from __future__ import annotations

from tests.ingest.helpers import Case, cases, read, who

_VELA = "Ecuador's President Juan Vela"
_QUISPE = "Peruvian President Marta Quispe"
_ROJAS = "Chilean President Diego Rojas"
_VELA_QUISPE = (("Juan Vela", "Marta Quispe"), "held")
_ROJAS_VELA = (("Diego Rojas", "Juan Vela"), "held")


def told(text: str) -> set[tuple[tuple[str, ...], str]]:
    """Return who met, and how it stands, of each meeting of a text."""
    return {(who(r), r.status.value) for r in read(text).reports if r.kind.value == "meeting"}


@cases(
    Case(
        "among those who", f"Among those who met {_QUISPE} in Lima on Sunday was President Juan Vela.", {_VELA_QUISPE}
    ),
    Case("also meeting", f"Also meeting {_QUISPE} in Lima on Sunday was {_VELA}.", {_VELA_QUISPE}),
    Case("the man who", f"The man who received {_QUISPE} in Quito on Monday was {_VELA}.", {_VELA_QUISPE}),
    Case("only a minister met them", f"Among those who met reporters in Lima on Sunday was {_VELA}.", set()),
)
def test_who_is_named_behind_was_meets_whom_the_sentence_opens_with(case: Case) -> None:
    assert told(case.text) == case.expected


@cases(
    Case("then flew", f"After meeting {_QUISPE} in Lima on Monday, {_VELA} flew to Sucre.", {_VELA_QUISPE}),
    Case(
        "before meeting",
        f"{_VELA} met {_QUISPE} in Lima on Monday before meeting {_ROJAS} in Arica.",
        {_VELA_QUISPE, _ROJAS_VELA},
    ),
    Case(
        "both to come",
        f"{_VELA} will meet {_QUISPE} in Lima on Monday before meeting {_ROJAS} in Arica.",
        {(("Juan Vela", "Marta Quispe"), "planned"), (("Diego Rojas", "Juan Vela"), "planned")},
    ),
    Case("by state and name", f"{_VELA} saw Peru's Marta Quispe in Lima on Monday.", {_VELA_QUISPE}),
    Case("not a person of that state", f"{_VELA} saw Peru's coast from the air on Monday.", set()),
)
def test_a_gerund_is_its_sentences_subjects_doing(case: Case) -> None:
    assert told(case.text) == case.expected
