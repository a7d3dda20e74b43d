"""Lists of organisations, each with what it can do: what focal points keep in spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from data.imports.drafts import Draft
from data.imports.fields import Fields
from data.imports.folding import folded
from data.imports.layouts.shape import EachRow, Layout, stated
from matching.records import RecordKind


def read(cells: Fields) -> Iterable[Draft]:
    """Return an organisation and, where the row tells it, what it can do."""
    name = cells.name("name")
    if not any(map(str.isalnum, name)):
        cells.wrong("name", name, "the name of an organisation")
        return
    key = cells.text("id") or folded(name) or name
    home = cells.places("country")
    countries, sdgs = cells.places("countries"), cells.goals()
    lei = cells.text("lei").upper()
    if lei and not (len(lei) == 20 and lei.isalnum()):
        cells.wrong("lei", lei, "20 letters and digits (ISO 17442)")
    identifiers = {"lei": lei} if lei else {}
    yield Draft(
        RecordKind.PARTNER,
        key,
        cells.row.number,
        stated(
            {
                "name": name,
                "kind": cells.choice("kind"),
                "size": cells.choice("size") if cells.row["size"] else "",
                "country": home[0] if home else "",
                "countries": countries,
                "sectors": list(dict.fromkeys(cells.several("sectors") + cells.several("specialities"))),
                "sdgs": sdgs,
                "aliases": [alias for alias in cells.several("aliases") if alias != name],
                "identifiers": identifiers,
                "website": cells.text("website")[:400],
                "women_led": cells.yes("women_led"),
            }
        ),
    )
    text = cells.row["text"].strip()
    if text:
        offered = [cells_code for part in cells.several("resources") if (cells_code := _resource(cells, part))]
        yield Draft(
            RecordKind.CAPABILITY,
            f"{key}/1",
            cells.row.number,
            stated(
                {
                    "partner": key,
                    "text": text,
                    "language": cells.language() if cells.row["language"] else "",
                    "resources": offered,
                    "countries": countries,
                    "sdgs": sdgs,
                }
            ),
        )


def _resource(cells: Fields, part: str) -> str:
    from data.imports.fields import words_for  # noqa: PLC0415

    code = words_for("resource").get(folded(part), "")
    if not code:
        cells.wrong("resources", part, f"one of {', '.join(sorted(set(words_for('resource').values())))}")
    return code


PARTNERS = Layout(
    "partners",
    (
        "id",
        "name",
        "kind",
        "size",
        "country",
        "countries",
        "sectors",
        "sdgs",
        "text",
        "resources",
        "aliases",
        "website",
        "women_led",
        "lei",
        "language",
    ),
    needed=("name",),
    reader=lambda: EachRow(read),
    borrowed={"text": ("summary",)},
)
# UN Partner Portal: profiles of civil society organisations, with areas of specialisation and a mandate.
PARTNER_PORTAL = Layout(
    "partner-portal",
    (
        "id",
        "name",
        "kind",
        "country",
        "countries",
        "sectors",
        "specialities",
        "text",
        "sdgs",
        "website",
        "women_led",
        "aliases",
        "language",
    ),
    needed=("name",),
    reader=lambda: EachRow(read),
    telling=("specialities",),
)
