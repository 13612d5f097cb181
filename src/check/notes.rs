//! Remarks on a claim: what its verdict rests on, and what is odd about a claim that holds.

use super::judge::{Outcome, Statement};
use super::note::NoteCode;
use super::report::Note;
use super::values::Operands;
use crate::claim::Verdict;
use crate::number::{Hedge, Interval, Kind, Measures, Rational, Strength, Unit, show_number};

/// How many units of its last digit a computed range may be wide before the digit says nothing.
const SPURIOUS_WIDTH: i64 = 10;

/// The remarks on one reading of a claim that states a figure.
pub(crate) fn notes_on(
    outcome: &Outcome,
    operands: &Operands<'_>,
    stated: &Statement<'_>,
) -> Vec<Note> {
    let mut notes: Vec<Note> = outcome
        .grounds
        .iter()
        .map(|&code| ground(code, outcome.system))
        .collect();
    notes.extend(weak_bound(outcome, stated));
    notes.extend(false_precision(outcome, stated));
    notes.extend(percent_or_points(outcome, operands, stated));
    notes.extend(multiple_or_growth(outcome, stated));
    notes.extend(other_things(outcome, operands, stated));
    if outcome.close.as_ref().is_some_and(|range| range.partial)
        && operands.unknowns().next().is_none()
    {
        notes.push(ground(NoteCode::NoValueSomewhere, None));
    }
    notes
}

/// What a verdict rests on, in words.
pub(crate) fn ground(code: NoteCode, system: Option<Measures>) -> Note {
    let message = match code {
        NoteCode::OnlyIfTruncated => {
            "holds only if the stated figure was cut off after its last digit, not rounded"
        }
        NoteCode::OnlyIfRoundedFurther => {
            "holds only if some figure was rounded further than its digits say"
        }
        NoteCode::OnlyByRounding => {
            "the figures as printed break it; it holds only for values that round to them"
        }
        NoteCode::NoValueSomewhere => {
            "for some values that the figures allow, the formula divides by nought or has no value; \
             the verdict speaks of the others"
        }
        NoteCode::UnitSize => {
            let system = system.map_or("other", Measures::name);
            return Note {
                code,
                message: format!("it fits in {system} measures, of which the unit's word is one"),
            };
        }
        NoteCode::Budget => "the search for an answer was cut short, so there is none",
        NoteCode::WeakBound
        | NoteCode::FalsePrecision
        | NoteCode::PercentOrPoints
        | NoteCode::MultipleOrGrowth
        | NoteCode::OtherThings => {
            panic!("internal error: a remark that needs its figures")
        }
    };
    Note {
        code,
        message: message.to_owned(),
    }
}

/// "In excess of 10 %" does not forbid 25 %, but nobody writes it of 25 %.
fn weak_bound(outcome: &Outcome, stated: &Statement<'_>) -> Option<Note> {
    let figure = stated.figure();
    if outcome.verdict != Verdict::Consistent || !figure.hedge.is_bound() {
        return None;
    }
    let computed = outcome.nominal.as_ref()?.mid()?;
    let bound = figure.nominal();
    let passed_by = (&computed - &bound).abs();
    (passed_by > figure.grain().spoken).then(|| Note {
        code: NoteCode::WeakBound,
        message: format!(
            "true, but weak: the figure is {}, far from the stated {}",
            show_number(&computed, &figure.unit),
            show_number(&bound, &figure.unit),
        ),
    })
}

/// More digits are stated than the inputs can carry.
fn false_precision(outcome: &Outcome, stated: &Statement<'_>) -> Option<Note> {
    let figure = stated.figure();
    if outcome.verdict != Verdict::Consistent || figure.hedge != Hedge::Plain {
        return None;
    }
    let range = outcome.close.as_ref()?;
    let [piece] = range.pieces.as_slice() else {
        return None;
    };
    let width = piece.width()?;
    (width > figure.grain().last_digit * Rational::from(SPURIOUS_WIDTH)).then(|| Note {
        code: NoteCode::FalsePrecision,
        message: format!(
            "stated to the nearest {}, but the figures it comes from leave {} open",
            show_number(&figure.grain().last_digit, &figure.unit),
            show_number(&width, &figure.unit),
        ),
    })
}

