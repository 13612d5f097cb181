//! Currencies: ISO 4217 codes, and the signs and words that name them.

use std::sync::LazyLock;

use super::{Settings, currency_table};
use crate::number::lexicon::Phrases;

/// A currency, by its ISO 4217 code.
///
/// ```
/// use addsup::number::Currency;
/// assert_eq!(Currency::from_code("USD"), Some(Currency::USD));
/// assert_eq!(Currency::from_code("ABC"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The US dollar.
    pub const USD: Currency = Currency(*b"USD");

    /// The currency with this code: of ISO 4217 as it is, of the currencies the euro replaced, or
    /// bitcoin's BTC. `None` if there is none.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::index_of(code).map(|_| Self::of(code))
    }

    /// The ISO 4217 code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("internal error: a currency code that is not ASCII")
    }

    /// The English name in the singular: `US dollar`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.row().name
    }

    /// The sign written before an amount: `US$`, `€`; the code and a blank where no sign is clear.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        self.row().sign
    }

    pub(in crate::number) fn of(code: &str) -> Self {
        let bytes = code.as_bytes();
        assert!(
            bytes.len() == 3,
            "internal error: `{code}` is no currency code"
        );
        Currency([bytes[0], bytes[1], bytes[2]])
    }

    /// The place in the table, which is sorted by code.
    pub(in crate::number) fn index(self) -> usize {
        Self::index_of(self.code()).expect("internal error: a currency that is not in the table")
    }

    fn index_of(code: &str) -> Option<usize> {
        // By the three letters as a number in base 26: every figure of money asks.
        static INDEX: LazyLock<Vec<u8>> = LazyLock::new(|| {
            let mut index = vec![u8::MAX; 26 * 26 * 26];
            for (row, at) in currency_table::ROWS.iter().zip(0..) {
                index[letters(row.code).expect("internal error: a code that is not capitals")] = at;
            }
            index
        });
        fn letters(code: &str) -> Option<usize> {
            let [a, b, c] = *code.as_bytes() else {
                return None;
            };
            let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
            Some((letter(a)? * 26 + letter(b)?) * 26 + letter(c)?)
        }
        Some(usize::from(INDEX[letters(code)?])).filter(|at| *at < currency_table::ROWS.len())
    }

    fn row(self) -> &'static currency_table::Row {
        &currency_table::ROWS[self.index()]
    }
}

/// A sign or word for money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::number) enum MoneyWord {
    /// It names just this currency.
    Of(Currency),
    /// It names one of several, the likeliest first: `$`, `rupees`.
    Among(&'static [&'static str]),
    /// A hundredth (or the like) of one of several.
    Minor(&'static currency_table::Minor),
}

impl MoneyWord {
    /// Which currency is meant: the article's own if the word can name it, otherwise the likeliest.
    pub(in crate::number) fn resolve(self, settings: &Settings) -> Currency {
        let among = |codes: &'static [&'static str]| {
            let own = settings.currency.code();
            let code = codes.iter().find(|code| **code == own).unwrap_or(&codes[0]);
            Currency::of(code)
        };
        match self {
            MoneyWord::Of(currency) => currency,
            MoneyWord::Among(codes) => among(codes),
            MoneyWord::Minor(minor) => among(minor.codes),
        }
    }

    /// Whether the word can name this currency.
    pub(in crate::number) fn may_be(self, currency: Currency) -> bool {
        match self {
            MoneyWord::Of(own) => own == currency,
            MoneyWord::Among(codes) => codes.contains(&currency.code()),
            MoneyWord::Minor(minor) => minor.codes.contains(&currency.code()),
        }
    }
}

/// Words for money, and ISO codes (in capitals: see [`code_at`]).
pub(in crate::number) static MONEY_WORDS: LazyLock<Phrases<MoneyWord>> = LazyLock::new(|| {
    let names = currency_table::ROWS.iter().flat_map(|row| {
        let currency = Currency::of(row.code);
        std::iter::once(row.name)
            .chain(row.names.iter().copied())
            .flat_map(|name| {
                [
                    (name.to_lowercase(), false),
                    (currency_table::plural(name), true),
                ]
            })
            .map(move |(name, _)| (name, MoneyWord::Of(currency)))
    });
    let shared = currency_table::SHARED.iter().flat_map(|(names, codes)| {
        names.iter().flat_map(|name| {
            [(*name).to_owned(), currency_table::plural(name)]
                .map(|name| (name, MoneyWord::Among(codes)))
        })
    });
    let minor = currency_table::MINORS.iter().flat_map(|minor| {
        minor
            .forms
            .iter()
            .map(move |form| ((*form).to_owned(), MoneyWord::Minor(minor)))
    });
    Phrases::new(shared.chain(minor).chain(names))
});

