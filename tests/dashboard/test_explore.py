"""Journeys over the Explore page, as a focal point walks them."""

from __future__ import annotations

import pickle

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboard import resources
from dashboard.queries import OPEN
from data import capabilities, partners
from data.database import transaction
from matching.records import SYSTEM, Capability, Kind, Partner
from tests.conftest import PATIENCE
from tests.dashboard.pages import at_address, names, opened_box, texts
from tests.dashboard.sample import INVENTED


def test_the_first_page_asks_for_a_need_and_offers_an_example(pages: AppTest) -> None:
    at = pages.run()
    assert not at.exception
    assert at.title[0].value == "Which partners fit this need?"
    assert "No need chosen yet." in texts(at)
    at.button(key="relax").click().run()
    assert at.selectbox(key="record").value == "need-cold"
    assert names(at)[0] == "Sahel Froid"


def test_picking_a_need_shows_who_fits_best_with_the_number_in_the_answer(pages: AppTest) -> None:
    at = pages.run()
    at.selectbox(key="record").select("need-cold").run()
    assert not at.exception
    assert names(at)[0] == "Sahel Froid"
    score = f"{at.dataframe[0].value['Score'][0]:.2f}"  # as the browser writes it
    assert f"6 partners can be judged; Sahel Froid fits best with {score} and" in texts(at)
    assert "offers all that is sought" in texts(at)
    assert at.query_params["id"] in ("need-cold", ["need-cold"])


def test_the_one_in_detail_shows_sentences_of_both_sides_with_what_they_share_marked(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold")
    assert ":blue-background[**refrigerators**]" in texts(at)
    assert "The need says" in texts(at)
    assert "The partner says" in texts(at)


def test_a_link_reproduces_question_filters_weights_and_what_is_looked_at(pages: AppTest) -> None:
    at = at_address(
        pages, id="need-cold", country="MLI", weight="words:2", show="p-trans", compare=["p-froid", "p-trans"]
    )
    assert not at.exception
    assert opened_box(at, "filter-countries").multiselect(key="countries").value == ["MLI"]
    assert opened_box(at, "weights").slider(key="weight-words").value == 2.0
    assert at.selectbox(key="shown").value == "p-trans"
    assert at.multiselect(key="compared").value == ["p-froid", "p-trans"]
    assert names(at) == ["Sahel Froid", "Trans Sahara Haulage"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "'; DROP TABLE partners; --"),
        ("country", "<script>"),
        ("sdg", "18"),
        ("kind", "bank"),
        ("by", "yesterday"),
        ("weight", "words:-1"),
        ("weight", "words:inf"),
        ("text", "%%%"),
        ("for", "both"),
        ("show", "a b"),
    ],
)
def test_a_link_that_was_tampered_with_gives_a_message_and_no_crash(pages: AppTest, name: str, value: str) -> None:
    at = at_address(pages, **{name: value})
    assert not at.exception
    assert "One part of the link could not be read" in at.warning[0].value


def test_a_link_to_a_record_that_is_not_there_says_so(pages: AppTest) -> None:
    at = at_address(pages, id="need-gone")
    assert not at.exception
    assert "There is no “need\\-gone” that you may see." in texts(at)


