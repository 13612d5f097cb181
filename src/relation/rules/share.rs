//! Shares: `A of the N (P)`, `A, or P, of N`, `A of N, which makes P`.

use crate::claim::{NAMES, Verdict};
use crate::diagnostic::{Code, Severity};
use crate::number::{self, Hedge, Kind as Measure, Override, Rational, Unit};
use crate::relation::article::{Article, Clause, What};
use crate::relation::model::{Kind, Part, Relation, Strength};
use crate::relation::read::Read;
use crate::relation::relate::Draft;
use crate::relation::rule::Rule;

pub(in crate::relation) static RULE: Rule = Rule {
    code: Code::Share,
    why: "A part, its whole and the share it is of it say one thing three times.",
    found: "Of the 87 readers who took part, 73 were right, which makes 47 percent.",
    unfound: "Of the 87 readers who took part, 41 were right, which makes 47 percent.",
    most: Severity::Error,
    measured: [0, 0],
    read,
};

/// Words that lead from a part and its whole to the share.
const MAKES: &[&str] = &[
    "makes",
    "make",
    "making",
    "represents",
    "represent",
    "representing",
    "or",
    "amounts",
    "equals",
    "equal",
    "meaning",
    "is",
    "accounting",
    "accounts",
];

fn read(article: &Article<'_>, all: &mut Vec<Relation>) {
    for clause in &article.clauses {
        let figures: Vec<(usize, usize)> = clause
            .figures()
            .filter(|(_, figure)| {
                !matches!(
                    article.kind(*figure),
                    Measure::Date | Measure::Ordinal | Measure::Age
                )
            })
            .collect();
        for window in figures.windows(3) {
            let [x, y, z] = window else { continue };
            let order = [
                // A of N (P)
                (
                    x,
                    y,
                    z,
                    is_of(article, clause, x.0, y.0) && is_led(article, clause, y.0, z.0),
                ),
                // A (P) of N
                (
                    x,
                    z,
                    y,
                    (is_led(article, clause, x.0, y.0) || is_apposed(clause, x.0, y.0))
                        && is_of(article, clause, y.0, z.0),
                ),
                // A in a force of N, which makes P
                (
                    x,
                    y,
                    z,
                    is_in(article, clause, x.0, y.0)
                        && makes(article, clause, y.0, z.0)
                        && !is_opened(article, clause, x.0),
                ),
                // P of N, or A
                (
                    z,
                    y,
                    x,
                    is_of(article, clause, x.0, y.0)
                        && (is_led(article, clause, y.0, z.0) || is_apposed(clause, y.0, z.0)),
                ),
                // P of N is A
                (
                    z,
                    y,
                    x,
                    is_of(article, clause, x.0, y.0) && is_amount(article, clause, y.0, z.0),
                ),
                // N, and A of it, accounting for P
                (
                    y,
                    x,
                    z,
                    is_of_it(article, clause, y.0) && makes(article, clause, y.0, z.0),
                ),
                // N, of whom A (P)
                (
                    y,
                    x,
                    z,
                    is_of_whom(article, clause, x.0, y.0)
                        && (is_led(article, clause, y.0, z.0)
                            || is_apposed(clause, y.0, z.0) && is_last(clause, z.0)),
                ),
                // Of N, A, which makes P
                (
                    y,
                    x,
                    z,
                    is_opened(article, clause, x.0) && makes(article, clause, y.0, z.0),
                ),
            ];
            for (part, whole, share, fits) in order {
                if fits && is_share(article, share.1) && is_part(article, part.1, whole.1) {
                    let doubt = is_about_else(article, clause, share.0)
                        .then_some("the percentage is of something else, or compares");
                    Draft {
                        rule: &RULE,
                        kind: Kind::Share,
                        strength: Strength::Says,
                        stated: Some(Read::new(article, share.1)),
                        operands: same_time(article, part.1, whole.1),
                        formulas: vec!["a / b"],
                        doubt,
                    }
                    .push(article, all);
                    break;
                }
            }
        }
        of_lists(article, clause, &figures, all);
        of_few(article, clause, &figures, all);
    }
}

