//! The published JSON Schema of a claim file, made from the same table of keys that the loader
//! reads by.

use serde_json::{Map, Value, json};

use super::keys::{self, Key, Shape};
use super::model::Verdict;

/// The pattern of ids.
const ID: &str = "^[a-z][a-z0-9_]*$";

/// The JSON Schema (draft 2020-12) of a claim file: what editors complete and check it by.
#[must_use]
pub fn schema() -> Value {
    let mut schema = object(&keys::FILE, &[]);
    let header = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "addsup claim file",
        "description": "The figures of an article and what the article says follows from them.",
    });
    if let (Value::Object(schema), Value::Object(header)) = (&mut schema, header) {
        schema.extend(header);
        schema.insert("$defs".to_owned(), definitions());
    }
    schema
}

fn definitions() -> Value {
    let mut figure = object(&keys::FIGURE, &[]);
    let mut claim = object(&keys::CLAIM, &[]);
    figure["oneOf"] = json!([{ "required": ["stated"] }, { "required": ["unknown"] }]);
    figure["dependentRequired"] =
        json!({ "occurrence": ["quote"], "may_be_negative": ["unknown"] });
    claim["oneOf"] = json!([{ "required": ["formula"] }, { "required": ["readings"] }]);
    claim["dependentRequired"] = json!({
        "expect": ["because"], "because": ["expect"], "occurrence": ["quote"],
        "period": ["stated"], "source": ["stated"], "tolerance": ["stated"], "round_to": ["stated"],
    });
    json!({
        "written": { "type": ["string", "number"] },
        "figure": { "anyOf": [{ "$ref": "#/$defs/written" }, figure] },
        "figures": ids("figure"),
        "claim": claim,
        "claims": ids("claim"),
        "ignored": { "type": "array", "items": object(&keys::IGNORED, &["quote", "because"]) },
    })
}

/// A mapping from ids to values of a definition.
fn ids(definition: &str) -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": ID },
        "additionalProperties": { "$ref": format!("#/$defs/{definition}") },
    })
}

fn object(keys: &[Key], required: &[&str]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut value = shape(key.shape);
            value["description"] = key.description.into();
            (key.name.to_owned(), value)
        })
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn shape(shape: Shape) -> Value {
    let refer = |definition: &str| json!({ "$ref": format!("#/$defs/{definition}") });
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Written | Shape::Formula => refer("written"),
        Shape::Count => json!({ "type": "integer", "minimum": 1 }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Verdict => json!({ "enum": Verdict::ALL.map(Verdict::as_str) }),
        Shape::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Shape::Decimal => json!({ "enum": ["point", "comma"] }),
        Shape::Measures => json!({ "enum": ["american", "imperial", "metric"] }),
        Shape::Settings => object(&keys::SETTINGS, &[]),
        Shape::Figures => refer("figures"),
        Shape::Claims => refer("claims"),
        Shape::Readings => json!({
            "type": "object",
            "propertyNames": { "pattern": ID },
            "additionalProperties": { "$ref": "#/$defs/written" },
            "minProperties": 1,
        }),
        Shape::Ignored => refer("ignored"),
        Shape::Cell => object(&keys::CELLS, &["row", "column"]),
        Shape::Citation => json!({ "anyOf": [{ "type": "string" }, object(&keys::CITATION, &[])] }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_has_its_definition() {
        let schema = schema();
        let text = schema.to_string();
        for reference in text.split("\"#/$defs/").skip(1) {
            let name = reference
                .split('"')
                .next()
                .expect("a split has a first part");
            assert!(schema["$defs"][name].is_object(), "{name}");
        }
    }

    #[test]
    fn every_key_of_the_loader_is_in_it_with_a_description() {
        let schema = schema();
        let of = |object: &Value, keys: &[Key]| {
            let properties = object["properties"].as_object().expect("properties");
            assert_eq!(properties.len(), keys.len());
            for key in keys {
                let described = &properties[key.name]["description"];
                assert!(
                    described.as_str().is_some_and(|text| text.ends_with('.')),
                    "{}",
                    key.name
                );
            }
        };
        of(&schema, &keys::FILE);
        of(&schema["properties"]["settings"], &keys::SETTINGS);
        of(&schema["$defs"]["figure"]["anyOf"][1], &keys::FIGURE);
        of(&schema["$defs"]["claim"], &keys::CLAIM);
        of(
            &schema["$defs"]["claim"]["properties"]["cell"],
            &keys::CELLS,
        );
        of(&schema["$defs"]["ignored"]["items"], &keys::IGNORED);
        let source = &schema["$defs"]["claim"]["properties"]["source"];
        of(&source["anyOf"][1], &keys::CITATION);
    }
}
