//! The words of the page are the same messages in every language. The page reads them in the browser,
//! where what is missing shows as `⟨id⟩`; `build.rs` looks at those of the engine alone.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

/// A language, its file, and the categories that a whole number can have in it (CLDR).
struct Language {
    name: &'static str,
    file: &'static str,
    categories: &'static [&'static str],
    /// Quotation marks of other languages. `“` closes in German and opens in English.
    foreign: &'static [char],
}

const ENGLISH: Language = Language {
    name: "en",
    file: include_str!("../messages/page/en.ftl"),
    categories: &["one", "other"],
    foreign: &['«', '»', '„'],
};

const OTHERS: [Language; 4] = [
    Language {
        name: "fr",
        file: include_str!("../messages/page/fr.ftl"),
        categories: &["one", "many", "other"],
        foreign: &['“', '”', '„'],
    },
    Language {
        name: "it",
        file: include_str!("../messages/page/it.ftl"),
        categories: &["one", "many", "other"],
        foreign: &['“', '”', '„'],
    },
    Language {
        name: "pt",
        file: include_str!("../messages/page/pt.ftl"),
        categories: &["one", "many", "other"],
        foreign: &['«', '»', '„'],
    },
    Language {
        name: "de",
        file: include_str!("../messages/page/de.ftl"),
        categories: &["one", "other"],
        foreign: &['«', '»', '”'],
    },
];

fn languages() -> impl Iterator<Item = &'static Language> {
    const ALL: &[Language] = &OTHERS;
    std::iter::once(&ENGLISH).chain(ALL)
}

/// What is in a pattern, its variants included.
#[derive(Default)]
struct Content {
    /// `$name`, wherever it stands.
    parameters: BTreeSet<String>,
    /// `NUMBER($name)`, which is written as the language writes numbers.
    calls: BTreeSet<String>,
    /// `other-message`, `-term`.
    references: BTreeSet<String>,
    categories: BTreeSet<String>,
    texts: Vec<String>,
}

impl Content {
    fn of(pattern: &Pattern<&str>) -> Self {
        let mut content = Self::default();
        content.pattern(pattern);
        content
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        // In one piece, so that a mark beside a value is seen beside something.
        let mut text = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push_str(value),
                PatternElement::Placeable { expression } => {
                    text.push('\u{fffc}');
                    self.expression(expression);
                }
            }
        }
        self.texts.push(text);
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    if let VariantKey::Identifier { name } = variant.key {
                        self.categories.insert(name.to_owned());
                    }
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.parameters.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                for argument in &arguments.positional {
                    if let InlineExpression::VariableReference { id: parameter } = argument {
                        self.calls.insert(format!("{}(${})", id.name, parameter.name));
                    }
                }
                self.arguments(arguments);
            }
            InlineExpression::StringLiteral { value } => self.texts.push((*value).to_owned()),
            InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.references.insert(format!("-{}", id.name));
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
        for argument in &arguments.named {
            self.inline(&argument.value);
        }
    }
}

/// Every sentence of a language by its id, those of attributes as `id.attribute`.
fn sentences(language: &Language) -> BTreeMap<String, Content> {
    let name = language.name;
    let resource = parser::parse(language.file)
        .unwrap_or_else(|(_, errors)| panic!("{name}.ftl cannot be parsed: {errors:#?}"));
    let mut sentences = BTreeMap::new();
    let mut add = |id: String, content| {
        assert!(!sentences.contains_key(&id), "{name}.ftl has {id} twice");
        sentences.insert(id, content);
    };
    for entry in &resource.body {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => {
                (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
            }
            Entry::Term(term) => {
                (format!("-{}", term.id.name), Some(&term.value), &term.attributes)
            }
            Entry::Junk { content } => panic!("{name}.ftl has what is not Fluent: {content}"),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
        };
        for attribute in attributes {
            add(format!("{id}.{}", attribute.id.name), Content::of(&attribute.value));
        }
        if let Some(value) = value {
            add(id, Content::of(value));
        }
    }
    sentences
}

/// All faults at once: whoever mends a file wants the list.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_language_has_the_same_sentences() {
    let english = sentences(&ENGLISH);
    assert!(english.contains_key("app-title"), "en.ftl is not the page's");
    let mut faults = Vec::new();
    for language in &OTHERS {
        let name = language.name;
        let own = sentences(language);
        let missing = english.keys().filter(|id| !own.contains_key(*id));
        faults.extend(missing.map(|id| format!("{name}.ftl: {id} is missing")));
        let extra = own.keys().filter(|id| !english.contains_key(*id));
        faults.extend(extra.map(|id| format!("{name}.ftl: {id} is not in en.ftl")));
    }
    none(&faults);
}

#[test]
fn every_language_names_the_same_parameters() {
    let english = sentences(&ENGLISH);
    let mut faults = Vec::new();
    for language in &OTHERS {
        for (id, own) in sentences(language) {
            let Some(theirs) = english.get(&id) else { continue };
            for (what, own, theirs) in [
                ("parameters", &own.parameters, &theirs.parameters),
                ("calls", &own.calls, &theirs.calls),
                ("references", &own.references, &theirs.references),
            ] {
                if own != theirs {
                    let name = language.name;
                    faults.push(format!("{name}.ftl: {id} has the {what} {own:?}, not {theirs:?}"));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn variants_are_the_categories_of_the_language() {
    let mut faults = Vec::new();
    for language in languages() {
        for (id, content) in sentences(language) {
            for category in &content.categories {
                if !language.categories.contains(&category.as_str()) {
                    faults.push(format!("{}.ftl: {id} has [{category}]", language.name));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn texts_are_set_as_the_language_sets_them() {
    let mut faults = Vec::new();
    for language in languages() {
        for (id, content) in sentences(language) {
            let mut fault = |what: &str, text: &str| {
                faults.push(format!("{}.ftl: {id} {what}: {text}", language.name));
            };
            for text in &content.texts {
                if text.contains('"') {
                    fault("has a straight double quote", text);
                }
                if text.contains("...") {
                    fault("has three dots for an ellipsis", text);
                }
                if text.contains(language.foreign) {
                    fault("has the quotation marks of another language", text);
                }
                if language.name == "fr" && !set_in_french(text) {
                    fault("lacks U+202F at ; : ! ? % « or »", text);
                }
            }
        }
    }
    none(&faults);
}

/// Whether a narrow space that does not break is where French has one.
fn set_in_french(text: &str) -> bool {
    const NARROW: char = '\u{202f}';
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.all(|(first, second)| match (first, second) {
        ('«', next) => next == NARROW,
        (before, ';' | ':' | '!' | '?' | '%' | '»') => before == NARROW,
        _ => true,
    })
}