/// Shares of so few things that they must be whole ones: of 50 ballots none are one per cent. (The
/// test is that of Brown and Heathers, "The GRIM test", 2017, for shares.) One alone may be a slip of
/// rounding, or of something else; it takes two.
fn of_few(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let [(place, whole), rest @ ..] = figures else {
        return;
    };
    let n = article.figure(*whole);
    let of = place.checked_sub(1).map_or(0, |_| place.saturating_sub(3));
    let opened = article.has_word(&clause.tokens[of..*place], &["of"]) && *place <= 4;
    let counted = n.kind == Measure::Number && n.unit.is_counted() && n.hedge == Hedge::Plain;
    let Some(count) = n.numbers[0]
        .to_i64()
        .filter(|count| (2..100).contains(count))
    else {
        return;
    };
    let shares: Vec<usize> = rest.iter().map(|(_, figure)| *figure).collect();
    let percent = |&figure: &usize| {
        let read = article.figure(figure);
        read.unit == Unit::percent() && read.hedge == Hedge::Plain
    };
    if !(opened && counted && shares.len() >= 2 && shares.iter().all(percent)) {
        return;
    }
    let can_be = |figure: &usize| {
        let share = article.figure(*figure);
        // Fives and tens are rounded further than others.
        let round = (share.nominal() * Rational::from(20)).is_whole();
        let strength = if round {
            number::Strength::Loose
        } else {
            number::Strength::Close
        };
        let values = share.values(strength, &Override::default());
        (0..=count).any(|part| values.interval.contains(&Rational::new(part, count)))
    };
    let odd: Vec<usize> = shares
        .iter()
        .copied()
        .filter(|figure| !can_be(figure))
        .collect();
    let verdict = match odd.len() {
        0 => Verdict::Consistent,
        1 => return,
        _ => Verdict::Inconsistent,
    };
    let told = if odd.is_empty() { &shares } else { &odd };
    let parts: Vec<Part> = told
        .iter()
        .zip(NAMES)
        .map(|(&figure, name)| Part::of(article, name, figure))
        .collect();
    let stated = Part::of(article, "stated", *whole);
    let message = match verdict {
        Verdict::Consistent => format!("each is a share of {}", stated.text),
        _ => format!(
            "{} is no share of {}: one of them is {:.1} %",
            parts[0].text,
            stated.text,
            100.0 / count as f64
        ),
    };
    all.push(Relation::told(
        RULE.name(),
        Kind::Share,
        Strength::Suggests,
        Some(stated),
        parts,
        verdict,
        message,
    ));
}

/// A part of the sum of all, by how many there are, from three on.
const SHARES: [&str; 10] = [
    "a / (a + b + c)",
    "a / (a + b + c + d)",
    "a / (a + b + c + d + e)",
    "a / (a + b + c + d + e + f)",
    "a / (a + b + c + d + e + f + g)",
    "a / (a + b + c + d + e + f + g + h)",
    "a / (a + b + c + d + e + f + g + h + i)",
    "a / (a + b + c + d + e + f + g + h + i + j)",
    "a / (a + b + c + d + e + f + g + h + i + j + k)",
    "a / (a + b + c + d + e + f + g + h + i + j + k + l)",
];

