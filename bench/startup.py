"""How long `diplograph --help` takes, as a ratio to a bare Typer program's `--help`; the aim is at most 2.

python bench/startup.py [--rounds 10]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

BARE = """
import typer

app = typer.Typer()

@app.command()
def first(): ...

@app.command()
def second(): ...

app()
"""
# The same without Rich, as diplograph's own help is.
PLAIN = BARE.replace("typer.Typer()", "typer.Typer(rich_markup_mode=None)")


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own commands
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        commands = {"diplograph": [sys.executable, "-m", "diplograph", "--help"]}
        for name, text in (("bare", BARE), ("bare without Rich", PLAIN)):
            file = Path(folder) / f"{name.replace(' ', '_')}.py"
            file.write_text(text, encoding="utf-8")
            commands[name] = [sys.executable, str(file), "--help"]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                taken = seconds(command)
                if number:  # the first round fills the caches
                    times[name].append(taken)
    ours = median(times["diplograph"])
    for name, taken_times in times.items():
        print(f"{name:20} {median(taken_times):.3f} s   diplograph is {ours / median(taken_times):.2f} of it")


if __name__ == "__main__":
    main()
