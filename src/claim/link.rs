//! From claim files to one folder: ids looked up, formulas bound to their figures, units compared.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::model::{
    Claim, ClaimFile, ClaimId, ClaimSet, Content, Folder, Quantity, QuantityId, Reading,
};
use super::named::{NameFault, Named};
use super::pending::{Names, Pending, Target};
use super::place::within;
use super::raw::{MAX_FAULTS, RawFile, RawInput, RawReading, formula_fault};
use super::{company, cycle, fit, quotes};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::formula::{Formula, Name, Operand};
use crate::number::{Company, Figure, Period};
use crate::source::{SourceFile, SourceId, Sources, Span};

/// How many unknown ids of a folder get a suggestion, and among how many ids of each file it is
/// looked for: both bound the time that a file of nothing but unknown ids can take.
const SUGGESTIONS: usize = 50;
const CANDIDATES: usize = 2_000;
/// How deep figures may follow from figures that follow from others, and how large a formula may
/// become.
const DEEPEST: usize = 64;
const LARGEST: usize = 4_000;

impl Folder {
    /// Joins the claim files of a folder. Each comes with the article its quotes are looked for in;
    /// `None` where it has none, which is a fault only if the file names one.
    ///
    /// What is faulty is left out and reported in its file's diagnostics, once, where the fault is.
    #[must_use]
    pub fn link(
        path: impl Into<String>,
        files: Vec<(RawFile, Option<SourceId>)>,
        sources: &Sources,
    ) -> Self {
        let mut linker = Linker::default();
        for (raw, article) in files {
            linker.add(raw, article, sources);
        }
        linker.resolve_derived(sources);
        let mut pending = std::mem::take(&mut linker.pending);
        let faults: Vec<Faults> = pending
            .par_iter_mut()
            .map(|claim| linker.bind(claim, sources))
            .collect();
        linker.report(&pending, faults);
        let cycles = cycle::refuse(&mut pending, &linker.stated_by, &linker.files, sources);
        for (file, fault) in cycles {
            linker.files[file].diagnostics.push(fault);
        }
        let more_faults = std::mem::take(&mut linker.more_faults);
        let mut folder = linker.folder(path.into(), pending);
        company::note(&mut folder);
        quotes::anchor(&mut folder, sources);
        for (file, more) in folder.files.iter_mut().zip(more_faults) {
            file.diagnostics
                .sort_by_key(|fault| (fault.span.start, fault.span.end));
            shorten(&mut file.diagnostics, more);
        }
        folder
    }
}

impl ClaimSet {
    /// One folder of claims from texts alone: claim files by their names, and the article that
    /// their quotes are looked for in. The texts are added to `sources`.
    ///
    /// ```
    /// use addsup::{check, claim::ClaimSet, source::Sources};
    /// let mut sources = Sources::default();
    /// let claims = "claims:\n  total: { stated: 7, formula: 3 + 4 }\n";
    /// let set = ClaimSet::from_texts(&mut sources, "claims/x", None, &[("sums.yaml", claims)]);
    /// let report = check::check(&sources, &set, &check::Options::default());
    /// assert!(report.files[0].claims[0].passes);
    /// ```
    #[must_use]
    pub fn from_texts(
        sources: &mut Sources,
        folder: &str,
        article: Option<(&str, &str)>,
        files: &[(&str, &str)],
    ) -> Self {
        let mut add = |(name, text): (&str, &str)| {
            let bytes = text.as_bytes().to_vec();
            sources.add(SourceFile::new(format!("{folder}/{name}"), bytes))
        };
        let article = article.map(&mut add);
        let ids: Vec<SourceId> = files.iter().map(|&file| add(file)).collect();
        let read = |id| (RawFile::parse(id, sources.get(id)), article);
        let files = ids.into_iter().map(read).collect();
        ClaimSet {
            folders: vec![Folder::link(folder, files, sources)],
        }
    }
}

/// What went wrong while a claim was bound.
#[derive(Default)]
struct Faults {
    diagnostics: Vec<Diagnostic>,
    /// Ids nobody has. Suggestions for them are made in one place, in the files' order.
    unknown: Vec<(Name, Span)>,
}

#[derive(Default)]
struct Linker {
    files: Vec<ClaimFile>,
    /// For each file, what its ids stand for.
    names: Vec<Names>,
    /// For each file, whether those are all of its ids.
    is_whole: Vec<bool>,
    /// For each file, how many faults are not told one by one.
    more_faults: Vec<usize>,
    /// For each file, its quantities.
    ranges: Vec<Range<usize>>,
    parts: HashMap<String, usize>,
    /// While claims are pending, a quantity's claim is counted among those.
    quantities: Vec<Quantity>,
    /// For each quantity, the pending claim that states it.
    stated_by: Vec<Option<u32>>,
    pending: Vec<Pending>,
    derived: Vec<Derived>,
}

