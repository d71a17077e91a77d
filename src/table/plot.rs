//! A series of points as a drawing of letters, for a terminal: what is gained against what is spent.

use super::{Cell, Show};

/// The fewest columns and rows that points are drawn in.
const LEAST: (usize, usize) = (12, 4);

/// A point of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dot {
    /// How far to the right: a number.
    pub across: Cell,
    /// How far up: a number.
    pub up: Cell,
    /// Whether nothing higher is possible there.
    pub is_proved: bool,
}

/// What the letters of a drawing may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Any.
    Unicode,
    /// Those of the oldest terminals.
    Ascii,
}

/// The letters that are used.
struct Pens {
    proved: char,
    open: char,
    side: char,
    tick: char,
    corner: char,
    floor: char,
}

impl Letters {
    const fn pens(self) -> Pens {
        match self {
            Self::Unicode => Pens { proved: '●', open: '○', side: '│', tick: '┤', corner: '└', floor: '─' },
            Self::Ascii => Pens { proved: '*', open: 'o', side: '|', tick: '+', corner: '+', floor: '-' },
        }
    }
}

/// A drawing of `dots` in at most `width` columns and `height` rows of points, between named axes; nothing of no dots.
///
/// Numbers are as on paper, money in millions. Where dots that are proved fall together with dots that are not, they are
/// drawn as not proved.
#[must_use]
pub fn plot(dots: &[Dot], across: &str, up: &str, (width, height): (usize, usize), letters: Letters) -> String {
    let (Some(right), Some(top)) = (Span::of(dots, |dot| &dot.across), Span::of(dots, |dot| &dot.up)) else {
        return String::new();
    };
    let pens = letters.pens();
    let margin = top.labels().iter().map(|label| label.chars().count()).max().unwrap_or_default() + 1;
    let columns = width.saturating_sub(margin + 1).max(LEAST.0);
    let rows = height.max(LEAST.1);
    let mut field = vec![vec![' '; columns]; rows];
    let (proved, open): (Vec<&Dot>, Vec<&Dot>) = dots.iter().partition(|dot| dot.is_proved);
    for dot in proved.iter().chain(&open) {
        let row = rows - 1 - top.place(&dot.up, rows);
        field[row][right.place(&dot.across, columns)] = if dot.is_proved { pens.proved } else { pens.open };
    }
    let [least, most] = top.labels();
    let mut lines = vec![up.to_owned()];
    lines.extend(field.iter().enumerate().map(|(row, letters)| {
        let label = match row {
            0 => most.as_str(),
            _ if row == rows - 1 && least != most => least.as_str(),
            _ => "",
        };
        let side = if label.is_empty() { pens.side } else { pens.tick };
        format!("{label:>width$}{side}{}", letters.iter().collect::<String>(), width = margin)
    }));
    lines.push(format!("{:margin$}{}{}", "", pens.corner, String::from(pens.floor).repeat(columns)));
    lines.push(format!("{:margin$}{}", "", between(right.labels(), columns + 1)));
    lines.push(format!("{across:>width$}", width = margin + 1 + columns));
    if !open.is_empty() {
        let Pens { proved, open, .. } = pens;
        let [proved, open] = [format!("{proved} proved best"), format!("{open} not proved: it may be higher")];
        let beside = format!("{proved}   {open}");
        if beside.chars().count() <= width { lines.push(beside) } else { lines.extend([proved, open]) }
    }
    lines.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}

/// The ends of an axis at its ends, or one of them where there is one.
fn between([least, most]: [String; 2], columns: usize) -> String {
    if least == most {
        return format!(" {least}");
    }
    format!(" {least}{most:>width$}", width = columns.saturating_sub(least.chars().count() + 1))
}

/// From the least to the most of the numbers of an axis.
struct Span<'a> {
    least: &'a Cell,
    most: &'a Cell,
}

impl<'a> Span<'a> {
    fn of(dots: &'a [Dot], number: impl Fn(&'a Dot) -> &'a Cell) -> Option<Self> {
        let cells: Vec<&Cell> = dots.iter().map(number).collect();
        let (least, most) =
            (cells.iter().min_by_key(|cell| units(cell))?, cells.iter().max_by_key(|cell| units(cell))?);
        Some(Self { least, most })
    }

    /// The place of a number among `places`, to the nearest.
    fn place(&self, cell: &Cell, places: usize) -> usize {
        let (from, all) = (units(cell) - units(self.least), units(self.most) - units(self.least));
        let last = i128::try_from(places - 1).expect("places are few");
        let place = if all == 0 { 0 } else { (from * last * 2 + all) / (all * 2) };
        usize::try_from(place).expect("it is between the first place and the last")
    }

    fn labels(&self) -> [String; 2] {
        [self.least, self.most].map(|cell| cell.on_paper(Show::Millions))
    }
}

/// A number in its smallest unit.
fn units(cell: &Cell) -> i128 {
    match cell {
        Cell::Whole(number) | Cell::Hundredths(number) | Cell::Tenths(number) => i128::from(*number),
        Cell::Money(money) => i128::from(money.pounds()),
        Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Money;

    fn dot(millions: i64, hundredths: i64, is_proved: bool) -> Dot {
        Dot { across: Money::from_pounds(millions * 1_000_000).into(), up: Cell::Hundredths(hundredths), is_proved }
    }

    fn frontier() -> Vec<Dot> {
        [(400, 61_200, true), (450, 70_000, true), (508, 83_250, false), (563, 90_800, true)]
            .map(|(millions, hundredths, is_proved)| dot(millions, hundredths, is_proved))
            .to_vec()
    }

    #[test]
    fn a_frontier_is_drawn_between_its_least_and_its_most() {
        let text = plot(&frontier(), "Envelope, £m", "Well-located places", (40, 6), Letters::Unicode);
        insta::assert_snapshot!(text, @r"
        Well-located places
         908.0┤                                ●
              │                     ○
              │
              │
              │          ●
         612.0┤●
              └─────────────────────────────────
               400.0                       563.0
                                    Envelope, £m
        ● proved best
        ○ not proved: it may be higher
        ");
        let old = plot(&frontier(), "Envelope", "Places", (40, 6), Letters::Ascii);
        assert!(old.is_ascii(), "{old}");
    }

    #[test]
    fn a_drawing_keeps_to_its_width_and_nothing_hangs_over() {
        for width in [20, 40, 80, 200] {
            for line in plot(&frontier(), "£m", "Places", (width, 10), Letters::Unicode).lines().take(12) {
                assert!(line.chars().count() <= width && line == line.trim_end(), "{width}: {line}");
            }
        }
    }

    #[test]
    fn no_points_are_no_drawing_and_points_that_agree_are_one() {
        assert_eq!(plot(&[], "£m", "Places", (40, 6), Letters::Unicode), "");
        let text = plot(&[dot(1, 5, true), dot(1, 5, false)], "£m", "Places", (20, 4), Letters::Unicode);
        assert_eq!(text.matches('○').count(), 2, "once drawn and once explained\n{text}");
        assert_eq!(text.matches('●').count(), 1, "not drawn, and explained\n{text}");
        assert_eq!(text.matches("0.05").count(), 1, "{text}");
    }
}
