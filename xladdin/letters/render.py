"""A Word template and a context become a letter.

The templates are ordinary Word files that users edit, so they are not trusted: their code runs in a
sandbox, an unknown name is refused, and what stands in the data is always text, ``Dupont & Fils`` as much
as ``{{ 7*7 }}``.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xladdin.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.letters.context import Context

_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_KEPT_CONTROLS: Final = "\t\n"
_NOT_IN_XML: Final = dict.fromkeys(
    [
        *(code for code in range(0x20) if chr(code) not in _KEPT_CONTROLS),
        *range(0x7F, 0xA0),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
)


def render_letter(template: Path, context: Context) -> bytes:
    """The letter as the bytes of a .docx; the same template and context give the same bytes.

    Args:
        template: a .docx with the names of ``xladdin.letters.context``.
        context: of ``letter_context``.

    Raises:
        TemplateError: no Word file, faulty template code, an unknown name, or code that is not allowed.
    """
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    letter = BytesIO()
    try:
        document = DocxTemplate(template)
        document.render(_printable(context), environment, autoescape=True)
        document.save(letter)
    except SecurityError as error:
        raise TemplateError(
            f"Le modèle {template.name} contient du code qui n’est pas permis : {error}.",
            "Reprenez le modèle livré et n’y utilisez que les noms documentés.",
        ) from error
    except JinjaError as error:
        raise TemplateError(
            f"Le modèle {template.name} ne peut pas être rempli : {error}.",
            "Corrigez ce nom ou cette balise dans le modèle.",
        ) from error
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise TemplateError(
            f"Le modèle {template.name} n’est pas un document Word lisible.",
            "Enregistrez-le au format .docx.",
        ) from error
    return _restamped(letter)


def _printable(value: object) -> object:
    """The same context without the characters that no Word file can hold."""
    match value:
        case str():
            return value.translate(_NOT_IN_XML)
        case dict():
            return {key: _printable(part) for key, part in value.items()}
        case list():
            return [_printable(part) for part in value]
        case _:
            return value


def _restamped(letter: BytesIO) -> bytes:
    """The package with fixed time stamps, so that equal letters are equal bytes."""
    target = BytesIO()
    with zipfile.ZipFile(letter) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for member in source.infolist():
            record = zipfile.ZipInfo(member.filename, _STAMP)
            record.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(record, source.read(member))
    return target.getvalue()
