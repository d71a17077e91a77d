//! The best value of a small program, found in exact fractions: every value of the whole columns is tried, and for each
//! every corner of what is left of the others.

use placewell::milp::{ColumnKind, Comparison, Direction, Milp, Objective};

/// A fraction in lowest terms, with a denominator above nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(i128, i128);

impl Fraction {
    fn new(over: i128, under: i128) -> Self {
        let (mut a, mut b) = (over.abs(), under.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let sign = if under < 0 { -1 } else { 1 };
        Self(sign * over / a.max(1), sign * under / a.max(1))
    }

    fn whole(number: i64) -> Self {
        Self(number.into(), 1)
    }

    fn minus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 - other.0 * self.1, self.1 * other.1)
    }

    fn times(self, other: Self) -> Self {
        Self::new(self.0 * other.0, self.1 * other.1)
    }

    fn over(self, other: Self) -> Self {
        Self::new(self.0 * other.1, self.1 * other.0)
    }

    fn is_less(self, other: Self) -> bool {
        self.0 * other.1 < other.0 * self.1
    }

    /// The last whole number that it reaches.
    pub fn reached(self, direction: Direction) -> i64 {
        let whole = match direction {
            Direction::Maximise => self.0.div_euclid(self.1),
            Direction::Minimise => -(-self.0).div_euclid(self.1),
        };
        i64::try_from(whole).expect("the programs are small")
    }
}

/// A half-space `factors · x ≤ bound`, over the columns that may be split.
struct Half {
    factors: Vec<Fraction>,
    bound: Fraction,
}

impl Half {
    fn holds(&self, point: &[Fraction]) -> bool {
        let sum = dot(&self.factors, point);
        !self.bound.is_less(sum)
    }
}

fn dot(factors: &[Fraction], point: &[Fraction]) -> Fraction {
    let nought = Fraction::whole(0);
    factors.iter().zip(point).fold(nought, |sum, (f, x)| sum.minus(nought.minus(f.times(*x))))
}

/// The best value, or nothing where no values keep every row.
pub fn best(milp: &Milp, objective: &Objective) -> Option<Fraction> {
    let mut best = None;
    let mut values = vec![0; milp.columns().len()];
    try_whole(milp, objective, 0, &mut values, &mut best);
    best
}

fn try_whole(milp: &Milp, objective: &Objective, at: usize, values: &mut [i64], best: &mut Option<Fraction>) {
    let Some(column) = milp.columns().get(at) else { return try_corners(milp, objective, values, best) };
    if column.kind == ColumnKind::Divisible {
        return try_whole(milp, objective, at + 1, values, best);
    }
    for value in column.lower..=column.upper {
        values[at] = value;
        if !is_hopeless(milp, at, values) {
            try_whole(milp, objective, at + 1, values, best);
        }
    }
    values[at] = 0;
}

/// Whether some row is broken whatever the columns after `at`, and those that may be split, come to.
fn is_hopeless(milp: &Milp, at: usize, values: &[i64]) -> bool {
    milp.rows().iter().any(|row| {
        let (mut least, mut most) = (0, 0);
        for (column, factor) in row.sum.terms() {
            let position = column.position();
            let column = &milp.columns()[position];
            let settled = column.kind == ColumnKind::Whole && position <= at;
            let (lower, upper) =
                if settled { (values[position], values[position]) } else { (column.lower, column.upper) };
            least += (factor * lower).min(factor * upper);
            most += (factor * lower).max(factor * upper);
        }
        match row.comparison {
            Comparison::AtMost => least > row.bound,
            Comparison::AtLeast => most < row.bound,
            Comparison::Equal => least > row.bound || most < row.bound,
        }
    })
}

fn try_corners(milp: &Milp, objective: &Objective, values: &[i64], best: &mut Option<Fraction>) {
    let split: Vec<usize> = (0..values.len()).filter(|&at| milp.columns()[at].kind == ColumnKind::Divisible).collect();
    let halves = halves(milp, values, &split);
    let mut worths = vec![Fraction::whole(0); split.len()];
    for (column, factor) in objective.sum.terms() {
        if let Some(at) = split.iter().position(|&position| position == column.position()) {
            worths[at] = Fraction::whole(factor);
        }
    }
    // Columns that may be split are nought among the values, so this is what the whole ones are worth.
    let worth = Fraction::whole(objective.sum.value(values));
    for corner in corners(&halves, split.len()) {
        let value = worth.minus(Fraction::whole(0).minus(dot(&worths, &corner)));
        let is_better = best.is_none_or(|best| match objective.direction {
            Direction::Maximise => best.is_less(value),
            Direction::Minimise => value.is_less(best),
        });
        if is_better {
            *best = Some(value);
        }
    }
}

fn halves(milp: &Milp, values: &[i64], split: &[usize]) -> Vec<Half> {
    let mut halves = Vec::new();
    let mut add = |factors: &[i64], bound: i64, sign: i64| {
        let factors = factors.iter().map(|factor| Fraction::whole(sign * factor)).collect();
        halves.push(Half { factors, bound: Fraction::whole(sign * bound) });
    };
    for (at, &position) in split.iter().enumerate() {
        let unit: Vec<i64> = (0..split.len()).map(|other| i64::from(other == at)).collect();
        add(&unit, milp.columns()[position].upper, 1);
        add(&unit, milp.columns()[position].lower, -1);
    }
    for row in milp.rows() {
        let mut factors = vec![0; split.len()];
        for (column, factor) in row.sum.terms() {
            if let Some(at) = split.iter().position(|&position| position == column.position()) {
                factors[at] = factor;
            }
        }
        let bound = row.bound - row.sum.value(values);
        match row.comparison {
            Comparison::AtMost => add(&factors, bound, 1),
            Comparison::AtLeast => add(&factors, bound, -1),
            Comparison::Equal => {
                add(&factors, bound, 1);
                add(&factors, bound, -1);
            }
        }
    }
    halves
}

/// Every corner of the polytope that the half-spaces bound.
fn corners(halves: &[Half], size: usize) -> Vec<Vec<Fraction>> {
    let mut corners = Vec::new();
    let mut chosen: Vec<usize> = (0..size).collect();
    loop {
        if let Some(point) = meeting(halves, &chosen)
            && halves.iter().all(|half| half.holds(&point))
        {
            corners.push(point);
        }
        // The next choice of so many half-spaces.
        let Some(at) = (0..size).rev().find(|&at| chosen[at] + size - at < halves.len()) else { return corners };
        chosen[at] += 1;
        for after in at + 1..size {
            chosen[after] = chosen[after - 1] + 1;
        }
    }
}

/// The one point where the edges of the chosen half-spaces meet, by Gauss's elimination.
fn meeting(halves: &[Half], chosen: &[usize]) -> Option<Vec<Fraction>> {
    let size = chosen.len();
    let nought = Fraction::whole(0);
    let mut rows: Vec<Vec<Fraction>> =
        chosen.iter().map(|&at| halves[at].factors.iter().copied().chain([halves[at].bound]).collect()).collect();
    for pivot in 0..size {
        let found = (pivot..size).find(|&row| rows[row][pivot] != nought)?;
        rows.swap(pivot, found);
        for row in (0..size).filter(|&row| row != pivot) {
            let share = rows[row][pivot].over(rows[pivot][pivot]);
            let taken: Vec<Fraction> = rows[pivot].iter().map(|factor| share.times(*factor)).collect();
            rows[row] = rows[row].iter().zip(taken).map(|(factor, taken)| factor.minus(taken)).collect();
        }
    }
    Some((0..size).map(|at| rows[at][size].over(rows[at][at])).collect())
}
