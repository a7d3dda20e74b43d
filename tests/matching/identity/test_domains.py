"""The domain that an organisation registered."""

from __future__ import annotations

import pytest

from matching.identity.domains import registered


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("orlina.com", "orlina.com"),
        ("https://www.orlina.com/about?x=1", "orlina.com"),
        ("Info@Orlina.com", "orlina.com"),
        ("a.b.orlina.com.", "orlina.com"),
        ("orlina.co.ke", "orlina.co.ke"),  # what stands before co.ke was registered
        ("shop.orlina.org.za", "orlina.org.za"),
        ("orlina.co.example", "co.example"),  # no country's
        ("gmail.com", ""),
        ("orlina@gmail.com", ""),
        ("localhost", ""),
        ("10.0.0.1", ""),
        ("http://[x", ""),
        ("", ""),
    ],
)
def test_it_is_what_was_registered_and_nothing_where_anybody_may_write(address: str, domain: str) -> None:
    assert registered(address) == domain
