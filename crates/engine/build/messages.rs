//! Compiles `messages/*.ftl` (Fluent) into one text a language.
//!
//! A text and not tables of Rust, because it is most of what is said that makes the Worker large: a
//! slice of segments costs sixteen bytes and an address for every few words, a control character
//! one. Each piece (a sentence, a word, a line of the catalogue) ends in [`END`]; in between stand
//! plain text and what `language.rs` acts on:
//! * [`VALUE`] and [`NUMBER`], and the number of the name;
//! * [`SELECT`], the number of the name, how many cases; each case is its kind (for a word or an exact
//!   number with its length and itself), the length of its text and the text; at last the length
//!   of the text otherwise and that text.
//!
//! Numbers and lengths are digits of base 64, written as the characters from `@` on; a length of
//! text has two of them.
//!
//! The English file says which messages there are and what each may name; every other language
//! must have the same messages with the same parameters. What Fluent offers beyond that is kept
//! small on purpose: text, `{ $name }`, `{ NUMBER($name) }`, one level or more of selectors, and
//! `{ part-name }`, which puts a `part-` message of the same file in its place.
//!
//! Ids say what a message is for:
//! * `part-…`: a piece of other messages, not reachable by itself;
//! * `ui-…`: a word or sentence of the report page and the command line;
//! * `code-…`: the catalogue entry of a finding's code, with `.meaning`, `.example` and `.mend`;
//! * anything else: the sentence of a finding, with a `.fix`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;

use crate::parts;

/// The languages, English first. The order is that of `Language`'s variants.
const LANGUAGES: [&str; 5] = ["en", "fr", "it", "pt", "de"];

/// What every message may name without being given it: the place of the finding.
const PLACE: [&str; 6] = ["row", "line", "column", "letter", "field", "cell"];

/// The end of a piece.
const END: char = '\u{4}';
/// What a name stands for, as it is.
const VALUE: char = '\u{1}';
/// What a name stands for, its digits in groups.
const NUMBER: char = '\u{2}';
/// A choice by what a name stands for.
const SELECT: char = '\u{3}';

/// Where every so many pieces begin is written down, the others are counted from there.
const STRIDE: usize = 2;

/// A piece of a compiled message.
enum Segment {
    Text(String),
    Value(String),
    Number(String),
    Select { name: String, cases: Vec<(Case, Vec<Segment>)>, otherwise: Vec<Segment> },
}

/// When a selector takes a variant.
enum Case {
    Absent,
    One,
    Many,
    Exactly(u64),
    Word(String),
}

/// A message of one language: its value and its attributes by name.
#[derive(Default)]
struct Compiled {
    value: Vec<Segment>,
    attributes: BTreeMap<String, Vec<Segment>>,
}

/// The messages of one language, by id.
type Messages = BTreeMap<String, Compiled>;

