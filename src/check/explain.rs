//! A claim's verdict as a report: in numbers, in words, and with what would mend it.

use super::judge::{self, Outcome, Statement};
use super::note::NoteCode;
use super::report::{
    ClaimReport, Evaluated, Mend, Need, Note, Places, ReadingReport, Shape, Stated,
};
use super::values::Operands;
use super::{Options, notes, sentence};
use crate::claim::{Claim, Content, Folder, Quantity, QuantityId, Reading, Verdict};
use crate::diagnostic::{Code, Diagnostic};
use crate::formula::Range;
use crate::number::{
    Base, Figure, Interval, Kind, Measures, Rational, Strength, Unit, show_interval, show_number,
    show_pair,
};
use crate::source::{Sources, Span};

/// Checks a claim and writes down all that was found; with whether the figures as printed make it
/// true.
///
/// # Errors
/// A diagnostic where a formula has no value for the figures as they are.
pub(crate) fn report_claim(
    sources: &Sources,
    folder: &Folder,
    claim: &Claim,
    options: &Options,
) -> Result<(ClaimReport, bool), Diagnostic> {
    let stated = claim.stated.map(|id| folder.quantity(id));
    let judged: Vec<Judged<'_>> = claim
        .readings
        .iter()
        .map(|reading| {
            judge_reading(folder, stated, reading)
                .map_err(|judge::NoValue| no_value(folder, claim, reading))
        })
        .collect::<Result<_, _>>()?;
    let verdict = judge::combine(judged.iter().map(|judged| judged.outcome.verdict));
    let expected = claim.expect.as_ref().map(|expectation| expectation.verdict);
    let position = sources
        .get(folder.files[claim.file].source)
        .position(claim.key.start);
    let words = Words {
        folder,
        claim,
        stated,
        judged: &judged,
        verdict,
    };
    let mut report = ClaimReport {
        id: claim.id.clone(),
        verdict,
        certain: judged.iter().all(|judged| judged.outcome.certain),
        passes: false,
        warns: false,
        sourced: judged.iter().any(|judged| {
            let mut figures = judged.operands.named();
            figures.any(|quantity| quantity.citation.is_some())
        }) || stated.is_some_and(|quantity| quantity.citation.is_some()),
        given: Vec::new(),
        expect: expected,
        because: claim
            .expect
            .as_ref()
            .map(|expectation| expectation.because.clone()),
        line: position.line,
        column: position.column,
        quote: claim.quote.as_ref().map(|quote| quote.text.clone()),
        stated: stated.and_then(|quantity| words.stated(quantity)),
        readings: judged.iter().map(|judged| words.reading(judged)).collect(),
        message: words.message(),
        notes: words.notes(),
        mends: words.mends(),
        remark: claim.note.clone(),
        places: Places {
            key: claim.key.clone(),
            stated: stated.map(|quantity| quantity.span.clone()),
            formulas: claim
                .readings
                .iter()
                .map(|reading| reading.span.clone())
                .collect(),
            expect: claim
                .expect
                .as_ref()
                .map(|expectation| expectation.span.clone()),
            quote: claim.quote.as_ref().and_then(|quote| quote.anchor.clone()),
        },
        uses: Vec::new(),
        citation: stated.and_then(|quantity| quantity.citation.clone()),
    };
    report.stand(verdict, options);
    let true_as_printed = judged.iter().any(Judged::holds_as_printed);
    Ok((report, true_as_printed))
}

/// What one claim was found to be, without words.
pub(crate) struct Found {
    pub(crate) verdict: Verdict,
    /// Of each reading its verdict, and what its formula gives: the figures as printed, or read
    /// closely.
    pub(crate) readings: Vec<(Verdict, Option<Interval>)>,
}

