#!/usr/bin/env python3
"""Made-up selection problems as plain tables, from a seed: python3 tables.py FOLDER --projects 600 --centres 153 --seed 1

Writes projects.csv, demand.csv, distances.csv and budget.toml, which `cargo run --release --example instances -- convert`
turns into a dataset of placewell. Needs nothing but Python. The sizes, ranges and shares are chosen; nothing is observed.
"""
import argparse
import csv
import math
import pathlib
import random

REACH_MILES = 20.0
WIDE, HIGH = 210.0, 300.0
LINES = [0.34, 0.26, 0.18, 0.13, 0.09]
REGIONS = 9
YEARS = 4


def towns(dice):
    """Middle, weight and spread of towns, each smaller than the one before."""
    return [
        (dice.uniform(10, WIDE), dice.uniform(10, HIGH), 1 / rank**0.85, 2 + 12 / math.sqrt(rank**0.85))
        for rank in range(1, 121)
    ]


def points(dice, number, known):
    """Points, most of them in towns."""
    weights = [weight for _, _, weight, _ in known]
    found = []
    for _ in range(number):
        east, north, _, spread = dice.choices(known, weights)[0]
        rural = dice.random() < 0.12
        found.append(
            (dice.uniform(0, WIDE), dice.uniform(0, HIGH))
            if rural
            else (dice.gauss(east, spread), dice.gauss(north, spread))
        )
    return [(round(east, 3), round(north, 3)) for east, north in found]


def sites_of(dice, projects):
    """For each project its site: three in ten share one with another or two."""
    found, site = [], 0
    while len(found) < projects:
        together = dice.choice([2, 3]) if dice.random() < 0.16 else 1
        found += [site] * min(together, projects - len(found))
        site += 1
    return found


def spend_of(dice, cost):
    """Hundredths of £m in each of the years."""
    years = 1 if cost < 100 else dice.randint(1, 3)
    first = dice.randint(0, YEARS - years)
    weights = [dice.gammavariate(3, 1) for _ in range(years)]
    parts = [int(cost * weight / sum(weights)) for weight in weights]
    parts[0] += cost - sum(parts)
    return [parts[at - first] if first <= at < first + years else 0 for at in range(YEARS)]


def projects_of(dice, number, known):
    """Projects, with money in hundredths of £m."""
    site = sites_of(dice, number)
    where = points(dice, max(site) + 1, known)
    rows = []
    for at in range(number):
        places = min(48, max(2, round(dice.gammavariate(2.2, 8))))
        cost = min(9_000, max(20, round(places * 35 * math.exp(dice.gauss(0, 0.75)))))
        line = dice.choices(range(len(LINES)), LINES)[0]
        rows.append(
            {"site": site[at], "at": where[site[at]], "line": line, "places": places, "cost": cost,
             "spend": spend_of(dice, cost)}
        )
    return rows


def nearest(point, middles):
    return min(range(len(middles)), key=lambda at: math.dist(point, middles[at]))


def write(folder, projects, centres, seed, ratio, share):
    dice = random.Random(f"{seed} {projects} {centres}")
    known = towns(dice)
    bids = projects_of(dice, projects, known)
    middles = [(dice.uniform(10, WIDE), dice.uniform(10, HIGH)) for _ in range(REGIONS)]
    needs = points(dice, centres, known)
    weights = [math.exp(dice.gauss(0, 0.6)) for _ in needs]
    total = ratio * sum(bid["places"] for bid in bids)
    children = [max(1, round(total * weight / sum(weights))) for weight in weights]
    region = [nearest(bid["at"], middles) for bid in bids]
    folder.mkdir(parents=True, exist_ok=True)

    def table(name, heading, rows):
        with open(folder / name, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(heading.split(","))
            writer.writerows(rows)

    pounds = lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02}"
    table(
        "projects.csv",
        "project,site,option_group,programme_line,region,x_miles,y_miles,places,cost_m,y1,y2,y3,y4",
        [
            [f"P{at}", f"S{bid['site']}", "", f"L{bid['line']}", f"R{region[at]}", *bid["at"], bid["places"],
             pounds(bid["cost"]), *map(pounds, bid["spend"])]
            for at, bid in enumerate(bids)
        ],
    )
    table(
        "demand.csv",
        "centre,region,x_miles,y_miles,places_needed",
        [[f"D{at}", f"R{nearest(point, middles)}", *point, children[at]] for at, point in enumerate(needs)],
    )
    where = {bid["site"]: bid["at"] for bid in bids}
    table(
        "distances.csv",
        "site,centre,miles",
        [
            [f"S{site}", f"D{centre}", f"{math.dist(point, need):.3f}"]
            for site, point in where.items()
            for centre, need in enumerate(needs)
            if math.dist(point, need) <= REACH_MILES
        ],
    )
    cost = lambda of: sum(bid["cost"] for bid in bids if of(bid))
    lines = [cost(lambda bid, at=at: bid["line"] == at) * share * dice.uniform(0.95, 1.35) for at in range(len(LINES))]
    years = [sum(bid["spend"][at] for bid in bids) * share * 1.06 for at in range(YEARS)]
    least = [
        math.floor(0.25 * share * sum(bid["places"] for at, bid in enumerate(bids) if region[at] == one))
        for one in range(REGIONS)
    ]
    millions = lambda hundredths: round(hundredths) / 100
    (folder / "budget.toml").write_text(
        f"total = {millions(cost(lambda _: True) * share)}\nyears = {list(map(millions, years))}\n"
        f"lines = {list(map(millions, lines))}\nregion_min_places = {list(map(float, least))}\n"
        f"radius_miles = {REACH_MILES}\n"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--projects", type=int, default=600)
    parser.add_argument("--centres", type=int, default=153)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ratio", type=float, default=0.6, help="children for each place of all projects")
    parser.add_argument("--share", type=float, default=0.4, help="the budget, of the cost of all projects")
    asked = parser.parse_args()
    write(asked.folder, asked.projects, asked.centres, asked.seed, asked.ratio, asked.share)


if __name__ == "__main__":
    main()
