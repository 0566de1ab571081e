"""What is taken for an e-mail address, and what is not."""

from __future__ import annotations

import pytest

from xladdin.errors import ArgumentError
from xladdin.model.email_addresses import addresses_in


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a@b.fr", ("a@b.fr",)),
        (" a@b.fr; c.d+e@f-g.co.uk ,h@i.fr ", ("a@b.fr", "c.d+e@f-g.co.uk", "h@i.fr")),
    ],
)
def test_addresses(text: str, addresses: tuple[str, ...]) -> None:
    assert addresses_in(text) == addresses


@pytest.mark.parametrize(
    "text", ["", " ; ", "a", "a@b", "a@b.fr;x", "<a@b.fr>", "a@b.fr\r\nBcc:x", "é@b.fr", "a" * 250 + "@b.fr"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ArgumentError, match=r"(?i)adresse"):
        addresses_in(text)