/// Decides a claim alone; `None` where its formula has no value.
pub(crate) fn decide(folder: &Folder, claim: &Claim) -> Option<Found> {
    let stated = claim.stated.map(|id| folder.quantity(id));
    let readings = claim.readings.iter().map(|reading| {
        let judged = judge_reading(folder, stated, reading).ok()?;
        let close = || {
            let pieces = &judged.outcome.close.as_ref()?.pieces;
            pieces
                .iter()
                .cloned()
                .reduce(|hull, piece| hull.hull(&piece))
        };
        let gives = judged.outcome.nominal.clone().or_else(close);
        Some((judged.outcome.verdict, gives))
    });
    let readings: Vec<_> = readings.collect::<Option<_>>()?;
    Some(Found {
        verdict: judge::combine(readings.iter().map(|(verdict, _)| *verdict)),
        readings,
    })
}

/// The values of a figure for which a claim holds, the others read closely, in words; `None` where
/// there is no limit, or none that could be found.
pub(crate) fn holds_for(folder: &Folder, claim: &Claim, figure: QuantityId) -> Option<String> {
    let stated = claim.stated.map(|id| folder.quantity(id));
    let mut values = Interval::EMPTY;
    for reading in &claim.readings {
        let index = reading.operands.iter().position(|&id| id == figure)?;
        let judged = judge_reading(folder, stated, reading).ok()?;
        values = values.hull(&judged.solve_for(index));
    }
    // That an amount is not negative needs no saying.
    let limits = !Interval::at_least(Rational::ZERO).is_subset(&values);
    (limits && !values.is_empty()).then(|| show_interval(&values, folder.quantity(figure).unit()))
}

/// A reading with what it was found to be.
struct Judged<'a> {
    reading: &'a Reading,
    operands: Operands<'a>,
    statement: Option<Statement<'a>>,
    outcome: Outcome,
}

fn judge_reading<'a>(
    folder: &'a Folder,
    stated: Option<&'a Quantity>,
    reading: &'a Reading,
) -> Result<Judged<'a>, judge::NoValue> {
    let operands = Operands::new(folder, reading);
    let mut statement = stated.and_then(|quantity| Statement::new(quantity, &reading.program));
    let judge = |operands: &Operands<'_>, statement: &mut Option<Statement<'_>>| match statement {
        Some(statement) => judge::judge_number(reading, operands, statement),
        None => judge::judge_truth(reading, operands),
    };
    let mut operands = operands;
    let mut outcome = judge(&operands, &mut statement);
    // A word for units of several sizes may mean each of them.
    let has_sizes = operands.has_sizes()
        || statement
            .as_ref()
            .is_some_and(|it| it.figure().unit.has_sizes());
    for system in Measures::ALL.into_iter().filter(|_| has_sizes) {
        let Ok(found) = &outcome else { break };
        let (there, mut stated) = (
            operands.in_system(system),
            statement
                .as_ref()
                .map(|statement| statement.in_system(system)),
        );
        if let Ok(mut other) = judge(&there, &mut stated)
            && other.is_better_than(found)
        {
            other.grounds.push(NoteCode::UnitSize);
            other.system = Some(system);
            (operands, statement, outcome) = (there, stated, Ok(other));
        }
    }
    Ok(Judged {
        reading,
        operands,
        statement,
        outcome: outcome?,
    })
}

/// What is told of a formula that has no value.
fn no_value(folder: &Folder, claim: &Claim, reading: &Reading) -> Diagnostic {
    let mut fault = Diagnostic::new(
        Code::NoValue,
        folder.files[claim.file].source,
        reading.span.clone(),
        format!(
            "the formula of `{}` has no value for these figures",
            claim.id
        ),
    );
    fault.label(substitute(folder, reading));
    fault.help(
        "it divides by nought, or takes a root or logarithm of what has none, whatever the \
         figures' rounding",
    );
    fault
}

/// The formula with the figures put in.
fn substitute(folder: &Folder, reading: &Reading) -> String {
    let formula = &reading.formula;
    let mut uses: Vec<(Span, &str)> = Vec::new();
    for (index, &id) in reading.operands.iter().enumerate() {
        if let Content::Stated(text, _) = &folder.quantity(id).content {
            // What another formula puts in has no place of its own.
            let own =
                |span: &Span| reading.text.get(span.clone()) == Some(&formula.names[index].id);
            let places = formula.uses(index).filter(own);
            uses.extend(places.map(|span| (span, text.as_str())));
        }
    }
    uses.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(reading.text.len() * 2);
    let mut at = 0;
    for (span, text) in uses {
        out.push_str(&reading.text[at..span.start]);
        out.push_str(text);
        at = span.end;
    }
    out.push_str(&reading.text[at..]);
    out
}

