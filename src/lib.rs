//! addsup: do the numbers add up?
//!
//! addsup reads an article and the claims its editors wrote down about its figures, and says which
//! claims the article's own figures bear out, which they contradict, and which they cannot decide.
//!
//! This page is the map of the code. What users need is in the README.
//!
//! # From another program
//!
//! ```
//! use addsup::{check, claim::ClaimSet, claim::Verdict, report, source::Sources};
//!
//! let article = "Trade grew from US$68 billion to US$195 billion, by about 140%.";
//! let claims = "
//! inputs: { before: US$68 billion, after: US$195 billion }
//! claims:
//!   growth: { stated: about 140%, formula: 'growth(before, after)' }
//! ";
//! let mut sources = Sources::default();
//! let set = ClaimSet::from_texts(&mut sources, "claims/trade", Some(("article.md", article)), &[("trade.yaml", claims)]);
//! let report = check::check(&sources, &set, &check::Options::default());
//! assert_eq!(report.files[0].claims[0].verdict, Verdict::Inconsistent); // it is 187%
//! let text = report::render(&report, &sources, report::Format::Terminal, &report::Options::default());
//! assert!(text.contains("inconsistent"));
//! ```
//!
//! Meant to be built upon are [`ClaimSet::from_texts`](claim::ClaimSet::from_texts),
//! [`load`](mod@load) for files, [`check()`](check::check) with its [`Report`](check::Report),
//! [`report::render`], [`prose::scan`], [`relation::read`], [`draft()`](draft::draft) and the
//! [`harness`]. The other public parts show how these work, and may change with any release. Reports
//! gain keys: match on them with `..`.
//!
//! # The pipeline
//!
//! Data flows one way, from text to report; each stage takes values and gives values.
//!
//! ```text
//! bytes ──source──▶ texts ──claim──▶ linked claims ──check──▶ Report ──report──▶ text, JSON, …
//!                               ▲          ▲
//!                      number, prose    formula
//! an article's text ──relation──▶ what it says of its figures ──lint──▶ Report
//!                                                              └─draft──▶ a claim file's text,
//!                                             which has been through all of that but the last
//! ```
//!
//! | module | what it owns |
//! | --- | --- |
//! | [`source`] | texts and places in them: byte offsets inside, lines and columns at the edge |
//! | [`diagnostic`] | faults in what users write, collected, never thrown |
//! | [`number`] | exact arithmetic, units, and what a written figure means |
//! | [`prose`] | articles: their figures, and the passages that claims quote |
//! | [`table`] | tables of articles: rows and columns with their labels, and what each cell says |
//! | [`formula`] | formulas: their text, their units, the exact range of what they give |
//! | [`claim`] | claim files: from YAML to claims whose parts are known to fit |
//! | [`check`] | verdicts, and all claims together |
//! | [`relation`] | what an article says of its own figures, decided by the check |
//! | [`lint`] | what of that is told, and how gravely; what silences it |
//! | [`draft`] | a claim file for an article without one, checked before it is shown |
//! | [`report`] | one [`Report`](check::Report), several formats |
//! | [`load`] | reads claim files and articles from disk |
//! | `watch` | reads them again when they change, says what that changes, and serves the report |
//! | `cli`, [`harness`] | the program, and named tests for other crates |
//!
//! # The import rule
//!
//! `source → diagnostic → number → prose, formula → table → claim → check → relation → draft, lint →
//! report → load → watch → cli, harness`: a module imports only what stands left of it, and siblings never import each
//! other. Everything through `report` is pure: it reads no file, no clock and no environment.
//! `tests/architecture.rs` holds the rule.
//!
//! # The words
//!
//! | word | meaning |
//! | --- | --- |
//! | article | the prose, Markdown, HTML or plain text |
//! | figure | one number as written: value, unit, hedge, precision, period, and where it stands |
//! | input | a figure a claim depends on, stated in the article or brought from an outside source |
//! | claim | a stated figure with the formula that should give it, or a comparison that should be true |
//! | reading | one of several formulas a sentence may mean |
//! | verdict | what the check found for a claim: [`Verdict`](claim::Verdict) |
//! | conflict | a smallest set of sentences that cannot all be true |
//! | coverage | which of the article's figures some claim or input accounts for |
//! | relation | what the article itself says: this figure follows from those, by this formula |
//!
//! Interval words (`inf`, `sup`, `width`, `mid`, `hull`, `EMPTY`) follow IEEE 1788-2015.
//!
//! # What is promised
//!
//! * A verdict is a proof. *Inconsistent* means that no values the words allow make the claim true;
//!   a search that runs out of budget says *undetermined*.
//! * Faults of users' files are [`Diagnostic`](diagnostic::Diagnostic)s, all of them together. A
//!   panic is a broken invariant of addsup and says "internal error".
//! * Order is the files' order everywhere; no report holds a path of the machine, a time or a hash
//!   order.

pub mod check;
pub mod claim;
#[cfg(feature = "cli")]
#[doc(hidden)] // for the program `addsup`, and as changeable as that
pub mod cli;
pub mod diagnostic;
pub mod draft;
pub mod formula;
#[cfg(feature = "harness")]
pub mod harness;
pub mod lint;
#[cfg(any(feature = "cli", feature = "harness"))]
pub mod load;
pub mod number;
pub mod prose;
pub mod relation;
pub mod report;
pub mod source;
pub mod table;
#[cfg(feature = "cli")]
mod watch;
