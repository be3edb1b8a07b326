"""Speed: building, answering, starting and changing, beside other engines, as Markdown tables, JSON and a plot.

    python bench/speed.py FOLDER ... [--passages 1000,10000,all] [--queries N] [--engines NAME,...]
        [--parts size,start,jobs,change] [--keep DIR] [--reuse indexes|figures] [--format text|json]
        [--json FILE] [--out RESULTS.md] [--plot FILE]

Each FOLDER holds `passages.jsonl` (id, title, text) and may hold `queries.tsv` (id, tab, question), or else CP932 texts.
Everything is measured side by side in one run, unless --reuse takes what --keep kept of the other engines; the tables say
so then. fumikura itself is always measured anew. The other engines come with `pip install fumikura[bench]`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from speed_change import time_changes
from speed_data import draw_queries, read_passages, write_passages
from speed_engines import ENGINES
from speed_measure import (
    Measured,
    folder_size,
    run_in_process,
    time_answers,
    time_build,
    time_lemmas,
    time_reading,
)
from speed_process import time_starts
from speed_report import replace_section, write_plot, write_report

OURS = "fumikura"
_PARTS = ("size", "start", "jobs", "change")


def measure_size(folder: Path, most: str, options: argparse.Namespace, work: Path) -> dict[str, Any]:
    """Everything about one folder at one size."""
    passages, lemmas = work / "passages.jsonl", work / "lemmas.txt"
    number, characters, length = write_passages(folder, passages, None if most == "all" else int(most))
    questions = run_in_process(draw_queries, folder, passages, options.queries)
    least = run_in_process(time_reading, passages)
    noted = work / "lemmas.json"
    if not (options.reuse and noted.is_file() and lemmas.is_file()):
        noted.write_text(json.dumps(run_in_process(time_lemmas, passages, lemmas)), encoding="utf-8")
    analysis: float = json.loads(noted.read_text(encoding="utf-8"))
    results: dict[str, Measured] = {}
    for name in options.engines:
        target, kept = work / name.replace(" ", "-"), work / f"{name.replace(' ', '-')}.json"
        paths = passages, lemmas, target
        reuse = options.reuse if name != OURS and kept.is_file() and target.is_dir() else ""
        if reuse:
            found = Measured.read(kept, reuse)
        else:
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir()
            found = Measured(mecab_seconds=least)
            found.build_seconds, found.build_memory = run_in_process(time_build, name, paths)
            found.build_seconds += analysis if ENGINES[name].uses_lemmas else 0.0
            found.size = folder_size(target)
        if reuse != "figures":
            found.tasks, found.memory = run_in_process(time_answers, name, paths, questions)
            found.write(kept)
        results[name] = found
        print(f"{folder.name} {number:,} {name}: {found}", file=sys.stderr, flush=True)
    return {
        "data": folder.name,
        "passages": number,
        "characters": characters,
        "megabytes": length / 1e6,
        "mecab": least,
        "lemmas": analysis,
        "engines": {name: asdict(found) for name, found in results.items()},
    }


def measure_sizes(options: argparse.Namespace, work: Path) -> list[dict[str, Any]]:
    """Each folder at each size; a size that a folder has not is left out."""
    found: list[dict[str, Any]] = []
    for folder in options.folders:
        for most in options.passages.split(","):
            number = None if most == "all" else int(most)
            if number and sum(1 for _ in read_passages(folder, number + 1)) <= number:
                continue
            place = work / f"{folder.name}-{most}"
            place.mkdir(parents=True, exist_ok=True)
            found.append(measure_size(folder, most, options, place))
    return found


def measure_all(options: argparse.Namespace, work: Path) -> dict[str, Any]:
    """Every part that is asked for."""
    found: dict[str, Any] = {"sizes": measure_sizes(options, work) if "size" in options.parts else []}
    if "start" in options.parts:
        found["starting"] = time_starts(work, options.runs)
    texts = [folder for folder in options.folders if not (folder / "passages.jsonl").is_file()]
    if texts and {"jobs", "change"} & set(options.parts):
        found["changing"] = time_changes(texts[0], options.files, "jobs" in options.parts, work)
    return found


def parse_arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--passages", default="1000,10000,all", help="how many of the first passages")
    parser.add_argument("--files", type=int, help="how many texts for the parts jobs and change (all)")
    parser.add_argument("--queries", type=int, default=200, help="queries of each kind")
    parser.add_argument("--runs", type=int, default=15, help="runs of each whole process")
    parser.add_argument("--engines", default=",".join(ENGINES), help=f"some of {', '.join(ENGINES)}")
    parser.add_argument("--parts", default=",".join(_PARTS), help=f"some of {', '.join(_PARTS)}")
    parser.add_argument("--keep", type=Path, help="a folder in which the indexes and figures stay")
    parser.add_argument(
        "--reuse",
        choices=("indexes", "figures"),
        default="",
        help="of the other engines take the kept indexes and ask them anew, or take all kept figures",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what is printed")
    parser.add_argument("--json", type=Path, help="write all figures there")
    parser.add_argument("--out", type=Path, help="put the section Speed into this Markdown file")
    parser.add_argument("--plot", type=Path, help="write the plot there (growth.svg beside --out)")
    options = parser.parse_args()
    if options.reuse and not options.keep:
        parser.error("--reuse needs --keep")
    options.engines = options.engines.split(",")
    options.parts = options.parts.split(",")
    if options.out and not options.plot:
        options.plot = options.out.with_name("growth.svg")
    return options


def main() -> None:
    """Run everything, print the tables."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory() as temporary:
        found = measure_all(options, options.keep or Path(temporary))
    figures = json.dumps(found, ensure_ascii=False, indent=1)
    section = write_report(found, options.plot.name if options.plot else "")
    if options.json:
        options.json.write_text(figures + "\n", encoding="utf-8")
    if options.plot and found["sizes"]:
        options.plot.write_text(write_plot(found["sizes"]), encoding="utf-8")
    if options.out:
        replace_section(section, options.out)
    print(figures if options.format == "json" else section)


if __name__ == "__main__":
    main()
