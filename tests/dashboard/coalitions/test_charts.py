"""The two figures of a coalition carry what they are given, whoever wrote the names."""

from __future__ import annotations

from dashboard.charts import DARK, LIGHT
from dashboard.coalitions.charts import coverage_matrix, gain_bars

NAMES = ["A & <b>B</b>", "C"]
PARTS = ["cold rooms", "training of <i>technicians</i>", "MLI"]
CELLS = [[0.9, 0.2, 0.5], [0.1, 0.7, 0.0]]


def test_a_row_of_the_matrix_is_a_facet_and_only_covered_cells_carry_a_number() -> None:
    chart = coverage_matrix(NAMES, PARTS, CELLS, LIGHT)
    (heat,) = chart.figure.data
    assert [list(row) for row in heat.z] == [[0.9, 0.1], [0.2, 0.7], [0.5, 0.0]]
    assert [list(row) for row in heat.text] == [["0.90", ""], ["", "0.70"], ["0.50", ""]]
    assert chart.alt == "3 of 3 facets are covered by at least one of 2 members."


def test_bars_stand_in_order_of_what_is_lost_with_a_line_at_the_cost() -> None:
    chart = gain_bars(["small", "large"], [0.01, 0.4], 0.02, DARK)
    (bars,) = chart.figure.data
    assert list(bars.x) == [0.4, 0.01]
    assert list(bars.marker.color) == [DARK.accent, DARK.quiet]
    assert chart.figure.layout.shapes[0].x0 == 0.02
    assert chart.alt == "Most is lost without large (40.0%)."
    assert gain_bars(["a", "b"], [0.2, 0.2], 0.02, DARK).alt == "Most is lost without a and b (20.0% each)."


def test_names_of_others_never_become_tags() -> None:
    for figure in (coverage_matrix(NAMES, PARTS, CELLS, LIGHT), gain_bars(NAMES, [0.3, 0.2], 0.02, LIGHT)):
        assert "<b>" not in figure.figure.to_json()
        assert "<i>" not in figure.figure.to_json()


def test_nothing_to_show_is_said() -> None:
    assert coverage_matrix([], [], [], LIGHT).alt == "0 of 0 facets are covered by at least one of 0 members."
    assert gain_bars([], [], 0.02, LIGHT).alt == "No members to show."
