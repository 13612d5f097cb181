//! Sums of a table, down and across: totals and subtotals, what is left, and differences.
//!
//! Items are taken one after another, as an auditor foots a column: what was added up is replaced by
//! its total, so that a grand total is one of subtotals. A sum that one lane (a column, or a row)
//! suggests is only believed where its words say so or other lanes have it too; and only then is a
//! lane that misses it wrong.

use rustc_hash::FxHashMap;

use super::labels::Role;
use super::lines::{Item, Lines, Value, Way};
use super::part;
use crate::claim::{NAMES, Verdict};
use crate::diagnostic::{Code, Severity};
use crate::number::write_digits;
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::rule::Rule;
use crate::relation::rules::total::SUMS;
use crate::table::{Content, Table};

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::TableTotal,
    why: "The total of a table's rows, or columns, is what they make: that one column adds up as its label says \
          is reason to expect it of the next.",
    found: "| Costs | 2022 | 2023 |\n|---|---|---|\n| Wages | 410 | 250 |\n| Rent | 125 | 140 |\n| Total | 535 | 490 |\n",
    unfound: "| Costs | 2022 | 2023 |\n|---|---|---|\n| Wages | 410 | 350 |\n| Rent | 125 | 140 |\n| Total | 535 | 490 |\n",
    most: Severity::Error,
    measured: [0, 0],
    read: |article, all| article.tables.iter().for_each(|table| read(table, all)),
};

/// How many items a total may be of, by whether its words make it one.
const MOST_LABELLED: usize = 2_000;
const MOST_PLAIN: usize = 16;
/// From what on one edit makes a total that nothing confirms wrong: of small numbers it mends anything.
const LEAST: i128 = 100;
/// How many lanes are looked at first.
const FIRST: usize = 3;
/// How much is tried of a table: sums of one item in one lane.
const BUDGET: usize = 20_000_000;
/// How many digits of agreement a sum needs before a lane that misses it is wrong, by whether its
/// words say so, and whether they only say that something is left.
const DIGITS_LABELLED: f64 = 2.0;
const DIGITS_LEFT: f64 = 3.0;
const DIGITS_PLAIN: f64 = 6.0;

/// How a total follows from its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// All of them together.
    Sum,
    /// The first less the others.
    Less,
    /// The others less the last.
    LessLast,
}

const SHAPES: [Shape; 3] = [Shape::Sum, Shape::Less, Shape::LessLast];

/// How a lane agrees with a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    /// Nothing can be said: a part is unknown, or there is no total.
    Silent,
    /// It holds, but of one part that is not nought.
    Trivial,
    /// It holds under rounding: what the parts make.
    Holds(i128),
    /// It does not: what the parts make.
    Wrong(i128),
}

/// A total that was found.
#[derive(Clone, Debug)]
struct Foot {
    total: usize,
    /// The items it is of, in their order, and whether each is taken away.
    parts: Vec<(usize, bool)>,
    lanes: Vec<Lane>,
    /// Whether other lanes confirm it.
    confirmed: bool,
}

/// Reads the sums of a table.
fn read(table: &Table<'_>, all: &mut Vec<Relation>) {
    let mut places = 0;
    let mut wrong: FxHashMap<(usize, usize), Vec<(usize, i128)>> = FxHashMap::default();
    for way in [Way::Down, Way::Across] {
        let lines = Lines::of(table, way);
        places = lines.places;
        if lines.lanes.is_empty() || lines.items.len() < 3 {
            continue;
        }
        let mut found = feet(&lines);
        let above = totals_above(&lines, &found);
        found.extend(above);
        for foot in found {
            tell(table, &lines, &foot, &mut wrong, all);
        }
    }
    // A cell that one change mends in its row and in its column is the one at fault.
    for (cell, changes) in wrong {
        let [(first, by), (second, again)] = changes[..] else {
            continue;
        };
        if by != again {
            continue;
        }
        let (row, column) = cell;
        let content = &table.rows[row].cells[column];
        let name = [table.label(row), &table.header(column)]
            .into_iter()
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .join(", ");
        let now = match &content.content {
            Content::Amount(amount) => amount.scaled(places).map(|value| i128::from(value) + by),
            _ => Some(by),
        };
        if let Some(now) = now {
            let mend = format!(
                "`{}` for `{}` ({name}), the one cell that mends its row and its column",
                written(now, places),
                table.words(&content.span),
            );
            all[second].doubt = Some("it is the same cell that its column has wrong");
            for place in [first, second] {
                all[place].mends.clear();
                all[place].mends.push(mend.clone());
            }
        }
    }
}

