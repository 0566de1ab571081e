"""Defined names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.workbook.defined_name import DefinedName

from xladdin.model.cells import quoted

if TYPE_CHECKING:
    from excel_engine.application import Book
    from excel_engine.sheets import Sheet


class Names:
    def __init__(self, book: Book, sheet: Sheet | None) -> None:
        self.book, self.sheet = book, sheet

    def snapshot(self) -> list[tuple[str, Name]]:
        found = (
            []
            if self.sheet
            else [Name(self.book.wb.defined_names, one, "") for one in self.book.wb.defined_names.values()]
        )
        for sheet in [self.sheet] if self.sheet else self.book.sheets:
            found += [
                Name(sheet.ws.defined_names, one, sheet.name) for one in sheet.ws.defined_names.values()
            ]
        return [(name.name, name) for name in found]

    def __call__(self, key: str) -> Name:
        return next(name for _, name in self.snapshot() if name.name.lower() == key.lower())

    def contains(self, key: str) -> bool:
        return any(name.lower() == key.lower() for name, _ in self.snapshot())

    def __len__(self) -> int:
        return len(self.snapshot())

    def add(self, name: str, refers_to: str) -> Name:
        self.book.app.changing()
        holder = self.sheet.ws.defined_names if self.sheet else self.book.wb.defined_names
        holder[name] = DefinedName(name, attr_text=refers_to.removeprefix("="))
        return Name(holder, holder[name], self.sheet.name if self.sheet else "")


class Name:
    def __init__(self, holder: Any, defined: DefinedName, scope: str) -> None:
        self.holder, self.defined, self.scope = holder, defined, scope

    @property
    def name(self) -> str:
        return f"{quoted(self.scope)}!{self.defined.name}" if self.scope else self.defined.name

    @property
    def refers_to(self) -> str:
        return f"={self.defined.attr_text}"

    @refers_to.setter
    def refers_to(self, text: str) -> None:
        self.defined.attr_text = text.removeprefix("=")

    @property
    def api(self) -> Any:
        defined = self.defined

        class Api:
            def __setattr__(self, name: str, value: bool) -> None:
                assert name == "Visible"
                defined.hidden = not value

        return Api()

    def delete(self) -> None:
        del self.holder[self.defined.name]
