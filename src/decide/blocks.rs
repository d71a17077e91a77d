//! Blocks: parts of a program that one row of money joins.
//!
//! ```text
//! max  c·x + d·y     x in X,  y in Y,  a·x + b·y ≤ m
//! ```
//!
//! `X`, the *main block*, is the larger; `Y` is all the rest. Blocks are the connected parts of the columns once the
//! longest rows are set aside. Rows that were set aside and not the one of money (what rounding leaves over) only take
//! values away: values that are put together are completed, and checked, by the program as a whole.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::unionfind::UnionFind;

use crate::milp::{ColumnIndex, ColumnKind, Comparison, Direction, Milp, Objective, Row, Sum};

/// The most rows that are set aside.
const MOST_ASIDE: usize = 8;

/// Whole columns below which a block is not worth a question of its own.
const LEAST_WHOLE: usize = 20;

/// A program in two blocks.
pub(super) struct Blocks {
    pub main: Block,
    pub rest: Block,
    /// The most money that both may take together; none where nothing joins them.
    pub money: Option<i64>,
    /// What the columns that are settled come to on the objective.
    pub settled: i64,
    left_over: Option<LeftOver>,
    /// Columns that follow from the others by rows that were set aside, as what rounding leaves over does.
    following: BTreeSet<ColumnIndex>,
}

/// A part of a program, with the columns of the other part settled and its rows left out.
pub(super) struct Block {
    pub milp: Milp,
    pub objective: Objective,
    pub money: Sum,
    columns: Vec<ColumnIndex>,
    left_over: Option<LeftOver>,
}

impl Blocks {
    /// The blocks of `milp`; `None` if it is one.
    pub fn of(milp: &Milp, objective: &Objective) -> Option<Self> {
        if objective.direction != Direction::Maximise {
            return None;
        }
        let vacuous = vacuous_rows(milp, objective);
        let mut longest: Vec<usize> = (0..milp.rows().len()).filter(|row| !vacuous.contains(row)).collect();
        longest.sort_by_key(|&row| (std::cmp::Reverse(milp.rows()[row].sum.terms().count()), row));
        longest.truncate(MOST_ASIDE);
        (0..=longest.len()).find_map(|aside| Self::without(milp, objective, &longest[..aside], &vacuous))
    }

    /// The blocks that are left without the rows `aside` and the `vacuous` ones, if the main block and the rest are both worth
    /// a question. Of rows of money that join them the tightest is kept; the others only take values away, as all that is
    /// set aside.
    fn without(milp: &Milp, objective: &Objective, aside: &[usize], vacuous: &BTreeSet<usize>) -> Option<Self> {
        let is_money = |row: &Row| {
            row.comparison == Comparison::AtMost && row.bound > 0 && row.sum.terms().all(|(_, factor)| factor >= 0)
        };
        let money = aside.iter().copied().filter(|&row| is_money(&milp.rows()[row]));
        let money = money.min_by_key(|&row| (milp.rows()[row].bound, row));
        if money.is_none() && !aside.is_empty() {
            return None;
        }
        let aside: BTreeSet<usize> = aside.iter().chain(vacuous).copied().collect();
        let parts = parts(milp, &aside);
        let whole = |columns: &[ColumnIndex]| {
            columns.iter().filter(|column| milp.columns()[column.position()].kind == ColumnKind::Whole).count()
        };
        let main = parts.iter().max_by_key(|part| (whole(part), std::cmp::Reverse(part[0])))?.clone();
        let others: Vec<Vec<ColumnIndex>> = parts.into_iter().filter(|part| *part != main).collect();
        if others.iter().map(|part| whole(part)).max().unwrap_or(0) < LEAST_WHOLE {
            return None;
        }
        let rest = others.concat();
        let value = |sum: &Sum| -> i64 { sum.terms().filter_map(|(c, f)| Some(f * settled(milp, c)?)).sum() };
        let joining = money.map(|row| &milp.rows()[row]);
        let row = joining.map(|row| row.sum.clone()).unwrap_or_default();
        let left_over = LeftOver::of(milp, &row);
        let carried = left_over.as_ref().map_or(0, |left_over| value(&left_over.sum).div_euclid(left_over.unit));
        let limit = joining.map(|row| row.bound - value(&row.sum) - carried);
        let blocks = Self {
            main: Block::of(milp, objective, (&row, left_over.as_ref()), main, &aside),
            rest: Block::of(milp, objective, (&row, left_over.as_ref()), rest, &aside),
            money: limit,
            settled: value(&objective.sum),
            following: following(milp, &aside, money),
            left_over,
        };
        // There is nothing to split where one has nothing that is sought.
        [&blocks.main, &blocks.rest].iter().all(|block| block.objective.sum.terms().next().is_some()).then_some(blocks)
    }
}

/// What rounding leaves over of a sum of money: `sum − unit · carry` is less than a unit, and the carry is in the money.
struct LeftOver {
    carry: ColumnIndex,
    unit: i64,
    sum: Sum,
}

