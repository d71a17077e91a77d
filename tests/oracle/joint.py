"""Joint capital: options that a partner builds with the department, its funds, and what is said of who pays what."""

from question import Adjust, PartnerFund, matches

PARTNERS = ["health", "justice"]


def join(random, data):
    """Some options have a partner, who pays besides and has places kept."""
    for option in data.options:
        if random.random() < 0.5:
            option.partner = random.choice(PARTNERS)
            option.partner_gbp = random.choice([0, 100_000, 250_000, 333_333, 400_001])
            option.partner_places = random.choice([0, 1, 1, 2, 3])


def joining(random, data, index, where):
    """An adjustment that has a partner join options that have none, or None where it cannot."""
    those = [o for o in data.options if matches(data, o, where)]
    if not those or any(o.partner for o in those):
        return None
    percent, places = random.choice([250, 100, 333, 500, 995]), random.choice([1, 25, 50, 100])
    return Adjust(f"adjust-{index}", where, "partner_percent", percent, random.choice(PARTNERS), places)


def partner_funds(random, aim, off_by_one, some):
    """Funds of partners that just pay for what some plan asks of them, or are a pound short."""
    found = []
    for partner in sorted({o.partner for o in aim.question.data.options if o.partner}):
        if some():
            asked = sum(o.partner_gbp for o in aim.plan() if o.partner == partner)
            found.append(PartnerFund(f"{partner}-capital", partner, max(1, asked + random.choice(off_by_one))))
    return found


def payers(trial, plan, answer):
    """Differences in who pays what: a row for the department, one for all authorities and one for each partner."""
    data, model = trial.question.data, trial.question.model
    partners = sorted({o.partner for o in data.options if o.partner} | {f.payer for f in model.partner_funds})
    if not partners:
        return ["partners.csv is there, and nobody joins"] if (answer.out / "partners.csv").exists() else []
    alike = {p: [r.bound for r in model.rules if _is_fund(r, p)] for p in partners}
    holds = {p: bounds[0] for p, bounds in alike.items() if bounds} | {f.payer: f.amount for f in model.partner_funds}
    right = [_row("department", [o.cost for o in plan if o.cost], None, model.envelope)]
    right.append(_row("authorities", [o.match for o in plan if o.match], None, None))
    for partner in partners:
        of = [o for o in plan if o.partner == partner]
        kept = sum(o.partner_places for o in of)
        right.append(_row(partner, [o.partner_gbp for o in of], kept, holds.get(partner)))
    stated = [tuple(row.values()) for row in answer.table("partners.csv")]
    return [] if stated == right else [f"partners.csv says {stated}, and it is {right}"]


def _is_fund(rule, partner):
    """Whether a rule says of a partner what a fund of it says."""
    return (rule.measure, rule.sense, rule.where) == ("partner", "most", {"partner": [partner]})


def _row(payer, pays, kept, holds):
    cells = [sum(pays), len(pays), kept, holds, None if holds is None else holds - sum(pays)]
    return (payer, *("" if cell is None else str(cell) for cell in cells))
