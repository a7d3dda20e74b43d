"""The benchmark compares like with like."""

from benchmarks.ranking import Pandas, Scattered, made, nearest, ranked
from matching.pool import Pool
from matching.weights import Weights

PROFILES, NEEDS = made(60, 4)
POOL = Pool.of(PROFILES, Scattered())
ASKED = POOL.read(NEEDS)


def test_both_ways_find_the_same_ten_nearest() -> None:
    assert nearest(ASKED, POOL) == Pandas(POOL, NEEDS, ASKED).nearest()


def test_both_ways_rank_ten_partners_for_each_need() -> None:
    theirs = Pandas(POOL, NEEDS, ASKED).rank()
    ours = ranked(NEEDS, POOL, Weights())
    assert [len(found) for found in ours] == [len(found) for found in theirs] == [10] * 4
