"""Mail: everything goes through the outbox (cms.mail), so that it is sent only if what it says has happened."""

EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"
# What takes a mail from the outbox to its reader.
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
MAIL_AT_ONCE = False  # whether every mail leaves as soon as its transaction is committed; else `run_periodic` sends it
EMAIL_TIMEOUT = 10  # seconds; somebody may be waiting for the page that sends a code
SHOW_MAILS = False  # whether the page /mails/ shows what was sent: on a person's own machine alone
EMAIL_FILE_PATH = ""  # the folder into which they are written instead of being sent
