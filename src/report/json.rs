//! The report for programs.

use std::io::{self, BufWriter, Write};

use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

use super::text;
use crate::check::Report;

/// Writes the report as one line of JSON.
pub(super) fn write(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    write_line(report, out)
}

/// Writes a value as one line of JSON in which nothing acts on whatever shows it.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    // serde_json writes a few bytes at a time, which is quick only into a type that it knows.
    let mut buffer = BufWriter::with_capacity(1 << 16, out);
    value.serialize(&mut Serializer::with_formatter(&mut buffer, Escaping))?;
    buffer.write_all(b"\n")?;
    buffer.flush()
}

/// Besides what JSON asks for, escapes every other character that acts instead of being seen.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let acts = |c: char| text::visible(c).is_some();
        for piece in fragment.split_inclusive(acts) {
            match piece.chars().next_back().filter(|&last| acts(last)) {
                Some(last) => {
                    let plain = &piece[..piece.len() - last.len_utf8()];
                    writer.write_all(plain.as_bytes())?;
                    // All of them are in the first plane, so that four digits do.
                    write!(writer, "\\u{:04x}", u32::from(last))?;
                }
                None => writer.write_all(piece.as_bytes())?,
            }
        }
        Ok(())
    }
}

/// The JSON Schema of the report, from its types.
#[must_use]
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let generator = settings.into_generator();
    let mut schema = generator.into_root_schema_for::<Report>().to_value();
    unwrap(&mut schema);
    schema
}

/// Makes the lines of each description one, as they are wrapped in the code and not for the reader.
fn unwrap(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "description" => {
                        let paragraphs = text.split("\n\n").map(|lines| lines.replace('\n', " "));
                        *text = paragraphs.collect::<Vec<_>>().join("\n\n");
                    }
                    value => unwrap(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(unwrap),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    /// Says where a value breaks a schema: enough of JSON Schema for what schemars makes of our
    /// types, and a panic at anything else, so that no keyword goes unheeded.
    fn faults(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
        let Some(keywords) = schema.as_object() else {
            assert_eq!(schema, &Value::Bool(true), "a schema at {place}");
            return;
        };
        let alternatives = |schemas: &Value| {
            let fits = schemas.as_array().into_iter().flatten().any(|alternative| {
                let mut inner = Vec::new();
                faults(root, alternative, value, place, &mut inner);
                inner.is_empty()
            });
            (!fits).then(|| format!("{place}: {value} is none of {schemas}"))
        };
        for (keyword, argument) in keywords {
            match keyword.as_str() {
                "$schema" | "title" | "description" | "format" | "$defs" => {}
                "$ref" => {
                    let name = argument
                        .as_str()
                        .and_then(|path| path.strip_prefix("#/$defs/"));
                    let definition = &root["$defs"][name.expect("a local reference")];
                    faults(root, definition, value, place, found);
                }
                "anyOf" | "oneOf" => found.extend(alternatives(argument)),
                "enum" => {
                    let listed = argument.as_array().is_some_and(|all| all.contains(value));
                    if !listed {
                        found.push(format!("{place}: {value} is not in {argument}"));
                    }
                }
                "const" => {
                    if argument != value {
                        found.push(format!("{place}: {value} is not {argument}"));
                    }
                }
                "type" => {
                    let is = |name: &Value| match name.as_str() {
                        Some("null") => value.is_null(),
                        Some("boolean") => value.is_boolean(),
                        Some("integer") => value.is_u64() || value.is_i64(),
                        Some("number") => value.is_number(),
                        Some("string") => value.is_string(),
                        Some("array") => value.is_array(),
                        Some("object") => value.is_object(),
                        _ => panic!("an unknown type {name}"),
                    };
                    let fits = argument
                        .as_array()
                        .map_or_else(|| is(argument), |all| all.iter().any(is));
                    if !fits {
                        found.push(format!("{place}: {value} is no {argument}"));
                    }
                }
                "minimum" => {
                    if value
                        .as_f64()
                        .is_some_and(|number| Some(number) < argument.as_f64())
                    {
                        found.push(format!("{place}: {value} is too small"));
                    }
                }
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        faults(root, argument, item, &format!("{place}/{index}"), found);
                    }
                }
                "required" => {
                    for key in argument
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str)
                    {
                        if value.is_object() && value.get(key).is_none() {
                            found.push(format!("{place}: no {key}"));
                        }
                    }
                }
                "properties" => {
                    for (key, inner) in value.as_object().into_iter().flatten() {
                        match argument.get(key) {
                            Some(schema) => {
                                faults(root, schema, inner, &format!("{place}/{key}"), found)
                            }
                            None => found.push(format!("{place}: the schema knows no {key}")),
                        }
                    }
                }
                other => panic!("a keyword this test cannot check: {other}"),
            }
        }
    }

    fn check(value: &Value) -> Vec<String> {
        let schema = schema();
        let mut found = Vec::new();
        faults(&schema, &schema, value, "", &mut found);
        found
    }

    fn written(report: &Report) -> Value {
        let mut bytes = Vec::new();
        write(report, &mut bytes).expect("memory takes it");
        serde_json::from_slice(&bytes).expect("it is JSON")
    }

    #[test]
    fn reports_fit_their_schema() {
        assert_eq!(check(&written(&sample::everything().report)), [""; 0]);
        assert_eq!(check(&written(&sample::Sample::new().report)), [""; 0]);
    }

    #[test]
    fn the_schema_refuses_what_is_no_report() {
        let mut value = written(&sample::everything().report);
        value["files"][0]["claims"][0]["verdict"] = "right".into();
        value["summary"]["claims"] = (-1).into();
        value["more"] = 1.into();
        assert_eq!(check(&value).len(), 3, "{:?}", check(&value));
    }

    /// The schema is a promise: a key may come, none may go.
    #[test]
    fn the_published_schema() {
        insta::assert_json_snapshot!(schema());
    }

    #[test]
    fn nothing_acts_on_what_shows_it_and_nothing_is_lost() {
        let text = "\u{1b}[1m\u{202e}\u{7f}\u{9b}\u{2066}é \"\\\u{2029}";
        let mut bytes = Vec::new();
        write_line(&[text], &mut bytes).expect("memory takes it");
        let line = String::from_utf8(bytes).expect("it is UTF-8");
        assert!(
            line.trim_end().chars().all(|c| text::visible(c).is_none()),
            "{line}"
        );
        let read: [String; 1] = serde_json::from_str(&line).expect("it is JSON");
        assert_eq!(read[0], text);
    }

    #[test]
    fn numbers_that_are_none_are_null() {
        let mut sample = sample::everything();
        let claim = &mut sample.report.files[0].claims[0];
        let stated = claim.stated.as_mut().expect("it states a figure");
        stated.inf = Some(f64::NAN);
        stated.sup = Some(f64::INFINITY);
        let value = written(&sample.report);
        let stated = &value["files"][0]["claims"][0]["stated"];
        assert!(
            stated["inf"].is_null() && stated["sup"].is_null(),
            "{stated}"
        );
    }
}
