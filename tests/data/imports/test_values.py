"""Days and amounts as people write them in six languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from data.imports.amounts import Amount, read_money, thousands_of
from data.imports.days import Calendar, Order, read_day
from data.imports.fields import choose

MARCH = date(2022, 3, 1)
LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"]


@pytest.mark.parametrize(
    "written",
    [
        "2022-03-01", "2022-03-01 00:00:00", "2022-03-01T08:30:00Z", "2022-03-01T00:00:00+02:00", "01/03/2022 14:05",
        "1.3.22", "01–03–2022", "1-Mar-22", "1st March 2022", "March 1, 2022", "Tuesday, 1 March 2022", "1er mars 2022",
        "1 de marzo de 2022", "1º de marzo de 2022", "1 марта 2022 г.", "2022年3月1日", "١ مارس ٢٠٢٢", "1 آذار 2022",
        "٠١/٠٣/٢٠٢٢", "20220301", "44621", "44621.5", "March 2022", "Mar-22", "03/2022", "2022-03", "mars 2022",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert read_day(written) == MARCH


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("Q3 2021", date(2021, 7, 1), date(2021, 9, 30)),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31)),
        ("T1 2022", date(2022, 1, 1), date(2022, 3, 31)),
        ("1er trimestre 2022", date(2022, 1, 1), date(2022, 3, 31)),
        ("H2 2022", date(2022, 7, 1), date(2022, 12, 31)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_longer_time_is_its_first_day_or_its_last(written: str, first: date, last: date) -> None:
    assert (read_day(written), read_day(written, last=True)) == (first, last)


@pytest.mark.parametrize("written", ["31/02/2022", "TBC", "January", "12", "Q1", "end of 2022", "2022-13-01", ""])
def test_what_names_no_day_is_none(written: str) -> None:
    assert read_day(written) is None


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(LANGUAGES), st.sampled_from(["long", "medium"]))
def test_days_as_the_six_languages_print_them_are_read_back(day: date, language: str, form: str) -> None:
    printed = format_date(day, form, locale=language)  # type: ignore[arg-type] - two of the four forms
    order = Order.MONTH_FIRST if language == "en" else Order.DAY_FIRST
    assert read_day(printed, Calendar(order)) == day


@given(st.integers(0, 40_000))
def test_numbers_of_a_spreadsheet_are_days_after_its_first(number: int) -> None:
    epoch, serial = date(1904, 1, 1), 20_000 + number
    assert read_day(str(serial), Calendar(epoch=epoch)) == epoch + timedelta(days=serial)


@pytest.mark.parametrize(
    "written",
    [
        "1250000", "1,250,000", "1.250.000", "1 250 000", "1\u202f250\u202f000", "1'250'000", "12,50,000",
        "1,250,000.-", "1,250,000.00", "1.250.000,00", "1.25E+06", "1,25e6", "1.25 million", "1,250 thousand",
        "1,25 млн",
        "125万", "١٬٢٥٠٬٠٠٠",
    ],
)  # fmt: skip
def test_an_amount_is_read_however_it_is_written(written: str) -> None:
    assert read_money(written) == Amount(1_250_000.0)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("USD 1.5 million", Amount(1_500_000.0, "USD")),
        ("US$1.5m", Amount(1_500_000.0, "USD")),
        ("€1.250.000", Amount(1_250_000.0, "EUR")),
        ("1250000 XOF", Amount(1_250_000.0, "XOF")),
        ("KSh 500", Amount(500.0)),
        ("-500", None),
        ("50%", None),
        ("5-10", None),
        ("12 people", None),
        ("USD", None),
    ],
)
def test_an_amount_keeps_its_currency_and_other_things_are_none(written: str, amount: Amount | None) -> None:
    assert read_money(written) == amount


def test_a_column_says_which_mark_parts_its_thousands() -> None:
    assert thousands_of(["1.250", "12.500.000"]) == "."
    assert read_money("1.250", ".") == Amount(1_250.0)
    assert read_money("1.250", thousands_of(["1.250", "0,5", "12,75"])) == Amount(1_250.0)


@given(st.integers(0, 10**12), st.sampled_from(LANGUAGES))
def test_numbers_as_the_six_languages_print_them_are_read_back(number: int, language: str) -> None:
    printed = format_decimal(number, locale=language)
    assert read_money(printed, thousands_of([printed, "1.000.000" if "." in printed else ""])) == Amount(float(number))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("En ejecución", "active"), ("Planeada", "proposed"), ("Finalizada", "ended"), ("Suspendida", "stopped"),
        ("Clôturé", "ended"), ("A venir", "proposed"), ("Planifié", "proposed"), ("В процессе", "active"),
        ("Завершено", "ended"), ("进行中", "active"), ("已完成", "ended"), ("قيد التنفيذ", "active"),
        ("Not started", "proposed"), ("Project is ongoing", "active"),
        ("Incomplete", ""), ("Not completed", ""), ("Inactive", ""), ("Purple", ""),
    ],
)  # fmt: skip
def test_a_state_is_told_by_its_word_and_never_by_a_part_of_another(said: str, code: str) -> None:
    assert choose(said, "state") == code
