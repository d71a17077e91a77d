"""Layers of demand: more children, or others in the place of those there are."""

from dataclasses import dataclass
from itertools import product


@dataclass
class Layer:
    """`rows` holds children by area, care type and first year, which is None where they count before any other."""

    layer: str
    effect: str
    rows: dict
    chosen: bool


def made(random, data):
    """Layers of a dataset, most of them chosen; never two that stand in the place of the same children."""
    found, replaced = [], set()
    for index in range(random.choice([1, 2, 2, 3])):
        effect = random.choice(["add", "replace"])
        pairs = list(product([a.area for a in data.areas], sorted({c for _, c in data.demand})))
        pairs = random.sample(pairs, random.randint(1, len(pairs)))
        rows = {}
        for area, care_type in pairs:
            for first in random.choice([[None], [None], [2026], [None, 2027], [2026, 2028], [2029]]):
                rows[(area, care_type, first)] = random.choice([0, 1, 1, 2, 3, 5])
        chosen = random.random() < 0.8 and not (effect == "replace" and replaced & set(pairs))
        if chosen and effect == "replace":
            replaced |= set(pairs)
        found.append(Layer(f"layer-{index}", effect, rows, chosen))
    return found


def needed(data, model, year):
    """The children of each area and care type at the end of a year, with the layers that are chosen."""
    chosen = [layer for layer in data.layers if layer.layer in model.layers]
    base, more = dict(data.demand_in(year)), {}
    for layer in chosen:
        for area, care_type in {(a, c) for a, c, _ in layer.rows}:
            key = (area, care_type)
            base.setdefault(key, 0)
            years = [y for a, c, y in layer.rows if (a, c) == key and (y is None or y <= year)]
            if not years:
                continue
            children = layer.rows[(*key, max(years, key=lambda y: y or 0))]
            if layer.effect == "add":
                more[key] = more.get(key, 0) + children
            else:
                base[key] = children
    return {key: children + more.get(key, 0) for key, children in base.items()}
