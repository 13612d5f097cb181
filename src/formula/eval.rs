//! What one operation makes of sets of values, exactly or rounded outwards.

use smallvec::{SmallVec, smallvec};

use super::core::{Binary, Many, Node, Unary};
use super::{calendar, transcendental};
use crate::number::{Endpoint, Interval, Pieces, Rational};

/// From how many bits on numbers are rounded outwards, so that arithmetic stays quick. No article
/// comes near: a hundred-digit number has 333.
const MAX_BITS: usize = 2048;
/// To how many bits such numbers are rounded.
const KEPT_BITS: usize = 256;
/// The most pieces a set is kept in.
const MAX_PIECES: usize = 8;
/// The largest root taken exactly; others go through logarithms.
const MAX_ROOT: u32 = 64;

/// What evaluation found out beside the values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    /// Some point has no value.
    pub(super) partial: bool,
    /// The set is wider than it would have to be.
    pub(super) loose: bool,
}

/// The values of a node, given those of its children.
pub(super) fn apply(node: &Node, x: &[Interval], flags: &mut Flags) -> Pieces {
    match node {
        Node::Constant(value) => smallvec![Interval::point(value.clone())],
        Node::Operand(_) => unreachable!("internal error: an operand has no children"),
        Node::Unary(function, _) => unary(*function, &x[0], flags),
        Node::Binary(function, _) => binary(*function, &x[0], &x[1], flags),
        Node::Many(function, _) => many(*function, x),
    }
}

/// The values of a function of one value.
pub(super) fn unary(function: Unary, x: &Interval, flags: &mut Flags) -> Pieces {
    match function {
        Unary::Negate => pieces(x.neg()),
        Unary::Abs => pieces(x.abs()),
        Unary::Power(exponent) => whole_power(x, exponent, flags),
        Unary::Root(degree) => pieces(root(x, degree, flags)),
        Unary::Exp => pieces(exp(x)),
        Unary::Ln => pieces(ln(x, flags)),
        Unary::Round(digits) => round(x, digits),
        Unary::Calendar => pieces(calendar_year(x, flags)),
        Unary::Weekday => weekday(x, flags),
    }
}

/// The values of a function of two values that do not depend on each other.
pub(super) fn binary(function: Binary, x: &Interval, y: &Interval, flags: &mut Flags) -> Pieces {
    match function {
        Binary::Add => pieces(x.add(y)),
        Binary::Subtract => pieces(x.sub(y)),
        Binary::Multiply => pieces(x.mul(y)),
        Binary::Divide => {
            flags.partial |= y.contains(&Rational::ZERO);
            let mut quotients = x.div(y);
            quotients.iter_mut().for_each(shorten);
            quotients
        }
        Binary::Power => power(x, y, flags),
        Binary::Min => pieces(x.min(y)),
        Binary::Max => pieces(x.max(y)),
        Binary::Age => pieces(age(x, y, flags)),
    }
}

/// The values of a function of many values that do not depend on each other.
pub(super) fn many(function: Many, x: &[Interval]) -> Pieces {
    if x.iter().any(Interval::is_empty) {
        return Pieces::new();
    }
    match function {
        Many::Median => pieces(median(x)),
        Many::Rank => rank(&x[0], &x[1..]),
    }
}

/// One interval as a set; the empty one has no piece.
pub(super) fn pieces(mut set: Interval) -> Pieces {
    if set.is_empty() {
        return Pieces::new();
    }
    shorten(&mut set);
    smallvec![set]
}

/// The least interval that holds all pieces.
pub(super) fn hull(pieces: &Pieces) -> Interval {
    match pieces.as_slice() {
        [] => Interval::EMPTY,
        [one] => one.clone(),
        [first, rest @ ..] => rest
            .iter()
            .fold(first.clone(), |hull, piece| hull.hull(piece)),
    }
}

/// Applies a function to each piece of a set.
pub(super) fn map(
    x: &Pieces,
    flags: &mut Flags,
    mut f: impl FnMut(&Interval, &mut Flags) -> Pieces,
) -> Pieces {
    if let [x] = x.as_slice() {
        return f(x, flags);
    }
    let all = x.iter().flat_map(|x| f(x, flags)).collect();
    normal(all, flags)
}

