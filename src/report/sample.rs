//! Hand-made reports for the tests of formats: verdicts as the checker would give them, places
//! found in the text.

use crate::check::{
    ClaimReport, Conflict, Coverage, DiagnosticReport, Evaluated, FileReport, Implied, Mend, Need,
    Note, NoteCode, Places, ReadingReport, Report, Shape, Stated, Uncovered,
};
use crate::claim::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::source::{SourceFile, SourceId, Sources, Span};

/// A report and the texts it is about.
pub(crate) struct Sample {
    pub(crate) sources: Sources,
    pub(crate) report: Report,
    article: Option<SourceId>,
}

impl Sample {
    /// A report on nothing.
    pub(crate) fn new() -> Self {
        Sample {
            sources: Sources::default(),
            report: Report::empty(),
            article: None,
        }
    }

    /// The article of the files that follow.
    pub(crate) fn article(mut self, path: &str, text: &str) -> Self {
        self.article = Some(self.sources.add(SourceFile::new(path, text.into())));
        self
    }

    /// A claim file.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        let source = self.sources.add(SourceFile::new(path, text.into()));
        let article = self
            .article
            .map(|id| self.sources.get(id).path().to_owned());
        self.report.files.push(FileReport {
            part: path.to_owned(),
            path: path.to_owned(),
            article,
            claims: Vec::new(),
            diagnostics: Vec::new(),
            inputs: Vec::new(),
            source,
            article_source: self.article,
        });
        self
    }

    /// A claim of the last file; where it stands there is found by its id.
    pub(crate) fn claim(mut self, mut claim: ClaimReport) -> Self {
        let file = self.report.files.last_mut().expect("a file comes first");
        let source = self.sources.get(file.source);
        claim.places = places(source.text(), &claim.id);
        let at = source.position(claim.places.key.start);
        (claim.line, claim.column) = (at.line, at.column);
        if let (Some(article), Some(quote)) = (self.article, &claim.quote) {
            let start = self.sources.get(article).text().find(quote.as_str());
            claim.places.quote = start.map(|start| start..start + quote.len());
        }
        let summary = &mut self.report.summary;
        summary.claims += 1;
        summary.failed += usize::from(!claim.passes);
        summary.warned += usize::from(claim.warns);
        *match claim.verdict {
            Verdict::Consistent => &mut summary.consistent,
            Verdict::Strained => &mut summary.strained,
            Verdict::Ambiguous => &mut summary.ambiguous,
            Verdict::Inconsistent => &mut summary.inconsistent,
            Verdict::Undetermined => &mut summary.undetermined,
        } += 1;
        file.claims.push(claim);
        self
    }

    /// A fault of the last file, at the first place where `at` stands.
    pub(crate) fn fault(
        mut self,
        code: &str,
        at: &str,
        message: &str,
        label: &str,
        help: &str,
    ) -> Self {
        let file = self.report.files.last_mut().expect("a file comes first");
        let source = self.sources.get(file.source);
        let start = source.text().find(at).expect("the fault is in the text");
        let span = start..start + at.len();
        let (from, to) = (source.position(span.start), source.position(span.end));
        self.report.summary.diagnostics += 1;
        file.diagnostics.push(DiagnosticReport {
            code: named(code),
            severity: Severity::Error,
            message: message.to_owned(),
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            label: label.to_owned(),
            help: Some(help.to_owned()).filter(|help| !help.is_empty()),
            span,
            related: Vec::new(),
        });
        self
    }

    /// Lets the last fault point to another place too.
    pub(crate) fn related(mut self, at: &str, label: &str) -> Self {
        let file = self.report.files.last_mut().expect("a file comes first");
        let start = self
            .sources
            .get(file.source)
            .text()
            .find(at)
            .expect("it is in the text");
        let fault = file.diagnostics.last_mut().expect("a fault comes first");
        fault
            .related
            .push((start..start + at.len(), label.to_owned()));
        self
    }
}

/// A claim without a statement yet; `because` accepts the verdict.
pub(crate) fn claim(id: &str, verdict: Verdict, because: Option<&str>) -> ClaimReport {
    let fails = matches!(verdict, Verdict::Inconsistent | Verdict::Ambiguous);
    let warns = matches!(verdict, Verdict::Strained | Verdict::Undetermined);
    ClaimReport {
        id: id.to_owned(),
        verdict,
        certain: false,
        sourced: false,
        given: Vec::new(),
        passes: because.is_some() || !fails,
        warns: because.is_none() && warns,
        expect: because.map(|_| verdict),
        because: because.map(str::to_owned),
        line: 0,
        column: 0,
        quote: None,
        stated: None,
        readings: Vec::new(),
        message: String::new(),
        notes: Vec::new(),
        mends: Vec::new(),
        remark: None,
        places: Places::default(),
        uses: Vec::new(),
        citation: None,
    }
}