/// A figure that a formula gives: wherever it is used, the formula is put in its place.
struct Derived {
    file: usize,
    /// The claim whose own input it is, among the pending ones.
    claim: Option<u32>,
    reading: RawReading,
    state: DerivedState,
}

/// What a derived figure comes down to.
struct Resolved {
    /// Its formula, of stated figures alone.
    formula: Formula,
    /// What its names stand for.
    operands: Vec<QuantityId>,
    /// The ranges it takes an end of.
    ranges: Vec<QuantityId>,
}

enum DerivedState {
    New,
    /// Being resolved: whoever asks for it now depends on itself.
    Busy,
    /// Its formula down to stated figures, with what its names stand for; nothing where it has a
    /// fault.
    Done(Option<Resolved>),
}

impl Linker {
    /// Takes a file's figures and claims in, and notes what each id stands for.
    fn add(&mut self, raw: RawFile, article: Option<SourceId>, sources: &Sources) {
        let file = self.files.len();
        let first = self.quantities.len();
        let mut names = Names::with_capacity(raw.inputs.len() + raw.claims.len());
        for input in raw.inputs {
            self.input(&mut names, input, file, None);
        }
        for mut claim in raw.claims {
            let at = index(self.pending.len());
            let mut own = Names::new();
            for input in std::mem::take(&mut claim.inputs) {
                self.input(&mut own, input, file, Some(at));
            }
            let statement = claim.statement.take();
            let statement = statement.map(|quantity| self.quantity(quantity, file, Some(at)));
            let target = match statement {
                Some(id) => Target::Quantity(id),
                None if claim.states => Target::Faulty,
                None => Target::Comparison,
            };
            names.insert(claim.id.as_str().into(), target);
            self.pending.push(Pending {
                file,
                claim,
                own,
                statement,
                readings: Vec::new(),
            });
        }
        let mut diagnostics = raw.diagnostics;
        if self.parts.contains_key(&raw.part) {
            let message = format!("another file of this folder is called `{}` too", raw.part);
            diagnostics.push(Diagnostic::new(
                Code::DuplicateId,
                raw.source,
                0..0,
                message,
            ));
        } else {
            self.parts.insert(raw.part.clone(), file);
        }
        let named = raw.article.as_ref();
        diagnostics.extend(article_fault(named, raw.source, article, sources));
        self.names.push(names);
        self.is_whole.push(raw.is_whole);
        self.more_faults.push(raw.more_faults);
        self.ranges.push(first..self.quantities.len());
        self.files.push(ClaimFile {
            source: raw.source,
            part: raw.part,
            article,
            published: raw.published,
            settings: raw.settings,
            ignored: raw.ignored,
            diagnostics,
        });
    }

    fn input(&mut self, names: &mut Names, input: RawInput, file: usize, claim: Option<u32>) {
        let target = match (input.quantity, input.derived) {
            (Some(quantity), _) => Target::Quantity(self.quantity(quantity, file, claim)),
            (None, Some(reading)) => {
                self.derived.push(Derived {
                    file,
                    claim,
                    reading,
                    state: DerivedState::New,
                });
                Target::Derived(index(self.derived.len() - 1))
            }
            (None, None) => Target::Faulty,
        };
        names.insert(input.id.into(), target);
    }

    fn quantity(&mut self, mut quantity: Quantity, file: usize, claim: Option<u32>) -> QuantityId {
        quantity.file = file;
        quantity.claim = claim.map(ClaimId);
        let id = QuantityId(index(self.quantities.len()));
        self.stated_by.push(claim.filter(|_| quantity.is_statement));
        self.quantities.push(quantity);
        id
    }

    /// What a name in a claim's formula stands for: an own input of the claim, something of its
    /// file, or, behind `part.`, something of another file.
    fn look_up(&self, home: usize, own: Option<&Names>, name: &str) -> Option<Target> {
        let (file, found) = match name.split_once('.') {
            Some((part, id)) => {
                let file = *self.parts.get(part)?;
                (file, self.names[file].get(id))
            }
            None => {
                let own = own.and_then(|own| own.get(name));
                (home, own.or_else(|| self.names[home].get(name)))
            }
        };
        found
            .copied()
            .or_else(|| (!self.is_whole[file]).then_some(Target::Faulty))
    }

