"""`make run` in a person's own hands: the server, the periodic jobs and the sequencer begin and end together."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALL = ("server", "run_periodic", "sequence_letters")
# Stands for a program that ends when it is told to: it says who it is, and ends with a code of its own.
PROGRAM = """
import os, signal, sys, time
name, code = sys.argv[-1], int(sys.argv[-2])
def say(word):
    os.write(1, f"{name} {word}\\n".encode())
def end(*_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say("ended")
    os._exit(code)
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
say("begun")
time.sleep(60)
"""


def _signals_as_usual() -> None:
    """Take no deafness over from whoever runs the tests: a shell cannot trap what was ignored before it began."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_DFL)


@pytest.fixture
def running(tmp_path: Path) -> subprocess.Popen[str]:
    """deploy/local.sh with such a program in the place of the server, and of each command beside it."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    # What `"$BIN/python" manage.py run_periodic --every 60` finds; it bears the command's name.
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} {program} "$@" 0 "$2"\n')
    python.chmod(0o700)
    return subprocess.Popen(
        ["sh", ROOT / "deploy" / "local.sh", sys.executable, program, "7", "server"],
        env={**os.environ, "BIN": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_signals_as_usual,
    )


def begun(process: subprocess.Popen[str]) -> set[str]:
    assert process.stdout
    return {process.stdout.readline().strip() for _program in ALL}


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_all_end_when_the_command_is_ended(running: subprocess.Popen[str], signal_: signal.Signals) -> None:
    assert begun(running) == {f"{name} begun" for name in ALL}
    running.send_signal(signal_)
    rest, _errors = running.communicate(timeout=30)
    assert set(rest.splitlines()) == {f"{name} ended" for name in ALL}
    assert running.returncode == 7, "the server's own code"


def test_ctrl_c_reaches_all_of_them_at_once(running: subprocess.Popen[str]) -> None:
    assert begun(running) == {f"{name} begun" for name in ALL}
    os.killpg(running.pid, signal.SIGINT)
    rest, _errors = running.communicate(timeout=30)
    assert {f"{name} ended" for name in ALL} <= set(rest.splitlines())
    assert running.returncode == 7