/// A range in percent: `(inf, sup)` in percent, and whether each end is open.
pub(crate) fn percent(
    inf: Option<f64>,
    sup: Option<f64>,
    open: (bool, bool),
    text: &str,
) -> Evaluated {
    range(
        inf.map(|end| end / 100.0),
        sup.map(|end| end / 100.0),
        open,
        text,
        "%",
        0.01,
    )
}

/// A range.
pub(crate) fn range(
    inf: Option<f64>,
    sup: Option<f64>,
    (lower_open, upper_open): (bool, bool),
    text: &str,
    unit: &str,
    unit_size: f64,
) -> Evaluated {
    Evaluated {
        inf,
        sup,
        open: lower_open || upper_open || inf.is_none() || sup.is_none(),
        nominal: None,
        unit: unit.to_owned(),
        text: text.to_owned(),
        nominal_text: None,
        shape: Shape {
            lower_open,
            upper_open,
            unit_size,
            named: false,
        },
    }
}

/// With the value of the figures as printed.
pub(crate) fn printed(mut range: Evaluated, nominal: f64, text: &str) -> Evaluated {
    range.nominal = Some(nominal);
    range.nominal_text = Some(text.to_owned());
    range
}

/// A statement that denotes a range.
pub(crate) fn stated(written: &str, range: Evaluated, loose: Option<Evaluated>) -> Stated {
    Stated {
        written: written.to_owned(),
        inf: range.inf,
        sup: range.sup,
        open: range.open,
        unit: range.unit,
        text: range.text,
        loose,
        shape: range.shape,
    }
}

/// What a reading gives.
pub(crate) fn reading(
    name: &str,
    formula: &str,
    substituted: &str,
    verdict: Verdict,
    computed: Option<Evaluated>,
) -> ReadingReport {
    ReadingReport {
        name: name.to_owned(),
        formula: formula.to_owned(),
        substituted: substituted.to_owned(),
        verdict,
        computed,
        loose: None,
        distance: None,
        needs: Vec::new(),
    }
}

/// The places of a claim's parts: keys at the depths that the tests' files use.
fn places(text: &str, id: &str) -> Places {
    let key = format!("\n  {id}:");
    let start = text.find(&key).expect("the claim is in the text") + 3;
    let block_end = text[start..]
        .match_indices("\n  ")
        .find(|(at, _)| !text[start + at + 3..].starts_with(' '))
        .map_or(text.len(), |(at, _)| start + at);
    let block = &text[start..block_end];
    let value = |line_start: usize| -> Span {
        let line = block[line_start..].lines().next().unwrap_or("");
        let colon = line.find(": ").map_or(0, |at| at + 2);
        start + line_start + colon..start + line_start + line.len()
    };
    let at = |name: &str| {
        block
            .find(&format!("\n    {name}:"))
            .map(|at| value(at + 1))
    };
    let mut formulas: Vec<Span> = at("formula").into_iter().collect();
    if let Some(readings) = block.find("\n    readings:") {
        let lines = block[readings + 1..]
            .match_indices("\n      ")
            .map(|(at, _)| readings + 2 + at);
        formulas.extend(lines.map(value));
    }
    Places {
        key: start..start + id.len(),
        stated: at("stated"),
        formulas,
        expect: at("expect"),
        quote: None,
    }
}