/// `A (P), B (Q) and C (R)`: parts of one whole that is not named beside them.
fn of_lists(
    article: &Article<'_>,
    clause: &Clause,
    figures: &[(usize, usize)],
    all: &mut Vec<Relation>,
) {
    let pairs: Vec<(usize, usize)> = figures
        .windows(2)
        .filter(|pair| {
            let (count, share) = (pair[0], pair[1]);
            let figure = article.figure(count.1);
            article.kind(count.1) == Measure::Number
                && article.kind(share.1) == Measure::Percent
                && figure.unit.dimension().is_none()
                && figure.numbers[0].is_whole()
                && clause.tokens[share.0 - 1].is_mark(&['('])
                && share.0 - count.0 <= 3
                && article.direction(share.1).is_none()
        })
        .map(|pair| (pair[0].1, pair[1].1))
        .collect();
    if pairs.len() < 3 {
        return;
    }
    // All parts of one whole make it: each share is of their sum.
    let sum: f64 = pairs
        .iter()
        .map(|pair| article.figure(pair.0).nominal().to_f64())
        .sum();
    let fits = |pair: &&(usize, usize)| {
        let share = article.figure(pair.0).nominal().to_f64() / sum;
        (share - article.figure(pair.1).nominal().to_f64()).abs() < 0.006
    };
    if pairs.len() <= SHARES.len() + 2 && pairs.iter().filter(fits).count() + 1 >= pairs.len() {
        for pair in &pairs {
            let others = pairs
                .iter()
                .filter(|other| other.0 != pair.0)
                .map(|other| other.0);
            Draft {
                rule: &RULE,
                kind: Kind::Share,
                strength: Strength::Says,
                stated: Some(Read::new(article, pair.1)),
                operands: std::iter::once(pair.0)
                    .chain(others)
                    .map(|figure| Read::new(article, figure))
                    .collect(),
                formulas: vec![SHARES[pairs.len() - 3]],
                doubt: None,
            }
            .push(article, all);
        }
        return;
    }
    // The pair whose whole is the middle one is what the others are held against.
    let whole = |pair: &(usize, usize)| {
        let (count, share) = (
            article.figure(pair.0).nominal().to_f64(),
            article.figure(pair.1).nominal().to_f64(),
        );
        count / share
    };
    let mut sorted = pairs.clone();
    sorted.sort_by(|a, b| whole(a).total_cmp(&whole(b)));
    let (count, share) = sorted[sorted.len() / 2];
    for pair in pairs.iter().filter(|pair| pair.0 != count) {
        Draft {
            rule: &RULE,
            kind: Kind::Share,
            strength: Strength::Suggests,
            stated: Some(Read::new(article, pair.1)),
            operands: vec![
                Read::new(article, pair.0),
                Read::new(article, count),
                Read::new(article, share),
            ],
            formulas: vec!["a / b * c"],
            doubt: None,
        }
        .push(article, all);
    }
}

/// Whether only `of`, `out of` or the like stands between two figures.
fn is_of(article: &Article<'_>, clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    let closed = between
        .first()
        .is_some_and(|token| token.is_mark(&[')', ',']));
    let between = if closed { &between[1..] } else { between };
    let of = between
        .iter()
        .position(|token| article.is_word(Some(token), &["of"]));
    of.is_some_and(|of| {
        of <= 4
            && between.len() - of <= 9
            && between.iter().all(|token| token.what == What::Word)
            && !article.has_word(
                &between[of..],
                &["and", "by", "to", "from", "in", "were", "was", "with"],
            )
    })
}

/// Whether the second figure says the first again as a share: in brackets, or behind `or`.
fn is_led(article: &Article<'_>, clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    if between.len() > 10 {
        return false;
    }
    let last = between.iter().rev().find(|token| {
        !article.is_word(
            Some(token),
            &[
                "about", "around", "nearly", "almost", "just", "roughly", "some",
            ],
        )
    });
    last.is_some_and(|token| {
        let up = article.is_word(Some(token), &["up"])
            && article.has_word(between, &["make", "makes", "made", "making"]);
        token.is_mark(&['('])
            || up
            || article.is_word(
                Some(token),
                &["or", "represents", "represented", "representing"],
            ) && between.len() <= 7
    }) && !between
        .iter()
        .any(|token| token.is_mark(&[';', ':']) || matches!(token.what, What::Figure(_)))
}

/// A part and its whole in one unit: of 110 million tonnes a year, 1 million tonnes are of a year too.
fn same_time(article: &Article<'_>, part: usize, whole: usize) -> Vec<Read> {
    let (a, b) = (Read::new(article, part), Read::new(article, whole));
    if !is_by_time(article, part, whole) {
        return vec![a, b];
    }
    let figure = a.typed.figure.in_unit(b.typed.figure.unit.clone());
    vec![a.with(figure), b]
}

/// Whether the whole is told by a time, and the part is of the same unit without it.
fn is_by_time(article: &Article<'_>, part: usize, whole: usize) -> bool {
    let (part, whole) = (article.figure(part).unit, article.figure(whole).unit);
    let thing = whole.name().split_once(" per ");
    thing.is_some_and(|(thing, per)| {
        thing == part.name() && ["year", "month", "week", "day"].contains(&per)
    })
}

/// Whether a sentence, or a part of one, ends behind a figure.
fn is_last(clause: &Clause, place: usize) -> bool {
    let next = clause.tokens.get(place + 1);
    next.is_none_or(|token| token.is_mark(&['.', ';', ')']))
}