/// Writes `messages.rs` and the text of each language into `out_dir`, or says everything that is wrong with the message files.
pub fn generate(out_dir: &Path) -> Result<(), Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("messages");
    let mut faults = Vec::new();
    let mut languages = Vec::new();
    for tag in LANGUAGES {
        let path = folder.join(format!("{tag}.ftl"));
        // Not the folder: the page's own strings are in it, and say nothing here.
        println!("cargo::rerun-if-changed={}", path.display());
        match fs::read_to_string(&path) {
            Ok(source) => languages.push((tag, compile(tag, &source, &mut faults))),
            Err(error) => faults.push(format!("{}: {error}", path.display())),
        }
    }
    for (tag, messages) in &languages {
        check_shape(tag, messages, &mut faults);
    }
    if let Some(((_, english), others)) = languages.split_first() {
        for (tag, messages) in others {
            compare(tag, english, messages, &mut faults);
        }
        if faults.is_empty() {
            let (tables, texts) = write_tables(english, &languages, &mut faults);
            fs::write(out_dir.join("messages.rs"), tables)
                .map_err(|error| vec![format!("messages.rs: {error}")])?;
            for ((tag, _), text) in languages.iter().zip(texts) {
                parts::write(out_dir, &format!("{tag}.txt"), &text).map_err(|error| vec![error])?;
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Parses one file and compiles each of its messages.
fn compile(tag: &str, source: &str, faults: &mut Vec<String>) -> Messages {
    let resource = match parser::parse(source) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line =
                    source.bytes().take(error.pos.start).filter(|&byte| byte == b'\n').count();
                faults.push(format!("{tag}.ftl, line {}: {}", line + 1, error.kind));
            }
            resource
        }
    };
    let mut parts = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry
            && message.id.name.starts_with("part-")
            && let Some(pattern) = &message.value
        {
            parts.insert(message.id.name, pattern);
        }
    }
    let mut messages = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            if matches!(entry, Entry::Term(_)) {
                faults.push(format!("{tag}.ftl: terms are not supported; use a part- message"));
            }
            continue;
        };
        let id = message.id.name;
        let mut compiler = Compiler { place: format!("{tag}.ftl, {id}"), parts: &parts, faults };
        let mut built = Compiled::default();
        match &message.value {
            Some(pattern) => built.value = compiler.pattern(pattern),
            None => compiler.fault("has no value"),
        }
        for attribute in &message.attributes {
            let segments = compiler.pattern(&attribute.value);
            built.attributes.insert(attribute.id.name.to_owned(), segments);
        }
        if messages.insert(id.to_owned(), built).is_some() {
            faults.push(format!("{tag}.ftl, {id}: stands there twice"));
        }
    }
    messages
}

/// Compiles patterns of one message, and remembers whose faults they are.
struct Compiler<'a> {
    place: String,
    parts: &'a BTreeMap<&'a str, &'a Pattern<&'a str>>,
    faults: &'a mut Vec<String>,
}

impl Compiler<'_> {
    fn fault(&mut self, what: &str) {
        self.faults.push(format!("{}: {what}", self.place));
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) -> Vec<Segment> {
        let mut segments = Vec::new();
        for element in &pattern.elements {
            match element {
                // A value that goes on in the next line of the file is still one sentence.
                PatternElement::TextElement { value } => {
                    push_text(&mut segments, &value.replace('\n', " "));
                }
                PatternElement::Placeable { expression } => {
                    self.expression(expression, &mut segments);
                }
            }
        }
        segments
    }

    fn expression(&mut self, expression: &Expression<&str>, segments: &mut Vec<Segment>) {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.inline(inline, segments),
            Expression::Select { selector, variants } => (selector, variants),
        };
        let InlineExpression::VariableReference { id } = selector else {
            return self.fault("a selector chooses by a parameter, `{ $name -> … }`");
        };
        let mut cases = Vec::new();
        let mut otherwise = Vec::new();
        for variant in variants {
            let value = self.pattern(&variant.value);
            if variant.default {
                otherwise = value;
                continue;
            }
            let case = match variant.key {
                VariantKey::Identifier { name: "absent" } => Case::Absent,
                VariantKey::Identifier { name: "one" } => Case::One,
                VariantKey::Identifier { name: "many" } => Case::Many,
                VariantKey::Identifier { name: "zero" | "two" | "few" } => {
                    self.fault("none of our languages has the plural forms zero, two and few");
                    continue;
                }
                VariantKey::Identifier { name } => Case::Word(name.to_owned()),
                VariantKey::NumberLiteral { value } => {
                    let Ok(number) = value.parse() else {
                        self.fault("only whole numbers can be selected exactly");
                        continue;
                    };
                    Case::Exactly(number)
                }
            };
            cases.push((case, value));
        }
        segments.push(Segment::Select { name: id.name.to_owned(), cases, otherwise });
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, segments: &mut Vec<Segment>) {
        match inline {
            InlineExpression::StringLiteral { value } => push_text(segments, value),
            InlineExpression::VariableReference { id } => {
                segments.push(Segment::Value(id.name.to_owned()));
            }
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                match arguments.positional.as_slice() {
                    [InlineExpression::VariableReference { id }] => {
                        segments.push(Segment::Number(id.name.to_owned()));
                    }
                    _ => self.fault("NUMBER takes one parameter, `{ NUMBER($name) }`"),
                }
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                match self.parts.get(id.name).copied() {
                    Some(part) => segments.extend(self.pattern(part)),
                    None => self.fault(&format!("there is no `{}` in this file", id.name)),
                }
            }
            _ => self.fault("uses something of Fluent that is not supported here"),
        }
    }
}

