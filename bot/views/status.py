"""The trust page: whether the data is complete and in time."""

from bot.views import numbers
from bot.views.html import Html
from bot.views.menu import way_back
from bot.views.screens import Button, Screen
from bot.views.taps import Go
from bot.views.texts import Texts
from usecases.status import FeedStatus, StatusReport


def status(texts: Texts, report: StatusReport) -> Screen:
    """Feeds, gaps and what is under way; late feeds stand first."""
    feeds = [_feed(texts, feed) for feed in report.feeds] or [texts("status-no-feeds")]
    blocks = [
        texts("status-well" if report.well else "status-unwell"),
        Html("\n".join(feeds)),
        Html(
            "\n".join(
                [
                    texts("status-gaps", open=report.open_gaps, healed=report.healed_gaps),
                    texts("status-waiting", waiting=report.waiting),
                ]
            )
        ),
        texts("status-version", version=report.version),
    ]
    refresh = Button(texts("button-refresh"), tap=Go(place="status").pack())
    return Screen(
        text=Html("\n\n".join(blocks)), rows=((refresh,), way_back(texts, Go(place="home")))
    )


def _feed(texts: Texts, feed: FeedStatus) -> Html:
    if feed.age_s is None:
        age = texts("status-never")
    else:
        age = texts("status-age", age=numbers.pause(feed.age_s))
    state = texts("feed-late" if feed.late else "feed-in-time")
    return texts("status-feed", state=state, name=feed.name, age=age)