/// Whether only `is`, `comes to` or the like stands between two figures.
fn is_amount(article: &Article<'_>, clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    let is = article.has_word(
        between,
        &["is", "equals", "comes", "amounts", "was", "makes"],
    );
    let only = between.iter().all(|token| {
        article.is_word(
            Some(token),
            &[
                "is", "equals", "comes", "amounts", "to", "was", "makes", "people", "about",
            ],
        )
    });
    is && only && between.len() <= 3
}

/// Whether `of it`, `of them` follows a figure.
fn is_of_it(article: &Article<'_>, clause: &Clause, place: usize) -> bool {
    article.is_word(clause.tokens.get(place + 1), &["of"])
        && article.is_word(
            clause.tokens.get(place + 2),
            &["it", "them", "these", "this", "that"],
        )
}

/// Whether `of whom`, `of which` leads from the whole to its part.
fn is_of_whom(article: &Article<'_>, clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    between.len() <= 6
        && between.windows(2).any(|pair| {
            article.is_word(Some(&pair[0]), &["of"])
                && article.is_word(Some(&pair[1]), &["whom", "which", "them", "these"])
        })
}

/// Whether a comma alone parts two figures, a few words before it.
fn is_apposed(clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    between.len() <= 4
        && between.last().is_some_and(|token| token.is_mark(&[',']))
        && between[..between.len() - 1]
            .iter()
            .all(|token| token.what == What::Word)
}

/// Whether the second figure is what the first is counted in: `A in a labour force of N`.
fn is_in(article: &Article<'_>, clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    between.len() <= 9
        && article.has_word(between, &["in", "among"])
        && between
            .iter()
            .rev()
            .take(2)
            .any(|token| article.is_word(Some(token), &["of"]))
        && !between.iter().any(|token| token.is_mark(&[',', ';', '.']))
}

/// Whether a sentence opens with `Of the N`.
fn is_opened(article: &Article<'_>, clause: &Clause, place: usize) -> bool {
    place <= 3
        && article.is_word(clause.tokens.first(), &["of", "out"])
        && clause.tokens[..place]
            .iter()
            .all(|token| token.what == What::Word)
}

/// Whether `which makes` leads from one figure to the next.
fn makes(article: &Article<'_>, clause: &Clause, first: usize, second: usize) -> bool {
    let between = &clause.tokens[first + 1..second];
    between.len() <= 12
        && between
            .iter()
            .rev()
            .take(3)
            .any(|token| token.is_mark(&['(']) || article.is_word(Some(token), MAKES))
}

/// Whether a figure can say what share something is.
fn is_share(article: &Article<'_>, figure: usize) -> bool {
    let read = article.figure(figure);
    let made = article.text[..article.found(figure).span.start]
        .trim_end()
        .ends_with(" up");
    (article.direction(figure).is_none() || made)
        && (read.unit == Unit::percent() || article.found(figure).is_fraction())
        && read.numbers[0] <= Rational::from(100)
}

/// Whether one figure can be a part of the other.
fn is_part(article: &Article<'_>, part: usize, whole: usize) -> bool {
    let (a, b) = (article.figure(part), article.figure(whole));
    let kinds = [Measure::Number, Measure::Money, Measure::Quantity];
    let level = |figure: &crate::number::Figure| {
        kinds.contains(&figure.kind)
            && !matches!(figure.unit.name(), "point" | "times")
            && !figure.numbers[0].is_zero()
    };
    level(&a)
        && level(&b)
        && (a.unit.dimension() == b.unit.dimension() && a.nominal() <= b.nominal()
            || is_by_time(article, part, whole) && a.numbers[0] <= b.numbers[0])
        && !article.found(part).is_fraction()
        && !article.found(whole).is_fraction()
}

/// Whether the words behind a percentage say what it is of, or that it compares.
fn is_about_else(article: &Article<'_>, clause: &Clause, place: usize) -> bool {
    article.is_word(
        clause.tokens.get(place + 1),
        &[
            "more", "less", "higher", "lower", "up", "down", "increase", "decrease", "rise",
            "drop", "fewer", "chance",
        ],
    )
}