/// Five apples stated, and five oranges added up: counts of different things are one unit, as "21
/// towns" may well be the "21 cities" of the sentence before, so this is no error.
fn other_things(
    outcome: &Outcome,
    operands: &Operands<'_>,
    stated: &Statement<'_>,
) -> Option<Note> {
    let head = |unit: &Unit| {
        let things = unit.is_counted().then(|| unit.plural().to_owned())?;
        Some(things.rsplit([' ', '-']).next()?.to_owned())
    };
    let things = head(&stated.figure().unit)?;
    if outcome.verdict == Verdict::Inconsistent || !operands.are_added() {
        return None;
    }
    let others: Vec<String> = operands.units().map(head).collect::<Option<_>>()?;
    let other = others.first()?;
    (*other != things && others.iter().all(|each| each == other)).then(|| Note {
        code: NoteCode::OtherThings,
        message: format!("the claim counts {things}, and what its formula adds are {other}"),
    })
}

/// Whether a change between two percentages is stated in per cent and fits only as percentage
/// points, or the other way round. Said whatever the verdict: `7% - 5%` is 2%, but nobody grew by
/// that.
fn percent_or_points(
    outcome: &Outcome,
    operands: &Operands<'_>,
    stated: &Statement<'_>,
) -> Option<Note> {
    let figure = stated.figure();
    let in_points = figure.unit == Unit::points();
    if !in_points && figure.unit != Unit::percent() {
        return None;
    }
    if stated.is_other()
        && outcome.close.as_ref().is_some_and(|range| {
            let set = stated.values(Strength::Close).interval;
            range
                .pieces
                .iter()
                .any(|piece| piece.meets(&set) || piece.meets(&set.neg()))
        })
    {
        let message = if in_points {
            "it would fit as percent: the formula gives a share or a growth, not percentage points"
        } else {
            "it would fit as percentage points: that is what the formula gives"
        };
        return Some(Note {
            code: NoteCode::PercentOrPoints,
            message: message.to_owned(),
        });
    }
    let shares = operands.percentages()?;
    let computed = outcome.nominal.as_ref()?.mid()?.abs();
    let close_to = |value: &Rational| {
        (value.abs() - &computed).abs() <= &computed * &Rational::new(1, 1_000_000)
    };
    let set = stated.values(Strength::Close).interval;
    let [first, second] = &shares;
    for (from, to) in [(first, second), (second, first)] {
        let points = to - from;
        let Some(percent) = points.checked_div(from) else {
            continue;
        };
        let (said, meant) = if in_points {
            (&points, &percent)
        } else {
            (&percent, &points)
        };
        let fits = |value: &Rational| {
            let near = around(value, figure.grain().last_digit);
            set.meets(&near) || set.meets(&near.neg())
        };
        if fits(said) && close_to(said) {
            return None;
        }
        if fits(meant) && (close_to(&points) || close_to(&percent)) {
            let (percent, points) = (
                show_number(&percent.abs(), &Unit::percent()),
                show_number(&points.abs(), &Unit::points()),
            );
            let message = if in_points {
                format!("it would fit as percent: the change is {percent}, or {points}")
            } else {
                format!("it would fit as percentage points: the change is {points}, or {percent}")
            };
            return Some(Note {
                code: NoteCode::PercentOrPoints,
                message,
            });
        }
    }
    None
}

/// "Doubled" of a growth of 100%, or "grew by 200%" of what doubled: a hundred points apart.
fn multiple_or_growth(outcome: &Outcome, stated: &Statement<'_>) -> Option<Note> {
    let figure = stated.figure();
    let computed = outcome.nominal.as_ref()?.mid()?;
    if outcome.verdict != Verdict::Inconsistent
        || figure.hedge.is_bound()
        || computed <= Rational::ZERO
    {
        return None;
    }
    let set = stated.values(Strength::Close).interval;
    let (growth, multiple) = match figure.kind {
        Kind::Ratio if stated.of_growth() => (computed.clone(), &computed + &Rational::ONE),
        Kind::Percent if !stated.of_growth() => (&computed - &Rational::ONE, computed.clone()),
        Kind::Percent => (computed.clone(), &computed + &Rational::ONE),
        _ => return None,
    };
    let other = if stated.of_growth() {
        &multiple
    } else {
        &growth
    };
    if !set.contains(other) && !set.meets(&around(other, figure.grain().last_digit)) {
        return None;
    }
    Some(Note {
        code: NoteCode::MultipleOrGrowth,
        message: format!(
            "it would fit as the other of multiple and growth: {} is a growth of {}",
            format_args!("{} times", show_number(&multiple, &Unit::none())),
            show_number(&growth, &Unit::percent()),
        ),
    })
}

fn around(value: &Rational, step: Rational) -> Interval {
    Interval::closed(value - &step, value + &step)
}