/// Adds text, joined to the text before it.
fn push_text(segments: &mut Vec<Segment>, text: &str) {
    if let Some(Segment::Text(before)) = segments.last_mut() {
        before.push_str(text);
    } else {
        segments.push(Segment::Text(text.to_owned()));
    }
}

/// The attributes a message of that id must have, no more and no fewer.
fn attributes_of(id: &str) -> &'static [&'static str] {
    if id.starts_with("code-") {
        &["example", "meaning", "mend"]
    } else if id.starts_with("ui-") || id.starts_with("part-") {
        &[]
    } else {
        &["fix"]
    }
}

fn check_shape(tag: &str, messages: &Messages, faults: &mut Vec<String>) {
    for (id, message) in messages {
        let wanted = attributes_of(id);
        for name in wanted {
            if !message.attributes.contains_key(*name) {
                faults.push(format!("{tag}.ftl, {id}: has no .{name}"));
            }
        }
        for name in message.attributes.keys() {
            if !wanted.contains(&name.as_str()) {
                faults.push(format!("{tag}.ftl, {id}: .{name} is not an attribute it should have"));
            }
        }
        if id.starts_with("code-") && !names(message).is_empty() {
            faults.push(format!("{tag}.ftl, {id}: the catalogue cannot name parameters"));
        }
    }
}

fn compare(tag: &str, english: &Messages, messages: &Messages, faults: &mut Vec<String>) {
    for (id, original) in english {
        if id.starts_with("part-") {
            continue;
        }
        let Some(message) = messages.get(id) else {
            faults.push(format!("{tag}.ftl: {id} is missing"));
            continue;
        };
        let (wanted, found) = (parameters(original), parameters(message));
        for name in wanted.difference(&found) {
            faults.push(format!("{tag}.ftl, {id}: does not name ${name}"));
        }
        for name in found.difference(&wanted) {
            faults.push(format!("{tag}.ftl, {id}: names ${name}, which en.ftl does not"));
        }
    }
    for id in messages.keys() {
        if !id.starts_with("part-") && !english.contains_key(id) {
            faults.push(format!("{tag}.ftl: {id} is not in en.ftl"));
        }
    }
}