    /// Resolves every figure that a formula gives, and reports what is wrong with those formulas.
    fn resolve_derived(&mut self, sources: &Sources) {
        for at in 0..self.derived.len() {
            self.resolve(at, sources, 0);
        }
    }

    fn resolve(&mut self, at: usize, sources: &Sources, depth: usize) {
        if !matches!(self.derived[at].state, DerivedState::New) {
            return;
        }
        self.derived[at].state = DerivedState::Busy;
        let Derived { file, claim, .. } = self.derived[at];
        let reading = self.derived[at].reading.clone();
        let source = self.files[file].source;
        let own = claim.map(|claim| &self.pending[claim as usize].own);
        let others = reading
            .formula
            .names
            .iter()
            .filter(|name| name.end.is_none());
        let others = others.filter_map(|name| match self.look_up(file, own, &name.id) {
            Some(Target::Derived(other)) => Some(other as usize),
            _ => None,
        });
        let others: Vec<usize> = others.filter(|_| depth < DEEPEST).collect();
        for other in others {
            self.resolve(other, sources, depth + 1);
        }
        let own = claim.map(|claim| &self.pending[claim as usize].own);
        let named = self.named(&reading.formula, file, own);
        let text = sources.get(source).text();
        let faults = named.faults.iter().map(|(name, what)| {
            let place = within(text, &reading.span, &reading.text, &name.span);
            let (code, message) = what.told(&name.id);
            Diagnostic::new(code, source, place, message)
        });
        let faults: Vec<Diagnostic> = faults.collect();
        let done = named.is_whole(&reading.formula).then(|| Resolved {
            formula: named.inlined(&reading.formula),
            operands: named.operands,
            ranges: named.ranges,
        });
        self.files[file].diagnostics.extend(faults);
        let done = done.filter(|resolved| {
            let (formula, ids) = (&resolved.formula, &resolved.operands);
            let inlined = RawReading {
                formula: formula.clone(),
                ..reading.clone()
            };
            let fault = too_large(&inlined, source).or_else(|| {
                let operands = self.operands(formula, ids);
                let errors = formula.bind(&operands).err()?;
                let text = sources.get(source).text();
                let error = errors.into_iter().next()?;
                Some(formula_fault(
                    source,
                    text,
                    &reading.span,
                    &reading.text,
                    error,
                ))
            });
            let is_sound = fault.is_none();
            self.files[file].diagnostics.extend(fault);
            is_sound
        });
        self.derived[at].state = DerivedState::Done(done);
    }

    /// What the names of a formula stand for, in a file and, of a claim, among its own inputs.
    fn named<'l>(&'l self, formula: &'l Formula, file: usize, own: Option<&Names>) -> Named<'l> {
        let mut named = Named {
            operands: Vec::with_capacity(formula.names.len()),
            ranges: Vec::new(),
            parts: Vec::with_capacity(formula.names.len()),
            faults: Vec::new(),
        };
        for name in &formula.names {
            let fault = match self.look_up(file, own, &name.id) {
                Some(Target::Quantity(id)) => match (name.end, self.end(id, name)) {
                    (None, _) => {
                        named.operands.push(id);
                        named.parts.push(None);
                        continue;
                    }
                    (Some(_), Some(end)) => {
                        named.ranges.push(id);
                        named.parts.push(Some(Cow::Owned(end)));
                        continue;
                    }
                    (Some(_), None) => NameFault::NoRange,
                },
                Some(Target::Derived(_)) if name.end.is_some() => NameFault::NoRange,
                Some(Target::Derived(at)) => match &self.derived[at as usize].state {
                    DerivedState::Done(Some(resolved)) => {
                        named.operands.extend(&resolved.operands);
                        named.ranges.extend(&resolved.ranges);
                        named.parts.push(Some(Cow::Borrowed(&resolved.formula)));
                        continue;
                    }
                    DerivedState::Done(None) => continue,
                    DerivedState::New | DerivedState::Busy => NameFault::Itself,
                },
                Some(Target::Faulty) => continue,
                Some(Target::Comparison) => NameFault::Comparison,
                None => NameFault::Unknown,
            };
            named.faults.push((name, fault));
        }
        named
    }

    /// The end that a formula asks of a figure; `None` where it asks for none, or there is none.
    fn end(&self, id: QuantityId, name: &Name) -> Option<Formula> {
        let (_, figure) = self.quantities[id.index()].stated()?;
        figure.range_end(name.end?).map(Formula::of_figure)
    }

