"""The verbs of agreement, gathered: what views, mails, the log and the periodic jobs call."""

from network.agreement.answering import AnswerRefused, answer, record_phone_answer, withdraw_objection
from network.agreement.due import check_open_rounds, close_due_rounds, publish_due_rounds
from network.agreement.opening import AgreementNotPossible, open_round
from network.agreement.publishing import publish, revoke
from network.agreement.readiness import openable, warnings
from network.agreement.steering import extend, strike, withdraw

__all__ = [
    "AgreementNotPossible",
    "AnswerRefused",
    "answer",
    "check_open_rounds",
    "close_due_rounds",
    "extend",
    "open_round",
    "openable",
    "publish",
    "publish_due_rounds",
    "record_phone_answer",
    "revoke",
    "strike",
    "warnings",
    "withdraw",
    "withdraw_objection",
]