/// The totals among the items, and what they are of.
fn feet(lines: &Lines) -> Vec<Foot> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut budget = BUDGET;
    for (place, item) in lines.items.iter().enumerate() {
        if item.begins {
            open.clear();
        }
        let has_values = item
            .values
            .iter()
            .any(|value| matches!(value, Value::Known { .. }));
        if item.role == Role::Rate && lines.way == Way::Down
            || !has_values && item.role != Role::Total
        {
            continue;
        }
        if let Some(foot) = foot(lines, &open, place, &mut budget) {
            open.truncate(open.len() - foot.parts.len());
            found.push(foot);
        }
        open.push(place);
    }
    found
}

/// Totals that stand above what they are of, or before it: those that their words make totals and that
/// nothing before them makes.
fn totals_above(lines: &Lines, found: &[Foot]) -> Vec<Foot> {
    let is_left = |place: usize| {
        lines.items[place].role == Role::Total
            && !found
                .iter()
                .any(|foot| foot.total == place && foot.confirmed)
    };
    let count = lines.items.len();
    if !(0..count).any(is_left) {
        return Vec::new();
    }
    let mut turned = lines.clone();
    turned.items.reverse();
    for place in 0..count {
        // A block that begins with an item ends, from below, behind it.
        turned.items[place].begins = place > 0 && lines.items[count - place].begins;
        turned.items[place].heads = false;
    }
    let mut above = feet(&turned);
    above.retain(|foot| foot.confirmed && is_left(count - 1 - foot.total));
    for foot in &mut above {
        foot.total = count - 1 - foot.total;
        for part in &mut foot.parts {
            part.0 = count - 1 - part.0;
        }
        foot.parts.reverse();
    }
    above
}

/// What the last of the open items make of a total, if they do.
fn foot(lines: &Lines, open: &[usize], total: usize, budget: &mut usize) -> Option<Foot> {
    let item = &lines.items[total];
    let labelled = matches!(item.role, Role::Total | Role::Net | Role::Bare);
    let most = if labelled { MOST_LABELLED } else { MOST_PLAIN };
    let width = lines.lanes.len();
    // Among ten times as many items ten times as many fit by chance.
    let many = (lines.items.len() as f64 / 30.0).log10().max(0.0);
    let mut sums = vec![Sum::default(); width];
    let mut best: Option<(f64, usize, Shape)> = None;
    let mut taken = 0;
    for &part in open.iter().rev().take(most) {
        *budget = budget.checked_sub(width)?;
        add(&mut sums, &lines.items[part]);
        taken += 1;
        let shapes: &[Shape] = match (taken, item.role) {
            (1, _) => continue,
            (_, Role::Total) => &[Shape::Sum],
            _ => &SHAPES,
        };
        for &shape in shapes {
            // What misses the first lanes is looked at no further, where no words call for it.
            let misses =
                |(sum, value): (&Sum, &Value)| matches!(sum.against(*value, shape), Lane::Wrong(_));
            if !labelled && sums.iter().zip(&item.values).take(FIRST).all(misses) {
                continue;
            }
            let (mut holds, mut wrong, mut digits) = (0_usize, 0_usize, 0.0);
            for (sum, value) in sums.iter().zip(&item.values) {
                match sum.against(*value, shape) {
                    Lane::Holds(_) => {
                        holds += 1;
                        digits += sum.digits();
                    }
                    Lane::Wrong(_) => wrong += 1,
                    Lane::Silent | Lane::Trivial => {}
                }
            }
            let believed = if labelled {
                holds >= 1 && holds >= wrong
            } else {
                holds >= 2 && wrong * 2 <= holds
            };
            if !believed {
                continue;
            }
            // The more was tried, the likelier is a chance.
            let needed = match (labelled, shape) {
                (true, Shape::Sum) => DIGITS_LABELLED,
                (true, _) if item.role == Role::Bare => DIGITS_PLAIN,
                // Of two the one less the other is the usual case.
                (true, _) => (DIGITS_LEFT + 0.5 * (taken - 2) as f64).min(DIGITS_PLAIN),
                (false, _) => DIGITS_PLAIN,
            } + (taken as f64 - 1.0).log10() / 2.0
                + many
                // A group that begins behind its own heading is one.
                - f64::from(u8::from(lines.items[part].heads && labelled));
            // Nobody adds up one thing for nothing: in each lane that holds, two are no nought.
            let score = digits - 4.0 * wrong as f64;
            if digits >= needed && best.is_none_or(|(other, ..)| score > other + 0.01) {
                best = Some((score, taken, shape));
            }
        }
    }
    if let Some((_, taken, shape)) = best {
        return Some(made(lines, open, total, taken, shape, true));
    }
    // A total that nothing confirms is of all that is open.
    let whole = open.len();
    let plain = || open.iter().all(|&part| lines.items[part].role != Role::Net);
    let is_total = item.role == Role::Total && lines.way == Way::Down;
    (is_total && (2..=most).contains(&whole) && plain())
        .then(|| made(lines, open, total, whole, Shape::Sum, false))
        .filter(|foot| {
            foot.lanes
                .iter()
                .any(|lane| matches!(lane, Lane::Wrong(_) | Lane::Holds(_)))
        })
}