    /// What a formula must know of its figures.
    fn operands(&self, formula: &Formula, ids: &[QuantityId]) -> Vec<Operand> {
        let named = ids.iter().map(|&id| operand(&self.quantities[id.index()]));
        let quoted = formula
            .quoted
            .iter()
            .map(|figure| figure_operand(figure, figure.period));
        named.chain(quoted).collect()
    }

    /// Binds a claim's formulas. Where anything about it is faulty it is left without readings.
    fn bind(&self, claim: &mut Pending, sources: &Sources) -> Faults {
        let mut faults = Faults::default();
        let mut readings = Vec::with_capacity(claim.claim.readings.len());
        let mut blocked = claim.claim.faulty;
        for reading in std::mem::take(&mut claim.claim.readings) {
            match self.reading(claim, reading, sources, &mut faults) {
                Some(reading) => readings.push(reading),
                None => blocked = true,
            }
        }
        if !blocked {
            claim.readings = readings;
        }
        faults
    }

    fn reading(
        &self,
        claim: &Pending,
        reading: RawReading,
        sources: &Sources,
        faults: &mut Faults,
    ) -> Option<Reading> {
        let source = self.files[claim.file].source;
        let text = sources.get(source).text();
        let place = |part: &Range<usize>| within(text, &reading.span, &reading.text, part);
        let named = self.named(&reading.formula, claim.file, Some(&claim.own));
        for (name, what) in &named.faults {
            if matches!(what, NameFault::Unknown) {
                faults.unknown.push(((*name).clone(), place(&name.span)));
                continue;
            }
            let (code, message) = what.told(&name.id);
            let mut fault = Diagnostic::new(code, source, place(&name.span), message);
            if matches!(what, NameFault::Comparison) {
                fault.help("use what it compares, or make what it compares a claim with `stated`");
            }
            faults.diagnostics.push(fault);
        }
        if !named.is_whole(&reading.formula) {
            return None;
        }
        let formula = named.is_inlined().then(|| named.inlined(&reading.formula));
        let (ids, ranges) = (named.operands, named.ranges);
        let mut reading = reading;
        if let Some(formula) = formula {
            reading.formula = formula;
        }
        if let Some(fault) = too_large(&reading, source) {
            faults.diagnostics.push(fault);
            return None;
        }
        let operands = self.operands(&reading.formula, &ids);
        let program = match reading.formula.bind(&operands) {
            Ok(program) => program,
            Err(errors) => {
                let fault =
                    |error| formula_fault(source, text, &reading.span, &reading.text, error);
                faults.diagnostics.extend(errors.into_iter().map(fault));
                return None;
            }
        };
        let statement = claim.statement.map(|id| &self.quantities[id.index()]);
        // A statement with a fault is not measured.
        if statement.is_some() == claim.claim.states
            && let Err(mut fault) =
                fit::check(&program.output, statement, &claim.claim, &reading, source)
        {
            fault.source = source;
            faults.diagnostics.push(fault);
            return None;
        }
        Some(Reading {
            name: reading.name,
            text: reading.text,
            span: reading.span,
            formula: reading.formula,
            program,
            company: Company::default(),
            operands: ids,
            ranges,
        })
    }

    /// Hands the faults of binding to their files.
    fn report(&mut self, pending: &[Pending], faults: Vec<Faults>) {
        let mut suggestions = SUGGESTIONS;
        for (at, faults) in faults.into_iter().enumerate() {
            let claim = &pending[at];
            for (name, span) in faults.unknown {
                let (code, message) = NameFault::Unknown.told(&name.id);
                let source = self.files[claim.file].source;
                let mut fault = Diagnostic::new(code, source, span, message);
                if suggestions > 0 {
                    suggestions -= 1;
                    fault.help = self.suggest(at, claim.file, &name.id);
                }
                self.files[claim.file].diagnostics.push(fault);
            }
            self.files[claim.file]
                .diagnostics
                .extend(faults.diagnostics);
        }
    }

