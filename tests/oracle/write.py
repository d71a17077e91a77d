"""Writes a question as the files that placewell reads: CSV as RFC 4180 with CRLF, and a model in TOML."""

import csv
from dataclasses import replace
from pathlib import Path

from question import Rule, year

SOURCE = "Made up for a test"


def tenths(number):
    """Tenths as they are written: 205 is `20.5`, 200 is `20`."""
    return str(number // 10) if number % 10 == 0 else f"{number // 10}.{number % 10}"


def table(folder, name, heading, rows):
    """One table."""
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(heading.split())
        out.writerows(["" if cell is None else cell for cell in row] for row in rows)


def write_dataset(data, folder):
    """All tables of a dataset, by road excepted."""
    folder.mkdir(parents=True)
    table(folder, "areas.csv", "area name region easting northing match_limit_gbp",
          [(a.area, a.area.title(), a.region, a.easting, a.northing, a.match_limit) for a in data.areas])
    types = {o.care_type for o in data.options} | {c for _, c in data.demand} | {h.care_type for h in data.homes}
    table(folder, "care_types.csv", "care_type name", [(c, c.title()) for c in sorted(types)])
    if data.demand_from:
        table(folder, "demand.csv", "area care_type year children basis",
              [(a, c, year(y) if y else None, n, "modelled")
               for y, told in data.demand_from.items() for (a, c), n in told.items()])
    else:
        table(folder, "demand.csv", "area care_type children basis",
              [(a, c, n, "modelled") for (a, c), n in data.demand.items()])
    if data.layers:
        table(folder, "demand_layers.csv", "layer effect area care_type year children basis source",
              [(one.layer, one.effect, a, c, y and year(y), n, "modelled", SOURCE)
               for one in data.layers for (a, c, y), n in one.rows.items()])
    table(folder, "lines.csv",
          "line row name home_type published_projects published_homes published_places_low published_places_high "
          "published_done_by published_cost_gbp",
          [(l, i + 1, l.title(), "secure" if i else "open", *[None] * 6) for i, l in enumerate(data.lines)])
    table(folder, "homes.csv", "home name area care_type easting northing places places_at_risk at_risk_from basis",
          [(h.home, h.home.title(), h.area, h.care_type, h.easting, h.northing, h.places, h.at_risk,
            h.at_risk_from and year(h.at_risk_from), "modelled") for h in data.homes])
    table(folder, "projects.csv", "project name line area home easting northing basis source",
          [(p.project, p.project.title(), p.line, p.area, p.home, None if p.home else p.easting,
            None if p.home else p.northing, "modelled", SOURCE) for p in data.projects])
    table(folder, "options.csv",
          "project option scope care_type starts opens dfe_cost_gbp match_gbp additional_low additional_likely "
          "additional_high protected improved planned closed_from closed_to partner partner_gbp partner_places",
          [(o.project, o.option, "Works", o.care_type, year(o.starts), year(o.opens), o.cost, o.match, o.low, o.likely,
            o.high, o.protected, o.improved, "yes" if o.planned else "no",
            *([year(y) for y in o.closed] if o.closed else [None, None]), *_partner(o)) for o in data.options])
    table(folder, "spend.csv", "project option year spend_gbp",
          [(o.project, o.option, year(y), n) for o in data.options for y, n in o.spend.items()])
    table(folder, "links.csv", "link kind project other", list(_links(data)))
    table(folder, "risks.csv",
          "risk of class chance_percent low_percent high_percent shared_percent basis source",
          list(_risks(data)))
    if data.groups:
        table(folder, "groups.csv", "group name area basis source",
              [(g, g.title(), a, "modelled", SOURCE) for g, areas in data.groups.items() for a in areas])
    table(folder, "sources.csv", "file column kind source date licence note", _sources(data))
    table(folder, "assumptions.csv", "id what value range basis owner effect",
          [("all", "Everything", 1, "1 to 2", SOURCE, "Nobody", "All of it")])


def _partner(option):
    """Who builds with the department, what it pays and the places kept for it; blank where it is nobody."""
    return (option.partner, option.partner_gbp, option.partner_places) if option.partner else (None, None, None)


def _risks(data):
    for line, high in data.overruns.items():
        yield "cost-overrun", line, "standard", 100, 0, high, 50, "modelled", SOURCE
    for line, chance in data.refused.items():
        yield "refusal", line, "", chance, 100, 100, 0, "modelled", SOURCE
    for line, sizes in data.works.items():
        yield "works-overrun", line, "standard", *sizes, "modelled", SOURCE


def _links(data):
    for link in data.links:
        if link.kind == "one-of":
            yield from ((link.link, link.kind, p, None) for p in link.projects)
        else:
            yield (link.link, link.kind, *link.projects)


def _sources(data):
    files = "areas care_types demand lines homes projects options spend links risks assumptions".split()
    files += ["groups"] if data.groups else []
    files += ["demand_layers"] if data.layers else []
    return [(f"{f}.csv", "*", "modelled", SOURCE, "2026-01-01", "none", None) for f in files]


def write_miles(data, path):
    """The matrix of miles."""
    table(path.parent, path.name, "site area miles", [(s, a, tenths(m)) for (s, a), m in sorted(data.miles.items())])


def text(value):
    """A value in TOML; money, counts and per cents are numbers already."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(text(v) for v in value) + "]"
    return '"' + value + '"'


def _where(where):
    for key, value in where.items():
        if key == "opens_after":
            value = year(value)
        elif key == "starts":
            value = [year(v) for v in value]
        yield f"where.{key} = {text(value)}"


def bound_key(rule):
    """The key of a rule's bound: money ends in `_gbp`."""
    return f"at_{rule.sense}" + ("_gbp" if rule.measure in ("cost", "match", "partner") else "")


def model_text(model, dataset="inputs"):
    """A model as TOML."""
    source = f'source = "{SOURCE}"'
    lines = ['title = "A made-up question"', f'dataset = "{dataset}"', f'horizon = "{year(model.horizon)}"',
             f'count_places = "{model.count}"', "[envelope]", f"total_gbp = {model.envelope}", source]
    if model.as_of is not None:
        lines.insert(0, f'as_of = "{year(model.as_of)}"')
    if model.planner is not None:
        lines.insert(0, f'planner = "{model.planner}"')
    if model.layers:
        lines.insert(0, f"layers = {text(model.layers)}")
    if model.overruns:
        lines.append(f"overruns = {model.overruns}")
    for fund in model.funds:
        lines += ["[[fund]]", f'id = "{fund.fund}"', f"amount_gbp = {fund.amount}", source,
                  f'first_year = "{year(fund.first_year)}"', f'last_year = "{year(fund.last_year)}"']
        lines += [f"line = {text(fund.lines)}"] if fund.lines else []
    for fund in model.partner_funds:
        lines += ["[[fund]]", f'id = "{fund.fund}"', f'payer = "{fund.payer}"', f"amount_gbp = {fund.amount}", source]
    lines += ["[deliverability]", f"share = {tenths(model.share)}", source] if model.share is not None else []
    lines += ["[distance]", f'metric = "{model.metric}"']
    lines += ['file = "miles.csv"'] if model.metric == "matrix" else []
    lines += ["[objective]", f'maximise = "{model.goal}"']
    lines += [f'first_year = "{year(model.first_year)}"'] if model.first_year is not None else []
    for care_type, bands in model.reach.items():
        written = ", ".join(f"{{ miles = {tenths(m)}, worth_percent = {w} }}" for m, w in bands)
        lines += [f"[reach.{care_type}]", f"bands = [{written}]", source]
    if model.match_funding:
        lines += ["[match_funding]", source]
    if model.floor:
        share, regions, groups = model.floor
        lines += ["[coverage_floor]", f"share_percent = {tenths(share)}", source]
        lines += [f"region = {text(regions)}"] if regions else []
        lines += [f"group = {text(groups)}"] if groups else []
    for fix in model.fixes:
        lines += [f"[[{fix.kind}]]", f'id = "{fix.fix}"', f'of = "{fix.of}"', *_where(fix.where), source]
    for rule in model.rules:
        lines += ["[[rule]]", f'id = "{rule.rule}"', f'measure = "{rule.measure}"', *_where(rule.where), source,
                  f"{bound_key(rule)} = {rule.bound}"]
        lines += [f"years = {text([year(y) for y in rule.years])}"] if rule.years else []
    for adjust in model.adjusts:
        amount = tenths(adjust.amount) if adjust.effect.endswith("percent") else text(adjust.amount)
        if adjust.effect == "withdraw_match":
            amount = "true"
        effect = [f"{adjust.effect} = {amount}"]
        if adjust.partner:
            effect += [f'partner = "{adjust.partner}"', f"partner_places_percent = {adjust.places}"]
        lines += ["[[adjust]]", f'id = "{adjust.adjust}"', *_where(adjust.where), *effect, source]
    return "\n".join(lines) + "\n"


def write_question(question, folder, way="plain"):
    """The dataset, the miles and the model; gives the words that a command needs to ask just that.

    `plain`: one file. `extends`: an overlay, which is right, on a model of which a number, a word and a rule are not.
    `set`: a model of which the envelope, the overruns, the year that is `as_of` and the bounds of rules are not right,
    until they are set.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_dataset(question.data, folder / "inputs")
    if question.model.metric == "matrix":
        write_miles(question.data, folder / "miles.csv")
    model = question.model
    wrong = replace(model, envelope=model.envelope + 700_000, count="likely" if model.count == "low" else "low",
                    as_of=None if model.as_of else 2027)
    if way == "plain":
        _model(folder / "model.toml", model_text(model))
        return []
    if way == "set":
        words = ["--set", f"envelope.total_gbp={model.envelope}"]
        rules = [replace(rule, bound=rule.bound + 3) for rule in model.rules]
        for rule in model.rules:
            words += ["--set", f"rule.{rule.rule}.{bound_key(rule)}={rule.bound}"]
        words += ["--robust", str(model.overruns)] if model.overruns else []
        words += ["--set", f"as_of={year(model.as_of) if model.as_of else 'none'}"]
        _model(folder / "model.toml", model_text(replace(wrong, count=model.count, rules=rules, overruns=0)))
        return words
    nothing = Rule("nothing", "projects", {}, [], "most", 0)
    _model(folder / "base.toml", model_text(replace(wrong, rules=[*model.rules, nothing])))
    overlay = ['extends = "base.toml"', f'count_places = "{model.count}"',
               f'as_of = "{year(model.as_of) if model.as_of else "none"}"', "[envelope]",
               f"total_gbp = {model.envelope}", "[[rule]]", 'id = "nothing"', "off = true"]
    _model(folder / "model.toml", "\n".join(overlay) + "\n")
    return []


def _model(path, words):
    path.write_text(words, encoding="utf-8")


def write_plan(trial, plan, path):
    """A plan as a CSV of project, option and whether it is funded."""
    funded = {(o.project, o.option) for o in plan}
    rows = [(o.project, o.option, "yes" if (o.project, o.option) in funded else "no")
            for o in trial.question.data.options]
    table(path.parent, path.name, "project option funded", rows)
