"""Text files: encodings, separators, quotes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.errors import UnreadableFileError
from xladdin.workbook.book import read_book
from xladdin.workbook.text_grid import SEPARATORS, decoded, separator_of

if TYPE_CHECKING:
    from pathlib import Path

LINES = [["N°", "Client", "Montant"], ["1", "Éts Dupont, Lyon", "1 234,56"], ["2", "Z", "3,50"]]


def rows(path: Path, content: bytes) -> list[list[object]]:
    path.write_bytes(content)
    (grid,) = read_book(path).grids
    return [list(row) for row in grid.rows]


def written(lines: list[list[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    return text.getvalue()


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    content = written(LINES, separator).encode(encoding)
    assert rows(tmp_path / "a.csv", content) == LINES


def test_the_sheet_is_named_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "Encours client.txt"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    assert read_book(path).grids[0].sheet == "Encours client.txt"


def test_excels_own_first_line_states_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"sep=;\r\na;b\r\n1,5;2\r\n")
    grid = read_book(path).grids[0]
    assert grid.rows == [["a", "b"], ["1,5", "2"]]
    assert grid.first_row == 2


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\n12,5;3,4\n1,2;5,6\n", ";"),
        ("Num;Libelle\n1;a,b,c\n2;d,e,f\n", ";"),
        ('Num,Libelle\n1,"a;b;c"\n2,"d;e;f"\n', ","),
        ("Société X, Lyon\n\nNum|Montant|Date\n1|2,5|01/02/2026\n2|3,5|01/02/2026\n", "|"),
        ("Montant\n1,5\n2,5\n", ";"),
    ],
)
def test_decimal_commas_and_commas_in_texts_fool_nobody(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_short_lines_are_filled_and_quoted_line_breaks_kept(tmp_path: Path) -> None:
    content = b'Titre\n\na;b;c\n"x\ny;z";2;3\n'
    assert rows(tmp_path / "a.csv", content) == [
        ["Titre", "", ""], ["", "", ""], ["a", "b", "c"], ["x\ny;z", "2", "3"],
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_no_rows(tmp_path: Path, content: bytes) -> None:
    assert rows(tmp_path / "a.csv", content) == []


def test_a_quote_that_is_never_closed_does_not_hide_a_long_file(tmp_path: Path) -> None:
    lines = [f'{number};6" vis;12,50' for number in range(20_000)]
    content = "\n".join(["n;libellé;montant", '0;"vis;1,00', *lines]).encode()
    assert rows(tmp_path / "a.csv", content)[-1] == ["19999", '6" vis', "12,50"]


def test_binary_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="pas un fichier texte"):
        rows(tmp_path / "a.csv", b"PK\x03\x04\x00\x00")


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_characters="\0")))
def test_utf8_is_never_taken_for_the_windows_code_page(text: str) -> None:
    assert decoded(text.encode("utf-8"), "a.csv") == text.removeprefix("\ufeff")


_cell = st.text(st.characters(codec="cp1252", min_codepoint=32, exclude_characters='"\x7f'), max_size=8)


@given(
    st.lists(
        st.lists(_cell.map(lambda text: text.strip(" ")), min_size=3, max_size=3), min_size=1, max_size=9
    )
)
def test_what_was_written_with_semicolons_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    header = ["Pièce", "Client", "Montant"]
    everything = [header, header, *lines]
    assert rows(path, ("sep=;\n" + written(everything, ";")).encode()) == everything