    /// What somebody may have meant by an id that nothing has.
    fn suggest(&self, claim: usize, file: usize, name: &str) -> Option<String> {
        let (part, id) = name
            .split_once('.')
            .map_or((None, name), |(part, id)| (Some(part), id));
        if let Some(part) = part
            && !self.parts.contains_key(part)
        {
            let parts = self.files.iter().map(|file| file.part.as_str());
            return Some(match nearest(part, parts) {
                Some(near) => format!(
                    "no file of this folder is called `{part}`; did you mean `{near}.{id}`?"
                ),
                None => format!("no file of this folder is called `{part}`"),
            });
        }
        let home = part.map_or(file, |part| self.parts[part]);
        // The same id in another file comes before a similar one in this file.
        let elsewhere = self
            .names
            .iter()
            .zip(&self.files)
            .find(|(names, file)| file.part != self.files[home].part && names.contains_key(id));
        if let Some((_, elsewhere)) = elsewhere {
            return Some(format!(
                "did you mean `{}.{id}`, of another file?",
                elsewhere.part
            ));
        }
        let candidates = self.quantities[self.ranges[home].clone()]
            .iter()
            .filter(|quantity| {
                quantity.is_statement || quantity.claim.is_none_or(|owner| owner.index() == claim)
            });
        let near = nearest(
            id,
            candidates
                .map(|quantity| quantity.id.as_str())
                .take(CANDIDATES),
        )?;
        Some(match part {
            Some(part) => format!("did you mean `{part}.{near}`?"),
            None => format!("did you mean `{near}`?"),
        })
    }

    /// Puts the folder together from the claims that have no fault.
    fn folder(mut self, path: String, pending: Vec<Pending>) -> Folder {
        let mut claims = Vec::with_capacity(pending.len());
        let mut places = Vec::with_capacity(pending.len());
        for Pending {
            file,
            claim,
            statement,
            readings,
            ..
        } in pending
        {
            if readings.is_empty() {
                places.push(None);
                continue;
            }
            places.push(Some(ClaimId(index(claims.len()))));
            claims.push(Claim {
                id: claim.id,
                file,
                key: claim.key,
                stated: statement,
                quote: claim.quote,
                readings,
                expect: claim.expect,
                note: claim.note,
            });
        }
        for quantity in &mut self.quantities {
            quantity.claim = quantity.claim.and_then(|pending| places[pending.index()]);
        }
        Folder {
            path,
            files: self.files,
            quantities: self.quantities,
            claims,
        }
    }
}

/// Keeps the first faults of a file, and says how many there are besides.
fn shorten(faults: &mut Vec<Diagnostic>, more: usize) {
    let more = more + faults.len().saturating_sub(MAX_FAULTS);
    faults.truncate(MAX_FAULTS);
    if more > 0
        && let Some(last) = faults.last()
    {
        let message = format!("this file has {more} faults more");
        let mut fault =
            Diagnostic::new(Code::TooManyFaults, last.source, last.span.clone(), message);
        fault.help("mend those above first");
        faults.push(fault);
    }
}

/// What is wrong with a file's article as a whole.
fn article_fault(
    named: Option<&(String, Span)>,
    source: SourceId,
    article: Option<SourceId>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let place = named.map_or(0..0, |(_, span)| span.clone());
    let (code, message) = match (article.map(|id| sources.get(id)), named) {
        (Some(article), _) => quotes::unreadable(article, article.malformed()?),
        (None, Some((path, _))) => (
            Code::ArticleNotFound,
            format!("there is no file `{path}` beside this one"),
        ),
        (None, None) => return None,
    };
    Some(Diagnostic::new(code, source, place, message))
}

fn index(length: usize) -> u32 {
    u32::try_from(length).expect("internal error: four billion figures in a folder")
}

/// A formula that has grown too large by what was put in for its names.
fn too_large(reading: &RawReading, source: SourceId) -> Option<Diagnostic> {
    (reading.formula.size() > LARGEST).then(|| {
        let message = "with all that it rests on, this formula is too large";
        Diagnostic::new(Code::FormulaLimit, source, reading.span.clone(), message)
    })
}

/// What a formula must know of a quantity.
pub(super) fn operand(quantity: &Quantity) -> Operand {
    match &quantity.content {
        Content::Stated(_, figure) => Operand {
            // A claim may state a rounded average, of people too.
            whole: figure.whole && !quantity.is_statement,
            ..figure_operand(figure, quantity.period)
        },
        Content::Unknown { unit, .. } => Operand {
            dimension: unit.dimension().clone(),
            absolute: fit::is_absolute(unit),
            offset: unit.offset().clone(),
            whole: false,
            counts: unit.is_counted(),
            period: quantity.period,
        },
    }
}

fn figure_operand(figure: &Figure, period: Option<Period>) -> Operand {
    Operand {
        dimension: figure.unit.dimension().clone(),
        absolute: fit::is_absolute(&figure.unit),
        offset: figure.unit.offset().clone(),
        whole: figure.whole,
        counts: company::may_count(figure),
        period,
    }
}
