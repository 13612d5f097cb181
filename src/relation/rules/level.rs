//! The two levels of a change in one unit: a unit that stands once is of both, and so is a currency, or
//! the penny that a price is written to.

use crate::number::{Figure, Hedge, Kind as Measure, Rational, Unit};
use crate::relation::article::Article;
use crate::relation::read::Read;
use crate::relation::role::Mention;

/// The figure of a mention, if it can be a level.
pub(super) fn is_amount(article: &Article<'_>, mention: &Mention) -> Option<Measure> {
    let kind = article.kind(mention.figure);
    let figure = article.figure(mention.figure);
    let level = !matches!(
        kind,
        Measure::Date | Measure::Ordinal | Measure::Ratio | Measure::Age
    );
    (level && figure.numbers[0] == figure.numbers[1] && figure.unit != Unit::points())
        .then_some(kind)
}

/// Both levels of a change in one unit: one that stands once is of both.
pub(super) fn levels(
    article: &Article<'_>,
    before: &Mention,
    after: &Mention,
) -> Option<(Read, Read)> {
    is_amount(article, before)?;
    is_amount(article, after)?;
    let (a, b) = (
        Read::new(article, before.figure),
        Read::new(article, after.figure),
    );
    let (first, second) = (&a.typed.figure, &b.typed.figure);
    if first.unit == second.unit {
        return Some(to_the_penny(a, b));
    }
    // The dollars of `NZ$11.25 per hour, from the current $10.25` are New Zealand's, and by the hour.
    if first.kind == Measure::Money && second.kind == Measure::Money {
        let code = |figure: &Figure| figure.unit.name().split(' ').next().map(str::to_owned);
        let same = code(first) == code(second) || is_plain_sign(&a) || is_plain_sign(&b);
        let per = |figure: &Figure| figure.unit.name().contains(" per ");
        let main = is_main(&first.unit) && is_main(&second.unit);
        if main
            && same
            && (per(first) != per(second) || first.unit.currency() != second.unit.currency())
        {
            let unit = match (per(first), per(second), is_plain_sign(&a)) {
                (true, false, _) => first.unit.clone(),
                (false, true, _) => second.unit.clone(),
                (_, _, true) => second.unit.clone(),
                _ => first.unit.clone(),
            };
            let (x, y) = (first.in_unit(unit.clone()), second.in_unit(unit));
            return Some((a.with(x), b.with(y)));
        }
    }
    let bare = |figure: &Figure| figure.unit.is_none();
    if bare(first) || bare(second) {
        // `409,000 tonnes from 360,000`; but no change ends below a hundred of what began as money.
        let (a, b) = (like(a.clone(), &b), like(b, &a));
        return (a.typed.figure.unit == b.typed.figure.unit).then_some((a, b));
    }
    // Beside pence a pound is a hundred of them, and not something between 50p and £1.50.
    let coins = first.kind == Measure::Money && is_main(&first.unit) != is_main(&second.unit);
    if coins && first.unit.currency() == second.unit.currency() {
        let exact = |read: &Read| {
            let mut figure = read.typed.figure.clone();
            if figure.hedge == Hedge::Plain && figure.nominal() < Rational::from(100) {
                figure.hedge = Hedge::Exactly;
            }
            read.clone().with(figure)
        };
        return Some((exact(&a), exact(&b)));
    }
    let (x, y) = (first.unit.dimension(), second.unit.dimension());
    let alike = x == y && (!x.is_none() || first.unit.name() == second.unit.name());
    alike.then_some((a, b))
}

/// Prices of which one is written to the penny are both meant so: £2 beside £2.50 is no £2.30.
fn to_the_penny(a: Read, b: Read) -> (Read, Read) {
    let pennies = |read: &Read| {
        let written = read.typed.text.rsplit_once('.');
        let two = written.is_some_and(|(_, places)| {
            places.len() == 2 && places.bytes().all(|byte| byte.is_ascii_digit())
        });
        two && read.typed.figure.kind == Measure::Money
    };
    let exact = |read: Read| {
        let mut figure = read.typed.figure.clone();
        let whole = figure.numbers[0].is_whole() && figure.nominal() < Rational::from(100);
        if whole && figure.hedge == Hedge::Plain && !pennies(&read) {
            figure.hedge = Hedge::Exactly;
        }
        read.with(figure)
    };
    if pennies(&a) || pennies(&b) {
        (exact(a), exact(b))
    } else {
        (a, b)
    }
}

/// Whether a unit is the main one of its currency: dollars and no cents.
fn is_main(unit: &Unit) -> bool {
    let code = unit.name().split(' ').next().unwrap_or_default();
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether an amount has a sign alone that several countries share.
fn is_plain_sign(read: &Read) -> bool {
    read.typed.text.contains('$')
        && !read
            .typed
            .text
            .split('$')
            .next()
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_uppercase()))
}

/// A figure without a unit in another's.
pub(super) fn like(read: Read, other: &Read) -> Read {
    let (figure, unit) = (&read.typed.figure, &other.typed.figure.unit);
    let points = figure.unit.name() == "point" && unit.is_none();
    let money = figure.kind == Measure::Money && other.typed.figure.kind == Measure::Money;
    let main = is_main(unit);
    if money
        && main
        && figure.unit != *unit
        && (is_plain_sign(&read) || unit.name().starts_with(figure.unit.name()))
    {
        let figure = figure.in_unit(unit.clone());
        return read.with(figure);
    }
    if points {
        let figure = figure.in_unit(Unit::none());
        return read.with(figure);
    }
    if !figure.unit.is_none() || unit.is_none() || other.typed.figure.kind == Measure::Percent {
        return read;
    }
    let whole = other.typed.figure.whole && figure.numbers[0].is_whole();
    let mut figure = figure.in_unit(unit.clone());
    figure.whole = whole;
    read.with(figure)
}
