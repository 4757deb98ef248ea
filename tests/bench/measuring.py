# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs run one at a time, with what they took and what the machine did beside."""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

LONGEST = 3 * 3600  # seconds that a program may take before it is ended


class Failed(Exception):
    """What went wrong, in a sentence that names the file, flag or program."""


def busy_seconds():
    """Processor seconds that the whole machine has worked."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def processor():
    with open("/proc/cpuinfo") as file:
        found = re.search(r"^model name\s*:\s*(.+)$", file.read(), re.MULTILINE)
    return found.group(1) if found else "unknown"


class Beside:
    """How many cores other work had, between start and end."""

    def __init__(self):
        self.start, self.busy = time.monotonic(), busy_seconds()

    def cores(self, own_seconds):
        wall = max(time.monotonic() - self.start, 1e-3)
        return max(0.0, busy_seconds() - self.busy - own_seconds) / wall


def clean_environment(**settings):
    """That of this process, without what would set the daemon otherwise."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIHRIST_")}
    return {**kept, **settings}


def measure(command, good=(0,), environment=None, into=None):
    """Runs a program to its end: wall_s, cpu_s, peak_mib (of its largest process) and other_cores.

    Its standard output goes to the file `into`. Where its exit code is none of `good`, the end of what it said is
    told."""
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as output:
        beside, begin = Beside(), time.monotonic()
        try:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=into or output, stderr=output,
                                       env=environment or clean_environment(), start_new_session=True)
        except OSError as error:
            raise Failed(f"{command[0]}: {error.strerror}") from error
        # A session of its own, so that what it started ends with it.
        end = threading.Timer(LONGEST, os.killpg, (process.pid, signal.SIGKILL))
        end.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            end.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        if process.returncode not in good:
            output.seek(max(0, output.seek(0, os.SEEK_END) - 2000))
            said = output.read().decode(errors="replace").strip()
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    cpu = used.ru_utime + used.ru_stime
    return {"wall_s": wall, "cpu_s": cpu, "peak_mib": used.ru_maxrss / 1024, "other_cores": beside.cores(cpu)}


def measure_json(command, folder, **options):
    """The same, of a program that writes its figures to the file behind --json: both in one."""
    path = pathlib.Path(folder) / "figures.json"
    path.unlink(missing_ok=True)
    took = measure([*command, "--json", path], **options)
    return {**json.loads(path.read_text()), "took": took}


class Daemon:
    """fihristd on a port of loopback that the kernel chooses; ended with the block that it stands in."""

    def __init__(self, program, index, threads, folder):
        self.log = pathlib.Path(folder) / "fihristd.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [program, "--index", index, "--listen", "127.0.0.1:0", "--threads", str(threads), "--rate-limit", "0"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=clean_environment())

    def __enter__(self):
        try:
            self.port = int(self._wait_for(rb"listening on http://127\.0\.0\.1:(\d+)/"))
            self._wait_until_idle()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mib(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmHWM:\s*(\d+)", file.read()).group(1)) / 1024

    def _wait_for(self, pattern):
        for _ in range(3000):
            if found := re.search(pattern, self.log.read_bytes()):
                return found.group(1)
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise Failed(f"fihristd did not start:\n{self.log.read_text(errors='replace')[-2000:]}")

    def _wait_until_idle(self):
        """It makes completions and spelling of the archive's words first: that is no part of an answer."""
        for _ in range(1200):
            before = self.cpu_seconds()
            time.sleep(0.3)
            if self.cpu_seconds() - before < 0.02:
                return
        print("fihristd is still busy by itself after six minutes; it is measured so", file=sys.stderr)