impl LeftOver {
    /// What is left over of `money`; `None` if nothing is. An option that costs one unit is taken or left, and no carry,
    /// whatever rows it is in.
    fn of(milp: &Milp, money: &Sum) -> Option<Self> {
        let there = |column: ColumnIndex| &milp.columns()[column.position()];
        let is_whole = |column: ColumnIndex| there(column).kind == ColumnKind::Whole;
        let may_carry = |column: ColumnIndex| is_whole(column) && there(column).upper - there(column).lower > 1;
        let is_of_choices = |left_over: &Self| left_over.sum.terms().all(|(column, _)| is_whole(column));
        money.terms().filter(|&(column, factor)| factor == 1 && may_carry(column)).find_map(|(carry, _)| {
            let mut rows = milp.rows().iter().filter(|row| row.sum.factor(carry).abs() > 1);
            rows.find_map(|row| Self::carried(row, carry).filter(is_of_choices))
        })
    }

    /// What `carry` carries in `row`, which is stated as `sum − unit · carry ≤ bound` or the other way round.
    fn carried(row: &Row, carry: ColumnIndex) -> Option<Self> {
        let (sign, bound) = match row.comparison {
            Comparison::AtMost => (1, row.bound),
            Comparison::AtLeast => (-1, -row.bound),
            Comparison::Equal => return None,
        };
        let unit = -sign * row.sum.factor(carry);
        let sum: Sum = row.sum.terms().filter(|(c, _)| *c != carry).map(|(c, factor)| (sign * factor, c)).collect();
        let is_left_over = (0..unit).contains(&bound) && sum.terms().all(|(_, factor)| factor >= 0);
        is_left_over.then_some(Self { carry, unit, sum })
    }

    /// Whole units of what is left over of these values.
    fn units(&self, values: &[i64]) -> i64 {
        self.sum.value(values).div_euclid(self.unit)
    }
}

/// The rows that a column of their own can always keep, whatever all others are: it is in no other row and not sought. So it
/// is with what rounding leaves over of a sum that is not stated, or not in this stage.
fn vacuous_rows(milp: &Milp, objective: &Objective) -> BTreeSet<usize> {
    let mut rows_of = vec![0_usize; milp.columns().len()];
    for (column, _) in milp.rows().iter().flat_map(|row| row.sum.terms()) {
        rows_of[column.position()] += 1;
    }
    let is_own = |column: ColumnIndex| rows_of[column.position()] == 1 && objective.sum.factor(column) == 0;
    let is_vacuous = |row: &Row| {
        // Taking each term from the end of its column that is worst for the row, but for those of its own.
        let sign = if row.comparison == Comparison::AtMost { 1 } else { -1 };
        let most: i64 = row
            .sum
            .terms()
            .map(|(column, factor)| {
                let there = &milp.columns()[column.position()];
                let ends = [sign * factor * there.lower, sign * factor * there.upper];
                if is_own(column) { ends[0].min(ends[1]) } else { ends[0].max(ends[1]) }
            })
            .sum();
        row.comparison != Comparison::Equal
            && most <= sign * row.bound
            && row.sum.terms().any(|(column, _)| is_own(column))
    };
    (0..milp.rows().len()).filter(|&row| is_vacuous(&milp.rows()[row])).collect()
}

/// The columns that are in rows that were set aside, besides that of `money`, and in no row that was not.
fn following(milp: &Milp, aside: &BTreeSet<usize>, money: Option<usize>) -> BTreeSet<ColumnIndex> {
    let in_rows = |is_meant: &dyn Fn(usize) -> bool| -> BTreeSet<ColumnIndex> {
        let rows = milp.rows().iter().enumerate().filter(|(at, _)| is_meant(*at));
        rows.flat_map(|(_, row)| row.sum.terms().map(|(column, _)| column)).collect()
    };
    let set_aside = in_rows(&|at| aside.contains(&at) && money != Some(at));
    &set_aside - &in_rows(&|at| !aside.contains(&at))
}

/// The value of a column that is settled.
fn settled(milp: &Milp, column: ColumnIndex) -> Option<i64> {
    milp.columns()[column.position()].settled()
}

/// The columns that are not settled, in connected parts: two of one row are in one part, rows `aside` left out.
fn parts(milp: &Milp, aside: &BTreeSet<usize>) -> Vec<Vec<ColumnIndex>> {
    let mut union = UnionFind::new(milp.columns().len());
    let is_open = |column: &ColumnIndex| settled(milp, *column).is_none();
    for (at, row) in milp.rows().iter().enumerate() {
        let mut first = None;
        for column in row.sum.terms().map(|(column, _)| column).filter(is_open).filter(|_| !aside.contains(&at)) {
            union.union(*first.get_or_insert(column.position()), column.position());
        }
    }
    let mut parts: BTreeMap<usize, Vec<ColumnIndex>> = BTreeMap::new();
    for column in milp.column_indices().filter(is_open) {
        parts.entry(union.find(column.position())).or_default().push(column);
    }
    parts.into_values().collect()
}

