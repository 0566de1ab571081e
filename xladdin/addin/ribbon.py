"""The ribbon tab as XML (part ``customUI/customUI14.xml``) and the VBA procedures that it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from xladdin.addin.buttons import Button, Group, Menu

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
TAB: Final = "TabRecouvrement"
TAB_LABEL: Final = "Recouvrement"
TAB_KEYTIP: Final = "RV"
CALLBACKS_MODULE: Final = "Boutons"
ON_LOAD: Final = "RubanCharge"
ENABLED: Final = "ClasseurOuvert"


def ribbon_xml(groups: Iterable[Group]) -> str:
    """The tab with the buttons that are ready, after Excel's own tabs."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        _open("customUI", {"xmlns": NAMESPACE, "onLoad": ON_LOAD}),
        "  <ribbon>",
        "    <tabs>",
        f"      {_open('tab', {'id': TAB, 'label': TAB_LABEL, 'keytip': TAB_KEYTIP})}",
    ]
    for group in groups:
        if any(button.is_ready for button in group.buttons):
            lines.append(f"        {_open('group', {'id': group.id, 'label': group.label})}")
            lines += [f"          {line}" for control in group.controls for line in _control(control)]
            lines.append("        </group>")
    lines += ["      </tab>", "    </tabs>", "  </ribbon>", "</customUI>"]
    return "\n".join(lines) + "\n"


def callbacks_source(groups: Iterable[Group]) -> str:
    """One procedure per button that is ready."""
    lines = ["Option Explicit", ""]
    for button in ready_buttons(groups):
        lines += [
            f"Public Sub {callback_name(button)}(control As IRibbonControl)",
            f"    {_action(button)}",
            "End Sub",
            "",
        ]
    return "\n".join(lines)


def ready_buttons(groups: Iterable[Group]) -> Iterator[Button]:
    """The buttons that are shown, in order."""
    return (button for group in groups for button in group.buttons if button.is_ready)


def callback_name(button: Button) -> str:
    """The VBA procedure of a button."""
    return f"Bouton_{button.id}"


def python_command(use_case: str) -> str:
    """What xlwings' RunPython is given: no double quote, since it goes through a command line."""
    module, _, _ = use_case.rpartition(".")
    return f"import {module}; {use_case}()"


def _action(button: Button) -> str:
    if button.macro:
        return button.macro
    run = "ExecuterPartout" if button.without_workbook else "Executer"
    return f'{run} "{python_command(button.use_case)}"'


def _control(control: Button | Menu) -> list[str]:
    if isinstance(control, Button):
        return [_button(control)] if control.is_ready else []
    inside = [f"  {_button(button, in_menu=True)}" for button in control.buttons if button.is_ready]
    if not inside:
        return []
    return [_open("menu", _described(control) | {"itemSize": "normal"}), *inside, "</menu>"]


def _button(button: Button, *, in_menu: bool = False) -> str:
    attributes = _described(button) | {"onAction": callback_name(button)}
    if not in_menu:  # in a menu the menu decides the size
        attributes["size"] = "large" if button.large else "normal"
    if not button.without_workbook:
        attributes["getEnabled"] = ENABLED
    return _open("button", attributes).removesuffix(">") + "/>"


def _described(control: Button | Menu) -> dict[str, str]:
    return {
        "id": control.id,
        "label": control.label,
        "imageMso": control.icon,
        "screentip": control.label,
        "supertip": control.supertip,
        "keytip": control.keytip,
    }


def _open(element: str, attributes: Mapping[str, str]) -> str:
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{element}{written}>"
