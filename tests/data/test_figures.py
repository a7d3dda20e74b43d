"""The published figures agree with each other, and what is inferred about them is reproducible and marked."""

import pytest

from data.facts import read_table
from data.figures import FigureComparator, UnknownFigureError, figure, read_figures, read_size_classes

KINDS = (
    "multinational",
    "ngo",
    "government",
    "academia",
    "national_company",
    "business_association",
    "corporate_foundation",
    "other",
    "foundation",
)


def values(prefix: str) -> list[float]:
    return [each.value for each in read_figures() if each.id.startswith(prefix)]


def test_the_three_size_classes_add_up() -> None:
    assert values("size_") == [52, 27, 21]
    assert sum(values("size_")) == 100


def test_the_six_durations_add_up_and_the_first_four_agree_with_paragraph_5() -> None:
    assert values("duration_") == [4, 16, 33, 26, 14, 7]
    assert sum(values("duration_")) == 100
    assert sum(values("duration_")[:4]) == 4 + 16 + 33 + 26 == figure("shorter_than_five_years").value


def test_more_than_half_have_one_corporate_partner_as_annex_b_says() -> None:
    stated = figure("one_corporate_partner")
    assert (stated.comparator, stated.value) == (FigureComparator.ABOVE, 50)
    assert figure("size_bilateral").value > stated.value


def test_only_31_organisations_reproduce_the_nine_percentages_of_annex_a() -> None:
    published = [figure(f"kind_{kind}").value for kind in KINDS]
    assert published == [87, 87, 81, 77, 68, 61, 58, 48, 45]

    def reproduces(base: int) -> bool:
        possible = {round(100 * count / base) for count in range(base + 1)}
        return set(published) <= possible

    assert [base for base in range(5, 60) if reproduces(base)] == [31]
    counts = [27, 27, 25, 24, 21, 19, 18, 15, 14]
    assert [round(100 * count / 31) for count in counts] == published
    assert [figure(f"kind_{kind}").count for kind in KINDS] == counts


def test_on_31_entities_the_tobacco_policies_are_19_and_6_and_6() -> None:
    assert values("tobacco_") == [61, 19, 20]
    assert sum(values("tobacco_")) == 100
    assert [each.count for each in read_figures() if each.id.startswith("tobacco_")] == [19, 6, 6]
    assert 19 + 6 + 6 == 31
    assert (round(100 * 19 / 31), round(100 * 6 / 31), 100 - 61 - 19) == (61, 19, 20)


def test_an_inferred_base_is_marked_and_explained_and_nothing_else_is() -> None:
    inferred = {each.id for each in read_figures() if each.inferred}
    assert inferred == {f"kind_{kind}" for kind in KINDS} | {
        "tobacco_exclude",
        "tobacco_high_risk",
        "tobacco_no_policy",
    }
    assert all("base inferred" in figure(name).base_notes["en"] and figure(name).base == 31 for name in inferred)


def test_an_unknown_base_gives_no_count() -> None:
    assert figure("staff_down").base is None
    assert figure("staff_down").count is None


@pytest.mark.parametrize(
    ("id", "comparator", "value", "source"),
    [
        ("business_partnerships", ">", 1500, "A/72/310 ¶5"),
        ("entities_surveyed", "=", 39, "A/72/310 ¶3"),
        ("consult_other_agencies", "<", 33, "A/72/310 ¶33"),
        ("check_global_compact", "~", 80, "A/72/310 ¶37"),
        ("report_at_end", "<", 20, "A/72/310 ¶44"),
        ("multi_stakeholder_growth", ">", 2, "A/72/310 ¶14"),
        ("hardly_evaluated_2011", ">", 40, "A/66/320 ¶60"),
        ("legal_barrier", ">", 75, "A/72/310 ¶31"),
    ],
)
def test_a_figure_is_kept_as_published(id: str, comparator: str, value: float, source: str) -> None:
    found = figure(id)
    assert (found.comparator, found.value, found.source) == (comparator, value, source)


def test_ranges_keep_both_ends() -> None:
    assert (figure("fao_due_diligence_days").value, figure("fao_due_diligence_days").value_to) == (2 * 7, 4 * 7)
    assert (figure("msme_share_of_jobs").value, figure("msme_share_of_jobs").value_to) == (60, 70)


def test_the_code_lists_carry_the_same_shares() -> None:
    assert [float(row["share"]) for row in read_table("kinds")] == [figure(f"kind_{kind}").value for kind in KINDS]
    assert [share.percent for share in read_size_classes().values()] == values("size_")
    assert [float(row["share"]) for row in read_table("durations")] == values("duration_")


def test_every_figure_says_from_where_it_is() -> None:
    for each in read_figures():
        assert each.source.startswith(("A/66/320 ", "A/72/310 ")), each.id
        assert each.year == {"A/66/320": 2011, "A/72/310": 2017}[each.report]


def test_an_unknown_figure_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownFigureError, match=r"'happiness'; there are .*staff_up"):
        figure("happiness")