/// Applies a function to each pair of pieces of two sets.
pub(super) fn map_pairs(
    x: &Pieces,
    y: &Pieces,
    flags: &mut Flags,
    mut f: impl FnMut(&Interval, &Interval, &mut Flags) -> Pieces,
) -> Pieces {
    if let ([x], [y]) = (x.as_slice(), y.as_slice()) {
        return f(x, y, flags);
    }
    let mut all = Pieces::new();
    for x in x {
        for y in y {
            all.extend(f(x, y, flags));
        }
    }
    normal(all, flags)
}

/// Orders pieces and joins those that overlap or touch, so that a set is written one way.
pub(super) fn normal(mut all: Pieces, flags: &mut Flags) -> Pieces {
    all.retain(|piece| !piece.is_empty());
    all.sort_by(|a, b| order(a.lower(), b.lower()));
    let mut joined = Pieces::new();
    for piece in all {
        match joined.last_mut() {
            Some(last) if !gap(last, &piece) => *last = last.hull(&piece),
            _ => joined.push(piece),
        }
    }
    if joined.len() > MAX_PIECES {
        flags.loose = true;
        return smallvec![hull(&joined)];
    }
    joined
}

/// Lower ends from the one that admits most to the one that admits least.
pub(super) fn order(a: &Endpoint, b: &Endpoint) -> std::cmp::Ordering {
    match (a.value(), b.value()) {
        (None, None) => std::cmp::Ordering::Equal,
        (None, Some(_)) => std::cmp::Ordering::Less,
        (Some(_), None) => std::cmp::Ordering::Greater,
        (Some(x), Some(y)) => x.cmp(y).then(a.is_open().cmp(&b.is_open())),
    }
}

/// Whether some number lies between two sets, of which `a` begins first.
fn gap(a: &Interval, b: &Interval) -> bool {
    match (a.sup(), b.inf()) {
        (Some(end), Some(start)) => {
            end < start || (end == start && a.upper().is_open() && b.lower().is_open())
        }
        _ => false,
    }
}

/// Rounds ends of too many bits outwards.
pub(super) fn shorten(set: &mut Interval) {
    shorten_from(set, MAX_BITS);
}

/// Rounds ends of more than so many bits outwards.
pub(super) fn shorten_from(set: &mut Interval, most: usize) {
    let long = |end: Option<&Rational>| end.is_some_and(|value| value.bits() > most);
    if !long(set.inf()) && !long(set.sup()) {
        return;
    }
    let lower = set.inf().map(|value| outward(value).0);
    let upper = set.sup().map(|value| outward(value).1);
    let end = |old: &Endpoint, value: Option<Rational>| match value {
        None => Endpoint::Unbounded,
        Some(value) if old.is_open() => Endpoint::Open(value),
        Some(value) => Endpoint::Closed(value),
    };
    *set = Interval::new(end(set.lower(), lower), end(set.upper(), upper));
}

/// Two numbers of few bits with `value` between them.
fn outward(value: &Rational) -> (Rational, Rational) {
    let (numerator, denominator) = value.parts();
    let bits = |n: usize| i64::try_from(n).expect("internal error: a number of too many bits");
    let length = {
        use dashu_int::ops::BitTest;
        bits(numerator.bit_len()) - bits(denominator.bit_len())
    };
    // ⌊value · 2^shift⌋ has about KEPT_BITS bits.
    let shift = bits(KEPT_BITS) - length;
    let scale = Rational::from_parts(
        dashu_int::IBig::ONE << usize::try_from(shift.unsigned_abs()).unwrap_or(0),
        dashu_int::UBig::ONE,
    );
    if shift >= 0 {
        let scaled = value * &scale;
        (&scaled.floor() / &scale, &scaled.ceil() / &scale)
    } else {
        let scaled = value / &scale;
        (&scaled.floor() * &scale, &scaled.ceil() * &scale)
    }
}

fn whole_power(x: &Interval, exponent: i32, flags: &mut Flags) -> Pieces {
    let power = x.pow(exponent.unsigned_abs()).unwrap_or_else(|| {
        // Too large to write out.
        flags.loose = true;
        large_power(x, exponent.unsigned_abs())
    });
    if exponent >= 0 {
        return pieces(power);
    }
    flags.partial |= x.contains(&Rational::ZERO);
    let mut all = power.recip();
    all.iter_mut().for_each(shorten);
    all
}

