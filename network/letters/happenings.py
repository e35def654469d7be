"""What happens to letters, for whoever has to tell people.

Signals are sent inside the transaction that causes them; a receiver writes what has to be told (a mail in the outbox)
and must not raise. Each names its argument; ``sender`` is that argument's class.
"""

from django.dispatch import Signal

# letter: Letter
letter_opened = Signal()  # published for the first time
letter_closed = Signal()
letter_retracted = Signal()
version_changed = Signal()  # also ``before``: the LetterVersion that was signed until now

# delivery: Delivery
letter_delivered = Signal()

# answer: ReceivedAnswer
letter_answered = Signal()

# signature: Signature
member_signed = Signal()  # or abstained, or declined, in a member's name; also ``by_round``: by its answer in a round
member_withdrew = Signal()
member_contested = Signal()  # by the member's registered address
signature_checked = Signal()  # by the secretariat: accepted, asked back or refused