/// A total with the last `taken` of the open items.
fn made(
    lines: &Lines,
    open: &[usize],
    total: usize,
    taken: usize,
    shape: Shape,
    confirmed: bool,
) -> Foot {
    let own = &open[open.len() - taken..];
    let mut sums = vec![Sum::default(); lines.lanes.len()];
    for &part in own.iter().rev() {
        add(&mut sums, &lines.items[part]);
    }
    let lanes = sums
        .iter()
        .zip(&lines.items[total].values)
        .map(|(sum, value)| sum.against(*value, shape))
        .collect();
    let last = own.len() - 1;
    let parts = own
        .iter()
        .enumerate()
        .map(|(at, &part)| {
            let away = lines.items[part].role == Role::Less;
            let turned = match shape {
                Shape::Sum => false,
                Shape::Less => at > 0,
                Shape::LessLast => at == last,
            };
            (part, away != turned)
        })
        .collect();
    Foot {
        total,
        parts,
        lanes,
        confirmed,
    }
}

/// Adds an item to what those behind it make in each lane.
fn add(sums: &mut [Sum], item: &Item) {
    for (sum, value) in sums.iter_mut().zip(&item.values) {
        sum.add(*value, item.role == Role::Less);
    }
}

/// What items make in a lane so far.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    total: i128,
    /// The units of the last digits of all.
    grain: i128,
    /// The value of the first item, which was added last.
    first: i128,
    /// The value of the last item, which was added first.
    last: i128,
    /// The largest item, and one unit of its last digit.
    largest: i128,
    finest: i128,
    /// How many items are not nought.
    some: usize,
    any: bool,
    unknown: bool,
}

impl Sum {
    fn add(&mut self, value: Value, away: bool) {
        let (value, grain) = match value {
            Value::Empty | Value::Nought => (0, 0),
            // In brackets it is taken away already.
            Value::Known { value, grain } => {
                let value = i128::from(value);
                (if away { -value.abs() } else { value }, grain.into())
            }
            Value::Unknown => {
                self.unknown = true;
                return;
            }
        };
        self.total = self.total.saturating_add(value);
        self.grain = self.grain.saturating_add(grain);
        if !self.any {
            self.last = value;
        }
        self.first = value;
        self.any = true;
        if value.abs() > self.largest {
            (self.largest, self.finest) = (value.abs(), grain.max(1));
        }
        self.some += usize::from(value != 0);
    }

    /// How many digits its largest item has.
    fn digits(&self) -> f64 {
        (self.largest as f64 / self.finest.max(1) as f64 + 1.0).log10()
    }

    fn gives(&self, shape: Shape) -> i128 {
        match shape {
            Shape::Sum => self.total,
            Shape::Less => 2 * self.first - self.total,
            Shape::LessLast => self.total - 2 * self.last,
        }
    }

