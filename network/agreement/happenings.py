"""What happens to rounds, for whoever has to tell people: mails, the desk, the dashboard.

Signals are sent inside the transaction that causes them, so what a receiver writes (a mail in the outbox) stays or goes
with it; a receiver must not raise. Each names its argument below; ``sender`` is that argument's class.
"""

from django.dispatch import Signal

# round: AgreementRound
round_opened = Signal()
round_extended = Signal()
round_closed = Signal()  # the time is over or all have answered: agreed, objected or lapsed
round_published = Signal()
round_invalidated = Signal()
round_withdrawn = Signal()
round_revoked = Signal()

# answer: Answer
answered = Signal()  # every answer that counts from now on
answer_recorded = Signal()  # by the secretariat, for a member that answered by phone; ``answered`` is sent too
objection_raised = Signal()
objection_withdrawn = Signal()  # the objection that counts no more

# entry: RoundMember
member_struck = Signal()

# correction: MinorCorrection
correction_proposed = Signal()
correction_confirmed = Signal()
correction_contested = Signal()
