"""Opening workbooks: values, what the cell reader cannot tell, and what is refused."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from made_workbooks import STRICT, write_workbook

from xladdin.errors import UnreadableFileError
from xladdin.workbook.book import read_book
from xladdin.workbook.grid import GridTable

SHARED = Path(__file__).parents[2] / "../shared"
REAL_FILES = sorted((*SHARED.glob("corpus/*.xls[xm]"), *SHARED.glob("data/*.xlsx")))


def test_values_keep_their_types(tmp_path: Path) -> None:
    path = tmp_path / "types.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Factures")
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row("B3", ["00123", 12.5, True, "Éts <Nord> & Cie"])
        sheet.write_datetime("F3", dt.datetime(2026, 6, 30), day)  # noqa: DTZ001 - Excel knows no zones
        sheet.write_string("B4", "NA")
    grid = read_book(path).grids[0]
    assert (grid.sheet, grid.first_row, grid.first_column) == ("Factures", 3, 2)
    assert grid.rows[0] == ["00123", 12.5, True, "Éts <Nord> & Cie", dt.date(2026, 6, 30)]
    assert grid.rows[1] == ["NA", "", "", "", ""]
    assert grid.cell(3, 3) == 12.5


def test_errors_and_uncomputed_formulas_are_told_from_blanks(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C2"><f>1+1</f></c><c r="D2"><f>1+1</f><v></v></c><c r="E2"><f>1+1</f><v/></c>'
        '<c r="F2" t="str"><f>""</f><v></v></c><c r="G2"><f>1+1</f><v>2</v></c><c r="H2" s="1"/></row>'
    )
    grid = read_book(write_workbook(tmp_path / "a.xlsx", cells)).grids[0]
    assert grid.errors == {(2, 1): "#N/A", (2, 2): "#DIV/0!"}
    assert grid.uncached == {(2, 3), (2, 4), (2, 5)}
    assert grid.formula_rows == {2}
    assert grid.last_row == 2


def test_formulas_that_openpyxl_saved_have_no_value(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Factures", 0).append(["Montant", 5, "=B1*2"])
    workbook.save(tmp_path / "a.xlsx")
    assert read_book(tmp_path / "a.xlsx").grids[0].uncached == {(1, 3)}


def test_total_cells_follow_shared_formulas(tmp_path: Path) -> None:
    cells = (
        '<row r="9"><c r="B9"><f t="shared" ref="B9:C9" si="0">SUM(B2:B8)</f><v>3</v></c>'
        '<c r="C9"><f t="shared" si="0"/><v>4</v></c><c r="D9"><f>SUM(B9:C9)</f><v>7</v></c>'
        '<c r="E9"><f t="shared" ref="E9:F9" si="1">B9*2</f><v>6</v></c>'
        '<c r="F9"><f t="shared" si="1"/><v>8</v></c></row>'
    )
    grid = read_book(write_workbook(tmp_path / "a.xlsx", cells)).grids[0]
    assert grid.totals == {(9, 2), (9, 3)}


def test_tables_merged_cells_states_and_names(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        first, hidden = workbook.add_worksheet("Pièces"), workbook.add_worksheet("L'autre")
        first.merge_range("A1:C1", "Titre ")
        first.add_table("B3:C6", {"name": "T_Pieces", "total_row": True, "columns": [{"header": "N°"}, {}]})
        hidden.hide()
        workbook.define_name("_xladdin_suivi", "='L''autre'!$1:$1048576")
        workbook.define_name("Taux", "=Pièces!$A$9")
    book = read_book(path)
    pieces, other = book.grids
    assert pieces.merged == ((1, 1, 1, 3),)
    assert pieces.tables == (GridTable("T_Pieces", 3, 2, 6, 3, header_rows=1, totals_rows=1),)
    assert (pieces.state, pieces.mark) == ("visible", None)
    assert (other.state, other.mark, other.rows) == ("hidden", "suivi", [])
    assert book.names["Taux"] == "Pièces!$A$9"


def test_chart_sheets_do_not_shift_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        first = workbook.add_worksheet("Un")
        first.write("A1", 1)
        chart = workbook.add_chart({"type": "line"})
        chart.add_series({"values": "=Un!$A$1:$A$1"})
        workbook.add_chartsheet("Graphe").set_chart(chart)
        workbook.add_worksheet("Deux").write("A1", 2)
    assert [(grid.sheet, grid.rows) for grid in read_book(path).grids] == [("Un", [[1.0]]), ("Deux", [[2.0]])]


DATED = '<row r="1"><c r="A1" s="1"><v>46203</v></c><c r="B1"><v>46203</v></c></row>'


def test_the_1904_epoch_is_read_and_stated(tmp_path: Path) -> None:
    book = read_book(write_workbook(tmp_path / "a.xlsx", DATED, properties='date1904="1"'))
    assert book.date_1904
    assert book.grids[0].rows == [[dt.date(2030, 7, 1), 46203.0]]


def test_strict_workbooks_are_read(tmp_path: Path) -> None:
    cells = DATED + '<row r="2"><c r="A2" s="1" t="d"><v>2026-01-05</v></c></row>'
    grid = read_book(write_workbook(tmp_path / "a.xlsx", cells, namespaces=STRICT)).grids[0]
    assert grid.rows == [[dt.date(2026, 6, 30), 46203.0], [dt.date(2026, 1, 5), ""]]


SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


PREFIXED = (
    f'<?xml version="1.0"?><x:worksheet xmlns:x="{SPREADSHEET}"><x:sheetData><x:row r="1">'
    '<x:c r="A1" t="inlineStr"><x:is><x:t>é</x:t></x:is></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c>'
    "</x:row></x:sheetData></x:worksheet>"
)
WITHOUT_ADDRESSES = (
    f'<?xml version="1.0"?><worksheet xmlns="{SPREADSHEET}"><sheetData><row>'
    '<c t="inlineStr"><is><t>é</t></is></c><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
)
SINGLE_QUOTES = (
    f"<?xml version='1.0'?><worksheet xmlns='{SPREADSHEET}'><sheetData><row r='1'>"
    "<c r='A1' t='inlineStr'><is><t>é</t></is></c><c r='B1' t='e'><v>#N/A</v></c></row>"
    "</sheetData></worksheet>"
)


@pytest.mark.parametrize("part", [PREFIXED, WITHOUT_ADDRESSES, SINGLE_QUOTES])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_unusual_xml_is_read_like_any_other(tmp_path: Path, part: str, encoding: str) -> None:
    stated = part.replace("?>", f" encoding='{encoding}'?>", 1)
    grid = read_book(write_workbook(tmp_path / "a.xlsx", stated.encode(encoding))).grids[0]
    assert grid.rows == [["é", ""]]
    assert grid.errors == {(1, 2): "#N/A"}


LIST = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 4))


@pytest.mark.parametrize(
    ("stray", "row"), [("XFD1048576", 1048576), ("A1048576", 1048576), ("C20000", 20000)]
)
def test_a_stray_cell_is_left_out_and_reported_when_it_costs(tmp_path: Path, stray: str, row: int) -> None:
    far = f'<row r="{row}"><c r="{stray}"><v>1</v></c></row>'
    book = read_book(write_workbook(tmp_path / "a.xlsx", LIST + far))
    if row == 20000:
        assert book.grids[0].last_row == row, "what memory bears is read as it is"
        assert book.notes == ()
    else:
        assert book.grids[0].rows == [[1.0], [2.0], [3.0]]
        assert book.notes == (("cellules-isolees", {"sheet": "S1", "cell": stray, "count": 1}),)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>',
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
            '<row r="2"><c r="A2"><v>1</v></c></row>'
        ),
    ],
    ids=["a row that lies", "rows out of order"],
)
def test_a_stray_cell_cannot_hide(tmp_path: Path, cells: str) -> None:
    book = read_book(write_workbook(tmp_path / "a.xlsx", cells))
    assert {value for row in book.grids[0].rows for value in row} == {1.0}
    assert [code for code, _ in book.notes] == ["cellules-isolees"]


def test_a_used_range_of_a_million_empty_rows_costs_nothing(tmp_path: Path) -> None:
    styled = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1_000_000, 1_048_577))
    part = (
        f'<?xml version="1.0"?><worksheet xmlns="{SPREADSHEET}"><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{LIST}{styled}</sheetData></worksheet>"
    )
    book = read_book(write_workbook(tmp_path / "a.xlsx", part))
    assert book.grids[0].rows == [[1.0], [2.0], [3.0]]
    assert book.notes == ()


def test_trailing_rows_of_empty_texts_are_trimmed(tmp_path: Path) -> None:
    prefilled = "".join(
        f'<row r="{row}"><c r="A{row}" t="str"><f>""</f><v></v></c></row>' for row in range(4, 54)
    )
    assert read_book(write_workbook(tmp_path / "a.xlsx", LIST + prefilled)).grids[0].last_row == 3


def test_cells_strewn_everywhere_are_refused(tmp_path: Path) -> None:
    letters = ["A", "GR", "NI", "TZ", "AAQ", "AHH", "ANY"]
    cells = "".join(
        f'<row r="{row}"><c r="{letters[row // 9000 % 7]}{row}"><v>1</v></c></row>'
        for row in range(1, 1_000_000, 9_000)
    )
    with pytest.raises(UnreadableFileError, match="dispersées") as refusal:
        read_book(write_workbook(tmp_path / "a.xlsx", cells))
    assert "Supprimez" in refusal.value.remedy


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mot de passe",
        ),
        ("a.xlsx", b"", "vide"),
        ("a.xlsx", b"Client;Montant", "n’est pas un classeur"),
        ("a.ods", b"PK\x03\x04", "OpenDocument"),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=message) as refusal:
        read_book(path)
    assert refusal.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"rien\.xlsx"):
        read_book(tmp_path / "rien.xlsx")


def test_a_damaged_sheet_is_refused(tmp_path: Path) -> None:
    part = f'<?xml version="1.0"?><worksheet xmlns="{SPREADSHEET}"><sheetData><row r="1"><c r="A1"><v>1</v>'
    with pytest.raises(UnreadableFileError, match="endommagé"):
        read_book(write_workbook(tmp_path / "a.xlsx", part))


@pytest.mark.parametrize("address", [">2", "-1", "9" * 5000, "²"])
def test_a_row_with_an_absurd_address_follows_the_one_before(tmp_path: Path, address: str) -> None:
    cells = f'<row r="1"><c><v>1</v></c></row><row r="{address}"><c><v>2</v></c></row>'
    assert read_book(write_workbook(tmp_path / "a.xlsx", cells)).grids[0].rows == [[1.0], [2.0]]


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", LIST)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UnreadableFileError):
        read_book(path)


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    part = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="{SPREADSHEET}"/>'
    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        read_book(write_workbook(tmp_path / "a.xlsx", part))


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", LIST)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.png", "w") as member,
    ):
        for _ in range(1025):
            member.write(bytes(1 << 20))
    with pytest.raises(UnreadableFileError, match="Gio"):
        read_book(path)


@pytest.mark.skipif(not REAL_FILES, reason="the shared folder of real files is not beside the repository")
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore")  # openpyxl says what it does not support
def test_real_files_read_as_openpyxl_reads_them(path: Path) -> None:
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    for grid in read_book(path).grids:
        sheet = values[grid.sheet]
        for row, cells in enumerate(sheet.iter_rows(), 1):
            for column, cell in enumerate(cells, 1):
                place = (row, column)
                if cell.data_type == "e":
                    assert grid.errors[place] == cell.value
                else:
                    assert _as_openpyxl(grid.cell(*place)) == ("" if cell.value is None else cell.value)
        with_formula = {
            cell.row for row in formulas[grid.sheet].iter_rows() for cell in row if cell.data_type == "f"
        }
        assert grid.formula_rows == with_formula
        merged = {(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges}
        assert set(grid.merged) == merged


def _as_openpyxl(value: object) -> object:
    """What openpyxl makes of it: every date is a datetime."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value
