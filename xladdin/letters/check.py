"""Templates of a user checked before a campaign needs them: every fault with its paragraph, and a preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xladdin.errors import ArgumentError, TemplateError, WriteRefusedError, XladdinError, system_reason
from xladdin.letters.compiled import compile_template
from xladdin.letters.email import EmailTemplate
from xladdin.letters.pdf import to_pdf
from xladdin.letters.sample import sample_contexts
from xladdin.letters.templates import EMAIL_TEMPLATES, Templates

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.letters.office import Office

_WORD: Final = ".docx"
_OTHER_WORD: Final = (".doc", ".docm", ".dot", ".dotm", ".dotx", ".odt", ".rtf")
_LOCK: Final = "~$"
_PREVIEW: Final = "aperçu "


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What was found in one template.

    Attributes:
        name: its file name.
        faults: French, what is wrong, where, and how to mend it; empty for a sound template.
        preview: the letter made of it from sample data; None when it is faulty or none was wanted.
    """

    name: str
    faults: tuple[str, ...] = ()
    preview: Path | None = None


def check_templates(folder: Path, preview: Path | None = None) -> tuple[TemplateCheck, ...]:
    """Every template of a folder tried out on sample letters.

    Args:
        folder: of the user's templates.
        preview: where to write a letter of each sound template; None for no letters.

    Raises:
        ArgumentError: no folder, no template in it, or previews wanted among the templates.
        WriteRefusedError: a preview cannot be written.
    """
    if not folder.is_dir():
        raise ArgumentError(f"Le dossier « {folder} » est introuvable.", "Vérifiez le chemin.")
    if preview is not None and preview.resolve() == folder.resolve():
        raise ArgumentError(
            "Les aperçus ne peuvent pas aller dans le dossier des modèles : ils y seraient pris pour des "
            "modèles.",
            "Donnez un autre dossier à --apercu.",
        )
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(_LOCK))
    checks = [_checked(path, preview) for path in paths if path.suffix.lower() == _WORD]
    checks += [_refused(path) for path in paths if path.suffix.lower() in _OTHER_WORD]
    if any(path.name in EMAIL_TEMPLATES for path in paths):
        checks.append(_checked_email(folder))
    if not checks:
        raise ArgumentError(
            f"Le dossier « {folder} » ne contient aucun modèle de lettre.",
            f"« xladdin lettres copier {folder} » y copie les modèles livrés.",
        )
    return tuple(sorted(checks, key=lambda one: one.name))


def preview_pdf(checks: tuple[TemplateCheck, ...], *, office: Office | None = None) -> tuple[Path, ...]:
    """The previews as PDF too, beside them.

    Raises:
        MissingDependencyError: no office program is installed.
        WriteRefusedError: a PDF could not be made.
    """
    made = [check.preview for check in checks if check.preview]
    return to_pdf(made, made[0].parent, office=office) if made else ()


def _checked(path: Path, preview: Path | None) -> TemplateCheck:
    contexts = sample_contexts(path.name)
    try:
        template = compile_template(path)
        faults = template.faults(contexts)
        letters = [] if faults else [template.render(context) for context in contexts]
    except TemplateError as error:
        return TemplateCheck(path.name, (str(error),))
    if not letters or preview is None:
        return TemplateCheck(path.name, tuple(map(str, faults)))
    target = preview / f"{_PREVIEW}{path.name}"
    try:
        preview.mkdir(parents=True, exist_ok=True)
        target.write_bytes(letters[0])
    except OSError as error:
        raise WriteRefusedError(
            f"L’aperçu « {target} » ne peut pas être écrit ({system_reason(error)}).",
            "Fermez-le s’il est ouvert, ou donnez un autre dossier à --apercu.",
        ) from error
    return TemplateCheck(path.name, (), target)


def _checked_email(folder: Path) -> TemplateCheck:
    """The texts of e-mails, both at once; a shipped one stands in for what she has not changed."""
    name = " + ".join(one for one in EMAIL_TEMPLATES if (folder / one).is_file())
    try:
        template = EmailTemplate(Templates(folder))
        for context in sample_contexts(name):
            template.fill(context)
    except XladdinError as error:
        return TemplateCheck(name, (str(error),))
    return TemplateCheck(name)


def _refused(path: Path) -> TemplateCheck:
    fault = (
        f"{path.name} n’est pas au format .docx et ne sert à aucune lettre. Enregistrez-le au format .docx."
    )
    return TemplateCheck(path.name, (fault,))
