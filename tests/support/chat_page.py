"""What a person does on the chat page, in a person's words."""

from playwright.async_api import Locator, Page

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT

ANN = 1002


async def desk(telegram: RunningTelegram, type_: str = "supergroup", **more: object) -> int:
    """A chat called Desk: yours, with Ann, and the bot as an administrator."""
    members = {YOU: "creator", ANN: "member", BOT: "administrator"}
    wish = {"type": type_, "title": "Desk", "members": members, **more}
    return int((await telegram.control("chats", wish))["id"])


class Chat:
    """One open window.

    Attributes
    ----------
    page
        The window itself, for what has no words here.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def field(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_role("textbox", name="Message", exact=True)

    @property
    def messages(self) -> Locator:
        """Every message in sight, service messages included."""
        return self.page.locator("#messages > .row")

    @property
    def options(self) -> Locator:
        """What is offered above the field: commands or inline results."""
        return self.page.get_by_role("option")

    @property
    def dialog(self) -> Locator:
        """The question, form or picture that lies over the page."""
        return self.page.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        """The short notice that goes by itself."""
        return self.page.locator(".toast")

    def in_list(self, title: str) -> Locator:
        """A chat in the list; its accessible name begins with its title."""
        return self.page.get_by_role("navigation").get_by_role("button", name=title)

    def message(self, text: str) -> Locator:
        """The message with this text, as a row."""
        return self.messages.filter(has_text=text)

    def button(self, name: str) -> Locator:
        """A button anywhere, by its exact name."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def go_to(self, title: str) -> None:
        """Open a chat, and wait until it is there."""
        await self.in_list(title).click()
        await self.page.locator("#head-title", has_text=title).wait_for()

    async def write(self, text: str) -> None:
        """Send a text."""
        await self.field.fill(text)
        await self.field.press("Enter")

    async def press(self, name: str) -> None:
        """Press a button by its exact name."""
        await self.button(name).click()

    async def choose(self, name: str) -> None:
        """Take a line of the menu that is open."""
        await self.page.get_by_role("menuitem", name=name, exact=True).click()

    async def choose_for(self, text: str, name: str) -> None:
        """Open the menu of a message and take a line of it."""
        await self.message(text).click(button="right")
        await self.choose(name)

    async def act_as(self, name: str) -> None:
        """Become somebody else."""
        await self.page.get_by_role("button", name="Acting as, change").click()
        await self.page.get_by_role("menuitemradio", name=name).click()
