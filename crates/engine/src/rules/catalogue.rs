//! The rules of the built-in templates, for whoever lists the codes that findings can have.
//!
//! They are read from the templates as they stand; nothing is compiled for a list.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::language::Language;
use crate::templates;

/// A rule of a built-in template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateRule {
    /// The template's name.
    pub template: &'static str,
    /// The rule's own name.
    pub rule: String,
    /// The code that its findings carry: the rule's name, or a built-in code.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// Its words, by the tag of the language.
    pub words: BTreeMap<&'static str, RuleWords>,
}

/// What a rule says in one language, with its places such as `{cell}` as they are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleWords {
    /// A few words.
    pub title: String,
    /// The sentence that says what is wrong.
    pub message: String,
    /// The sentence that says what to do about it.
    pub fix: String,
}

/// Every rule of every built-in template, in their order.
#[must_use]
pub fn of_templates() -> Vec<TemplateRule> {
    templates::names()
        .flat_map(|name| {
            let template = templates::get(name).and_then(|text| serde_json::from_str(text).ok());
            let template: Value = template.unwrap_or_default();
            let rules = template.pointer("/rollcall/rules").and_then(Value::as_array);
            rules.into_iter().flatten().map(|rule| described(name, rule)).collect::<Vec<_>>()
        })
        .collect()
}

fn described(template: &'static str, rule: &Value) -> TemplateRule {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let words = |language: Language| {
        let tag = language.tag();
        let [title, message, fix] = ["title", "message", "fix"].map(|key| text(&rule[key][tag]));
        (tag, RuleWords { title, message, fix })
    };
    TemplateRule {
        template,
        rule: text(&rule["id"]),
        code: rule["code"].as_str().map_or_else(|| text(&rule["id"]), str::to_owned),
        severity: rule["severity"].as_str().unwrap_or("error").to_owned(),
        words: Language::ALL.into_iter().map(words).collect(),
    }
}