/// The powers of each side of nought, through logarithms.
fn large_power(x: &Interval, exponent: u32) -> Interval {
    let exponent_set = Interval::point(Rational::from(i64::from(exponent)));
    let raise = |sizes: &Interval| {
        let mut flags = Flags::default();
        let power = exp(&ln(sizes, &mut flags).mul(&exponent_set));
        if sizes.contains(&Rational::ZERO) {
            power.hull(&Interval::point(Rational::ZERO))
        } else {
            power
        }
    };
    let not_negative = Interval::at_least(Rational::ZERO);
    let positive = raise(&x.intersection(&not_negative));
    let negative = raise(&x.neg().intersection(&not_negative));
    positive.hull(&if exponent.is_multiple_of(2) {
        negative
    } else {
        negative.neg()
    })
}

fn root(x: &Interval, degree: u32, flags: &mut Flags) -> Interval {
    if degree % 2 == 1 {
        return x.map_rising(|value| {
            let (below, above) = root_of(&value.abs(), degree);
            if value.signum() < 0 {
                (-above, -below)
            } else {
                (below, above)
            }
        });
    }
    let domain = x.intersection(&Interval::at_least(Rational::ZERO));
    flags.partial |= domain != *x;
    domain.map_rising(|value| root_of(value, degree))
}

/// Two numbers with the root of a number ≥ 0 between them. Taken exactly, it costs as many bits as
/// its degree has, times what is wanted; so high ones go through logarithms.
fn root_of(value: &Rational, degree: u32) -> (Rational, Rational) {
    if degree <= MAX_ROOT || value.is_zero() {
        return value.root(degree);
    }
    let (below, above) = transcendental::ln(value);
    let degree = Rational::from(i64::from(degree));
    let lower = transcendental::exp(&(below / &degree)).0;
    let upper = transcendental::exp(&(above / &degree)).1;
    // No root is above both its number and one.
    (
        lower,
        upper.unwrap_or_else(|| value.clone().max(Rational::ONE)),
    )
}

fn exp(x: &Interval) -> Interval {
    if x.is_empty() {
        return Interval::EMPTY;
    }
    let lower = match x.lower() {
        Endpoint::Unbounded => Endpoint::Open(Rational::ZERO),
        Endpoint::Closed(value) => Endpoint::Closed(transcendental::exp(value).0),
        Endpoint::Open(value) => Endpoint::Open(transcendental::exp(value).0),
    };
    let upper = match x.upper() {
        Endpoint::Unbounded => Endpoint::Unbounded,
        end @ (Endpoint::Closed(value) | Endpoint::Open(value)) => {
            match transcendental::exp(value).1 {
                None => Endpoint::Unbounded,
                Some(value) if end.is_open() => Endpoint::Open(value),
                Some(value) => Endpoint::Closed(value),
            }
        }
    };
    Interval::new(lower, upper)
}

fn ln(x: &Interval, flags: &mut Flags) -> Interval {
    let domain = x.intersection(&Interval::more_than(Rational::ZERO));
    flags.partial |= domain != *x;
    if domain.is_empty() {
        return Interval::EMPTY;
    }
    let end = |end: &Endpoint, f: fn((Rational, Rational)) -> Rational| match end {
        Endpoint::Unbounded => Endpoint::Unbounded,
        Endpoint::Open(value) if value.is_zero() => Endpoint::Unbounded,
        Endpoint::Open(value) => Endpoint::Open(f(transcendental::ln(value))),
        Endpoint::Closed(value) => Endpoint::Closed(f(transcendental::ln(value))),
    };
    Interval::new(
        end(domain.lower(), |bracket| bracket.0),
        end(domain.upper(), |bracket| bracket.1),
    )
}

