"""The pages of docs/decisions: each its own number, and all in the index."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs" / "decisions"


def test_every_page_has_its_number_and_its_line_in_the_index() -> None:
    pages = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert len({page.name[:4] for page in pages}) == len(pages)
    for page in pages:
        assert page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ")
        assert f"[{page.name[:4]}]({page.name})" in index
