"""Draws the figures that `./affekt bench pipeline --out FILE` kept: pictures.py FILE FOLDER. Needs python3-matplotlib."""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

# Readable on a white and on a dark page.
GREY, BLUE, ORANGE = "#7d8590", "#3b82d0", "#d9822b"
plt.rcParams.update({
    "svg.fonttype": "none",
    "svg.hashsalt": "affekt",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": GREY,
    "axes.edgecolor": GREY,
    "axes.labelcolor": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "savefig.transparent": True,
})


def rates(line):
    return sorted(3600 * p["channelHours"] / sum(p["cpu"].values()) for p in line["passes"])


def milliseconds(ax):
    ax.set_yscale("log")
    ticks = [100, 200, 500, 1000, 2000, 5000, 10000]
    ax.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
    ax.minorticks_off()


def from_zero(ax):
    ax.set_ylim(0, 1.08 * ax.get_ylim()[1])


def flat(lines, ax):
    """Bars: the median pass, and a line from the slowest to the fastest."""
    lines = [line for line in lines if line["instances"] == 1]
    for y, line in enumerate(reversed(lines)):
        values = rates(line)
        median = values[len(values) // 2]
        ax.barh(y, median, color=BLUE if line["contender"].startswith("Affekt") else GREY, height=0.6)
        ax.plot([values[0], values[-1]], [y, y], color=ORANGE, linewidth=2)
        ax.text(max(values) + 15, y, f"{median:,.0f}", va="center")
    ax.set_yticks(range(len(lines)), [line["contender"] for line in reversed(lines)])
    ax.set_xlabel("channel-hours per core-hour: median, all passes")


def instances(lines, ax):
    lines = [line for line in lines if line["contender"] == "Affekt, production model"]
    ax.plot([line["instances"] for line in lines], [rates(line)[len(line["passes"]) // 2] for line in lines],
            marker="o", color=BLUE)
    ax.set_xticks([line["instances"] for line in lines])
    from_zero(ax)
    ax.set_xlabel("instances of feature-service and of inference-service, on the same two cores")
    ax.set_ylabel("channel-hours per core-hour")


def capacity(lines, ax):
    lines = sorted(lines, key=lambda line: line["channels"])
    for name, colour in (("p50", GREY), ("p99", BLUE), ("p99.9", ORANGE)):
        ax.plot([line["channels"] for line in lines], [line["latency"][name] for line in lines],
                marker="o", color=colour, label=name)
    ax.axhline(500, color=GREY, linewidth=0.8, linestyle=":")
    milliseconds(ax)
    ax.set_xlabel("channels that are spoken on at once")
    ax.set_ylabel("latency, ms")
    ax.legend(frameon=False)


def live(lines, ax):
    """One line for each event: the longest latency in each second."""
    for line, colour in zip(lines, (GREY, BLUE, ORANGE, "#3fa66a", "#9b6bd3", "#c05a78")):
        ax.plot([s[0] for s in line["by_second"]], [s[2] for s in line["by_second"]], color=colour,
                label=line["event"].replace("_", " "))
    milliseconds(ax)
    ax.set_xlabel("second in which the window's last sample is spoken")
    ax.set_ylabel("longest latency, ms")
    ax.legend(frameon=False, ncols=2, loc="upper left")


def commits(lines, ax):
    intervals = [line["interval_ms"] for line in lines]
    ax.plot(intervals, [sorted(line["per_core_hour"])[len(line["per_core_hour"]) // 2] for line in lines],
            marker="o", color=BLUE)
    ax.set_xscale("log")
    ax.set_xticks(intervals, [str(i) for i in intervals])
    from_zero(ax)
    ax.set_xlabel("commit interval, ms")
    ax.set_ylabel("channel-hours per core-hour", color=BLUE)
    latency = ax.twinx()
    latency.plot(intervals, [line["latency"]["p99"] for line in lines], marker="o", color=ORANGE)
    from_zero(latency)
    latency.set_ylabel("latency p99, ms", color=ORANGE)


PICTURES = {"flat": (flat, "flat"), "instances": (instances, "flat"), "capacity": (capacity, "capacity"),
            "live": (live, "live"), "commits": (commits, "commits")}


def main(figures, folder):
    lines = [json.loads(line) for line in Path(figures).read_text().splitlines()]
    for name, (draw, benchmark) in PICTURES.items():
        chosen = [line for line in lines if line["benchmark"] == benchmark]
        if name == "instances" and len({line["instances"] for line in chosen}) < 2:
            continue
        if chosen:
            figure, ax = plt.subplots(figsize=(7.2, 3.4), layout="constrained")
            draw(chosen, ax)
            figure.savefig(Path(folder) / f"{name}.svg", metadata={"Date": None})
            plt.close(figure)


if __name__ == "__main__":
    main(*sys.argv[1:])