/// `x^y`. For `x > 0` it is `e^(y ln x)`; a point `y` with a short numerator and denominator is
/// taken exactly, through powers and roots.
fn power(x: &Interval, y: &Interval, flags: &mut Flags) -> Pieces {
    if x.is_empty() || y.is_empty() {
        return Pieces::new();
    }
    if let Some((p, q)) = y.as_point().and_then(short_fraction) {
        let base = if q == 1 {
            x.clone()
        } else {
            root(
                &x.intersection(&Interval::at_least(Rational::ZERO)),
                q,
                flags,
            )
        };
        flags.partial |= q > 1 && !x.is_subset(&Interval::at_least(Rational::ZERO));
        return match p {
            0 => pieces(Interval::point(Rational::ONE)),
            1 => pieces(base),
            p => whole_power(&base, p, flags),
        };
    }
    let positive = x.intersection(&Interval::more_than(Rational::ZERO));
    let mut all = pieces(exp(&ln(&positive, flags).mul(y)));
    if x.contains(&Rational::ZERO) {
        flags.partial |= !y.is_subset(&Interval::at_least(Rational::ZERO));
        if y.meets(&Interval::more_than(Rational::ZERO)) {
            all.push(Interval::point(Rational::ZERO));
        }
        if y.contains(&Rational::ZERO) {
            all.push(Interval::point(Rational::ONE));
        }
    }
    let negative = x.intersection(&Interval::less_than(Rational::ZERO));
    if !negative.is_empty() {
        flags.partial = true;
        let whole = y.whole();
        if !whole.is_empty() {
            flags.loose = true;
            let size = exp(&ln(&negative.neg(), flags).mul(&whole));
            all.push(size.hull(&size.neg()));
        }
    }
    normal(all, flags)
}

/// The parts of a fraction that is an exponent worth taking exactly.
fn short_fraction(value: &Rational) -> Option<(i32, u32)> {
    let (p, q) = value.parts();
    let (p, q) = (i32::try_from(p).ok()?, u32::try_from(q).ok()?);
    (q == 1 || (q <= MAX_ROOT && p.unsigned_abs() <= MAX_ROOT)).then_some((p, q))
}

/// Points a step apart, one by one where they are few.
fn steps(first: Rational, last: &Rational, step: &Rational) -> Pieces {
    let count = (&(last - &first) / step).to_i64();
    if count.is_none_or(|count| count >= i64::try_from(MAX_PIECES).unwrap_or(0)) {
        return pieces(Interval::closed(first, last.clone()));
    }
    let mut all = Pieces::new();
    let mut value = first;
    while value <= *last {
        all.push(Interval::point(value.clone()));
        value = value + step;
    }
    all
}

/// Rounding jumps, so at an open end the values just inside it count.
fn round(x: &Interval, digits: i32) -> Pieces {
    if x.is_empty() {
        return Pieces::new();
    }
    let unit = Rational::power_of_ten(digits.unsigned_abs());
    let unit = if digits >= 0 {
        Rational::ONE / unit
    } else {
        unit
    };
    let half = Rational::new(1, 2);
    let lower = match x.lower() {
        Endpoint::Unbounded => Endpoint::Unbounded,
        Endpoint::Closed(value) => Endpoint::Closed((value / &unit).round() * &unit),
        Endpoint::Open(value) => Endpoint::Closed((value / &unit + &half).floor() * &unit),
    };
    let upper = match x.upper() {
        Endpoint::Unbounded => Endpoint::Unbounded,
        Endpoint::Closed(value) => Endpoint::Closed((value / &unit).round() * &unit),
        Endpoint::Open(value) => Endpoint::Closed((value / &unit - &half).ceil() * &unit),
    };
    match (lower.value(), upper.value()) {
        (Some(first), Some(last)) => steps(first.clone(), last, &unit),
        _ => pieces(Interval::new(lower, upper)),
    }
}

fn calendar_year(x: &Interval, flags: &mut Flags) -> Interval {
    if x.is_empty() {
        return Interval::EMPTY;
    }
    let mut beyond = false;
    let mut end = |end: &Endpoint| match end.value().and_then(calendar::year) {
        Some(year) if end.is_open() => Endpoint::Open(year),
        Some(year) => Endpoint::Closed(year),
        None => {
            beyond = true;
            Endpoint::Unbounded
        }
    };
    let set = Interval::new(end(x.lower()), end(x.upper()));
    if beyond && x.as_point().is_some() {
        flags.partial = true;
        return Interval::EMPTY;
    }
    flags.partial |= beyond;
    set
}

fn weekday(x: &Interval, flags: &mut Flags) -> Pieces {
    let whole = Interval::closed;
    let days = x.whole();
    let week = || smallvec![whole(Rational::ONE, Rational::from(7))];
    let (Some(first), Some(last)) = (days.inf(), days.sup()) else {
        return week();
    };
    if days.is_empty() {
        return Pieces::new();
    }
    if last - first >= Rational::from(6) {
        return week();
    }
    let (first, last) = (calendar::weekday(first), calendar::weekday(last));
    if first <= last {
        return smallvec![whole(first, last)];
    }
    let parts = smallvec![whole(Rational::ONE, last), whole(first, Rational::from(7))];
    normal(parts, flags)
}

