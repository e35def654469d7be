"""What Django has to know of the room."""

from network.letters.consents import Consent, ConsentText
from network.letters.deliveries import Delivery, ReceivedAnswer
from network.letters.erasure_notes import ErasureNote
from network.letters.letters import Letter, LetterVersion
from network.letters.news_runs import NewsRun
from network.letters.pages import LetterIndexPage, OpenLetterPage
from network.letters.signatures import InvalidationBatch, Signature
from network.letters.tally import LogEntry, Tally
from network.letters.tokens import Budget, Suppression, Token

__all__ = [
    "Budget",
    "Consent",
    "ConsentText",
    "Delivery",
    "ErasureNote",
    "InvalidationBatch",
    "Letter",
    "LetterIndexPage",
    "LetterVersion",
    "LogEntry",
    "NewsRun",
    "OpenLetterPage",
    "ReceivedAnswer",
    "Signature",
    "Suppression",
    "Tally",
    "Token",
]
