"""A Word template and a context become a letter, by docxtpl: the slow way, which covers every template."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from lxml import etree

from xladdin.errors import TemplateError, UnreadableFileError
from xladdin.letters.template_code import fault, printable, sandbox
from xladdin.opc.package import open_package

if TYPE_CHECKING:
    from pathlib import Path

    from docx.opc.part import Part
    from jinja2 import Environment

    from xladdin.letters.context import Context

STAMP: Final = (1980, 1, 1, 0, 0, 0)
_NO_WORD_FILE: Final = (
    PackageNotFoundError, UnreadableFileError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError,
)  # fmt: skip


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's template, which tells what text a faulty piece of code stands in."""

    def __init__(self, path: Path) -> None:
        super().__init__(BytesIO(path.read_bytes()))
        self.name = path.name

    def render_xml_part(self, src_xml: str, part: Part, context: Context, jinja_env: Environment) -> str:
        """The XML of a part with its code run.

        Raises:
            TemplateError: the code cannot be read or run, or is not allowed.
        """
        try:
            filled: str = super().render_xml_part(src_xml, part, context, jinja_env)
        except Exception as error:
            raise fault(self.name, code_text(src_xml), error) from error
        return filled

    def render_properties(self, context: Context, jinja_env: Environment) -> None:  # noqa: ARG002 - docxtpl's
        """The title and the other properties with their code run; python-docx escapes them itself.

        Raises:
            TemplateError: as ``render_xml_part``.
        """
        try:
            super().render_properties(context, sandbox(markup=False))
        except Exception as error:
            raise fault(self.name, "", error) from error

    def fix_tables(self, xml: str) -> etree._Element:
        """The body with as many columns as its rows have, once it is known to be whole.

        Raises:
            TemplateError: docxtpl would go on with what it can make of broken XML, and lose text.
        """
        try:
            etree.fromstring(xml)
            tree: etree._Element = super().fix_tables(xml)
        except (etree.XMLSyntaxError, AttributeError) as error:
            raise torn(self.name) from error
        return tree


def torn(name: str) -> TemplateError:
    """A template whose tags cut a paragraph or a table in two."""
    return TemplateError(
        f"Le modèle {name}, une fois rempli, n’est plus un document Word : une balise {{%p … %}} ou "
        "{%tr … %} est mal placée.",
        "Mettez chaque balise {%p … %} seule dans son paragraphe, chaque {%tr … %} seule dans sa ligne.",
    )


def render_letter(template: Path, context: Context) -> bytes:
    """The letter as the bytes of a .docx; the same template and context give the same bytes.

    Args:
        template: a .docx with the names of ``xladdin.letters.context``.
        context: of ``letter_context``.

    Raises:
        TemplateError: no Word file, faulty template code, an unknown name, or code that is not allowed.
    """
    document = open_template(template)
    document.render(printable(context), sandbox(), autoescape=True)
    letter = BytesIO()
    document.save(letter)
    return _restamped(letter)


def open_template(path: Path) -> WordTemplate:
    """A template, its code not yet run.

    Raises:
        TemplateError: absent, or no sound Word file.
    """
    try:
        open_package(path)  # nothing is loaded from a file that is out to harm
        document = WordTemplate(path)
        document.render_init()
    except (*_NO_WORD_FILE, OSError) as error:
        raise TemplateError(
            f"Le modèle {path.name} n’est pas un document Word lisible.",
            "Enregistrez-le au format .docx.",
        ) from error
    return document


def code_text(markup: str) -> str:
    """The text that the sandbox gets: each paragraph on a line of its own, as docxtpl has it."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", markup)


def _restamped(letter: BytesIO) -> bytes:
    """The package with fixed time stamps, so that equal letters are equal bytes."""
    target = BytesIO()
    with zipfile.ZipFile(letter) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for member in source.infolist():
            record = zipfile.ZipInfo(member.filename, STAMP)
            record.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(record, source.read(member))
    return target.getvalue()
