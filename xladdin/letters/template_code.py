"""The code inside a template: where it runs, what it may do, and how its faults are told.

Templates are files that users edit, so they are not trusted. Their code runs in a sandbox that knows the
names of ``xladdin.letters.context`` and nothing else; what stands in the data is always text, ``Dupont &
Fils`` as much as ``{{ 7*7 }}``.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xladdin.errors import TemplateError

if TYPE_CHECKING:
    from xladdin.letters.context import Context

TEMPLATE_FILE: Final = "<template>"
"""What Jinja calls the file of a template that came as text."""
LONGEST_QUOTE: Final = 120

_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PARAGRAPH: Final = re.compile(r"<w:p[ >]")
_TAGS: Final = re.compile(r"<[^<>]*>")
_FAULTS: Final[tuple[tuple[str, str], ...]] = (
    (
        r"Encountered unknown tag '(?P<what>\w+)'.*",
        "la balise « {what} » n’existe pas ou n’est pas à sa place",
    ),
    (r"No filter named '(?P<what>[^']*)'.*", "le filtre « {what} » n’existe pas"),
    (r"No test named '(?P<what>[^']*)'.*", "le test « {what} » n’existe pas"),
    (r"Unexpected end of template.*|.*got 'end of template'.*", "une balise ouverte n’est pas fermée"),
)


class UnknownName(StrictUndefined):
    """A name that no letter knows; whatever is done with it, the letter is refused."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or f"« {self._undefined_name} » n’est pas un nom connu"


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Template code may print, choose and repeat; it multiplies nothing, so that it cannot run for ever."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def call_binop(self, context: object, operator: str, left: object, right: object) -> NoReturn:  # noqa: ARG002 - as the sandbox calls it
        """Refuses a multiplication, a power or a remainder.

        Raises:
            SecurityError: always.
        """
        raise SecurityError(operator)


def sandbox(undefined: type[StrictUndefined] = UnknownName, *, markup: bool = True) -> TemplateSandbox:
    """An environment for template code.

    Args:
        undefined: what stands for a name that is not known.
        markup: the template is XML or HTML, and what stands in the data is escaped.
    """
    environment = TemplateSandbox(undefined=undefined, autoescape=markup)
    environment.globals.clear()
    return environment


def printable(context: Context) -> Context:
    """The same values without the characters that no Word file can hold."""
    return {key: _printable(value) for key, value in context.items()}


def fault(name: str, source: str, error: Exception) -> TemplateError:
    """What is wrong with the code of a template, and the paragraph that it stands in.

    Args:
        name: of the template.
        source: the text that holds the code, as the sandbox got it.
        error: what the sandbox raised; a template may raise anything.
    """
    where = _paragraph_of(source, error)
    place = f", dans le paragraphe « {where} »" if where else ""
    match error:
        case UndefinedError():
            message = f"Le modèle {name} emploie un nom inconnu{place} : {error.message}."
            remedy = "Corrigez ce nom ; les noms permis sont ceux des modèles livrés."
        case SecurityError():
            message = f"Le modèle {name} contient du code qui n’est pas permis{place}."
            remedy = "Reprenez le modèle livré et n’y utilisez que les noms documentés."
        case TemplateSyntaxError() | TemplateRuntimeError():
            message = f"Le modèle {name} ne se lit pas{place} : {_in_french(error.message or '')}."
            remedy = "Corrigez cette balise dans le modèle."
        case _:
            message = f"Le modèle {name} ne peut pas être rempli{place} : ce calcul n’est pas possible."
            remedy = "Corrigez cette balise dans le modèle."
    return TemplateError(message, remedy)


def line_of(error: Exception) -> int:
    """The line of the template that the sandbox stopped at; 0 when it stopped elsewhere."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == TEMPLATE_FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def plain_text(markup: str) -> str:
    """The words of a piece of XML, shortened for a message."""
    words = " ".join(unescape(_TAGS.sub("", markup)).split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]} …"


def _printable(value: object) -> object:
    match value:
        case str():
            return _NOT_IN_XML.sub("", value) if _NOT_IN_XML.search(value) else str(value)
        case dict():
            return {key: _printable(part) for key, part in value.items()}
        case list() | tuple():
            return [_printable(part) for part in value]
        case _:
            return value


def _paragraph_of(source: str, error: Exception) -> str:
    """The words around the line of ``source`` that the sandbox stopped at; paragraphs start a line each."""
    number = line_of(error)
    lines = source.split("\n")
    if not 0 < number <= len(lines):
        return ""
    start = next((at for at in range(number - 1, -1, -1) if _PARAGRAPH.match(lines[at])), number - 1)
    return plain_text(" ".join(lines[start:number]))


def _in_french(message: str) -> str:
    for pattern, words in _FAULTS:
        match = re.fullmatch(pattern, message, flags=re.DOTALL)
        if match:
            return words.format(**match.groupdict())
    return "une balise est mal écrite"