def test_each_filter_says_what_it_took_away_and_how_many_are_small(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", kind="multinational")
    assert names(at) == ["Kelvin & Sons"]
    # 7 partners, one of them multinational; two of the six others are msme
    opened_box(at, "filter-kinds")
    assert "By itself this filter takes away 6." in texts(at)
    popovers = [node.proto.popover.label for node in at.get("popover") if hasattr(node.proto, "popover")]
    assert any("−6 (2 msme)" in label for label in popovers)


def test_filters_that_leave_nobody_say_which_to_widen_and_one_button_takes_them_away(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", kind="multinational", country="MLI")
    assert "Nothing passes all filters." in texts(at)
    assert "“Kind of partner” alone removes 6" in texts(at)
    at.button(key="relax").click().run()
    assert len(names(at)) == 6


def test_a_typed_need_is_ranked_and_travels_in_the_link(pages: AppTest) -> None:
    at = pages.run()
    at.segmented_control(key="source").set_value("text").run()
    at.text_area(key="text").set_value("Trucks to carry vaccines across the desert")
    at.button(key="FormSubmitter:typed-Find partners").click().run()
    assert not at.exception
    assert names(at)[0] == "Trans Sahara Haulage"
    again = at_address(pages, text=at.query_params["text"])
    assert again.text_area(key="text").value == "Trucks to carry vaccines across the desert"


def test_a_text_too_thin_to_judge_gets_no_score_but_two_facts_to_add(pages: AppTest) -> None:
    at = at_address(pages, id="need-thin")
    assert not at.exception
    assert "too little to be judged" in texts(at)
    assert "It would help most to say what exactly is offered or needed and" in texts(at)
    assert len(at.dataframe) == 0


def test_an_upload_is_read_and_a_bad_one_says_why_beside_the_field(pages: AppTest) -> None:
    at = pages.run()
    at.segmented_control(key="source").set_value("file").run()
    at.file_uploader(key="upload").upload("need.txt", b"Solar refrigerators for vaccines").run()
    assert at.text_area(key="text").value == "Solar refrigerators for vaccines"
    assert names(at)[0] == "Sahel Froid"
    at.file_uploader(key="upload").upload("need.pdf", b"not a pdf").run()
    assert "damaged" in at.error[0].value


def test_partners_are_compared_by_facts_and_by_each_part_of_the_score(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", compare=["p-froid", "p-trans"])
    table = at.table[0].value
    assert list(table.columns) == ["Sahel Froid", "Trans Sahara Haulage"]
    assert table.loc["Country", "Sahel Froid"] == "Mali"
    assert table.loc["Goals", "Sahel Froid"] == "not stated"
    parts = [float(value) for name, value in table["Sahel Froid"].items() if str(name).startswith("Score from")]
    assert len(parts) == 8
    assert float(table.loc["Score", "Sahel Froid"].strip("*")) == pytest.approx(sum(parts), abs=0.04)


def test_another_order_gives_another_table_so_that_no_selection_stays_with_a_place(pages: AppTest) -> None:
    first = at_address(pages, id="need-cold").dataframe[0].proto.id
    narrowed = at_address(pages, id="need-cold", country="MLI").dataframe[0].proto.id
    assert first != narrowed


def test_an_offer_finds_needs_from_the_same_scores(pages: AppTest) -> None:
    there = at_address(pages, id="need-cold")
    score = dict(zip(names(there), there.dataframe[0].value.iloc[:, 2], strict=True))["Sahel Froid"]
    at = at_address(
        AppTest.from_file(pages._script_path, default_timeout=PATIENCE), **{"for": "needs", "id": "p-froid"}
    )
    assert at.title[0].value == "Which needs fit this offer?"
    assert names(at)[0] == "Cold chain for vaccines, Mali"
    assert at.dataframe[0].value.iloc[0, 2] == score


def test_a_typed_offer_finds_needs(pages: AppTest) -> None:
    at = pages.run()
    at.segmented_control(key="direction").set_value("needs").run()
    at.segmented_control(key="source").set_value("text").run()
    at.text_area(key="text").set_value("Maize and beans from smallholder farms for school kitchens")
    at.button(key="FormSubmitter:typed-Find needs").click().run()
    assert not at.exception
    assert names(at)[0] == "School meals from local farms, Kenya"


def test_the_shortlist_is_kept_for_each_viewer(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold")
    at.button(key="keep").click().run()
    assert any("Your shortlist: 1 partner" in each.label for each in at.expander)
    at.selectbox(key="viewer").select("leadership").run()
    assert not any("Your shortlist" in each.label for each in at.expander)


def test_weights_show_their_effect_and_can_be_put_back(pages: AppTest) -> None:
    at = opened_box(at_address(pages, id="need-cold", weight=["words:0", "meaning:0", "sentences:0"]), "weights")
    assert "of the first ten" in texts(at)
    next(button for button in at.button if button.label == "Back to the usual weights").click().run()
    assert opened_box(at, "weights").slider(key="weight-words").value == 1.0
    assert "weight" not in at.query_params


def test_why_is_x_not_here_names_the_first_gate(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", country="MLI")
    at.selectbox(key="why-not").select("p-kelvin").run()
    assert "The filter “Country” stopped Kelvin \\& Sons first." in texts(at)
    opened_box(at, "filter-countries").multiselect(key="countries").set_value([]).run()
    at.selectbox(key="why-not").select("p-thin").run()
    assert "Leading Solutions says too little to be judged." in texts(at)


def test_a_name_made_of_markup_and_formulas_is_shown_letter_by_letter(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", show="p-odd")
    assert not at.exception
    heading = next(each.value for each in at.markdown if each.value.startswith("### \\="))
    assert "](" not in heading.replace("\\]\\(", "")
    assert "<b>" not in heading.replace("\\<b\\>", "")


def test_leaving_the_page_and_coming_back_keeps_the_question(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", country="MLI")
    at.switch_page("views/about.py").run()
    at.query_params.clear()
    at.switch_page("views/explore.py").run()
    assert at.selectbox(key="record").value == "need-cold"
    assert opened_box(at, "filter-countries").multiselect(key="countries").value == ["MLI"]


def test_what_we_keep_in_the_session_can_move_to_another_process(pages: AppTest) -> None:
    at = at_address(pages, id="need-cold", country="MLI", weight="words:2", compare="p-froid")
    ours = {
        "explore-question",
        "choices",
        "address",
        "arrived",
        "page",
        "countries",
        "weight-words",
        "shown",
        "compared",
    }
    for key in ours:
        pickle.dumps(at.session_state[key])


def test_what_is_loaded_meanwhile_is_found_and_nothing_old_is_shown(pages: AppTest, network: Engine) -> None:
    before = at_address(pages, id="need-cold")
    assert "p-new" not in resources.library(OPEN).profiles
    maker = Partner("p-new", "Nouvelle Froid", Kind.NATIONAL_COMPANY, INVENTED, country="MLI", countries=("MLI",))
    says = Capability("p-new-1", "p-new", "Solar refrigerators for vaccines, and technicians to repair them.", INVENTED)
    with transaction(network, SYSTEM) as connection:
        partners.save_many(connection, [maker])
        capabilities.save_many(connection, [says])
    resources.edition.clear()
    assert resources.preparation(OPEN).wait(PATIENCE)
    assert "Nouvelle Froid" in names(before.run())