/// Everything there is to say about a claim.
struct Words<'a> {
    folder: &'a Folder,
    claim: &'a Claim,
    stated: Option<&'a Quantity>,
    judged: &'a [Judged<'a>],
    verdict: Verdict,
}

impl Words<'_> {
    fn stated(&self, quantity: &Quantity) -> Option<Stated> {
        let statement = self.judged.first()?.statement.as_ref()?;
        let Content::Stated(written, figure) = &quantity.content else {
            return None;
        };
        let close = statement.values(Strength::Close).interval;
        let loose = self
            .judged
            .iter()
            .any(|judged| judged.outcome.loose.is_some())
            .then(|| statement.values(Strength::Loose).interval)
            .filter(|loose| *loose != close);
        Some(Stated {
            written: written.clone(),
            inf: close.inf().map(Rational::to_f64),
            sup: close.sup().map(Rational::to_f64),
            open: is_open(&close),
            unit: figure.unit.report_name().to_owned(),
            text: show_interval(&close, &statement.figure().unit),
            loose: loose.map(|set| evaluated(&[set], None, &statement.figure().unit)),
            shape: shape(&close, &figure.unit),
        })
    }

    fn reading(&self, judged: &Judged<'_>) -> ReadingReport {
        let outcome = &judged.outcome;
        let unit = judged
            .statement
            .as_ref()
            .map(|statement| &statement.figure().unit);
        let show = |range: &Range, nominal: Option<&Interval>| {
            unit.map(|unit| evaluated(&range.pieces, nominal, unit))
        };
        ReadingReport {
            name: judged.reading.name.clone(),
            formula: judged.reading.text.clone(),
            substituted: substitute(self.folder, judged.reading),
            verdict: outcome.verdict,
            computed: outcome
                .close
                .as_ref()
                .and_then(|range| show(range, outcome.nominal.as_ref())),
            loose: outcome.loose.as_ref().and_then(|range| show(range, None)),
            distance: judged.distance(),
            needs: self.needs(judged),
        }
    }

    /// What value of each unknown lets the reading hold.
    fn needs(&self, judged: &Judged<'_>) -> Vec<Need> {
        if judged.outcome.verdict != Verdict::Undetermined {
            return Vec::new();
        }
        let need = |(index, quantity): (usize, &Quantity)| {
            let Content::Unknown { unit, .. } = &quantity.content else {
                return None;
            };
            let values = judged.solve_for(index);
            (values != Interval::ENTIRE).then(|| Need {
                id: self.name(quantity),
                text: show_interval(&values, unit),
            })
        };
        judged.operands.unknowns().filter_map(need).collect()
    }

    fn message(&self) -> String {
        let Some(Content::Stated(written, _)) = self.stated.map(|quantity| &quantity.content)
        else {
            return self.comparison_message();
        };
        let first = self.judged.first();
        let computed = first.map_or_else(String::new, Judged::computed_text);
        let printed = first.and_then(Judged::broken_as_printed);
        let readings = self.told_apart();
        let claim = sentence::Stated {
            written,
            computed: &computed,
            printed: printed.as_deref(),
            readings: readings.as_deref(),
        };
        sentence::stated(self.verdict, &claim).unwrap_or_else(|| self.undetermined_message())
    }

    fn comparison_message(&self) -> String {
        let readings = self.told_apart();
        sentence::comparison(self.verdict, &readings.unwrap_or_default())
            .unwrap_or_else(|| self.undetermined_message())
    }

    fn undetermined_message(&self) -> String {
        let mut unknowns: Vec<String> = Vec::new();
        for (_, quantity) in self
            .judged
            .iter()
            .flat_map(|judged| judged.operands.unknowns())
        {
            let name = format!("`{}`", self.name(quantity));
            if !unknowns.contains(&name) {
                unknowns.push(name);
            }
        }
        sentence::undecided(&unknowns)
    }

    /// What each reading gives, where there are several and the verdict speaks of them.
    fn told_apart(&self) -> Option<String> {
        let tells = matches!(self.verdict, Verdict::Inconsistent | Verdict::Ambiguous);
        (tells && self.judged.len() > 1).then(|| self.each_reading())
    }

    fn each_reading(&self) -> String {
        let say = |judged: &Judged<'_>| {
            let name = &judged.reading.name;
            let holds = judged.outcome.verdict != Verdict::Inconsistent;
            match judged.outcome.close {
                Some(_) => sentence::reading(name, Ok(&judged.computed_text())),
                None => sentence::reading(name, Err(holds)),
            }
        };
        self.judged.iter().map(say).collect::<Vec<_>>().join(", ")
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        for judged in self.judged {
            let found = match &judged.statement {
                Some(statement) => notes::notes_on(&judged.outcome, &judged.operands, statement),
                None => judged
                    .outcome
                    .grounds
                    .iter()
                    .map(|&code| notes::ground(code, judged.outcome.system))
                    .collect(),
            };
            for note in found {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes
    }

    /// What would make the claim hold: each time one figure changed, the others as they are.
    fn mends(&self) -> Vec<Mend> {
        if !matches!(self.verdict, Verdict::Inconsistent | Verdict::Strained) {
            return Vec::new();
        }
        let [judged] = self.judged else {
            return Vec::new();
        };
        // Per cent for percentage points: no other number would mend it.
        if let (Some(statement), Some(quantity)) = (&judged.statement, self.stated)
            && statement.is_other()
        {
            let unit = if statement.figure().unit == Unit::percent() {
                "percentage points"
            } else {
                "percent"
            };
            return vec![Mend {
                id: self.name(quantity),
                message: sentence::would_have_to_be(STATED, &format!("in {unit}")),
            }];
        }
        let mut mends = Vec::new();
        if let (Some(statement), Some(quantity)) = (&judged.statement, self.stated)
            && let Some(message) = restate(statement.figure(), judged)
        {
            mends.push(Mend {
                id: self.name(quantity),
                message,
            });
        }
        for (index, quantity) in judged.operands.named().enumerate() {
            let Content::Stated(text, figure) = &quantity.content else {
                continue;
            };
            let values = judged.solve_for(index);
            if values.is_empty() || values == Interval::ENTIRE {
                continue;
            }
            mends.push(Mend {
                id: self.name(quantity),
                message: sentence::would_have_to_be(
                    &sentence::figure(&self.name(quantity), Some(text)),
                    &show_interval(&values, &figure.unit),
                ),
            });
        }
        mends
    }

    /// What a figure is called seen from this claim's file.
    fn name(&self, quantity: &Quantity) -> String {
        if quantity.file == self.claim.file {
            quantity.id.clone()
        } else {
            self.folder.qualified(quantity.file, &quantity.id)
        }
    }
}

