#!/bin/sh
# `make run` and `make dev`: the server given as arguments and, beside it, the jobs that a timer does on a real
# server. Ctrl-C or SIGTERM ends both, a job under way is finished, and the exit code is the server's.

"$BIN/python" manage.py run_periodic --every 60 &
periodic=$!
"$@" &
server=$!
trap 'kill -TERM $server 2>/dev/null' INT TERM HUP
wait $server
code=$?
# A signal ends the waiting before it ends the server.
while kill -0 $server 2>/dev/null; do
	wait $server
	code=$?
done
kill -TERM $periodic 2>/dev/null
wait $periodic
exit $code
