"""The sentences of the Explore page: the question, the answer with its number, and what to do when there is none."""

from __future__ import annotations

from dashboard import labels, queries, rankings
from dashboard.answers import RankedAnswer, RankedRow
from dashboard.downloads import DataSheet
from dashboard.explore import results
from dashboard.explore.results import part_names
from dashboard.filters import FILTERS, label
from dashboard.markup import plain
from dashboard.question import Direction, Question
from dashboard.words import _, n_, number, series
from matching.records import Viewer


def title(question: Question) -> str:
    """Return the question of the page."""
    if question.direction is Direction.PARTNERS:
        return _("Which partners fit this need?")
    return _("Which needs fit this offer?")


def answer(question: Question, found: RankedAnswer | None) -> str:
    """Return the one-sentence answer, nothing while there is none."""
    if found is None or found.too_thin or not found.rows:
        return ""
    best = next(iter(found.rows.values()))
    if question.direction is Direction.PARTNERS:
        said = n_("{n} partner can be judged", "{n} partners can be judged", found.judged)
    else:
        said = n_("{n} need can be judged", "{n} needs can be judged", found.judged)
    shown = [(plain(results.name(row, question.direction)), row.total) for row in found.rows.values()]
    alike = [name for name, total in shown if number(total, 2) == number(best.total, 2)]
    sentence = _covered(best, question.direction) if len(alike) == 1 else _("{count}; they fit best: {leaders}.")
    return sentence.format(
        count=said,
        leaders=labels.leaders(shown, lambda total: number(total, 2)),
        best=plain(results.name(best, question.direction)),
        score=number(best.total, 2),
        offered=number(len(set(best.need.resources) & best.profile.resources)),
        n=number(len(best.need.resources)),
    )


def _covered(best: RankedRow, direction: Direction) -> str:
    sought, offered = set(best.need.resources), best.profile.resources
    if not sought or not offered:
        return _("{count}; {best} fits best with {score}.")
    if direction is Direction.NEEDS:
        return _("{count}; {best} fits best with {score}: the offer covers {offered} of the {n} resources it seeks.")
    if sought <= offered:
        return _("{count}; {best} fits best with {score} and offers all that is sought.")
    if not sought & offered:
        return _("{count}; {best} fits best with {score} but states none of the resources sought.")
    return _("{count}; {best} fits best with {score} and offers {offered} of the {n} resources sought.")


def start(question: Question) -> tuple[str, str, str]:
    """Return what is missing before anything is asked, and the button that shows an example."""
    example = _("Show me an example")
    if question.direction is Direction.PARTNERS:
        return (
            _("No need chosen yet."),
            _("Choose one from the register, write your own, or upload a document."),
            example,
        )
    return _("No offer chosen yet."), _("Choose a partner, write what you offer, or upload a document."), example


def unknown(question: Question) -> str:
    """Return why a record of a link cannot be shown: the same whether it never was, is gone, or may not be seen."""
    return _("There is no “{id}” that you may see. Choose another one above.").format(id=plain(question.record))


def thin(question: Question, found: RankedAnswer) -> tuple[str, str]:
    """Return that a text says too little, and the two facts that would help most."""
    ask = series([_(labels.FACTS[fact]) for fact in found.too_thin.ask]) if found.too_thin else ""
    if question.direction is Direction.NEEDS and question.record:
        what = _("This profile says too little to be judged, so it gets no score.")
    else:
        what = _("This text says too little to be judged, so nothing is ranked for it.")
    return what, _("It would help most to say {facts}.").format(facts=ask)


def nothing(found: RankedAnswer) -> tuple[str, str]:
    """Return why nothing is left, and which filter to take away first."""
    if not found.removed:
        return _("Nothing can be ranked."), _("No record of the register says enough to be judged.")
    widest = max(found.removed, key=lambda each: (each.alone, each.filter))
    why = _("Together the filters remove all {n}. The filter “{name}” alone removes {count}: widen it first.")
    return _("Nothing passes all filters."), why.format(
        n=number(found.pool), name=label(widest.filter), count=number(widest.alone)
    )


def sheet(question: Question, found: RankedAnswer, viewer: Viewer) -> DataSheet:
    """Return the data sheet of the answer."""
    asked = rankings.asked_need(question) if question.direction is Direction.PARTNERS or not question.record else None
    subject = (asked.title or asked.text[:200]) if asked else queries.library().profiles[question.record].partner.name
    filters = {_(each.label): each.words(question.filters) for each in FILTERS if each.values(question.filters)}
    weights = {
        _("Weight of {part}").format(part=named): number(question.weights[part], 2)
        for part, named in part_names(question.weights).items()
    }
    about = _("{n} of {pool} judged").format(n=number(found.judged), pool=number(found.pool))
    return queries.data_sheet(
        "partners" if question.direction is Direction.PARTNERS else "needs",
        f"{title(question)} {subject} ({about})",
        viewer.user,
        synthetic=queries.synthetic(),
        filters=filters | weights,
    )
