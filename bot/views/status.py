"""The trust page: whether the data is complete and in time."""

from bot.views import gaps, numbers
from bot.views.html import Html, moment
from bot.views.menu import way_back
from bot.views.screens import Button, Screen
from bot.views.taps import Go
from bot.views.texts import Texts
from core.conversation import Condition
from usecases.status import ChainHeight, FeedStatus, StatusReport, Trouble

# How a person counts topics: what works first.
_COUNTED: dict[Condition, str] = {
    "live": "status-live",
    "quiet": "status-quiet",
    "waiting": "status-starting",
    "late": "status-late",
    "broken": "status-broken",
    "refused": "status-refused",
}
_TROUBLES = 3
_LONGEST_WHY = 120


def status(texts: Texts, report: StatusReport) -> Screen:
    """Feeds, gaps and what is under way; those that need a look stand first."""
    feeds = [_feed(texts, feed) for feed in report.feeds] or [texts("status-no-feeds")]
    blocks = [
        texts("status-well" if report.well else "status-unwell"),
        *feeds,
        Html(
            "\n".join(
                [
                    texts("status-gaps", open=report.open_gaps, healed=report.healed_gaps),
                    *(gaps.interruption(texts, each) for each in report.interruptions),
                ]
            )
        ),
        Html(
            "\n".join(
                [
                    texts("status-waiting", waiting=report.waiting),
                    texts("status-version", version=report.version),
                ]
            )
        ),
    ]
    refresh = Button(texts("button-refresh"), tap=Go(place="status").pack())
    return Screen(
        text=Html("\n\n".join(blocks)), rows=((refresh,), way_back(texts, Go(place="home")))
    )


def _feed(texts: Texts, feed: FeedStatus) -> Html:
    state = texts("feed-in-time" if feed.well else "feed-late")
    words = [*_height(texts, feed.height), _topics(texts, feed), _age(texts, feed)]
    head = texts(
        "status-feed", state=state, name=feed.name, words=Html(" · ".join(filter(None, words)))
    )
    lines = [head, *_settled(texts, feed.height), *_proven(texts, feed), *_troubles(texts, feed)]
    return Html("\n".join(lines))


def _age(texts: Texts, feed: FeedStatus) -> Html:
    if feed.age_s is None:
        return texts("status-never")
    return texts("status-age", age=numbers.pause(max(feed.age_s, 0.0)))


def _topics(texts: Texts, feed: FeedStatus) -> Html:
    counts = feed.conditions
    counted = [
        texts(key, topics=counts[each]) for each, key in _COUNTED.items() if counts.get(each)
    ]
    return Html(", ".join(counted))


def _height(texts: Texts, height: ChainHeight | None) -> list[Html]:
    return [texts("status-block", block=numbers.amount(height.block))] if height else []


def _settled(texts: Texts, height: ChainHeight | None) -> list[Html]:
    if height is None or height.safe is None or height.final is None:
        return []
    safe, final = numbers.amount(height.safe), numbers.amount(height.final)
    return [texts("status-settled", safe=safe, final=final)]


def _proven(texts: Texts, feed: FeedStatus) -> list[Html]:
    if feed.proven_s is None:
        return []
    return [texts("status-proven", age=numbers.pause(max(feed.proven_s, 0.0)))]


def _troubles(texts: Texts, feed: FeedStatus) -> list[Html]:
    lines = [_trouble(texts, trouble) for trouble in feed.troubles[:_TROUBLES]]
    more = len(feed.troubles) - len(lines)
    if more > 0:
        lines.append(texts("status-more-troubles", more=more))
    if feed.silent_since_ns is not None:
        lines.append(texts("status-silent", time=moment(feed.silent_since_ns, "t")))
    return lines


def _trouble(texts: Texts, trouble: Trouble) -> Html:
    words = [texts("status-trouble", topic=gaps.topic(texts, trouble.topic))]
    if trouble.since_ns is not None:
        words.append(texts("status-since", time=moment(trouble.since_ns, "t")))
    if trouble.why:
        words.append(texts("status-why", why=_short(trouble.why)))
    return Html(" ".join(words))


def _short(why: str) -> str:
    return why if len(why) <= _LONGEST_WHY else f"{why[: _LONGEST_WHY - 1]}…"
