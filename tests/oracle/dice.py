"""Dice, which may be loaded in favour of a theme."""

from random import Random


class Dice(Random):
    """Random numbers of a seed, and the feature that a question is to be about, or None."""

    def __init__(self, seed, theme=None):
        super().__init__(seed)
        self.theme = theme

    def some(self, chance, *themes):
        """True as often as is said, and always where the theme is among these."""
        return self.random() < chance or self.theme in themes

    def clutter(self, chance):
        """True as often as is said, and seldom where there is a theme, from which it leads away."""
        return self.random() < (chance / 4 if self.theme else chance)

    def about(self, *kinds):
        """Whether the theme is of one of these kinds: what stands before its colon."""
        return self.theme is not None and self.theme.split(":")[0] in kinds
