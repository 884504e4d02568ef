"""Partial dates and the days they span."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import day_range
from graph.errors import DateError


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)))
def test_a_month_ends_where_the_next_begins(day: date) -> None:
    first, last = day_range(day.isoformat()[:7])
    assert first.day == 1
    assert first <= day <= last
    assert (last + timedelta(days=1)).day == 1
    assert last.month == day.month


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_spans_itself(day: date) -> None:
    assert day_range(day.isoformat()) == (day, day)


@pytest.mark.parametrize(
    "value", ["", "June 2023", "2023-6", "2023-13", "2023-02-30", "20230619", "2023-06-19T10:00", "0000", "２０２３"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(DateError, match="is no date"):
        day_range(value)
