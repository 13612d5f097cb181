//! Currencies: ISO 4217 codes, and the signs and words that name them.

/// A currency, by its ISO 4217 code.
///
/// ```
/// use addsup::number::Currency;
/// assert_eq!(Currency::from_code("USD").map(|c| c.code().to_owned()), Some("USD".to_owned()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The US dollar.
    pub const USD: Currency = Currency(*b"USD");

    /// The currency with this code; `None` if ISO 4217 has none.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Currency(bytes))
    }

    /// The ISO 4217 code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("internal error: a currency code that is not ASCII")
    }
}
