"""What open letters do by themselves."""

import datetime

from cms.core.periodic import periodic
from network.letters import lifecycle
from network.letters.by_mail import budgets, logos, news
from network.letters.counting import erasures, recount, retention, sequencing
from network.letters.files import export_jobs

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@periodic("letters.close_due_letters")
def close_due_letters() -> None:
    """Close letters whose last hour is over."""
    lifecycle.close_due_letters()


@periodic("letters.sequence")
def sequence() -> None:
    """Count signatures, in case ``manage.py sequence_letters`` does not run."""
    sequencing.sequence()


@periodic("letters.erasures")
def write_erasures() -> None:
    """Write the erasures into their file that could not be written at once."""
    erasures.move_to_file()


@periodic("letters.sweep", every=HOUR)
def sweep() -> None:
    """Forget limits that are over, suppressed addresses after their year, and logos that nothing names."""
    budgets.sweep()
    retention.forget_suppressions()
    logos.remove_orphans()


@periodic("letters.retention", every=DAY)
def keep_no_longer_than_told() -> None:
    """Delete what was never confirmed; anonymise letters whose time is over."""
    retention.forget_unconfirmed()
    retention.anonymise_due()


@periodic("letters.recount", every=DAY)
def recount_every_night() -> None:
    """Count everything again, and say so if it does not agree."""
    recount.recount_and_alarm()


@periodic("letters.news")
def tell_news() -> None:
    """Tell the next signatories what has become of their letter."""
    news.write_due_news()


@periodic("letters.files")
def keep_files() -> None:
    """Make the files that readers wait for, remove those with a name that was taken back."""
    export_jobs.keep_files()
