"""What a chat is made of besides its messages: members, topics, invite links, join requests.

Records only; what may happen to them is in :mod:`standins.telegram.chats.membership`,
:mod:`standins.telegram.chats.forum` and :mod:`standins.telegram.chats.invitations`.
"""

import msgspec

PRESENT = frozenset({"creator", "administrator", "member"})
"""Statuses of people who are in a chat; the restricted may be or not."""

GENERAL = 1
"""The topic every forum has from the beginning."""

TOPIC_COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
"""The colours a topic's icon may have, as RGB."""


class Member(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Somebody's place in a chat.

    Attributes
    ----------
    status
        ``creator``, ``administrator``, ``member``, ``restricted``, ``left`` or ``kicked``.
    rights
        What an administrator may do, by the names of ``ChatAdministratorRights``.
    permissions
        What a restricted member may still do, by the names of ``ChatPermissions``.
    until
        When a ban or restriction ends, in Unix seconds; 0 is for ever.
    title
        An administrator's custom title.
    tag
        A member's tag (Bot API 9.5).
    is_member
        Whether a restricted person is in the chat at the moment.
    promoted_by
        Who made this one an administrator; only they and the owner may change it.
    """

    status: str
    rights: dict[str, bool] = {}
    permissions: dict[str, bool] = {}
    until: int = 0
    title: str | None = None
    tag: str | None = None
    is_member: bool = True
    promoted_by: int | None = None

    def at(self, now: float) -> "Member":
        """The place at a moment: a ban or restriction whose time is over is no more."""
        if not 0 < self.until <= now or self.status not in {"kicked", "restricted"}:
            return self
        over = "member" if self.status == "restricted" and self.is_member else "left"
        return Member(status=over, tag=self.tag)

    @property
    def is_in(self) -> bool:
        """Whether this one reads the chat."""
        return self.status in PRESENT or (self.status == "restricted" and self.is_member)

    @property
    def is_admin(self) -> bool:
        """Owner or administrator."""
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Whether this one has an administrator's right; the owner has all but anonymity."""
        if self.status == "creator":
            return right != "is_anonymous" or self.rights.get(right, False)
        return self.status == "administrator" and self.rights.get(right, False)


class Topic(msgspec.Struct, kw_only=True):
    """A topic of a forum; its number is that of the message that began it."""

    id: int
    name: str
    color: int = TOPIC_COLORS[0]
    icon: str | None = None
    closed: bool = False
    hidden: bool = False
    creator: int | None = None


class InviteLink(msgspec.Struct, kw_only=True):
    """An address under which people join a chat, or ask to.

    Attributes
    ----------
    primary
        The one link each administrator has without asking for it.
    used
        How many joined by it.
    """

    link: str
    creator: int
    primary: bool = False
    revoked: bool = False
    asks: bool = False
    name: str | None = None
    expires: int | None = None
    most: int | None = None
    used: int = 0
    period: int | None = None
    price: int | None = None


class JoinRequest(msgspec.Struct, kw_only=True):
    """Somebody who waits to be let in."""

    user: int
    at: int
    link: str | None = None


class ChatPhoto(msgspec.Struct, kw_only=True):
    """The ``file_id`` of a chat's picture, small (160) and big (640)."""

    small: str
    big: str