/// Everything the message names, in its value or an attribute.
fn names(message: &Compiled) -> BTreeSet<&str> {
    fn collect<'s>(segments: &'s [Segment], names: &mut BTreeSet<&'s str>) {
        for segment in segments {
            match segment {
                Segment::Text(_) => {}
                Segment::Value(name) | Segment::Number(name) => {
                    names.insert(name);
                }
                Segment::Select { name, cases, otherwise } => {
                    names.insert(name);
                    for (_, segments) in cases {
                        collect(segments, names);
                    }
                    collect(otherwise, names);
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    collect(&message.value, &mut found);
    for segments in message.attributes.values() {
        collect(segments, &mut found);
    }
    found
}

/// The names that whoever reports the finding must give.
fn parameters(message: &Compiled) -> BTreeSet<&str> {
    let mut found = names(message);
    found.retain(|name| !PLACE.contains(name));
    found
}

/// Writes the enums, what the texts are made of, and the texts.
fn write_tables(
    english: &Messages,
    languages: &[(&str, Messages)],
    faults: &mut Vec<String>,
) -> (String, Vec<String>) {
    let mut code = String::new();
    let mut texts = Vec::new();
    let embedded = std::env::var_os("CARGO_FEATURE_LANGUAGES").is_some();
    let english_embedded = std::env::var_os("CARGO_FEATURE_ENGLISH").is_some();
    let kind = |prefix: &str| {
        english.iter().filter(move |(id, _)| id.starts_with(prefix)).collect::<Vec<_>>()
    };
    let findings: Vec<_> = english.iter().filter(|(id, _)| attributes_of(id) == ["fix"]).collect();
    let words = kind("ui-");
    let codes = kind("code-");

    write_enum(
        &mut code,
        "Message",
        "The sentence of a finding. One variant a message of `messages/en.ftl`.",
        &findings,
        "",
    );
    write_enum(
        &mut code,
        "Ui",
        "A word or sentence of the report page and the command line.",
        &words,
        "ui-",
    );

    for (name, character) in [("END", END), ("NUMBER", NUMBER), ("SELECT", SELECT)] {
        let _ = writeln!(code, "pub(super) const {name}: char = {character:?};");
    }
    let _ = writeln!(code, "pub(super) const STRIDE: usize = {STRIDE};");
    let _ = writeln!(code, "pub(super) const FIRST_WORD: usize = {};", findings.len() * 2);
    let _ = writeln!(
        code,
        "pub(super) const FIRST_ENTRY: usize = {};",
        findings.len() * 2 + words.len()
    );
    let named: BTreeSet<&str> = english.values().flat_map(names).collect();
    let named: Vec<&str> = named.into_iter().collect();
    let _ = writeln!(code, "pub(super) static NAMES: &[&str] = &{named:?};");

    // One arm a code: a code without an entry, or an entry without a code, does not compile.
    code.push_str("pub(super) const fn entry(code: Code) -> usize {\n    match code {\n");
    for (place, (id, _)) in codes.iter().enumerate() {
        let _ =
            writeln!(code, "        Code::{} => {place},", camel(id.trim_start_matches("code-")));
    }
    code.push_str("    }\n}\n");

    let _ = writeln!(
        code,
        "pub(super) const PIECES: usize = {};",
        findings.len() * 2 + words.len() + codes.len() * 4
    );
    let count = languages.len();
    let _ = writeln!(code, "pub(super) static TEXTS: [Option<Text>; {count}] = [");
    for (tag, messages) in languages {
        let mut text =
            Writer { tag, named: &named, text: String::new(), marks: vec![], pieces: 0, faults };
        for (id, _) in &findings {
            let message = &messages[*id];
            text.piece(&message.value);
            text.piece(&message.attributes["fix"]);
        }
        for (id, _) in &words {
            text.piece(&messages[*id].value);
        }
        for (id, _) in &codes {
            let message = &messages[*id];
            text.piece(&message.value);
            for name in ["meaning", "example", "mend"] {
                text.piece(&message.attributes[name]);
            }
        }
        let Writer { text, marks, .. } = text;
        if embedded || english_embedded && *tag == LANGUAGES[0] {
            let _ = writeln!(
                code,
                "    Some(Text {{ marks: std::borrow::Cow::Borrowed(&{marks:?}), text: std::borrow::Cow::Borrowed({text:?}) }}),"
            );
        } else {
            code.push_str("    None,\n");
        }
        texts.push(text);
    }
    code.push_str("];\n");
    (code, texts)
}

/// Writes the text of one language.
struct Writer<'a> {
    tag: &'a str,
    /// What the messages name; its place here is its number.
    named: &'a [&'a str],
    text: String,
    /// Where every [`STRIDE`]th piece begins.
    marks: Vec<u16>,
    pieces: usize,
    faults: &'a mut Vec<String>,
}

impl Writer<'_> {
    fn piece(&mut self, segments: &[Segment]) {
        if self.pieces.is_multiple_of(STRIDE) {
            match u16::try_from(self.text.len()) {
                Ok(mark) => self.marks.push(mark),
                Err(_) => self.faults.push(format!("{}.ftl: is longer than 64 KiB", self.tag)),
            }
        }
        self.pieces += 1;
        let piece = self.segments(segments);
        self.text.push_str(&piece);
        self.text.push(END);
    }

    fn segments(&mut self, segments: &[Segment]) -> String {
        let mut out = String::new();
        for segment in segments {
            match segment {
                Segment::Text(text) if text.contains(|character| character < ' ') => self
                    .faults
                    .push(format!("{}.ftl: {text:?} holds a control character", self.tag)),
                Segment::Text(text) => out.push_str(text),
                Segment::Value(name) => {
                    out.push(VALUE);
                    self.name(name, &mut out);
                }
                Segment::Number(name) => {
                    out.push(NUMBER);
                    self.name(name, &mut out);
                }
                Segment::Select { name, cases, otherwise } => {
                    out.push(SELECT);
                    self.name(name, &mut out);
                    self.digits(cases.len(), 1, &mut out);
                    for (case, segments) in cases {
                        let (kind, word) = match case {
                            Case::Absent => ('a', None),
                            Case::One => ('o', None),
                            Case::Many => ('m', None),
                            Case::Exactly(number) => ('n', Some(number.to_string())),
                            Case::Word(word) => ('w', Some(word.clone())),
                        };
                        out.push(kind);
                        if let Some(word) = word {
                            self.digits(word.len(), 1, &mut out);
                            out.push_str(&word);
                        }
                        self.chosen(segments, &mut out);
                    }
                    self.chosen(otherwise, &mut out);
                }
            }
        }
        out
    }

    /// What is written when a case is chosen.
    fn chosen(&mut self, segments: &[Segment], out: &mut String) {
        let text = self.segments(segments);
        self.digits(text.len(), 2, out);
        out.push_str(&text);
    }

    fn name(&mut self, name: &str, out: &mut String) {
        // One that is not there has been reported: English does not have it.
        let place = self.named.iter().position(|known| *known == name).unwrap_or_default();
        self.digits(place, 1, out);
    }

    /// A number in so many digits of base 64.
    fn digits(&mut self, number: usize, digits: u32, out: &mut String) {
        if number >> (6 * digits) > 0 {
            self.faults.push(format!("{}.ftl: {number} does not fit {digits} digits", self.tag));
        }
        for digit in (0..digits).rev() {
            let digit = (number >> (6 * digit)) & 63;
            out.push(char::from(b'@' + digit as u8));
        }
    }
}

