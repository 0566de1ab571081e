"""The tab keeps the rules of the schema, and every name in it leads somewhere."""

from __future__ import annotations

import importlib
import re

import pytest
from lxml import etree

from xladdin.addin.builder import addin_modules
from xladdin.addin.buttons import GROUPS, Button, Group, Menu
from xladdin.addin.ribbon import NAMESPACE, callbacks_source, ready_buttons, ribbon_xml

SAMPLE = (
    Group(
        "G1",
        "Suivi & « co »",
        (
            Button("Un", "Un", "Fait un.", "U", "Help", use_case="xladdin.resources.home", large=True),
            Button("Deux", "Deux", "Fait deux.", "D", "Info"),
            Menu("Plus", "+", "Plus.", "P", "Help", (Button("Trois", "3", "3.", "T", "Info", macro="X"),)),
            Menu("Vide", "Vide", "Rien.", "V", "Help", (Button("Quatre", "4", "Rien.", "Q", "Info"),)),
        ),
    ),
    Group("G2", "Plus tard", (Button("Cinq", "5", "Cinq.", "C", "Info"),)),
)  # fmt: skip
SIGNATURES = {
    "onLoad": r"\(ribbon As IRibbonUI\)",
    "onAction": r"\(control As IRibbonControl\)",
    "getEnabled": r"\(control As IRibbonControl, ByRef enabled\)",
}
ALLOWED = {
    "customUI": {"onLoad"},
    "ribbon": set(),
    "tabs": set(),
    "tab": {"id", "label", "keytip"},
    "group": {"id", "label"},
    "button": {
        "id", "label", "imageMso", "screentip", "supertip", "keytip", "onAction", "size", "getEnabled",
    },
    "menu": {"id", "label", "imageMso", "screentip", "supertip", "keytip", "itemSize"},
}  # fmt: skip
PARENTS = {"ribbon": {"customUI"}, "tabs": {"ribbon"}, "tab": {"tabs"}, "group": {"tab"},
           "button": {"group", "menu"}, "menu": {"group"}}  # fmt: skip


def every_button() -> list[Button]:
    return [button for group in GROUPS for button in group.buttons]


def parsed(groups: tuple[Group, ...]) -> etree._Element:
    return etree.fromstring(ribbon_xml(groups).encode())


@pytest.mark.parametrize("groups", [GROUPS, SAMPLE], ids=["ours", "sample"])
def test_schema_rules(groups: tuple[Group, ...]) -> None:
    ids = []
    for element in parsed(groups).iter():
        name = etree.QName(element)
        assert name.namespace == NAMESPACE
        assert set(element.attrib) <= ALLOWED[name.localname]
        parent = element.getparent()
        if parent is not None:
            assert etree.QName(parent).localname in PARENTS[name.localname]
        if "id" in element.attrib:
            ids.append(element.get("id", ""))
            assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", ids[-1])
        assert element.get("size", "normal") in {"normal", "large"}
        assert re.fullmatch(r"[A-Z0-9]{1,3}", element.get("keytip", "A"))
        assert all(0 < len(value) <= 1024 for value in element.attrib.values())
    assert len(ids) == len(set(ids))


def test_only_buttons_that_do_something_are_shown() -> None:
    root = parsed(SAMPLE)
    ids = {element.get("id") for element in root.iter() if "id" in element.attrib}
    assert ids == {"TabRecouvrement", "G1", "Un", "Plus", "Trois"}
    un, trois = (root.find(f".//{{{NAMESPACE}}}button[@id='{name}']") for name in ("Un", "Trois"))
    assert un is not None
    assert un.get("size") == "large"
    assert trois is not None
    assert trois.get("size") is None


def test_callbacks_run_python_or_a_macro() -> None:
    assert callbacks_source(SAMPLE).splitlines() == [
        "Option Explicit",
        "",
        "Public Sub Bouton_Un(control As IRibbonControl)",
        '    Executer "import xladdin.resources; xladdin.resources.home()"',
        "End Sub",
        "",
        "Public Sub Bouton_Trois(control As IRibbonControl)",
        "    X",
        "End Sub",
    ]


def test_every_callback_of_the_tab_is_a_procedure_of_the_right_signature() -> None:
    vba = "\n".join(module.source for module in addin_modules())
    callbacks = [
        (str(attribute), str(name))
        for element in parsed(GROUPS).iter()
        for attribute, name in element.attrib.items()
        if str(attribute).startswith(("on", "get"))
    ]
    assert {attribute for attribute, _ in callbacks} >= {"onLoad", "onAction"}
    for attribute, name in callbacks:
        assert len(re.findall(rf"^Public Sub {name}{SIGNATURES[attribute]}$", vba, re.MULTILINE)) == 1


def test_every_button_leads_to_a_callable_or_to_a_macro_that_is_there() -> None:
    macros = "\n".join(module.source for module in addin_modules())
    for button in ready_buttons(GROUPS):
        if button.macro:
            assert f"Public Sub {button.macro}()" in macros
        else:
            module, _, name = button.use_case.rpartition(".")
            assert callable(getattr(importlib.import_module(module), name))


def test_every_runpython_string_in_the_vba_is_importable() -> None:
    vba = "\n".join(module.source for module in addin_modules() if module.name in {"Ruban", "Boutons"})
    for module, path in re.findall(r'Executer(?:Partout)? "import ([\w.]+); ([\w.]+)\(\)"', vba):
        assert path.startswith(f"{module}.")
        assert callable(getattr(importlib.import_module(module), path.removeprefix(f"{module}.")))


def test_buttons_are_described_and_told_apart() -> None:
    keytips = [button.keytip for button in every_button()]
    menus = [control.keytip for group in GROUPS for control in group.controls if isinstance(control, Menu)]
    assert len({*keytips, *menus}) == len(keytips) + len(menus)
    for button in every_button():
        assert button.supertip.endswith(".")
        assert not (button.use_case and button.macro)
    on_the_tab = [one.keytip for group in GROUPS for one in group.controls if isinstance(one, Button)]
    assert not [tip for tip in on_the_tab for menu in menus if tip.startswith(menu) and tip != menu]
