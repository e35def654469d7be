"""Noting what no page may do: ask another host, break the policy, raise an error, ask for what is not there."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

OWN = ("data:", "blob:", "about:")
SAID_OF_EVERY_ANSWER = "Failed to load resource"  # noted from the answer itself, with its address


class Watch:
    """The complaints about pages; a test removes those that it expects."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def over(self, page: Page, url: str) -> None:
        """Watch a page of the site at ``url``."""

        def on_request(request: Request) -> None:
            if not request.url.startswith((url, *OWN)):
                self.complaints.append(f"another host: {request.url}")

        def on_response(response: Response) -> None:
            if response.status >= 400:
                self.complaints.append(f"{response.status}: {response.url.removeprefix(url)}")

        def on_console(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and SAID_OF_EVERY_ANSWER not in message.text:
                self.complaints.append(f"{page.url.removeprefix(url)}: {message.text}")

        page.on("request", on_request)
        page.on("response", on_response)
        page.on("console", on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url.removeprefix(url)}: {error}"))

    def expect(self, *complaints: str) -> None:
        """Take back complaints that the test asked for; it fails if they were not made."""
        for complaint in complaints:
            assert complaint in self.complaints, self.complaints
            self.complaints = [made for made in self.complaints if made != complaint]

    def forgive_saving_by_itself(self) -> None:
        """Take back what Wagtail's editor provokes when it saves a form that is not complete yet."""
        self.complaints = [made for made in self.complaints if not made.startswith("400: /admin/pages/")]
