//! What may be added to, compared with or multiplied by what, and the words for it.

use crate::number::{Base, Dimension, Period, Rational};

/// What is known of a number before its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) dimension: Dimension,
    /// A temperature on a scale with its own nought.
    pub(super) absolute: bool,
    /// Where the scale has its nought.
    pub(super) offset: Rational,
    pub(super) whole: bool,
    /// A plain number of years, which also fits a duration.
    pub(super) years: bool,
    pub(super) period: Option<Period>,
}

impl Type {
    /// Of a number that counts nothing in particular.
    pub(super) fn plain() -> Self {
        Self::of(Dimension::NONE)
    }

    /// Of an amount with this dimension.
    pub(super) fn of(dimension: Dimension) -> Self {
        Type {
            dimension,
            absolute: false,
            offset: Rational::ZERO,
            whole: false,
            years: false,
            period: None,
        }
    }

    pub(super) fn whole(self) -> Self {
        Type {
            whole: true,
            ..self
        }
    }

    pub(super) fn years(self) -> Self {
        Type {
            years: true,
            ..self
        }
    }

    /// Whether it is a point on a scale, of which only differences are amounts: a date, a
    /// temperature.
    pub(super) fn is_position(&self) -> bool {
        self.absolute || self.is(Base::Date) || self.is(Base::Weekday)
    }

    pub(super) fn is(&self, base: Base) -> bool {
        matches!(self.dimension.powers(), [(only, 1)] if *only == base)
    }

    /// In words: "USD", "a temperature", "a plain number".
    pub(super) fn describe(&self) -> String {
        if self.absolute {
            "a temperature".to_owned()
        } else if self.years {
            "years".to_owned()
        } else {
            describe(&self.dimension)
        }
    }
}

/// The period two numbers share: a number without one fits any where it is a mere constant.
pub(super) fn joint_period(
    (a, a_constant): (Option<Period>, bool),
    (b, b_constant): (Option<Period>, bool),
) -> Option<Period> {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Some(a),
        (Some(a), None) if b_constant => Some(a),
        (None, Some(b)) if a_constant => Some(b),
        _ => None,
    }
}

/// What a dimension is, in words: "a mass", "USD", "a length per time". Units as they are written
/// are said beside it; those that amounts are kept in are nobody's business.
pub(crate) fn describe(dimension: &Dimension) -> String {
    if dimension.is_none() {
        return "a plain number".to_owned();
    }
    let area = [(Base::Length, 2)];
    let volume = [(Base::Length, 3)];
    match dimension.powers() {
        [(Base::Money(currency), 1)] => return currency.code().to_owned(),
        [(Base::Points, 1)] => return "percentage points".to_owned(),
        [(Base::Date, 1)] => return "a date".to_owned(),
        [(Base::Weekday, 1)] => return "a day of the week".to_owned(),
        [(Base::Temperature, 1)] => return "a difference of temperatures".to_owned(),
        powers if *powers == area => return "an area".to_owned(),
        powers if *powers == volume => return "a volume".to_owned(),
        _ => {}
    }
    let name = |&(base, power): &(Base, i8)| {
        let unit = unit(base);
        match power.unsigned_abs() {
            1 => unit,
            2 => format!("square {unit}"),
            3 => format!("cubic {unit}"),
            n => format!("{unit}^{n}"),
        }
    };
    let (above, below): (Vec<_>, Vec<_>) =
        dimension.powers().iter().partition(|(_, power)| *power > 0);
    let join = |parts: &[&(Base, i8)]| {
        let names: Vec<_> = parts.iter().map(|part| name(part)).collect();
        names.join(" times ")
    };
    let article = |text: &str| match text.chars().next() {
        Some(first) if first.is_uppercase() => text.to_owned(),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {text}"),
        _ => format!("a {text}"),
    };
    match (above.as_slice(), below.as_slice()) {
        ([], below) => format!("a number per {}", join(below)),
        (above, []) => article(&join(above)),
        (above, below) => article(&format!("{} per {}", join(above), join(below))),
    }
}

fn unit(base: Base) -> String {
    match base {
        Base::Length => "length",
        Base::Mass => "mass",
        Base::Time => "time",
        Base::Temperature => "difference of temperatures",
        Base::Current => "current",
        Base::Data => "amount of data",
        Base::Angle => "angle",
        Base::Money(currency) => return currency.code().to_owned(),
        Base::Points => "percentage points",
        Base::Date => "date",
        Base::Weekday => "day of the week",
    }
    .to_owned()
}

/// What to do about two numbers that do not fit each other.
pub(super) fn help(a: &Type, b: &Type) -> Option<String> {
    let money = |x: &Type| matches!(x.dimension.powers(), [(Base::Money(_), 1)]);
    let pair = |test: &dyn Fn(&Type) -> bool, other: &dyn Fn(&Type) -> bool| {
        (test(a) && other(b)) || (test(b) && other(a))
    };
    let plain = |x: &Type| x.dimension.is_none();
    let text = if money(a) && money(b) {
        "two currencies are never added or compared: convert one at a stated rate"
    } else if pair(&|x| x.is(Base::Points), &plain) {
        "percent and percentage points differ: `points(from, to)` is the difference of two shares in \
         percentage points, `growth(from, to)` their relative change in percent"
    } else if pair(&|x| x.is(Base::Date), &plain) {
        "`years(from, to)` takes dates and plain years alike"
    } else if pair(&|x| x.is(Base::Time), &plain) {
        "give a duration its unit in quotes: `\"5 years\"`"
    } else if pair(&|x| x.absolute, &|x| x.is(Base::Temperature)) {
        "a temperature and a difference of temperatures differ: compare `change(from, to)`"
    } else if pair(&plain, &|x| !plain(x) && !x.is_position()) {
        "give the number its unit in quotes: `\"5 billion tonnes\"`"
    } else {
        return None;
    };
    Some(text.to_owned())
}