/// A report that has one of everything.
pub(crate) fn everything() -> Sample {
    let article = "\
# Harbour

In 2015 the port moved US$68 billion of goods and approximately US$195 billion in 2022, growth of more than 20% on average.
Grain was about 1 million tonnes of about 110 million tonnes, less than 1%.
Of the 40 cranes 12 are new, a share of 35%, and the rest is expected to be replaced by 2031.
Container traffic rose 41% in the first four months.
The port is deeper than its neighbour.
";
    let trade = "\
inputs:
  trade_2015: { stated: US$68 billion, period: 2015 }
  trade_2022: { stated: approximately US$195 billion, period: 2022 }

claims:
  average_growth:
    quote: growth of more than 20% on average
    stated: more than 20%
    readings:
      compound: cagr(trade_2015, trade_2022)
      simple: growth(trade_2015, trade_2022) / years(trade_2015, trade_2022)
    note: An average growth rate is normally the compound one.

  grain_share:
    quote: less than 1%
    stated: less than 1%
    inputs: { bought: about 1 million tonnes, total: about 110 million tonnes }
    formula: share(bought, total)

  accepted_growth:
    stated: more than 20%
    formula: cagr(trade_2015, trade_2022)
    expect: inconsistent
    because: The compound rate stays well below 20%, and the author has been told so; the sentence stands as it is in the original.

  deeper:
    formula: depth > neighbour_depth
";
    let port = "\
claims:
  new_cranes:
    quote: a share of 35%
    stated: 35%
    inputs: { new: 12, all: 40 }
    formula: share(new, all)

  trucks:
    stated: 2.5 million trucks
    formula: base(later, \"4%\")

  traffic_growth:
    quote: rose 41%
    stated: 41%
    formula: growth(traffic_2022, traffic_2023)

  settled:
    stated: 5
    formula: 2 + 3
    expect: inconsistent
    because: It used to say 6.

  faulty:
    stated: 5
    formula: 2 + thre
    formula: 2 + three
";
    let growth = stated(
        "more than 20%",
        percent(Some(20.0), None, (true, true), "more than 20 %"),
        None,
    );
    let compound = printed(
        percent(Some(15.91), Some(16.58), (false, false), "15.9 % to 16.6 %"),
        0.1624,
        "16.2 %",
    );
    let simple = printed(
        percent(Some(25.86), Some(27.51), (false, false), "25.9 % to 27.5 %"),
        0.2668,
        "26.7 %",
    );
    let substituted = "cagr(US$68 billion, approximately US$195 billion)";

    let mut average = claim("average_growth", Verdict::Ambiguous, None);
    average.quote = Some("growth of more than 20% on average".to_owned());
    average.message = "more than 20 % holds as simple, but not as compound".to_owned();
    average.stated = Some(growth.clone());
    let mut missed = reading(
        "compound",
        "",
        substituted,
        Verdict::Inconsistent,
        Some(compound.clone()),
    );
    missed.loose = Some(percent(
        Some(15.57),
        Some(16.79),
        (false, false),
        "15.6 % to 16.8 %",
    ));
    missed.distance = Some("3.4 percentage points".to_owned());
    average.readings = vec![
        missed.clone(),
        reading(
            "simple",
            "",
            "growth(US$68 billion, approximately US$195 billion) / years(2015, 2022)",
            Verdict::Consistent,
            Some(simple),
        ),
    ];
    average.mends = vec![Mend {
        id: "average_growth".to_owned(),
        message: "say which average is meant, or write “more than 15%”".to_owned(),
    }];
    average.remark = Some("An average growth rate is normally the compound one.".to_owned());

    let mut grain = claim("grain_share", Verdict::Consistent, None);
    grain.quote = Some("less than 1%".to_owned());
    grain.message = "less than 1 % holds for most of what the figures allow".to_owned();
    grain.stated = Some(stated(
        "less than 1%",
        percent(Some(0.0), Some(1.0), (false, true), "less than 1 %"),
        None,
    ));
    let share = percent(Some(0.43), Some(1.43), (false, false), "0.43 % to 1.43 %");
    grain.readings = vec![reading(
        "formula",
        "share(bought, total)",
        "share(about 1 million tonnes, about 110 million tonnes)",
        Verdict::Consistent,
        Some(printed(share, 0.00909, "0.91 %")),
    )];
    grain.notes = vec![Note {
        code: NoteCode::WeakBound,
        message: "1 % is a wide bound: with the figures as printed the share is 0.91 %".to_owned(),
    }];

    let mut accepted = claim(
        "accepted_growth",
        Verdict::Inconsistent,
        Some(
            "The compound rate stays well below 20%, and the author has been told so; the sentence stands as it is in the original.",
        ),
    );
    accepted.message = "more than 20 % cannot hold".to_owned();
    accepted.stated = Some(growth);
    accepted.readings = vec![ReadingReport {
        name: "formula".to_owned(),
        ..missed
    }];

    let mut deeper = claim("deeper", Verdict::Consistent, None);
    deeper.certain = true;
    deeper.message = "the comparison holds".to_owned();
    deeper.readings = vec![reading(
        "formula",
        "depth > neighbour_depth",
        "18 m > 15.5 m",
        Verdict::Consistent,
        None,
    )];

    let mut cranes = claim("new_cranes", Verdict::Inconsistent, None);
    cranes.quote = Some("a share of 35%".to_owned());
    cranes.message = "35 % is stated, but the figures give 30 %".to_owned();
    cranes.stated = Some(stated(
        "35%",
        percent(Some(34.5), Some(35.5), (false, false), "34.5 % to 35.5 %"),
        Some(percent(
            Some(33.25),
            Some(36.75),
            (false, false),
            "33.3 % to 36.8 %",
        )),
    ));
    let mut thirty = reading(
        "formula",
        "share(new, all)",
        "share(12, 40)",
        Verdict::Inconsistent,
        Some(printed(
            percent(Some(30.0), Some(30.0), (false, false), "30 %"),
            0.3,
            "30 %",
        )),
    );
    thirty.distance = Some("3.25 percentage points".to_owned());
    cranes.readings = vec![thirty];
    cranes.mends = vec![
        Mend {
            id: "new_cranes".to_owned(),
            message: "new_cranes would have to be 30 %".to_owned(),
        },
        Mend {
            id: "new".to_owned(),
            message: "or new would have to be 14".to_owned(),
        },
    ];

    let mut trucks = claim("trucks", Verdict::Strained, None);
    trucks.message =
        "2.5 million trucks holds only if the figure was rounded further than its digits say"
            .to_owned();
    let unit = "truck";
    trucks.stated = Some(stated(
        "2.5 million trucks",
        range(
            Some(2.45e6),
            Some(2.55e6),
            (false, false),
            "2.45 million to 2.55 million trucks",
            unit,
            1.0,
        ),
        Some(range(
            Some(2.375e6),
            Some(2.625e6),
            (false, false),
            "2.38 million to 2.63 million trucks",
            unit,
            1.0,
        )),
    ));
    let mut base = reading(
        "formula",
        "",
        "base(2.7 million trucks, 4%)",
        Verdict::Strained,
        Some(printed(
            range(
                Some(2.558e6),
                Some(2.635e6),
                (false, false),
                "2.56 million to 2.63 million trucks",
                unit,
                1.0,
            ),
            2.596e6,
            "2.6 million trucks",
        )),
    );
    base.loose = Some(range(
        Some(2.52e6),
        Some(2.69e6),
        (false, false),
        "",
        unit,
        1.0,
    ));
    base.distance = Some("8,000 trucks".to_owned());
    trucks.readings = vec![base];
    trucks.notes = vec![Note {
        code: NoteCode::OnlyIfRoundedFurther,
        message: "it takes 2.5 million rounded to the nearest quarter of a million".to_owned(),
    }];

    let mut traffic = claim("traffic_growth", Verdict::Undetermined, None);
    traffic.quote = Some("rose 41%".to_owned());
    traffic.message = "41 % cannot be checked without traffic_2022".to_owned();
    traffic.stated = Some(stated(
        "41%",
        percent(Some(40.5), Some(41.5), (false, false), "40.5 % to 41.5 %"),
        None,
    ));
    let mut unknown = reading(
        "formula",
        "growth(traffic_2022, traffic_2023)",
        "growth(traffic_2022, 73,000 containers)",
        Verdict::Undetermined,
        Some(percent(Some(-100.0), None, (false, true), "−100 % or more")),
    );
    unknown.needs = vec![Need {
        id: "traffic_2022".to_owned(),
        text: "51,200 to 52,300 containers".to_owned(),
    }];
    traffic.readings = vec![unknown];

    let mut settled = claim("settled", Verdict::Consistent, None);
    settled.passes = false;
    settled.expect = Some(Verdict::Inconsistent);
    settled.because = Some("It used to say 6.".to_owned());
    settled.message = "the claim is consistent now, and was accepted as inconsistent".to_owned();
    settled.stated = Some(stated(
        "5",
        range(Some(5.0), Some(5.0), (false, false), "5", "", 1.0),
        None,
    ));
    let five = printed(
        range(Some(5.0), Some(5.0), (false, false), "5", "", 1.0),
        5.0,
        "5",
    );
    settled.readings = vec![reading(
        "formula",
        "2 + 3",
        "2 + 3",
        Verdict::Consistent,
        Some(five),
    )];

    let mut sample = Sample::new()
        .article("claims/harbour/article.md", article)
        .file("claims/harbour/port.yaml", port)
        .claim(cranes)
        .claim(trucks)
        .claim(traffic)
        .claim(settled)
        .fault(
            "unknown-id",
            "thre\n",
            "no input or claim is called “thre”",
            "not known here",
            "did you mean three?",
        )
        .fault(
            "duplicate-key",
            "formula: 2 + three",
            "`formula` stands here twice",
            "again here",
            "",
        )
        .related("formula: 2 + thre\n", "first here")
        .file("claims/harbour/trade.yaml", trade)
        .claim(average)
        .claim(grain)
        .claim(accepted)
        .claim(deeper);
    sample.report.implied = vec![Implied {
        path: "claims/harbour".to_owned(),
        id: "traffic_2022".to_owned(),
        inf: Some(51_200.0),
        sup: Some(52_300.0),
        unit: "container".to_owned(),
        text: "51,200 to 52,300 containers".to_owned(),
        from: vec!["traffic_growth".to_owned(), "traffic_2023".to_owned()],
        from_more: false,
    }];
    sample.report.conflicts = vec![Conflict {
        path: "claims/harbour".to_owned(),
        members: vec!["new_cranes".to_owned(), "new".to_owned(), "all".to_owned()],
        verdict: Verdict::Inconsistent,
        minimal: true,
        message: "these sentences cannot all be true: 12 of 40 is 30 %, not 35 %".to_owned(),
        mends: Vec::new(),
        repeats: false,
    }];
    let (_, text) = (sample.sources.iter())
        .find(|(_, file)| file.path().ends_with("article.md"))
        .expect("the article is a source");
    let start = text.text().find("2031").expect("it is in the article");
    let (span, at) = (start..start + 4, text.position(start));
    sample.report.coverage = vec![Coverage {
        article: "claims/harbour/article.md".to_owned(),
        figures: 9,
        covered: 8,
        noted: 0,
        ignored: 0,
        uncovered: vec![Uncovered {
            text: "2031".to_owned(),
            line: at.line,
            column: at.column,
            span,
        }],
    }];
    sample.report.summary.figures = 9;
    sample.report.summary.uncovered = 1;
    sample
}

/// Puts `poison` into every text of a report that comes from files or is made of what comes from
/// them.
pub(crate) fn poison(report: &mut Report, poison: &str) {
    let put = |text: &mut String| text.push_str(poison);
    let put_all = |texts: &mut Vec<String>| texts.iter_mut().for_each(put);
    let put_range = |range: &mut Evaluated| {
        put(&mut range.text);
        put(&mut range.unit);
        range.nominal_text.iter_mut().for_each(put);
    };
    for file in &mut report.files {
        put(&mut file.path);
        file.article.iter_mut().for_each(put);
        for fault in &mut file.diagnostics {
            put(&mut fault.message);
            put(&mut fault.label);
            fault.help.iter_mut().for_each(put);
            fault.related.iter_mut().for_each(|(_, label)| put(label));
        }
        for claim in &mut file.claims {
            put(&mut claim.id);
            put(&mut claim.message);
            claim.because.iter_mut().for_each(put);
            claim.quote.iter_mut().for_each(put);
            claim.remark.iter_mut().for_each(put);
            claim
                .notes
                .iter_mut()
                .for_each(|note| put(&mut note.message));
            for mend in &mut claim.mends {
                put(&mut mend.id);
                put(&mut mend.message);
            }
            if let Some(stated) = &mut claim.stated {
                put(&mut stated.written);
                put(&mut stated.text);
                put(&mut stated.unit);
                stated.loose.iter_mut().for_each(put_range);
            }
            for reading in &mut claim.readings {
                put(&mut reading.name);
                put(&mut reading.formula);
                put(&mut reading.substituted);
                reading.computed.iter_mut().for_each(put_range);
                reading.loose.iter_mut().for_each(put_range);
                reading.distance.iter_mut().for_each(put);
                for need in &mut reading.needs {
                    put(&mut need.id);
                    put(&mut need.text);
                }
            }
        }
    }
    for implied in &mut report.implied {
        put(&mut implied.path);
        put(&mut implied.id);
        put(&mut implied.unit);
        put(&mut implied.text);
        put_all(&mut implied.from);
    }
    for conflict in &mut report.conflicts {
        put(&mut conflict.path);
        put(&mut conflict.message);
        put_all(&mut conflict.members);
    }
    for coverage in &mut report.coverage {
        put(&mut coverage.article);
        coverage
            .uncovered
            .iter_mut()
            .for_each(|figure| put(&mut figure.text));
    }
}

/// The code of this name.
fn named(code: &str) -> Code {
    let mut codes = Code::ALL.iter();
    *codes.find(|known| known.as_str() == code).expect("a code")
}