impl Block {
    /// What is left over of its own money is carried whole: of both blocks together that is no more than of the whole.
    fn of(
        milp: &Milp,
        objective: &Objective,
        (money, left_over): (&Sum, Option<&LeftOver>),
        columns: Vec<ColumnIndex>,
        aside: &BTreeSet<usize>,
    ) -> Self {
        let mut columns = columns;
        columns.sort_unstable();
        let is_in = |column: ColumnIndex| columns.binary_search(&column).is_ok();
        let rows = (0..milp.rows().len()).filter(|row| !aside.contains(row));
        let stated = rows.filter(|&row| milp.rows()[row].sum.terms().any(|(column, _)| is_in(column))).collect();
        let mut own = milp.with_rows(&stated);
        let carry = left_over.map(|left_over| left_over.carry);
        let is_here = |column: ColumnIndex| is_in(column) || carry == Some(column);
        for column in milp.column_indices().filter(|&column| !is_here(column)) {
            own.fix(column, milp.columns()[column.position()].lower);
        }
        let only = |sum: &Sum| sum.terms().filter(|(column, _)| is_here(*column)).map(|(c, f)| (f, c)).collect::<Sum>();
        let left_over = left_over.map(|all| LeftOver { sum: only(&all.sum), ..*all });
        if let Some(LeftOver { carry, unit, sum }) = &left_over {
            let mut sum = sum.clone();
            sum.add(-unit, *carry);
            own.add_row(Row { label: "left over".to_owned(), sum, comparison: Comparison::AtMost, bound: unit - 1 });
        }
        let objective = Objective::new(objective.direction, only(&objective.sum));
        Self { milp: own, objective, money: only(money), columns, left_over }
    }

    /// The money that these values of the block take, in whole units.
    pub fn money_of(&self, values: &[i64]) -> i64 {
        let Some(left_over) = &self.left_over else { return self.money.value(values) };
        self.money.value(values) - values[left_over.carry.position()] + left_over.units(values)
    }

    /// The program, with at most so much money.
    pub fn within(&self, most: i64) -> Milp {
        let mut milp = self.milp.clone();
        let label = "money".to_owned();
        milp.add_row(Row { label, sum: self.money.clone(), comparison: Comparison::AtMost, bound: most });
        milp
    }

    /// The program, with at least so much of what is sought.
    pub fn with(&self, least: i64) -> Milp {
        let mut milp = self.milp.clone();
        let label = "target".to_owned();
        milp.add_row(Row { label, sum: self.objective.sum.clone(), comparison: Comparison::AtLeast, bound: least });
        milp
    }
}

impl Blocks {
    /// The columns of `milp` that are chosen, and from which all others follow.
    pub fn choices(&self, milp: &Milp) -> impl Iterator<Item = ColumnIndex> {
        let is_choice =
            |column: &ColumnIndex| milp.columns()[column.position()].is_choice() && !self.following.contains(column);
        self.columns().filter(is_choice)
    }

    /// By how much the money of both blocks may be more than `cost`, which counts what is settled too; `None` where a cost
    /// may be a gain, or the two are told in other units.
    pub fn money_beyond(&self, cost: &Sum, milp: &Milp) -> Option<i64> {
        if cost.terms().any(|(_, factor)| factor < 0) {
            return None;
        }
        let (of_money, of_cost) = (self.left_over.as_ref(), LeftOver::of(milp, cost));
        let unit = of_money.or(of_cost.as_ref()).map_or(1, |left_over| left_over.unit);
        if of_money.into_iter().chain(&of_cost).any(|left_over| left_over.unit != unit) {
            return None;
        }
        let over = |left_over: Option<&LeftOver>, column| left_over.map_or(0, |left_over| left_over.sum.factor(column));
        let beyond = |column: ColumnIndex| {
            let money = self.main.money.factor(column) + self.rest.money.factor(column);
            let there = &milp.columns()[column.position()];
            // A column that follows from the others is left out where the rows that it follows by are.
            let most = if self.following.contains(&column) { there.lower } else { there.upper };
            let more = unit * (money - cost.factor(column)) + over(of_money, column) - over(of_cost.as_ref(), column);
            more.max(0) * most
        };
        let carry = of_money.map(|left_over| left_over.carry);
        let beyond: i64 = self.columns().filter(|&column| carry != Some(column)).map(beyond).sum();
        let paid: i64 = cost.terms().filter_map(|(column, factor)| Some(factor * settled(milp, column)?)).sum();
        Some((beyond + unit - 1).div_euclid(unit) - paid)
    }

    /// The columns of both blocks.
    fn columns(&self) -> impl Iterator<Item = ColumnIndex> {
        self.main.columns.iter().chain(&self.rest.columns).copied()
    }

    /// Values of both blocks in one.
    pub fn joined(&self, of_main: &[i64], of_rest: &[i64]) -> Vec<i64> {
        let mut values = of_main.to_vec();
        for column in &self.rest.columns {
            values[column.position()] = of_rest[column.position()];
        }
        values
    }
}
