"""What Telegram has and this small world has not, each answered with the truth.

*Nothing there*: Stars, gifts, boosts, profile pictures and topic icons can be asked for, and there
are none. *Unknown*: no business connection, sticker set, payment, game or verification exists, so
whatever names one is refused as Telegram refuses an unknown one. *Not played* (501, one sentence):

- games and invoices (``sendGame``, ``sendInvoice``, ``createInvoiceLink``) and gifts;
- making and filling sticker sets (``createNewStickerSet``, ``addStickerToSet``,
  ``uploadStickerFile``);
- Mini Apps (``savePreparedInlineMessage``, ``savePreparedKeyboardButton``,
  ``sendChatJoinRequestWebApp``), passports, verification, managed bots;
- the bot's own profile picture and people's emoji status.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.world import World

_NOTHING_THERE: dict[str, object] = {
    "getAvailableGifts": {"gifts": []},
    "getChatGifts": {"total_count": 0, "gifts": []},
    "getUserGifts": {"total_count": 0, "gifts": []},
    "getCustomEmojiStickers": [],
    "getForumTopicIconStickers": [],
    "getMyStarBalance": {"amount": 0},
    "getStarTransactions": {"transactions": []},
    "getUserChatBoosts": {"boosts": []},
    "getUserPersonalChatMessages": [],
    "getUserProfileAudios": {"total_count": 0, "audios": []},
    "getUserProfilePhotos": {"total_count": 0, "photos": []},
    "close": True,
    "logOut": True,
}

_BUSINESS = "business connection not found"
_STICKERS = "STICKERSET_INVALID"
_QUERY = "query is too old and response timeout expired or query ID is invalid"

_UNKNOWN: dict[str, str] = {
    **dict.fromkeys(
        (
            "convertGiftToStars",
            "deleteBusinessMessages",
            "deleteStory",
            "editMessageChecklist",
            "editStory",
            "getBusinessAccountGifts",
            "getBusinessAccountStarBalance",
            "getBusinessConnection",
            "postStory",
            "readBusinessMessage",
            "removeBusinessAccountProfilePhoto",
            "repostStory",
            "sendChecklist",
            "setBusinessAccountBio",
            "setBusinessAccountGiftSettings",
            "setBusinessAccountName",
            "setBusinessAccountProfilePhoto",
            "setBusinessAccountUsername",
            "transferBusinessAccountStars",
            "transferGift",
            "upgradeGift",
        ),
        _BUSINESS,
    ),
    **dict.fromkeys(
        (
            "deleteStickerFromSet",
            "deleteStickerSet",
            "getStickerSet",
            "replaceStickerInSet",
            "setChatStickerSet",
            "setCustomEmojiStickerSetThumbnail",
            "setStickerEmojiList",
            "setStickerKeywords",
            "setStickerMaskPosition",
            "setStickerPositionInSet",
            "setStickerSetThumbnail",
            "setStickerSetTitle",
        ),
        _STICKERS,
    ),
    **dict.fromkeys(
        (
            "answerChatJoinRequestQuery",
            "answerGuestQuery",
            "answerPreCheckoutQuery",
            "answerShippingQuery",
            "answerWebAppQuery",
        ),
        _QUERY,
    ),
    "approveSuggestedPost": "message to approve not found",
    "declineSuggestedPost": "message to decline not found",
    "editUserStarSubscription": "CHARGE_ID_INVALID",
    "refundStarPayment": "CHARGE_ID_INVALID",
    "getGameHighScores": "message is not a game",
    "setGameScore": "message is not a game",
}

_NOT_PLAYED: dict[str, str] = {
    **dict.fromkeys(("createInvoiceLink", "sendInvoice"), "payments"),
    **dict.fromkeys(("giftPremiumSubscription", "sendGift"), "gifts"),
    "sendGame": "games",
    **dict.fromkeys(
        ("addStickerToSet", "createNewStickerSet", "uploadStickerFile"), "sticker sets"
    ),
    **dict.fromkeys(
        ("savePreparedInlineMessage", "savePreparedKeyboardButton", "sendChatJoinRequestWebApp"),
        "Mini Apps",
    ),
    **dict.fromkeys(
        (
            "getManagedBotAccessSettings",
            "getManagedBotToken",
            "replaceManagedBotToken",
            "setManagedBotAccessSettings",
        ),
        "managed bots",
    ),
    **dict.fromkeys(
        ("removeChatVerification", "removeUserVerification", "verifyChat", "verifyUser"),
        "verification",
    ),
    **dict.fromkeys(("banChatSenderChat", "unbanChatSenderChat"), "people who write as a channel"),
    **dict.fromkeys(("removeMyProfilePhoto", "setMyProfilePhoto"), "the bot's profile picture"),
    "deleteChatStickerSet": "a group's sticker set",
    "setPassportDataErrors": "Telegram Passport",
    "setUserEmojiStatus": "emoji status",
}
"""Method to what it is about."""


def _tells(result: object) -> Handler:
    def handler(_world: World, _call: Call) -> object:
        return result

    return handler


def _refuses(words: str, code: int) -> Handler:
    def handler(_world: World, _call: Call) -> object:
        raise RefusalError(words, code)

    return handler


METHODS: dict[str, Handler] = {
    **{name: _tells(result) for name, result in _NOTHING_THERE.items()},
    **{name: _refuses(words, 400) for name, words in _UNKNOWN.items()},
    **{
        name: _refuses(f"the stand-in does not play {subject}", 501)
        for name, subject in _NOT_PLAYED.items()
    },
}
