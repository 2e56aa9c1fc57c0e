"""Specification of the list of the venue's known faults: each is a story that is really told."""

from pathlib import Path

import pytest

STORIES = "".join(
    story.read_text() for story in Path(__file__).parent.glob("test_bybit_*.py")
).splitlines()

BOOK = "test_a_fault_on_the_way_of_the_book_leaves_it_true"
CONNECTION = "test_a_lost_connection_is_made_again_and_the_hole_is_told"
IDLE = "test_pings_keep_a_connection_that_is_cut_when_idle"
REST = "test_without_rest_the_stream_goes_on_and_only_old_candles_are_missing"

FAULTS = {
    "data before its acknowledgement": (
        "test_an_acknowledgement_may_come_before_or_long_after_the_data"
    ),
    "a bad topic refuses the whole request": (
        "test_a_refused_topic_is_told_and_does_not_take_the_others_with_it"
    ),
    "already subscribed": "test_a_topic_that_is_asked_for_twice_is_served_all_the_same",
    "a depth that was removed": (
        "test_a_depth_the_venue_removed_is_told_and_everything_else_delivers"
    ),
    "a symbol in lower case": (
        "test_a_symbol_that_does_not_exist_is_refused_in_words_and_costs_the_others_nothing"
    ),
    "a snapshot in between": BOOK,
    "update id 1": BOOK,
    "a gap": BOOK,
    "a frame twice": BOOK,
    "an old sequence": BOOK,
    "level 1 again under the same update id": BOOK,
    "a book that is quiet for 36 s": "test_a_quiet_book_is_no_dead_one",
    "silence with TCP open": "test_a_half_dead_connection_is_given_up",
    "data withheld, pings answered": (
        "test_data_withheld_for_a_while_is_asked_for_anew_and_healed"
    ),
    "1006 without a close frame": CONNECTION,
    "cut after 10 s, 61 s, ten minutes without traffic": IDLE,
    "keys in another order": BOOK,
    "more than 1,024 trades": (
        "test_a_crowd_of_trades_in_several_messages_comes_whole_and_in_order"
    ),
    "trades split with equal sequences": "test_trades_of_one_match_may_come_one_by_one",
    "partial tickers": "test_absent_ticker_fields_are_unchanged",
    "funding that is no number": "test_a_funding_rate_that_is_no_number_is_none_known",
    "two liquidations in a frame": "test_two_liquidations_in_a_frame_are_two_facts",
    "a burst of 9,000 frames": "test_nine_thousand_frames_at_once_are_all_taken",
    "403 after 600 requests in 5 s": REST,
    "10006 with a time to wait": REST,
    "instruments in pages": "test_a_symbol_of_the_lists_second_page_is_asked_for_again",
    "an order book of REST that lags the stream": "test_rest_that_lags_the_stream_is_no_failure",
    "a stream server that is slow": (
        "test_a_stream_that_is_slow_and_breaks_off_costs_states_and_no_trade"
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_known_fault_of_the_venue_has_its_story(fault: str) -> None:
    begun = f"async def {FAULTS[fault]}("

    assert any(line.startswith(begun) for line in STORIES)