/// What a claim states, in a sentence.
const STATED: &str = "the stated figure";

/// What the stated figure would have to be.
fn restate(figure: &Figure, judged: &Judged<'_>) -> Option<String> {
    let range = judged.outcome.close.as_ref()?;
    let [piece] = range.pieces.as_slice() else {
        return None;
    };
    let unit = &figure.unit;
    if let Some(value) = judged.outcome.nominal.as_ref().and_then(Interval::mid)
        && !figure.hedge.is_bound()
    {
        return Some(sentence::would_have_to_be(
            STATED,
            &show_number(&value, unit),
        ));
    }
    let values = show_interval(piece, unit);
    Some(sentence::would_have_to_allow(STATED, &values))
}

impl Judged<'_> {
    /// Whether the figures as printed give what is stated, for certain.
    fn holds_as_printed(&self) -> bool {
        match (&self.statement, &self.outcome.nominal) {
            (Some(statement), Some(value)) => {
                let stated = statement.values(Strength::Close);
                value.is_subset(&stated.interval)
                    && (!stated.whole || value.as_point().is_some_and(Rational::is_whole))
            }
            _ => false,
        }
    }

    /// The values of an operand for which the claim holds, the others read closely.
    fn solve_for(&self, index: usize) -> Interval {
        let domain = self.operands.domain(Strength::Close);
        let target = match &self.statement {
            Some(statement) => {
                statement.in_formula_terms(&statement.values(Strength::Close).interval)
            }
            None => Interval::ENTIRE,
        };
        self.reading.program.solve_for(&domain, index, &target)
    }

    fn computed_text(&self) -> String {
        match (&self.outcome.close, &self.statement) {
            (Some(range), Some(statement)) => show_pieces(&range.pieces, &statement.figure().unit),
            _ => String::new(),
        }
    }

    fn broken_as_printed(&self) -> Option<String> {
        let statement = self.statement.as_ref()?;
        let by_rounding = self
            .outcome
            .grounds
            .contains(&super::NoteCode::OnlyByRounding);
        let value = self
            .outcome
            .nominal
            .as_ref()
            .filter(|_| by_rounding)?
            .mid()?;
        Some(show_number(&value, &statement.figure().unit))
    }

    /// How far the close ranges miss each other.
    fn distance(&self) -> Option<String> {
        if !matches!(
            self.outcome.verdict,
            Verdict::Inconsistent | Verdict::Strained
        ) {
            return None;
        }
        let statement = self.statement.as_ref()?;
        let set = statement.values(Strength::Close).interval;
        let pieces = &self.outcome.close.as_ref()?.pieces;
        if pieces.iter().any(|piece| piece.meets(&set)) {
            return None;
        }
        let gap = |piece: &Interval| {
            let below = piece.sup().zip(set.inf()).map(|(sup, inf)| inf - sup);
            let above = piece.inf().zip(set.sup()).map(|(inf, sup)| inf - sup);
            below
                .into_iter()
                .chain(above)
                .filter(|gap| gap.signum() > 0)
                .min()
        };
        let gap = pieces.iter().filter_map(gap).min()?;
        show_distance(&gap, &statement.figure().unit)
    }
}

