"""Customer sheets, and what an invoice list itself says of its customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xladdin.ledger.draft import DraftCustomers
from xladdin.model.source_map import Field
from xladdin.model.text import fold
from xladdin.workbook.vocabulary import is_no

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.model.arrays import Texts
    from xladdin.workbook.listcells import ListCells

_ADDRESS_BOOK: Final = (
    Field.ADDRESS, Field.ADDRESS_2, Field.POSTCODE, Field.CITY, Field.COUNTRY, Field.EMAIL, Field.PHONE,
    Field.CONTACT, Field.SIREN, Field.CATEGORY, Field.INSOLVENCY, Field.CREDIT_LIMIT,
    Field.RISK,
)  # fmt: skip
_ON_CUSTOMER_SHEETS: Final = (
    *_ADDRESS_BOOK, Field.COLLECTOR, Field.TERMS, Field.PAYMENT_MODE, Field.GROUP, Field.SERVICE,
    Field.ASSOCIATE,
)  # fmt: skip
_POSTCODE_DIGITS: Final = 5

CONSUMER, PUBLIC, BUSINESS = "consommateur", "public", "professionnel"
_CATEGORY_WORDS: Final = {
    CONSUMER: ("particulier", "consommateur", "b2c", "prive", "consumer", "individu"),
    PUBLIC: (
        "public", "administration", "collectivite", "mairie", "b2g", "etat", "commune", "hopital",
        "etablissement public", "secteur public", "chorus",
    ),
    BUSINESS: ("professionnel", "pro", "entreprise", "societe", "b2b", "business", "company", "pme", "eti"),
}  # fmt: skip


def read_customers(cells: ListCells) -> DraftCustomers:
    """The rows of a customer sheet."""
    return _draft(
        cells, _ON_CUSTOMER_SHEETS, cells.texts(Field.CUSTOMER_CODE), cells.texts(Field.CUSTOMER_NAME)
    )


def customers_on_invoices(cells: ListCells, codes: Texts, names: Texts) -> DraftCustomers:
    """Addresses and the like that stand on the invoice rows; one draft row per different customer."""
    if not any(one in cells for one in _ADDRESS_BOOK):
        return no_customers()
    whole = _draft(cells, _ADDRESS_BOOK, codes, names)
    seen: dict[tuple[object, ...], int] = {}
    for row, key in enumerate(zip(whole.code, whole.name, *whole.extra.values(), strict=True)):
        seen.setdefault(key, row)
    rows = np.array(list(seen.values()), dtype=np.intp)
    extra = {column: values[rows] for column, values in whole.extra.items()}
    return DraftCustomers(code=whole.code[rows], name=whole.name[rows], extra=extra)


def no_customers() -> DraftCustomers:
    """An empty draft."""
    return DraftCustomers(code=np.empty(0, dtype=object), name=np.empty(0, dtype=object))


def joined_customers(drafts: Sequence[DraftCustomers]) -> DraftCustomers:
    """All drafts one after the other; columns that one lacks are blank there."""
    columns = sorted({column for draft in drafts for column in draft.extra})
    return DraftCustomers(
        code=np.concatenate([draft.code for draft in drafts]),
        name=np.concatenate([draft.name for draft in drafts]),
        extra={
            column: np.concatenate(
                [draft.extra.get(column, np.full(len(draft), "", dtype=object)) for draft in drafts]
            )
            for column in columns
        },
    )


def category_of(text: str) -> str:
    """``professionnel``, ``consommateur`` or ``public``; ``""`` for what is neither."""
    folded = fold(text)
    for category, words in _CATEGORY_WORDS.items():
        if any(f" {word}" in f" {folded}" for word in words):
            return category
    return ""


def _draft(cells: ListCells, fields: Sequence[Field], codes: Texts, names: Texts) -> DraftCustomers:
    known = np.flatnonzero((codes != "") | (names != ""))
    extra = {}
    for one in fields:
        if one in cells:
            texts = cells.texts(one)
            clean = _CLEAN.get(one)
            extra[one.value] = (texts if clean is None else _each(clean, texts))[known]
    return DraftCustomers(code=codes[known], name=names[known], extra=dict(extra))


def _postcode(text: str) -> str:
    """Excel takes the zero off 01000."""
    return text.zfill(_POSTCODE_DIGITS) if text.isdigit() and len(text) == _POSTCODE_DIGITS - 1 else text


def _unless_no(text: str) -> str:
    return "" if is_no(text) or fold(text) == "in bonis" else text


def _days(text: str) -> str:
    return f"{text} jours" if text.isdigit() else text


_CLEAN: Final[dict[Field, Callable[[str], str]]] = {
    Field.POSTCODE: _postcode,
    Field.CATEGORY: category_of,
    Field.INSOLVENCY: _unless_no,
    Field.TERMS: _days,
}


def _each(clean: Callable[[str], str], texts: Texts) -> Texts:
    cleaned = np.empty(len(texts), dtype=object)
    cleaned[:] = [clean(text) for text in texts]
    return cleaned
