"""Miles between sites and areas, in whole tenths."""

from math import isqrt

from adjust import rounded


def straight_lines(data):
    """Tenths of a mile between sites and areas in a straight line on the National Grid."""
    at = {h.home: (h.easting, h.northing) for h in data.homes}
    at.update({p.project: (p.easting, p.northing) for p in data.projects if not p.home})
    return {(s, a.area): nearest_tenth((x - a.easting) ** 2 + (y - a.northing) ** 2)
            for s, (x, y) in at.items() for a in data.areas}


def nearest_tenth(square):
    """The tenths of a mile of 1,609.344 m nearest to a length, of which the square is given in metres.

    The length is taken in whole metres, rounded down, first.
    """
    return rounded(isqrt(square) * 10_000, 1_609_344)
