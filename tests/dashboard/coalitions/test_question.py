"""What is built survives the way through the address bar, and nothing else comes out of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.coalitions.question import Build, address, read
from matching.coalitions import Alliance, Apart, Demand, Wish
from matching.records import Facet, FacetKind

ids = st.from_regex(r"[a-z][a-z0-9.-]{0,8}", fullmatch=True)
builds = st.builds(
    Build,
    need=st.one_of(st.just(""), ids),
    text=st.just(""),
    facets=st.one_of(
        st.none(),
        st.lists(
            st.builds(
                Facet,
                st.just(""),
                st.sampled_from(FacetKind),
                st.text(min_size=1, max_size=20).map(str.strip).filter(bool),
                st.integers(0, 1000).map(float),
            ),
            min_size=1,
            max_size=4,
        ).map(tuple),
    ),
    demands=st.lists(st.builds(Demand, st.sampled_from(Wish), st.integers(0, 10)), unique_by=lambda d: d.wish).map(
        tuple
    ),
    apart=st.frozensets(st.sampled_from(Apart)),
    size=st.integers(1, 10),
    cost=st.integers(0, 20),
    members=st.lists(ids, max_size=5, unique=True).map(tuple),
    locked=st.frozensets(ids, max_size=3),
    out=st.frozensets(ids, max_size=3),
    alliances=st.lists(
        st.lists(ids, min_size=2, max_size=5, unique=True).map(lambda each: Alliance(tuple(sorted(each)))),
        max_size=2,
        unique=True,
    ).map(tuple),
)


def parameters(build: Build) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in address(build).items()}


@given(builds)
def test_a_link_reproduces_what_is_built(build: Build) -> None:
    found, refusals = read(parameters(build))
    assert refusals == []
    assert found == build


@given(st.dictionaries(st.sampled_from(["need", "facets", "wish", "size", "ally", "member"]), st.lists(st.text())))
def test_whatever_an_address_says_it_is_read_without_a_crash(found: dict[str, list[str]]) -> None:
    build, _refusals = read(found)
    assert 1 <= build.size <= 10


def test_the_usual_question_has_a_short_address() -> None:
    assert address(Build(need="n1")) == {"need": "n1"}