/// The currency sign at `at`, the longest first, and where it ends.
pub(in crate::number) fn sign_at(text: &str, at: usize) -> Option<(MoneyWord, usize)> {
    let rest = &text.as_bytes()[at..];
    let first = *rest.first()?;
    let fits = |sign: &&(&'static str, MoneyWord)| rest.starts_with(sign.0.as_bytes());
    let Some((sign, word)) = SIGNS.by_byte[usize::from(first)].iter().find(fits) else {
        return parted_sign(text, at);
    };
    let end = at + sign.len();
    // `Rs` and `kr` are words, and must not be the beginning of longer ones.
    crate::number::lexicon::ends_word(text, end).then_some((*word, end))
}

/// `HK $3.7 million`: the sign of another country's dollar, with a blank in it.
fn parted_sign(text: &str, at: usize) -> Option<(MoneyWord, usize)> {
    let rest = &text.as_bytes()[at..];
    let letters = rest
        .iter()
        .take(3)
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    if !(1..=3).contains(&letters) || rest.get(letters..letters + 2) != Some(b" $") {
        return None;
    }
    if !rest.get(letters + 2).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let country = &rest[..letters];
    let fits =
        |sign: &&(&'static str, MoneyWord)| sign.0.as_bytes().strip_suffix(b"$") == Some(country);
    let (_, word) = SIGNS.by_byte[usize::from(country[0])].iter().find(fits)?;
    Some((*word, at + letters + 2))
}

/// Whether a code is a word too, which headlines write in capitals: `ALL 5 SAVED`.
pub(in crate::number) fn is_word(code: &str) -> bool {
    matches!(
        code,
        "ALL" | "TOP" | "CUP" | "SOS" | "MAD" | "PEN" | "BOB" | "TRY"
    )
}

/// The ISO 4217 code in capitals at `at`.
pub(in crate::number) fn code_at(text: &str, at: usize) -> Option<(MoneyWord, usize)> {
    let code = text.as_bytes().get(at..at + 3)?;
    if !code.iter().all(u8::is_ascii_uppercase) || !crate::number::lexicon::ends_word(text, at + 3)
    {
        return None;
    }
    let currency = Currency::from_code(std::str::from_utf8(code).ok()?)?;
    Some((MoneyWord::Of(currency), at + 3))
}

struct Signs {
    by_byte: Vec<Vec<(&'static str, MoneyWord)>>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let mut by_byte: Vec<Vec<(&'static str, MoneyWord)>> = vec![Vec::new(); 256];
    let own = currency_table::SIGNS
        .iter()
        .map(|(sign, code)| (*sign, MoneyWord::Of(Currency::of(code))));
    let shared = currency_table::SHARED_SIGNS
        .iter()
        .map(|(sign, codes)| (*sign, MoneyWord::Among(codes)));
    for (sign, word) in own.chain(shared) {
        by_byte[usize::from(sign.as_bytes()[0])].push((sign, word));
    }
    for signs in &mut by_byte {
        signs.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
    }
    Signs { by_byte }
});

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("US$5", "USD", 3)]
    #[case("$5", "USD", 1)]
    #[case("HK$5", "HKD", 3)]
    #[case("A$5", "AUD", 2)]
    #[case("€5", "EUR", 3)]
    #[case("¥5", "JPY", 2)]
    #[case("₹5", "INR", 3)]
    #[case("Rs. 5", "INR", 3)]
    fn signs_name_currencies(#[case] text: &str, #[case] code: &str, #[case] end: usize) {
        let (word, found) = sign_at(text, 0).expect("a sign");
        assert_eq!(
            (word.resolve(&Settings::default()).code(), found),
            (code, end)
        );
    }

    #[rstest]
    #[case("US dollars", "USD")]
    #[case("pounds sterling", "GBP")]
    #[case("renminbi", "CNY")]
    #[case("yuan", "CNY")]
    #[case("roubles", "RUB")]
    #[case("rubles", "RUB")]
    #[case("Hong Kong dollars", "HKD")]
    #[case("rupees", "INR")]
    #[case("won", "KRW")]
    #[case("euros", "EUR")]
    #[case("Swiss francs", "CHF")]
    #[case("Danish kroner", "DKK")]
    #[case("zlotys", "PLN")]
    #[case("pence", "GBP")]
    #[case("cents", "USD")]
    fn words_name_currencies(#[case] text: &str, #[case] code: &str) {
        let (word, end) = MONEY_WORDS.match_at(text, 0).expect("a word");
        assert_eq!(
            (word.resolve(&Settings::default()).code(), end),
            (code, text.len())
        );
    }

    #[test]
    fn the_article_s_currency_is_meant_where_the_word_can_name_it() {
        let australian = Settings {
            currency: Currency::of("AUD"),
            ..Settings::default()
        };
        let sterling = Settings {
            currency: Currency::of("GBP"),
            ..Settings::default()
        };
        let dollar = sign_at("$", 0).expect("a sign").0;
        assert_eq!(dollar.resolve(&australian).code(), "AUD");
        assert_eq!(dollar.resolve(&sterling).code(), "USD");
    }

    #[test]
    fn the_table_is_sorted_and_its_codes_are_known() {
        assert!(
            currency_table::ROWS
                .windows(2)
                .all(|w| w[0].code < w[1].code)
        );
        let shared = currency_table::SHARED
            .iter()
            .flat_map(|(_, codes)| codes.iter());
        let signs = currency_table::SIGNS.iter().map(|(_, code)| code);
        let minors = currency_table::MINORS.iter().flat_map(|m| m.codes.iter());
        let shared_signs = currency_table::SHARED_SIGNS
            .iter()
            .flat_map(|(_, codes)| codes.iter());
        for code in shared.chain(signs).chain(minors).chain(shared_signs) {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
    }
}
