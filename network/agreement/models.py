"""What Django has to know of the room: pages, procedures, rounds, answers, certificates, the log, the tasks."""

from network.agreement.answers import Answer
from network.agreement.certificates import Certificate, MinorCorrection
from network.agreement.events import AgreementEvent
from network.agreement.pages import AgreedPage
from network.agreement.policies import AgreementPolicy
from network.agreement.rounds import AgreementRound, Reminder, RoundMember, RoundText, Urgency
from network.agreement.workflow import EditorialCheckTask, MemberAgreementTask

__all__ = [
    "AgreedPage",
    "AgreementEvent",
    "AgreementPolicy",
    "AgreementRound",
    "Answer",
    "Certificate",
    "EditorialCheckTask",
    "MemberAgreementTask",
    "MinorCorrection",
    "Reminder",
    "RoundMember",
    "RoundText",
    "Urgency",
]
