//! From claim files to one folder: ids looked up, formulas bound to their figures, units compared.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use super::model::{Claim, ClaimFile, ClaimSet, Content, Folder, Quantity, QuantityId, Reading};
use super::place::within;
use super::raw::{MAX_FAULTS, RawClaim, RawFile, RawInput, RawReading, formula_fault};
use super::{company, cycle, fit, quotes};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::formula::{Name, Operand};
use crate::number::{Company, Figure, Period};
use crate::source::{SourceFile, SourceId, Sources, Span};

/// How many unknown ids of a folder get a suggestion, and among how many ids of each file it is looked
/// for: both bound the time that a file of nothing but unknown ids can take.
const SUGGESTIONS: usize = 50;
const CANDIDATES: usize = 2_000;

impl Folder {
    /// Joins the claim files of a folder. Each comes with the article its quotes are looked for in; `None`
    /// where it has none, which is a fault only if the file names one.
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
    /// One folder of claims from texts alone: claim files by their names, and the article that their quotes are
    /// looked for in. The texts are added to `sources`.
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

/// What an id stands for.
#[derive(Clone, Copy)]
enum Target {
    Quantity(QuantityId),
    /// A claim that states no figure.
    Comparison,
    /// Something with a fault, which is reported where it is.
    Faulty,
}

type Names = HashMap<Box<str>, Target>;

/// A claim on its way to being linked.
pub(super) struct Pending {
    pub(super) file: usize,
    pub(super) claim: RawClaim,
    /// Its own inputs.
    own: Names,
    statement: Option<QuantityId>,
    /// Its formulas, bound; empty where something about the claim is faulty.
    pub(super) readings: Vec<Reading>,
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
        let target = match input.quantity {
            Some(quantity) => Target::Quantity(self.quantity(quantity, file, claim)),
            None => Target::Faulty,
        };
        names.insert(input.id.into(), target);
    }

    fn quantity(&mut self, mut quantity: Quantity, file: usize, claim: Option<u32>) -> QuantityId {
        quantity.file = file;
        quantity.claim = claim;
        let id = QuantityId(index(self.quantities.len()));
        self.stated_by.push(claim.filter(|_| quantity.is_statement));
        self.quantities.push(quantity);
        id
    }

    /// What a name in a claim's formula stands for: an own input of the claim, something of its file, or,
    /// behind `part.`, something of another file.
    fn look_up(&self, claim: &Pending, name: &str) -> Option<Target> {
        let (file, found) = match name.split_once('.') {
            Some((part, id)) => {
                let file = *self.parts.get(part)?;
                (file, self.names[file].get(id))
            }
            None => (
                claim.file,
                claim
                    .own
                    .get(name)
                    .or_else(|| self.names[claim.file].get(name)),
            ),
        };
        found
            .copied()
            .or_else(|| (!self.is_whole[file]).then_some(Target::Faulty))
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
        let mut ids = Vec::with_capacity(reading.formula.names.len());
        for name in &reading.formula.names {
            match self.look_up(claim, &name.id) {
                Some(Target::Quantity(id)) => ids.push(id),
                Some(Target::Faulty) => {}
                Some(Target::Comparison) => {
                    let message = format!("`{}` is a comparison, so it has no figure", name.id);
                    let mut fault =
                        Diagnostic::new(Code::NoFigure, source, place(&name.span), message);
                    fault.help(
                        "use what it compares, or make what it compares a claim with `stated`",
                    );
                    faults.diagnostics.push(fault);
                }
                None => faults.unknown.push((name.clone(), place(&name.span))),
            }
        }
        if ids.len() < reading.formula.names.len() {
            return None;
        }
        let quantities = ids
            .iter()
            .map(|&id| operand(&self.quantities[id.0 as usize]));
        let quoted = reading
            .formula
            .quoted
            .iter()
            .map(|figure| figure_operand(figure, figure.period));
        let operands: Vec<Operand> = quantities.chain(quoted).collect();
        let program = match reading.formula.bind(&operands) {
            Ok(program) => program,
            Err(errors) => {
                let fault =
                    |error| formula_fault(source, text, &reading.span, &reading.text, error);
                faults.diagnostics.extend(errors.into_iter().map(fault));
                return None;
            }
        };
        let statement = claim.statement.map(|id| &self.quantities[id.0 as usize]);
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
        })
    }

    /// Hands the faults of binding to their files.
    fn report(&mut self, pending: &[Pending], faults: Vec<Faults>) {
        let mut suggestions = SUGGESTIONS;
        for (at, faults) in faults.into_iter().enumerate() {
            let claim = &pending[at];
            for (name, span) in faults.unknown {
                let message = format!("no input or claim has the id `{}`", name.id);
                let source = self.files[claim.file].source;
                let mut fault = Diagnostic::new(Code::UnknownId, source, span, message);
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
                quantity.is_statement || quantity.claim.is_none_or(|owner| owner as usize == claim)
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
            places.push(Some(index(claims.len())));
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
            quantity.claim = quantity.claim.and_then(|pending| places[pending as usize]);
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

/// What a formula must know of a quantity.
fn operand(quantity: &Quantity) -> Operand {
    match &quantity.content {
        Content::Stated(_, figure) => Operand {
            // A claim may state a rounded average, of people too.
            whole: figure.whole && !quantity.is_statement,
            ..figure_operand(figure, quantity.period)
        },
        Content::Unknown { unit, .. } => Operand {
            dimension: unit.dimension().clone(),
            absolute: fit::is_absolute(unit),
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
        whole: figure.whole,
        counts: company::may_count(figure),
        period,
    }
}
