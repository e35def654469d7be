#!/bin/sh
# `make run` and `make dev`: the server given as arguments and, beside it, the jobs that a timer does on a real
# server, and what counts signatures. Ctrl-C or SIGTERM ends all, a job under way is finished, and the exit code is
# the server's.

ending=
server=
trap 'ending=yes; [ -z "$server" ] || kill -TERM "$server" 2>/dev/null' INT TERM HUP
"$BIN/python" manage.py run_periodic --every 60 &
periodic=$!
"$BIN/python" manage.py sequence_letters &
sequencer=$!
"$@" &
server=$!
[ -z "$ending" ] || kill -TERM "$server"
wait "$server"
code=$?
# A signal ends the waiting before it ends the server, so it is asked again; 127 says that there is no more to tell.
while [ "$code" -gt 128 ]; do
	before=$code
	wait "$server" 2>/dev/null
	code=$?
	[ "$code" -ne 127 ] || { code=$before; break; }
	[ "$code" -ne "$before" ] || kill -0 "$server" 2>/dev/null || break
done
kill -TERM "$periodic" "$sequencer" 2>/dev/null
wait "$periodic" "$sequencer"
exit "$code"
