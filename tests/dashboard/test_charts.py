"""Figures from records, without a screen."""

from __future__ import annotations

import pytest

from dashboard.charts import DARK, LIGHT, Bar, Palette, Span, intervals, palette, stacked_parts, waterfall

NAMES = {"words": "Shared words", "countries": "Countries"}
BARS = [Bar("a", "Sahel <b>Froid</b>", {"words": 0.5, "countries": 0.25}), Bar("b", "Kelvin", {"words": 0.25})]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_parts_are_stacked_in_order_and_add_up_to_the_number_beside_the_bar() -> None:
    figure = stacked_parts(BARS, NAMES, LIGHT).figure
    assert [trace.name for trace in figure.data] == ["Shared words", "Countries"]
    assert [sum(trace.x[0] for trace in figure.data)] == [0.5 + 0.25]
    assert "0.75" in [note.text for note in figure.layout.annotations]


def test_a_part_keeps_its_colour_when_another_one_is_missing() -> None:
    only = stacked_parts([Bar("a", "A", {"countries": 0.25})], NAMES, LIGHT).figure
    assert [trace.marker.color for trace in only.data] == [LIGHT.parts[1]]


def test_the_sentence_of_a_chart_says_who_leads_and_from_what() -> None:
    said = stacked_parts(BARS, NAMES, LIGHT).alt
    assert "Highest: Sahel <b>Froid</b> (0.75); largest part of the first: Shared words (0.50)." in said
    assert stacked_parts([], NAMES, LIGHT).alt == "No scores to show."


def test_a_name_cannot_bring_tags_into_a_figure() -> None:
    texts = [note.text for note in stacked_parts(BARS, NAMES, LIGHT).figure.layout.annotations]
    assert any("Sahel &lt;b&gt;Froid" in text for text in texts)


def test_the_steps_of_a_score_end_at_the_score() -> None:
    trace = waterfall(BARS[0], NAMES, LIGHT).figure.data[0]
    assert list(trace.x[:-1]) == [0.5, 0.25]
    assert trace.measure[-1] == "total"
    assert trace.text[-1] == "0.75"


def test_intervals_show_each_method_with_its_bounds() -> None:
    chart = intervals([Span("English", "hybrid", 0.8, 0.7, 0.9), Span("English", "lexical", 0.5, 0.4, 0.6)], LIGHT)
    assert chart.alt == "Highest value: hybrid, English (0.80)."
    assert chart.figure.data[0].error_x.array[0] == pytest.approx(0.9 - 0.8)
    assert chart.figure.data[0].error_x.arrayminus[0] == pytest.approx(0.8 - 0.7)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_reads_on_its_ground_and_every_part_is_seen_on_it(colours: Palette) -> None:
    assert contrast(colours.text, colours.ground) >= 7
    assert contrast(colours.quiet, colours.ground) >= 4.5
    assert contrast(colours.accent, colours.ground) >= 4.5
    assert min(contrast(part, colours.ground) for part in colours.parts) >= 2
    assert len(colours.parts) == len(set(colours.parts)) == 7


def test_the_palette_follows_the_theme() -> None:
    assert palette("dark") is DARK
    assert palette("light") is palette(None) is LIGHT
