"""Chooses which children's-home building projects to fund within an envelope, proves that no choice is better, and shows why.

This calls the program ``placewell`` and reads the tables of the run that it writes; nothing is worked out here.
"""

from .commands import evaluate, example, solve, verify
from .program import PlacewellError
from .run import Run, Tables, read

__all__ = ["PlacewellError", "Run", "Tables", "evaluate", "example", "read", "solve", "verify"]
