"""gunicorn on a small server, behind nginx: ``gunicorn --config deploy/gunicorn.conf.py cms.wsgi:application``.

Threads share one process, so a page that waits for the database does not hold up the next reader; processes are
renewed after some thousand requests, each at another moment, so that memory that leaks cannot pile up.
The same file serves `make run` and `make bench`.
"""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
max_requests = 5000
max_requests_jitter = 500
timeout = 60
graceful_timeout = 30
keepalive = 5
# However long an address is, the answer is a page of ours in words. nginx refuses the absurd ones before (414).
limit_request_line = 0
# Requests are logged by our own middleware: one JSON line each, without the reader's address.
accesslog = None
loglevel = "warning"
# nginx overwrites this header on every request; nobody else reaches the socket.
forwarded_allow_ips = "127.0.0.1,::1"
preload_app = False