/// A difference of two results: of percentages in percentage points, of days in days. Days of the
/// week are other days, and not further or nearer ones.
fn show_distance(gap: &Rational, unit: &Unit) -> Option<String> {
    Some(match unit.dimension().powers() {
        [(Base::Weekday, 1)] => return None,
        [(Base::Date, 1)] => {
            let day = Unit::day();
            show_number(&(gap * day.factor()), &day)
        }
        _ if *unit == Unit::percent() => show_number(gap, &Unit::points()),
        _ => show_number(gap, &unit.as_difference()),
    })
}

fn show_pieces(pieces: &[Interval], unit: &Unit) -> String {
    match pieces {
        [first, second] => {
            let (first, second) = show_pair(first, second, unit);
            format!("{first} or {second}")
        }
        [piece] => show_interval(piece, unit),
        _ => "no value".to_owned(),
    }
}

fn evaluated(pieces: &[Interval], nominal: Option<&Interval>, unit: &Unit) -> Evaluated {
    let hull = pieces
        .iter()
        .fold(Interval::EMPTY, |hull, piece| hull.hull(piece));
    let nominal = nominal.and_then(Interval::mid);
    Evaluated {
        inf: hull.inf().map(Rational::to_f64),
        sup: hull.sup().map(Rational::to_f64),
        open: is_open(&hull),
        nominal: nominal.as_ref().map(Rational::to_f64),
        unit: unit.report_name().to_owned(),
        text: show_pieces(pieces, unit),
        nominal_text: nominal.map(|value| show_number(&value, unit)),
        shape: shape(&hull, unit),
    }
}

fn shape(set: &Interval, unit: &Unit) -> Shape {
    Shape {
        lower_open: set.lower().is_open(),
        upper_open: set.upper().is_open(),
        unit_size: unit.factor().to_f64(),
        named: unit.kind() == Kind::Date,
    }
}

fn is_open(set: &Interval) -> bool {
    [set.lower(), set.upper()]
        .iter()
        .any(|end| end.is_open() || end.value().is_none())
}
