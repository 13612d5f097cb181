//! `addsup explain`: one figure or claim, what it rests on, what rests on it, and how far it can
//! move.

use std::fmt::Write as _;

use super::arguments::{Explain, ExplainFormat};
use super::{CliError, output};
use crate::diagnostic::nearest;
use crate::relation::RULES;
use crate::report::{self, Detail, Status};
use crate::{check, load};

/// Explains; fails if nothing, or more than one thing, has that id.
pub(super) fn run(asked: &Explain) -> Result<Status, CliError> {
    // A rule may have the name of a claim, which comes first.
    let text = report::explain_code(&asked.id);
    let is_rule = RULES.iter().any(|rule| rule.code.as_str() == asked.id);
    if let Some(text) = text.as_ref().filter(|_| !is_rule) {
        return output::print(text);
    }
    let loaded = match (load::load(&asked.paths), &text) {
        (Ok(loaded), Some(text)) if check::subjects(&loaded.claims, &asked.id).is_empty() => {
            return output::print(text);
        }
        (Err(_), Some(text)) => return output::print(text),
        (loaded, _) => loaded?,
    };
    for failure in &loaded.failures {
        output::complain(failure);
    }
    let found = check::subjects(&loaded.claims, &asked.id);
    if found.is_empty() {
        return Err(unknown(asked, &loaded));
    }
    let mut explained: Vec<check::Derivation> = found
        .iter()
        .map(|&subject| check::derive(&loaded.sources, &loaded.claims, subject))
        .collect();
    if explained.len() > 1 {
        let mut places = String::new();
        for one in &explained {
            let _ = write!(
                places,
                "\n  {}  {}:{}:{}",
                one.id, one.file, one.line, one.column
            );
        }
        return Err(CliError::ManyIds {
            id: asked.id.clone(),
            places,
        });
    }
    let derivation = explained.remove(0);
    match asked.format {
        ExplainFormat::Terminal => {
            let options = output::options(Detail::Usual);
            output::to_stdout(|out| {
                report::write_derivation(&derivation, &loaded.sources, &options, out)
            })?;
        }
        ExplainFormat::Json => {
            let json = serde_json::to_string_pretty(&derivation)
                .expect("internal error: an explanation that is no JSON");
            output::print(&(json + "\n"))?;
        }
    }
    Ok(if loaded.failures.is_empty() {
        Status::Clean
    } else {
        Status::Unreadable
    })
}

/// Nothing has this id: what comes near it, or how many there are.
fn unknown(asked: &Explain, loaded: &load::Loaded) -> CliError {
    let ids: Vec<String> = check::ids(&loaded.claims).collect();
    let bare = |id: &str| id.rsplit('.').next().unwrap_or(id).to_owned();
    let own: Vec<String> = ids.iter().map(|id| bare(id)).collect();
    let near = nearest(&asked.id, ids.iter().map(String::as_str)).map(str::to_owned);
    let near = near.or_else(|| {
        let own = nearest(&asked.id, own.iter().map(String::as_str))?;
        ids.iter().find(|id| bare(id) == own).cloned()
    });
    CliError::NoSuchId {
        id: asked.id.clone(),
        help: match near {
            Some(near) => format!("; did you mean `{near}`?"),
            None => "; `addsup check -v` lists every claim".to_owned(),
        },
    }
}