fn write_enum(
    code: &mut String,
    name: &str,
    doc: &str,
    messages: &[(&String, &Compiled)],
    prefix: &str,
) {
    let _ = writeln!(
        code,
        "/// {doc}\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         pub enum {name} {{"
    );
    for (id, message) in messages {
        let mut sentence = String::new();
        describe(&message.value, &mut sentence);
        let variant = camel(id.trim_start_matches(prefix));
        let _ = writeln!(code, "    /// {}\n    {variant},", sentence.replace('`', "'"));
    }
    let _ = writeln!(code, "}}\n\nimpl {name} {{");
    let _ = writeln!(code, "    /// Every one of them, in the order of their ids.");
    code.push_str("    pub const ALL: &[Self] = &[");
    for (id, _) in messages {
        let _ = write!(code, "Self::{}, ", camel(id.trim_start_matches(prefix)));
    }
    code.push_str("];\n\n    /// The id in the message files.\n    #[must_use]\n");
    code.push_str("    pub const fn id(self) -> &'static str {\n        match self {\n");
    for (id, _) in messages {
        let variant = camel(id.trim_start_matches(prefix));
        let _ = writeln!(code, "            Self::{variant} => {id:?},");
    }
    code.push_str("        }\n    }\n\n    /// The parameters it names besides the place.\n");
    code.push_str("    #[must_use]\n    #[allow(clippy::match_same_arms)]\n");
    code.push_str(
        "    pub const fn params(self) -> &'static [&'static str] {\n        match self {\n",
    );
    for (id, message) in messages {
        let variant = camel(id.trim_start_matches(prefix));
        let names: Vec<_> = parameters(message).into_iter().collect();
        let _ = writeln!(code, "            Self::{variant} => &{names:?},");
    }
    code.push_str("        }\n    }\n}\n\n");
}

/// A message as one line for its documentation, parameters in braces.
fn describe(segments: &[Segment], out: &mut String) {
    for segment in segments {
        match segment {
            Segment::Text(text) => out.push_str(text),
            Segment::Value(name) | Segment::Number(name) => {
                let _ = write!(out, "`{{{name}}}`");
            }
            Segment::Select { otherwise, .. } => describe(otherwise, out),
        }
    }
}

/// `type-error-integer` as a variant's name, `TypeErrorInteger`.
fn camel(id: &str) -> String {
    let mut name = String::new();
    for word in id.split('-') {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            name.extend(first.to_uppercase());
            name.push_str(letters.as_str());
        }
    }
    name
}