    /// How a total in this lane agrees.
    fn against(&self, total: Value, shape: Shape) -> Lane {
        let ends = match shape {
            Shape::Sum => true,
            Shape::Less => self.first != 0,
            Shape::LessLast => self.last != 0,
        };
        if self.unknown || self.some == 0 || !ends {
            return Lane::Silent;
        }
        let gives = self.gives(shape);
        let (value, grain) = match total {
            Value::Known { value, grain } => (value.into(), i128::from(grain)),
            // A dash may be no amount at all.
            Value::Nought if gives == 0 => (0, 0),
            _ => return Lane::Silent,
        };
        let off = gives - value;
        // Half a unit of each last digit.
        let holds =
            off == 0 || 2 * off.abs() <= self.grain + grain && off.abs() * 20 <= value.abs();
        match (holds, self.some) {
            (true, 1) => Lane::Trivial,
            (true, _) => Lane::Holds(gives),
            // Cut off instead of rounded, each may miss by a whole unit.
            (false, _) if off.abs() <= self.grain && off.abs() * 20 <= value.abs() => Lane::Silent,
            // What counts as a gain in one lane may count as a loss in another.
            (false, _) if SHAPES.iter().any(|other| self.gives(*other) == value) => Lane::Silent,
            (false, _) => Lane::Wrong(gives),
        }
    }
}

/// A value as a table prints it.
pub(super) fn written(value: i128, places: u8) -> String {
    let places = usize::from(places);
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = places + 1);
    let mut text = String::from(if value < 0 { "-" } else { "" });
    write_digits(&mut text, &digits, places, true);
    text
}

/// Tells each lane of a total.
fn tell(
    table: &Table<'_>,
    lines: &Lines,
    foot: &Foot,
    wrong: &mut FxHashMap<(usize, usize), Vec<(usize, i128)>>,
    all: &mut Vec<Relation>,
) {
    let misses = foot
        .lanes
        .iter()
        .filter(|lane| matches!(lane, Lane::Wrong(_)))
        .count();
    for (lane, state) in foot.lanes.iter().enumerate() {
        let (gives, holds) = match *state {
            Lane::Silent | Lane::Trivial => continue,
            Lane::Holds(gives) => (gives, true),
            Lane::Wrong(gives) => (gives, false),
        };
        let value = match lines.items[foot.total].values[lane] {
            Value::Known { value, .. } => i128::from(value),
            Value::Nought => 0,
            Value::Empty | Value::Unknown => continue,
        };
        let edits = if holds {
            Vec::new()
        } else {
            edits(table, lines, foot, lane, gives - value)
        };
        // What only its label makes a total of all above may leave some out.
        let alone = !holds && !foot.confirmed;
        let near = gives.abs() <= 2 * value.abs() && value.abs() <= 2 * gives.abs();
        if alone && (misses > 1 || !near) {
            continue;
        }
        let large = value.abs() >= LEAST * 10_i128.pow(lines.places.into());
        let strength = if alone && (edits.is_empty() || !large) {
            Strength::Suggests
        } else {
            Strength::Says
        };
        let mut operands: Vec<Part> = Vec::with_capacity(foot.parts.len());
        let mut away = Vec::with_capacity(foot.parts.len());
        for (part, is_away) in &foot.parts {
            if matches!(
                lines.items[*part].values[lane],
                Value::Empty | Value::Nought
            ) {
                continue;
            }
            let span = lines.span(table, *part, lane);
            let name = NAMES.get(operands.len()).copied().unwrap_or("part");
            operands.push(part::at(table, name, span));
            away.push(*is_away);
        }
        let span = lines.span(table, foot.total, lane);
        let stated = part::at(table, "stated", span);
        let mut relation = Relation::told(
            RULE.name(),
            Kind::Total,
            strength,
            Some(stated),
            operands,
            Verdict::of(holds),
            message(table, lines, foot, lane, (gives, value)),
        );
        relation.formulas.extend(formula(&away));
        relation.computed = Some(written(gives, lines.places));
        relation.mends = edits;
        if !holds {
            let place = all.len();
            let by = gives - value;
            let mut blame = |item: usize, change: i128| {
                wrong
                    .entry(lines.place(item, lane))
                    .or_default()
                    .push((place, change));
            };
            blame(foot.total, by);
            for (part, away) in &foot.parts {
                blame(*part, if *away { by } else { -by });
            }
        }
        all.push(relation);
    }
}

