//! What a figure is of: what its name says before the period.

/// What a figure is of, as far as the words around it say: the part of its name before the period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// What is counted, measured or shared.
    pub(super) noun: Option<String>,
    /// What it is of that.
    pub(super) aspect: Aspect,
}

/// What a figure is of what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Aspect {
    /// The amount itself.
    #[default]
    Amount,
    /// A change or a share that the words name: `growth_exports`.
    Of(String),
    /// How it is measured, as nothing better is known: `exports_percent`.
    As(&'static str),
}

impl Label {
    pub(super) fn amount(noun: String) -> Self {
        Label {
            noun: Some(noun),
            aspect: Aspect::Amount,
        }
    }

    pub(super) fn of(what: &str, noun: Option<String>) -> Self {
        Label {
            noun: noun.filter(|noun| noun != what),
            aspect: Aspect::Of(what.to_owned()),
        }
    }

    pub(super) fn measured(noun: Option<String>, by: &'static str) -> Self {
        Label {
            noun,
            aspect: Aspect::As(by),
        }
    }

    /// As a name has it.
    pub(super) fn text(&self) -> String {
        match (&self.aspect, &self.noun) {
            (Aspect::Amount, noun) => noun.clone().unwrap_or_default(),
            (Aspect::Of(what), Some(noun)) => format!("{what}_{noun}"),
            (Aspect::Of(what), None) => what.clone(),
            (Aspect::As(by), Some(noun)) => format!("{noun}_{by}"),
            (Aspect::As(by), None) => (*by).to_owned(),
        }
    }
}
