"""The figures of coordination: numbers in their cells, and a sentence that says the same."""

from __future__ import annotations

from datetime import date

from dashboard.charts import LIGHT
from dashboard.coordination import charts

SAYING = "{row} and {column} collide {n} times."
CELLS = [[0, 3], [3, 0]]


def test_a_matrix_writes_its_counts_and_names_the_largest() -> None:
    chart = charts.heat(["FAO", "WFP"], ["FAO", "WFP"], CELLS, SAYING, LIGHT)
    assert [list(row) for row in chart.figure.data[0].text] == [["", "3"], ["3", ""]]
    assert chart.alt == "Most in one cell: FAO and WFP collide 3 times."


def test_a_matrix_whose_largest_count_stands_in_several_cells_says_so() -> None:
    names = ["FAO", "WFP", "WHO"]
    chart = charts.heat(names, names, [[0, 3, 3], [3, 0, 1], [3, 1, 0]], SAYING, LIGHT)
    assert chart.alt == "Most in one cell: FAO and WFP collide 3 times. 1 cell more holds as much."
    partners = charts.heat(["p", "q"], ["FAO", "WFP"], [[1, 1], [1, 0]], "{column} asks {row} {n} times.", LIGHT)
    assert partners.alt == "Most in one cell: FAO asks p 1 times. 2 cells more hold as much."


def test_an_empty_matrix_says_so() -> None:
    assert charts.heat(["FAO"], ["WFP"], [[0]], SAYING, LIGHT).alt == "No cell holds anything."
    assert charts.heat([], [], [], SAYING, LIGHT).alt == "No cell holds anything."


def test_a_network_has_one_line_a_pair() -> None:
    chart = charts.network(["FAO", "WFP"], CELLS, SAYING, LIGHT)
    lines = [trace for trace in chart.figure.data if trace.mode == "lines"]
    assert [trace.hovertext for trace in lines] == ["WFP and FAO collide 3 times."]


def test_time_is_labelled_at_both_ends_with_n_below() -> None:
    points = [(date(2026, 1, 31), 0.1, 40), (date(2026, 2, 28), 0.2, 50), (date(2026, 3, 4), 0.3, 60)]
    chart = charts.over_time(points, LIGHT, alt="From 10% to 30%")
    assert list(chart.figure.data[0].text) == ["10%", "", "30%"]
    assert [label.split("<br>")[1] for label in chart.figure.layout.xaxis.ticktext] == ["n=40", "n=50", "n=60"]
    assert chart.alt == "From 10% to 30%"


def test_classes_are_stacked_and_collisions_are_hatched() -> None:
    counts = {"Colliding": [2, 1], "Can be joined": [0, 1], "Free": [1, 1]}
    chart = charts.standing(["Kenya", "Mali"], counts, LIGHT)
    assert [trace.marker.pattern.shape for trace in chart.figure.data] == ["/", "", ""]
    assert chart.alt == "Most colliding approaches: Kenya (2)"
    shared = charts.standing(["Kenya", "Mali"], counts | {"Colliding": [2, 2]}, LIGHT)
    assert shared.alt == "Most colliding approaches: Kenya and Mali (2 each)"
    none = charts.standing(["Kenya", "Mali"], counts | {"Colliding": [0, 0]}, LIGHT)
    assert none.alt == "No live approach collides"


def test_before_and_after_are_both_written() -> None:
    chart = charts.before_after([("Index", 0.17, 0.04)], LIGHT)
    assert list(chart.figure.data[0].text) == ["17%", "4%"]
    assert chart.alt == "Index from 17% to 4%"


def test_names_from_anybody_cannot_bring_tags() -> None:
    chart = charts.heat(["<b>x</b>"], ["WFP"], [[1]], SAYING, LIGHT)
    assert "<b>" not in chart.figure.layout.yaxis.ticktext[0]
    assert "<b>" not in chart.figure.data[0].hovertext[0][0]
