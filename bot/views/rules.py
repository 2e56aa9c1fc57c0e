"""Rules as their owner sees them: the card of one, the list of all, the question before removal."""

from collections.abc import Sequence

from bot.views import conditions, numbers
from bot.views.html import Html, moment
from bot.views.menu import choices, way_back
from bot.views.screens import Button, Rows, Screen
from bot.views.taps import Go, InList, OnRule
from bot.views.texts import Texts
from core.alerts import Rule, RuleState
from usecases.list_rules import RuleRecord

COOLDOWNS_S = (0, 300, 900, 3600)
PAGE = 5


def saved(texts: Texts, rule: Rule, *, closes: int | None = None) -> Screen:
    """A rule was just made: what it promises, and what can be changed about it."""
    promise = conditions.promise(texts, rule.condition)
    head = texts("rule-saved", rule=str(rule.id), promise=promise)
    text = Html(f"{head}\n{_rest(texts, rule)}")
    return Screen(text=text, rows=_controls(texts, rule), closes=closes)


def card(
    texts: Texts, record: RuleRecord, *, toast: str | None = None, fresh: bool = False
) -> Screen:
    """A rule with its record."""
    rule = record.rule
    head = texts(
        "rule-card-paused" if rule.paused else "rule-card",
        state=_state(texts, rule),
        rule=str(rule.id),
        name=conditions.name(texts, rule.condition),
        promise=conditions.promise(texts, rule.condition),
    )
    text = Html(f"{head}\n{_record(texts, record.state)}\n{_rest(texts, rule)}")
    return Screen(text=text, rows=_controls(texts, rule), toast=toast, fresh=fresh)


def listed(
    texts: Texts,
    records: Sequence[RuleRecord],
    page: int,
    symbol: str | None,
    *,
    toast: str | None = None,
) -> Screen:
    """All rules, a few to a page, each with its own buttons."""
    if not records:
        return _none_yet(texts, symbol, toast)
    pages = (len(records) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = records[page * PAGE : (page + 1) * PAGE]
    blocks = [texts("list-head", count=len(records))]
    blocks += [_block(texts, record) for record in shown]
    rows = [_row(texts, record.rule, page) for record in shown]
    if pages > 1:
        rows.append(_turn(texts, page, pages))
    rows.append((Button(texts("button-new-rule"), tap=Go(place="new").pack()),))
    rows.append(way_back(texts, Go(place="home")))
    return Screen(text=Html("\n\n".join(blocks)), rows=tuple(rows), toast=toast)


def remove(texts: Texts, rule: Rule, *, page: int | None = None) -> Screen:
    """Asks whether removing is meant; No leads to ``page`` of the list, or to the card."""
    number = int(rule.id)
    if page is None:
        yes, no = OnRule(rule=number, do="remove").pack(), OnRule(rule=number, do="show").pack()
    else:
        yes = InList(page=page, do="remove", rule=number).pack()
        no = InList(page=page, do="show").pack()
    name = conditions.name(texts, rule.condition)
    return Screen(
        text=texts("remove-ask", rule=str(number), name=name),
        rows=(
            (
                Button(texts("button-keep"), tap=no),
                Button(texts("button-remove-surely"), tap=yes, style="danger"),
            ),
            way_back(texts, Go(place="alerts")),
        ),
    )


def paused(texts: Texts, rule: Rule) -> Html:
    """What to say when a rule was paused or speaks again."""
    return texts("toast-paused" if rule.paused else "toast-resumed", rule=str(rule.id))


def removed(texts: Texts, rule: Rule) -> Html:
    """What to say when a rule was removed."""
    return texts("toast-removed", rule=str(rule.id))


def rests(texts: Texts, rule: Rule) -> Html:
    """What to say when a rule's cooldown was changed."""
    seconds = rule.budget.cooldown_s
    if seconds == 0:
        return texts("toast-every", rule=str(rule.id))
    return texts("toast-rest", rule=str(rule.id), pause=numbers.pause(seconds))


def _controls(texts: Texts, rule: Rule) -> Rows:
    number = int(rule.id)
    pause = (
        Button(texts("button-resume"), tap=OnRule(rule=number, do="resume").pack())
        if rule.paused
        else Button(texts("button-pause"), tap=OnRule(rule=number, do="pause").pack())
    )
    remove_it = Button(texts("button-remove"), tap=OnRule(rule=number, do="ask").pack())
    return (
        tuple(_cooldown_chip(texts, rule, seconds) for seconds in COOLDOWNS_S),
        (pause, remove_it),
        (
            Button(texts("button-all-rules"), tap=Go(place="alerts").pack()),
            *way_back(texts),
        ),
    )


def _cooldown_chip(texts: Texts, rule: Rule, seconds: int) -> Button:
    if seconds == 0:
        name = texts("button-cool-none")
    else:
        name = texts("button-cool", pause=numbers.pause(seconds))
    chosen = rule.budget.cooldown_s == seconds
    label = texts("button-chosen", name=name) if chosen else name
    return Button(label, tap=OnRule(rule=int(rule.id), do="cool", value=seconds).pack())


def _rest(texts: Texts, rule: Rule) -> Html:
    """How often the rule speaks; the chips right below change it."""
    seconds = rule.budget.cooldown_s
    if seconds == 0:
        return texts("rule-rest-none")
    return texts("rule-rest", pause=numbers.pause(seconds))


def _record(texts: Texts, state: RuleState) -> Html:
    last = moment(state.last_owed_ns, "r") if state.last_owed_ns is not None else Html("")
    return texts("rule-record", owed=state.owed, held=state.held, last=last)


def _state(texts: Texts, rule: Rule) -> Html:
    return texts("state-paused" if rule.paused else "state-active")


def _block(texts: Texts, record: RuleRecord) -> Html:
    rule = record.rule
    return texts(
        "list-row",
        state=_state(texts, rule),
        rule=str(rule.id),
        name=conditions.name(texts, rule.condition),
        record=_record(texts, record.state),
    )


def _row(texts: Texts, rule: Rule, page: int) -> tuple[Button, ...]:
    number = int(rule.id)
    turn = (
        Button(
            texts("button-row-resume", rule=str(number)),
            tap=InList(page=page, do="resume", rule=number).pack(),
        )
        if rule.paused
        else Button(
            texts("button-row-pause", rule=str(number)),
            tap=InList(page=page, do="pause", rule=number).pack(),
        )
    )
    return (
        Button(texts("button-rule", rule=str(number)), tap=OnRule(rule=number, do="show").pack()),
        turn,
        Button(
            texts("button-row-remove", rule=str(number)),
            tap=InList(page=page, do="ask", rule=number).pack(),
        ),
    )


def _turn(texts: Texts, page: int, pages: int) -> tuple[Button, ...]:
    back, on = (page - 1) % pages, (page + 1) % pages
    here = texts("button-page", page=page + 1, pages=pages)
    return (
        Button(texts("button-page-back"), tap=InList(page=back, do="show").pack()),
        Button(here, tap=InList(page=page, do="show").pack()),
        Button(texts("button-page-on"), tap=InList(page=on, do="show").pack()),
    )


def _none_yet(texts: Texts, symbol: str | None, toast: str | None) -> Screen:
    rows = (*choices(texts, symbol), way_back(texts, Go(place="home")))
    return Screen(text=texts("list-empty"), rows=rows, toast=toast)
