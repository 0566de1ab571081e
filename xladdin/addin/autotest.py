"""The self-test in the ribbon: known data on a scratch sheet, our functions over it, pass or fail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from xladdin.addin.wrappers import quoted

MODULE: Final = "Autotest"
_LAST_COLUMN: Final = "E"

DATA: Final[tuple[tuple[object, ...], ...]] = (
    ("N° pièce", "Client", "Date facture", "Échéance", "Montant TTC"),
    ("F1", "Dupont", dt.date(2026, 4, 1), dt.date(2026, 5, 1), 1000.0),
    ("F2", "Martin", dt.date(2026, 5, 1), dt.date(2026, 6, 15), 250.5),
    ("F3", "Dupont", dt.date(2026, 6, 1), dt.date(2026, 7, 1), 300.0),
)


class _Data:
    """Stands for the range of ``DATA`` among the arguments of a check."""


@dataclass(frozen=True, slots=True)
class Check:
    """A function, what it is given, and what the cell must hold."""

    function: str
    arguments: tuple[object, ...]
    expected: float | str | dt.date

    @property
    def formula(self) -> str:
        """As Excel takes it from a program, in English."""
        return f"={self.function}({','.join(map(_in_formula, self.arguments))})"


INVOICES: Final = _Data()
_AS_OF: Final = dt.date(2026, 6, 30)

CHECKS: Final = (
    Check("DAYS_LATE", (dt.date(2026, 6, 1), _AS_OF), 29),
    Check("JOURS_RETARD", (dt.date(2026, 7, 1), _AS_OF), -1),
    Check("AGEING_BUCKET", (dt.date(2026, 5, 1), _AS_OF), "31-60 j"),
    Check("DATE_ECHEANCE", (dt.date(2026, 1, 20), "45 jours fin de mois"), dt.date(2026, 3, 31)),
    Check("LATE_INTEREST", (1000.0, dt.date(2026, 1, 31), dt.date(2026, 3, 31), 0.12), 19.4),
    Check("INDEMNITE_FORFAITAIRE", (dt.date(2026, 6, 29), _AS_OF), 40),
    Check("AGEING", (INVOICES, _AS_OF, None, "Dupont", "31-60 j"), 1000),
    Check("BALANCE_AGEE", (INVOICES, _AS_OF, None, "Martin", "Total"), 250.5),
    Check("ECHEANCIER", (INVOICES, _AS_OF, None, "Dupont", "M+1"), 300),
    Check("RESTE_A_RECOUVRER", (INVOICES, "06/2026", _AS_OF), 1250.5),
    Check("TAUX_RECOUVREMENT", (INVOICES, "06/2026", _AS_OF), 0),
    Check("DSO", (INVOICES, _AS_OF), 253.49),
    Check("NIVEAU_RELANCE", ("F1", INVOICES, _AS_OF), 0),
    Check("RELANCES", ("F1", INVOICES, _AS_OF), "Aucune relance datée"),
    Check("BALANCE_AGEE", (None, _AS_OF, None, "Dupont", "Total"), 1300),
)
"""One for each function, under one of its names, and one that reads the workbook; to two decimals."""


def autotest_source() -> str:
    """The module Autotest."""
    lines = [
        "Option Explicit",
        "",
        "Private mFeuille As Worksheet",
        "Private mEssais As Long",
        "Private mEchecs As String",
        "",
        "Public Sub LancerAutotest()",
        "    Dim classeur As Workbook",
        "    mEssais = 0",
        '    mEchecs = ""',
        "    Set classeur = Workbooks.Add",
        "    On Error GoTo Fin",
        "    Set mFeuille = classeur.Worksheets(1)",
        *(f"    {_row(number, row)}" for number, row in enumerate(DATA, start=1)),
        *(f"    Verifier {quoted(check.formula)}, {_in_vba(check.expected)}" for check in CHECKS),
        "Fin:",
        '    If Err.Number <> 0 Then mEchecs = mEchecs & vbNewLine & "Arrêt : " & Err.Description',
        "    classeur.Close False",
        "    MsgBox Bilan(), vbInformation, PROJECT_NAME",
        "End Sub",
        "",
        "Private Sub Verifier(formule As String, attendu As Variant)",
        "    Dim cellule As Range",
        "    mEssais = mEssais + 1",
        "    Set cellule = mFeuille.Cells(20 + mEssais, 1)",
        "    cellule.Formula = formule",
        "    If Not Concorde(cellule.Value, attendu) Then",
        '        mEchecs = mEchecs & vbNewLine & formule & " donne " & cellule.Text',
        "    End If",
        "End Sub",
        "",
        "Public Function Concorde(obtenu As Variant, attendu As Variant) As Boolean",
        "    If IsError(obtenu) Then",
        "        Concorde = False",
        "    ElseIf (VarType(obtenu) = vbString) <> (VarType(attendu) = vbString) Then",
        "        Concorde = False",
        "    ElseIf VarType(obtenu) = vbString Then",
        "        Concorde = (obtenu = attendu)",
        "    Else",
        "        Concorde = (Abs(CDbl(obtenu) - CDbl(attendu)) < 0.005)",
        "    End If",
        "End Function",
        "",
        "Private Function Bilan() As String",
        '    If mEchecs = "" Then',
        f'        Bilan = "Réussi : " & mEssais & " essais sur {len(CHECKS)}."',
        "    Else",
        '        Bilan = "Échec :" & mEchecs',
        "    End If",
        "End Function",
    ]
    return "\n".join(lines) + "\n"


def _row(number: int, row: tuple[object, ...]) -> str:
    cells = ", ".join(map(_in_vba, row))
    return f'mFeuille.Range("A{number}:{_LAST_COLUMN}{number}").Value = Array({cells})'


def _in_vba(value: object) -> str:
    if isinstance(value, dt.date):
        return f"DateSerial({value.year}, {value.month}, {value.day})"
    return quoted(value) if isinstance(value, str) else f"{value:.15g}"


def _in_formula(value: object) -> str:
    match value:
        case None:
            return ""
        case _Data():
            return f"$A$1:${_LAST_COLUMN}${len(DATA)}"
        case dt.date():
            return f"DATE({value.year},{value.month},{value.day})"
        case str():
            return quoted(value)
        case _:
            return f"{value:.15g}"