/// The formula of a sum as a claim has it, where it is short and of one shape.
fn formula(away: &[bool]) -> Option<&'static str> {
    const LESS: [&str; 4] = ["a - b", "a - b - c", "a - b - c - d", "a - b - c - d - e"];
    let (first, rest) = away.split_first()?;
    let place = rest.len().checked_sub(1)?;
    match (
        first,
        rest.iter().all(|away| *away),
        rest.iter().any(|away| *away),
    ) {
        (false, _, false) => SUMS.get(away.len()).copied(),
        (false, true, _) => LESS.get(place).copied(),
        _ => None,
    }
}

/// One line of arithmetic in the table's own words.
fn message(
    table: &Table<'_>,
    lines: &Lines,
    foot: &Foot,
    lane: usize,
    (gives, value): (i128, i128),
) -> String {
    let (row, column) = lines.place(foot.total, lane);
    let name = |item: usize| match lines.way {
        Way::Down => table.label(lines.items[item].place).to_owned(),
        Way::Across => table.header(lines.items[item].place),
    };
    let named = |name: String, otherwise: &str| {
        if name.is_empty() {
            otherwise.to_owned()
        } else {
            format!("“{name}”")
        }
    };
    let first = named(name(foot.parts[0].0), "the first part");
    let last = foot
        .parts
        .last()
        .map_or(String::new(), |part| named(name(part.0), "the last part"));
    let lane_name = match lines.way {
        Way::Down => table.header(column),
        Way::Across => table.label(row).to_owned(),
    };
    let place = part::within(&lane_name);
    let total = named(name(foot.total), "the total");
    let joint = if foot.parts.len() == 2 { "and" } else { "to" };
    let less = foot.parts.iter().any(|(_, away)| *away);
    let verb = if less { "leave" } else { "make" };
    let gives_text = written(gives, lines.places);
    let off = gives - value;
    if off == 0 {
        return format!("{first} {joint} {last} {verb} {gives_text}{place}, as {total} says");
    }
    let by = written(off.abs(), lines.places);
    let way = if off < 0 { "too much" } else { "too little" };
    format!(
        "{first} {joint} {last} {verb} {gives_text}{place}, and {total} says {}: {by} {way}",
        written(value, lines.places)
    )
}

/// The single edits that mend a lane: a digit, or two swapped, of the total or of one part.
fn edits(table: &Table<'_>, lines: &Lines, foot: &Foot, lane: usize, off: i128) -> Vec<String> {
    const MOST: usize = 3;
    let mut found = Vec::new();
    let mut try_one = |item: usize, change: i128| {
        if let Value::Known { value, .. } = lines.items[item].values[lane]
            && found.len() < MOST
            && is_edit(value.into(), i128::from(value) + change)
        {
            let text = table.words(&lines.span(table, item, lane));
            found.push(format!(
                "`{}` for `{text}`",
                written(i128::from(value) + change, lines.places)
            ));
        }
    };
    try_one(foot.total, off);
    for (part, away) in &foot.parts {
        try_one(*part, if *away { off } else { -off });
    }
    found
}

/// Whether one number is the other with one digit changed, two neighbours swapped, or its sign lost.
fn is_edit(a: i128, b: i128) -> bool {
    if a == -b {
        return true;
    }
    if (a < 0) != (b < 0) {
        return false;
    }
    let (a, b) = (a.unsigned_abs().to_string(), b.unsigned_abs().to_string());
    if a.len() != b.len() {
        return false;
    }
    let differ: Vec<usize> = (0..a.len())
        .filter(|&at| a.as_bytes()[at] != b.as_bytes()[at])
        .collect();
    match differ[..] {
        [_] => true,
        [first, second] => {
            second == first + 1
                && a.as_bytes()[first] == b.as_bytes()[second]
                && a.as_bytes()[second] == b.as_bytes()[first]
        }
        _ => false,
    }
}