/// Age rises with the day and falls with the birthday, in jumps at whole days.
fn age(born: &Interval, on: &Interval, flags: &mut Flags) -> Interval {
    let (born, on) = (born.whole(), on.whole());
    if born.is_empty() || on.is_empty() {
        return Interval::EMPTY;
    }
    let mut end = |born: Option<&Rational>, on: Option<&Rational>| match born.zip(on) {
        None => Endpoint::Unbounded,
        Some((born, on)) => match calendar::age(born, on) {
            Some(age) => Endpoint::Closed(age),
            None => {
                flags.partial = true;
                Endpoint::Unbounded
            }
        },
    };
    Interval::new(end(born.sup(), on.inf()), end(born.inf(), on.sup()))
}

fn median(x: &[Interval]) -> Interval {
    // The order statistics of the ends are the ends of the order statistics.
    let mut lower: SmallVec<[&Endpoint; 8]> = x.iter().map(Interval::lower).collect();
    lower.sort_by(|a, b| order(a, b));
    let upper: SmallVec<[Interval; 8]> = x.iter().map(Interval::neg).collect();
    let mut upper: SmallVec<[&Endpoint; 8]> = upper.iter().map(Interval::lower).collect();
    upper.sort_by(|a, b| order(a, b));
    let middle = |ends: &[&Endpoint]| {
        let side = |end: &Endpoint| Interval::new(end.clone(), Endpoint::Unbounded);
        let (a, b) = (ends[(ends.len() - 1) / 2], ends[ends.len() / 2]);
        let half = Interval::point(Rational::new(1, 2));
        side(a).add(&side(b)).mul(&half).lower().clone()
    };
    let side = Interval::new(middle(&upper), Endpoint::Unbounded).neg();
    Interval::new(middle(&lower), side.upper().clone())
}

/// One more than how many of the others are greater. The others do not depend on each other, so for
/// one value every rank between the least and the greatest occurs; they change only where an end of
/// another is passed.
fn rank(value: &Interval, among: &[Interval]) -> Pieces {
    let mut lows: Vec<&Endpoint> = among.iter().map(Interval::lower).collect();
    lows.sort_by(|a, b| order(a, b));
    let mut highs: Vec<&Rational> = among.iter().filter_map(Interval::sup).collect();
    highs.sort_unstable();
    let mut ends: Vec<&Rational> = among
        .iter()
        .chain([value])
        .flat_map(|x| x.inf().into_iter().chain(x.sup()))
        .collect();
    ends.sort_unstable();
    ends.dedup();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX - 1);
    // Of a part of the value's set on which nothing changes, told by a point in it.
    let ranks = |point: &Rational, is_end: bool| {
        // Surely above: those that begin above the point, or at it without having it.
        let not_above = lows.partition_point(|low| match low.value() {
            None => true,
            Some(end) => end < point || (end == point && !(is_end && low.is_open())),
        });
        // Perhaps above: those with something above the point.
        let never_above = highs.partition_point(|high| *high <= point);
        (
            1 + count(lows.len() - not_above),
            1 + count(among.len() - never_above),
        )
    };
    let half = Rational::new(1, 2);
    let mut found: Vec<(i64, i64)> = Vec::new();
    let mut note = |point: &Rational, is_end: bool| {
        if value.contains(point) {
            found.push(ranks(point, is_end));
        }
    };
    for (at, end) in ends.iter().enumerate() {
        note(end, true);
        if let Some(next) = ends.get(at + 1) {
            note(&((*end + *next) * &half), false);
        }
    }
    match (ends.first(), ends.last()) {
        (Some(first), Some(last)) => {
            note(&(*first - &Rational::ONE), false);
            note(&(*last + &Rational::ONE), false);
        }
        _ => note(&Rational::ZERO, false),
    }
    found.sort_unstable();
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for (low, high) in found {
        match spans.last_mut() {
            Some((_, last)) if low <= *last + 1 => *last = high.max(*last),
            _ => spans.push((low, high)),
        }
    }
    let all: Pieces = spans
        .iter()
        .flat_map(|&(low, high)| steps(Rational::from(low), &Rational::from(high), &Rational::ONE))
        .collect();
    if all.len() > MAX_PIECES {
        return pieces(hull(&all));
    }
    all
}
