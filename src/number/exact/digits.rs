//! Digits as people group them.

/// Writes digits, so many of them decimals, with commas at the thousands.
pub(crate) fn write_digits(out: &mut String, digits: &str, decimals: usize, trim: bool) {
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let fraction = if trim {
        fraction.trim_end_matches('0')
    } else {
        fraction
    };
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
}

/// `1234567` as `1,234,567`.
pub(crate) fn group_digits(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    write_digits(&mut out, digits, 0, false);
    out
}
