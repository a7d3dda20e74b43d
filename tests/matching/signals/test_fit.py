"""What structure says: resources, countries, Goals, time."""

from datetime import date
from math import sqrt

import numpy as np
import pytest

from matching.records import Period, Resource
from matching.signals import country_fit, resource_fit, sdg_fit, timing_fit
from tests.matching.builders import need, profile

MAY = Period(date(2026, 5, 1), date(2026, 5, 31))


def test_resource_fit_is_the_share_of_what_is_sought() -> None:
    sought = need("n", "", resources=(Resource.FINANCE, Resource.DATA))
    offers = [
        profile("both", "", resources=(Resource.DATA, Resource.FINANCE, Resource.LOGISTICS)),
        profile("half", "", resources=(Resource.DATA,)),
        profile("other", "", resources=(Resource.LOGISTICS,)),
    ]
    assert resource_fit([sought], offers).tolist() == [[1, 1 / 2, 0]]


def test_goals_are_shared_against_all_that_both_name_so_claiming_all_17_does_not_win() -> None:
    asked = need("n", "", sdgs=(3, 6))
    named = [
        profile("same", "", sdgs=(3, 6)),
        profile("one", "", sdgs=(3,)),
        profile("all", "", sdgs=tuple(range(1, 18))),
    ]
    assert sdg_fit([asked], named)[0] == pytest.approx([1, 1 / sqrt(2), 2 / sqrt(2 * 17)])


def test_presence_counts_more_than_a_neighbour_and_a_neighbour_more_than_nobody() -> None:
    asked = need("n", "", countries=("MLI", "KEN"))
    regions = {"MLI": "west", "SEN": "west", "KEN": "east", "FRA": "north"}
    there = [
        profile("both", "", countries=("KEN", "MLI")),
        profile("home", "", home="MLI", countries=("FRA",)),
        profile("near", "", countries=("SEN",)),
        profile("far", "", countries=("FRA",)),
    ]
    assert country_fit([asked], there, regions)[0] == pytest.approx([1, 1 / 2, 0.4 / 2, 0])


def test_presence_in_one_of_two_countries_counts_more_than_working_next_door_to_both() -> None:
    asked = need("n", "", countries=("KEN", "MLI"))
    regions = {"MLI": "west", "SEN": "west", "KEN": "east", "UGA": "east"}
    there = [profile("in one", "", countries=("MLI",)), profile("next to both", "", countries=("SEN", "UGA"))]
    in_one, next_to_both = country_fit([asked], there, regions)[0]
    assert in_one > next_to_both > 0


def test_a_home_elsewhere_does_not_tell_where_a_partner_works() -> None:
    asked = need("n", "", countries=("MLI",))
    fit = country_fit(
        [asked], [profile("paris", "", home="FRA"), profile("bamako", "", home="MLI"), profile("mute", "")]
    )
    assert fit[0].tolist() == pytest.approx([np.nan, 1, np.nan], nan_ok=True)


def test_timing_is_the_share_of_the_days_that_the_best_capability_covers() -> None:
    asked = need("n", "", period=MAY)
    offers = [
        profile("all", "", period=Period(date(2026, 1, 1), None)),
        profile("last ten days", "", period=Period(date(2026, 5, 22), date(2026, 8, 1))),
        profile("over", "", period=Period(None, date(2026, 4, 30))),
        profile("mute", ""),
    ]
    assert timing_fit([asked], offers)[0] == pytest.approx([1, 10 / 31, 0, np.nan], nan_ok=True)


def test_a_need_that_is_open_at_one_end_fits_fully_or_not_at_all() -> None:
    asked = need("n", "", period=Period(date(2026, 5, 1), None))
    offers = [profile("a", "", period=MAY), profile("b", "", period=Period(None, date(2026, 4, 1)))]
    assert timing_fit([asked], offers)[0].tolist() == [1, 0]


@pytest.mark.parametrize("fit", [resource_fit, country_fit, sdg_fit, timing_fit])
def test_what_one_side_leaves_open_is_unknown_and_not_zero(fit) -> None:  # type: ignore[no-untyped-def]
    stated = {"countries": ("MLI",), "sdgs": (3,), "resources": (Resource.DATA,), "period": MAY}
    needs, profiles = [need("n", "", **stated), need("m", "")], [profile("p", "", **stated), profile("q", "")]
    assert np.isnan(fit(needs, profiles)).tolist() == [[False, True], [True, True]]
