"""The served site, with one more address for each page: its bytes as a constant answer."""

from cms.settings.layers import public_settings
from tests.served import settings as served

globals().update(public_settings(served))

ROOT_URLCONF = "tests.bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the load names other networks, as nginx would
MAIL_AT_ONCE = False  # on a server mails wait for the periodic job
