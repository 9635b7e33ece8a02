//! The options of an upload: read from form fields or the query, checked, compiled for the engine.

use std::collections::BTreeMap;
use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::encoding::Encoding;
use rollcall_engine::language::Language;
use rollcall_engine::order::sort_few;
use rollcall_engine::references::{List, Lists};
use rollcall_engine::report::mending::Mending;
use rollcall_engine::schema::{Schema, SchemaError};
use rollcall_engine::{Limits, Settings, templates};
use rollcall_processing::Meaning;

use crate::http::problem::{Kind, Problem};
use crate::lists::{self, ListName};
use crate::partners::record::{Record, Retention};
use crate::process::applicable::not_applied;
use crate::runtime;
use crate::upload::Facts;
use crate::upload::own::{AUTO, Chosen, Needs, TemplateName};

/// The longest schema or dialect, in bytes.
const DOCUMENT_LONGEST: usize = 256 << 10;
/// The longest value of any other option, in bytes.
const VALUE_LONGEST: usize = 4 << 10;
/// The longest description, in characters.
const DESCRIPTION_LONGEST: usize = 1_000;

macro_rules! names {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// An option's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Name { $($(#[$doc])* $variant,)* }

        impl Name {
            /// Every option, in the order of the documentation.
            const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

names! {
    /// A built-in template.
    Template = "template";
    /// An inline Table Schema.
    Schema = "schema";
    /// A Table Dialect.
    Dialect = "dialect";
    /// A label of the WHATWG's Encoding Standard.
    Encoding = "encoding";
    /// `validate` or `process`.
    Mode = "mode";
    /// Free text that the list shows.
    Description = "description";
    /// The language of the messages.
    Language = "language";
    /// What applying the file means, for templates that leave the choice.
    ImportOption = "import_option";
    /// Hours until the job is deleted.
    Retention = "retention";
    /// `sha256`, for the file's digest on the job.
    Digest = "digest";
}

/// What a field of the form, or a pair of the query, sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// An option.
    Option(Name),
    /// A list that foreign keys refer to: `list.` and its name.
    List(ListName),
}

impl Slot {
    /// What is set under that name.
    pub fn parse(name: &str) -> Result<Self, Problem> {
        match ListName::of_option(name) {
            Some(list) => Ok(Self::List(list)),
            None => Name::parse(name).map(Self::Option),
        }
    }

    /// The most bytes of its value.
    pub const fn longest(&self) -> usize {
        match self {
            Self::Option(name) => name.longest(),
            Self::List(_) => lists::LONGEST,
        }
    }

    /// That its value is longer than that.
    pub fn too_long(&self) -> Problem {
        match self {
            Self::Option(name) => name.too_long(),
            Self::List(list) => Problem::new(
                Kind::ListTooLong,
                format!(
                    "The list `{}` is longer than {} bytes; leave out what is not used.",
                    list.as_str(),
                    lists::LONGEST
                ),
            )
            .of_option(&list.option()),
        }
    }
}

impl Name {
    /// The option of that name.
    fn parse(name: &str) -> Result<Self, Problem> {
        Self::ALL.iter().copied().find(|known| known.as_str() == name).ok_or_else(|| {
            let shown: String = name.chars().take(60).collect();
            Problem::new(
                Kind::OptionUnknown,
                format!(
                    "There is no option `{shown}`; send the CSV in the part `file` and leave out \
                     what is not in `allowed`."
                ),
            )
            .of_option(&shown)
            .allowing(Self::ALL.iter().map(|name| name.as_str()))
        })
    }

    /// The most bytes its value may have.
    pub const fn longest(self) -> usize {
        match self {
            Self::Schema | Self::Dialect => DOCUMENT_LONGEST,
            _ => VALUE_LONGEST,
        }
    }

    /// That its value is longer than that.
    pub fn too_long(self) -> Problem {
        Problem::new(
            Kind::OptionTooLong,
            format!(
                "The option `{}` is longer than {} bytes; shorten it.",
                self.as_str(),
                self.longest()
            ),
        )
        .of_option(self.as_str())
    }

    /// That its value is not one of `allowed`.
    fn not_one_of(self, value: &str, allowed: &[&str]) -> Problem {
        let shown: String = value.chars().take(60).collect();
        Problem::new(
            Kind::OptionInvalid,
            format!(
                "The option `{}` cannot be `{shown}`; use one of: {}.",
                self.as_str(),
                allowed.join(", ")
            ),
        )
        .of_option(self.as_str())
        .allowing(allowed.iter().copied())
    }
}

/// What a partner's uploads are held to, and this one.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The built-in templates that may be used; all of them where there is no list.
    pub templates: Option<Vec<String>>,
    /// For how long a job may be kept.
    pub retention: Retention,
    /// The one template that this upload may be checked against.
    pub bound: Option<String>,
    /// Whether it may be applied as well.
    pub applies: bool,
}

impl Terms {
    /// What a partner's record says, with no template that one upload is bound to.
    pub fn of(record: &Record) -> Self {
        let (templates, retention) = (record.templates.clone(), record.retention);
        Self { templates, retention, bound: None, applies: true }
    }

    /// The names of the built-in templates that may be used.
    fn allowed(&self) -> impl Iterator<Item = &'static str> {
        templates::names().filter(|name| self.may_use(name))
    }

    fn may_use(&self, template: &str) -> bool {
        self.templates.as_ref().is_none_or(|allowed| allowed.iter().any(|name| name == template))
    }
}

/// The options as they were sent, each at most once.
#[derive(Debug, Clone, Default)]
pub struct Options {
    terms: Terms,
    given: Vec<(Name, String)>,
    lists: Vec<(ListName, Rc<str>)>,
}

impl Options {
    /// None yet, of an upload that is held to these terms.
    pub fn under(terms: Terms) -> Self {
        Self { terms, ..Self::default() }
    }

    /// Holds the options to the one template that the upload may be checked against, once all of them
    /// are there.
    ///
    /// # Errors
    /// Where they want something else.
    pub fn bind(&mut self) -> Result<(), Problem> {
        let Some(bound) = &self.terms.bound else { return Ok(()) };
        match (self.get(Name::Template), self.get(Name::Schema)) {
            (Some(name), None) if name == bound => Ok(()),
            (None, None) => {
                let bound = bound.clone();
                self.given.push((Name::Template, bound));
                Ok(())
            }
            _ => Err(Problem::new(
                Kind::TokenOtherTemplate,
                format!(
                    "This upload token is for the template `{bound}`; leave out `template` and `schema`, \
                     or use a token for another template."
                ),
            )
            .of_option(Name::Template.as_str())),
        }
    }

    /// Takes one option. What can be refused without the others is refused here, so that a large
    /// file does not have to arrive first.
    pub fn set(&mut self, slot: Slot, value: &[u8]) -> Result<(), Problem> {
        match slot {
            Slot::Option(name) => self.set_option(name, value),
            Slot::List(name) => self.set_list(name, value),
        }
    }

    fn set_list(&mut self, name: ListName, value: &[u8]) -> Result<(), Problem> {
        let option = name.option();
        let refused = |kind, detail: String| Err(Problem::new(kind, detail).of_option(&option));
        if value.len() > lists::LONGEST {
            return Err(Slot::List(name).too_long());
        }
        if self.lists.iter().any(|(given, _)| *given == name) {
            let detail = format!("The list `{}` is given twice; give it once.", name.as_str());
            return refused(Kind::OptionRepeated, detail);
        }
        let together: usize = self.lists.iter().map(|(_, text)| text.len()).sum();
        if together + value.len() > lists::LONGEST_TOGETHER {
            let detail = format!(
                "The lists of one upload have {} bytes together at most; leave out what is not used, \
                 or keep them with PUT /v1/lists/{{name}}.",
                lists::LONGEST_TOGETHER
            );
            return refused(Kind::ListTooLong, detail);
        }
        match (lists::check(value), std::str::from_utf8(value)) {
            (Ok(_), Ok(text)) => self.lists.push((name, text.into())),
            (Err(sentence), _) => return refused(Kind::ListInvalid, sentence.to_owned()),
            // What was checked is UTF-8.
            (Ok(_), Err(_)) => {}
        }
        Ok(())
    }

    fn set_option(&mut self, name: Name, value: &[u8]) -> Result<(), Problem> {
        if value.len() > name.longest() {
            return Err(name.too_long());
        }
        if self.get(name).is_some() {
            return Err(Problem::new(
                Kind::OptionRepeated,
                format!("The option `{}` is given twice; give it once.", name.as_str()),
            )
            .of_option(name.as_str()));
        }
        let Ok(value) = std::str::from_utf8(value) else {
            return Err(Problem::new(
                Kind::OptionInvalid,
                format!("The option `{}` is not UTF-8; send it as UTF-8.", name.as_str()),
            )
            .of_option(name.as_str()));
        };
        // A form sends every field, also those that were left empty.
        if !value.trim().is_empty() {
            self.given.push((name, value.trim().to_owned()));
        }
        Ok(())
    }

    /// The value of an option.
    pub fn get(&self, name: Name) -> Option<&str> {
        self.given.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str())
    }

    /// All options in one text that is the same for the same options in any order.
    pub fn canonical(&self) -> String {
        let mut given = self.given.clone();
        sort_few(&mut given, Ord::cmp);
        let mut pairs: Vec<(String, &str)> =
            given.iter().map(|(name, value)| (name.as_str().to_owned(), value.as_str())).collect();
        let mut lists = self.lists.clone();
        sort_few(&mut lists, Ord::cmp);
        pairs.extend(lists.iter().map(|(name, text)| (name.option(), &**text)));
        // Serialising strings cannot fail.
        serde_json::to_string(&pairs).unwrap_or_default()
    }

    /// What has to be fetched or seen before the options can be compiled.
    pub fn needs(&self, accept_language: Option<&str>) -> Option<Needs> {
        let name = self.get(Name::Template);
        if name == Some(AUTO) {
            return Some(Needs::Recognition);
        }
        if let Some(own) = name.and_then(TemplateName::parse) {
            return Some(Needs::Template(own));
        }
        let template =
            name.is_some_and(|name| self.terms.may_use(name) && templates::get(name).is_none());
        let template = template && name.is_some_and(templates::is_built_in);
        let unspoken = self.language(accept_language).is_ok_and(|language| !language.is_spoken());
        (template || unspoken).then_some(Needs::Parts)
    }

    /// The language that was chosen, or that of the browser.
    fn language(&self, accept_language: Option<&str>) -> Result<Language, Problem> {
        match self.get(Name::Language) {
            None => Ok(accept_language.map_or(Language::En, Language::from_accept_language)),
            Some(tag) => Language::from_tag(tag)
                .ok_or_else(|| Name::Language.not_one_of(tag, &Language::ALL.map(Language::tag))),
        }
    }

    /// The name of the template, if one was chosen.
    pub fn template(&self) -> Option<&str> {
        self.get(Name::Template)
    }

    /// How the upload is to be handled, apart from the file itself.
    pub fn facts(&self, accept_language: Option<&str>) -> Result<Facts, Problem> {
        let language = self.language(accept_language)?;
        let description = self.get(Name::Description).map(str::to_owned);
        if let Some(text) = &description
            && text.chars().count() > DESCRIPTION_LONGEST
        {
            return Err(Problem::new(
                Kind::OptionTooLong,
                format!(
                    "The description is longer than {DESCRIPTION_LONGEST} characters; shorten it."
                ),
            )
            .of_option(Name::Description.as_str()));
        }
        Ok(Facts {
            template: self.get(Name::Template).filter(|name| *name != AUTO).map(str::to_owned),
            template_version: None,
            recognised: None,
            row_limit: None,
            description,
            language,
            import_option: self.get(Name::ImportOption).map(str::to_owned),
            processes: self.processes()?,
            needs_confirmation: false,
            retention_hours: self.retention()?,
        })
    }

    /// What is given of the dialect, and the encoding.
    pub fn reading(&self) -> Result<(DialectOptions, Option<Encoding>), Problem> {
        let dialect = match self.get(Name::Dialect) {
            None => DialectOptions::default(),
            Some(text) => DialectOptions::from_json(text)
                .map_err(|errors| document_problem(Kind::DialectInvalid, Name::Dialect, errors))?,
        };
        let encoding = self
            .get(Name::Encoding)
            .map(|label| {
                Encoding::for_label_by(label.as_bytes(), runtime::text_decoder).ok_or_else(|| {
                    let shown: String = label.chars().take(60).collect();
                    Problem::new(
                        Kind::OptionInvalid,
                        format!(
                            "There is no encoding `{shown}`; use a label of the WHATWG's list, such \
                             as utf-8, windows-1252 or shift_jis, or leave the option out."
                        ),
                    )
                    .of_option(Name::Encoding.as_str())
                })
            })
            .transpose()?;
        Ok((dialect, encoding))
    }

    /// Checks the options as far as that goes before what they need has been fetched.
    pub fn compile_without_template(&self, accept_language: Option<&str>) -> Result<(), Problem> {
        self.processes()?;
        if self.get(Name::Template).is_some() && self.get(Name::Schema).is_some() {
            return Err(template_and_schema());
        }
        self.reading()?;
        self.digest()?;
        self.facts(accept_language).map(|_| ())
    }

    /// Checks the options together and compiles them. `chosen` is the template, where it had to be
    /// fetched or recognised.
    pub fn compile(
        &self,
        accept_language: Option<&str>,
        chosen: Option<Chosen>,
        seed: u64,
    ) -> Result<Plan, Problem> {
        let built_in = || {
            let name = self.get(Name::Template).filter(|name| self.terms.may_use(name));
            name.and_then(Chosen::built_in)
        };
        let chosen = chosen.or_else(built_in);
        let schema = self.schema(chosen.as_ref())?;
        let meaning = self.meaning(chosen.as_ref())?;
        let (lists, wanted) = self.referred_to(schema.as_deref())?;
        let (dialect, encoding) = self.reading()?;
        let mut facts = self.facts(accept_language)?;
        facts.row_limit = schema.as_ref().and_then(|schema| schema.template.row_limit);
        facts.needs_confirmation = meaning.is_some_and(Meaning::needs_confirmation);
        if let Some(chosen) = chosen {
            facts.template = Some(chosen.name);
            facts.template_version = Some(chosen.version);
            facts.recognised = chosen.sure;
        }
        let digest = self.digest()?;
        Ok(Plan {
            digest,
            wanted,
            settings: Settings {
                schema,
                dialect,
                lists,
                encoding,
                language: facts.language,
                seed,
                limits: Limits::default(),
                report_csv: true,
                findings: true,
                options: self.chosen(),
                mending: Mending::None,
            },
            facts,
        })
    }

    /// The lists that came, and the names of those that the schema wants besides.
    fn referred_to(&self, schema: Option<&Schema>) -> Result<(Lists, Vec<ListName>), Problem> {
        let resources = schema.map(Schema::lists).unwrap_or_default();
        let mut lists = Lists::new();
        for (name, text) in &self.lists {
            if !resources.contains(&name.as_str()) {
                return Err(Problem::new(
                    Kind::OptionInvalid,
                    format!(
                        "Nothing in the schema refers to a list `{}`; leave it out, or name it as the \
                         schema does.",
                        name.as_str()
                    ),
                )
                .of_option(&name.option())
                .allowing(resources));
            }
            lists.insert(name.as_str().to_owned(), Rc::new(List::from_text(text)));
        }
        let wanted: Vec<ListName> = resources
            .into_iter()
            .filter(|resource| !lists.contains_key(*resource))
            .filter_map(ListName::parse)
            .collect();
        Ok((lists, wanted))
    }

    fn digest(&self) -> Result<bool, Problem> {
        match self.get(Name::Digest) {
            None => Ok(false),
            Some("sha256") => Ok(true),
            Some(other) => Err(Name::Digest.not_one_of(other, &["sha256"])),
        }
    }

    /// That there is no such template.
    pub fn unknown_template(&self, name: &str) -> Problem {
        unknown_template(name, self.terms.allowed())
    }

    /// Whether the file is to be applied once it is checked.
    fn processes(&self) -> Result<bool, Problem> {
        match self.get(Name::Mode) {
            None | Some("validate") => Ok(false),
            Some("process") if self.terms.applies => Ok(true),
            Some("process") => Err(Problem::new(
                Kind::TokenNotForThis,
                "With an upload token a file is checked; leave out `mode`, and have it applied with a key: \
                 POST /v1/jobs/{id}/process.",
            )
            .of_option(Name::Mode.as_str())),
            Some(other) => Err(Name::Mode.not_one_of(other, &["validate", "process"])),
        }
    }

    /// What the rows of a file mean that is to be applied; none where it is not.
    fn meaning(&self, chosen: Option<&Chosen>) -> Result<Option<Meaning>, Problem> {
        if !self.processes()? {
            return Ok(None);
        }
        let template = chosen.and_then(|chosen| serde_json::from_str(&chosen.text).ok());
        let meaning = template.as_ref().and_then(Meaning::of_template);
        let not_applied = || not_applied().of_option(Name::Mode.as_str());
        meaning.map(Some).ok_or_else(not_applied)
    }

    /// The template's schema or the one that was sent.
    fn schema(&self, chosen: Option<&Chosen>) -> Result<Option<Rc<Schema>>, Problem> {
        let (schema, name) = match (self.get(Name::Template), self.get(Name::Schema)) {
            (Some(_), Some(_)) => {
                return Err(template_and_schema());
            }
            (Some(name), None) => {
                let chosen = chosen.ok_or_else(|| self.unknown_template(name))?;
                (chosen.schema(), Name::Template)
            }
            (None, Some(text)) => (Schema::from_json(text).map(Rc::new), Name::Schema),
            (None, None) => {
                self.import_option(None)?;
                return Ok(None);
            }
        };
        let schema =
            schema.map_err(|errors| document_problem(Kind::SchemaInvalid, name, errors))?;
        self.import_option(Some(&schema))?;
        Ok(Some(schema))
    }

    /// What was chosen of the schema's options; the engine knows the defaults.
    fn chosen(&self) -> BTreeMap<String, String> {
        let name = Name::ImportOption;
        let chosen = self.get(name).map(|value| (name.as_str().to_owned(), value.to_owned()));
        chosen.into_iter().collect()
    }

    /// An import option is taken only where the schema lists it, under `rollcall.options`.
    fn import_option(&self, schema: Option<&Schema>) -> Result<(), Problem> {
        let Some(chosen) = self.get(Name::ImportOption) else { return Ok(()) };
        let options = schema.map_or(&[][..], |schema| &schema.template.options);
        let allowed: Vec<&str> = options
            .iter()
            .filter(|(name, _)| name == Name::ImportOption.as_str())
            .flat_map(|(_, choice)| choice.values.iter().map(String::as_str))
            .collect();
        if allowed.contains(&chosen) {
            Ok(())
        } else if allowed.is_empty() {
            Err(Problem::new(
                Kind::OptionInvalid,
                "This template leaves no choice of an import; leave out `import_option`.",
            )
            .of_option(Name::ImportOption.as_str()))
        } else {
            Err(Name::ImportOption.not_one_of(chosen, &allowed))
        }
    }

    fn retention(&self) -> Result<u64, Problem> {
        let Retention { least, most, usual } = self.terms.retention;
        let Some(text) = self.get(Name::Retention) else { return Ok(usual) };
        text.parse().ok().filter(|hours| (least..=most).contains(hours)).ok_or_else(|| {
            Problem::new(
                Kind::OptionInvalid,
                format!("The retention is a whole number of hours from {least} to {most}."),
            )
            .of_option(Name::Retention.as_str())
        })
    }
}

/// The options, checked and compiled.
pub struct Plan {
    /// How the upload is to be handled, without the engine's settings.
    pub facts: Facts,
    /// Whether the file's digest is wanted.
    pub digest: bool,
    /// Lists that the schema refers to and that did not come with the upload.
    pub wanted: Vec<ListName>,
    /// What the engine is told.
    pub settings: Settings,
}

/// That a file would be checked against two things.
fn template_and_schema() -> Problem {
    Problem::new(
        Kind::OptionsConflict,
        "A template and a schema are given; a file is checked against one of them. Leave one out.",
    )
    .of_option(Name::Schema.as_str())
}

/// That there is no such template; there are these.
pub fn unknown_template(name: &str, allowed: impl Iterator<Item = &'static str>) -> Problem {
    let shown: String = name.chars().take(60).collect();
    Problem::new(
        Kind::TemplateUnknown,
        format!("There is no template `{shown}`; GET /v1/templates lists those there are."),
    )
    .of_option(Name::Template.as_str())
    .allowing(allowed)
}

/// What is wrong with a schema that somebody wants to keep as a template.
pub fn schema_problem(errors: Vec<SchemaError>) -> Problem {
    document_problem(Kind::SchemaInvalid, Name::Schema, errors)
}

/// What is wrong with a JSON document, led by the first error.
fn document_problem(kind: Kind, name: Name, errors: Vec<SchemaError>) -> Problem {
    let detail = match errors.as_slice() {
        [] => format!("The {} is not valid.", name.as_str()),
        [only] => place(only),
        [first, rest @ ..] => format!("{} ({} more in `errors`.)", place(first), rest.len()),
    };
    Problem::new(kind, detail).of_option(name.as_str()).with_errors(errors)
}

fn place(error: &SchemaError) -> String {
    if error.pointer.is_empty() {
        error.detail.clone()
    } else {
        format!("At {}: {}", error.pointer, error.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is sent, and how it is refused.
    type Case<'a> = (&'a [(&'a str, &'a str)], Option<Kind>);

    fn given(pairs: &[(&str, &str)]) -> Result<Options, Problem> {
        under(Terms { applies: true, ..Terms::default() }, pairs)
    }

    fn under(terms: Terms, pairs: &[(&str, &str)]) -> Result<Options, Problem> {
        let mut options = Options::under(terms);
        for (name, value) in pairs {
            options.set(Slot::parse(name)?, value.as_bytes())?;
        }
        Ok(options)
    }

    fn refused(pairs: &[(&str, &str)]) -> Option<Kind> {
        given(pairs)
            .and_then(|options| options.compile(None, None, 0).map(|_| ()))
            .err()
            .map(|problem| problem.kind())
    }

    #[test]
    fn wrong_options_are_refused_by_kind() {
        let long = "x".repeat(5_000);
        let cases: [Case<'_>; 16] = [
            (&[], None),
            (&[("template", "")], None),
            (&[("mode", "validate"), ("retention", "24"), ("digest", "sha256")], None),
            (&[("encoding", "latin1"), ("language", "fr-CA")], None),
            (&[("colour", "red")], Some(Kind::OptionUnknown)),
            (&[("language", "fr"), ("language", "fr")], Some(Kind::OptionRepeated)),
            (&[("language", "tlh")], Some(Kind::OptionInvalid)),
            (&[("mode", "process")], Some(Kind::ModeNotAvailable)),
            (&[("mode", "apply")], Some(Kind::OptionInvalid)),
            (&[("retention", "0")], Some(Kind::OptionInvalid)),
            (&[("retention", "1.5")], Some(Kind::OptionInvalid)),
            (&[("digest", "md5")], Some(Kind::OptionInvalid)),
            (&[("encoding", "utf-9")], Some(Kind::OptionInvalid)),
            (&[("template", "no-such")], Some(Kind::TemplateUnknown)),
            (&[("template", "x"), ("schema", "{}")], Some(Kind::OptionsConflict)),
            (&[("description", long.as_str())], Some(Kind::OptionTooLong)),
        ];
        for (pairs, kind) in cases {
            assert_eq!(refused(pairs), kind, "{pairs:?}");
        }
    }

    #[test]
    fn whoever_may_only_check_a_file_has_none_applied() {
        for (mode, kind) in [("process", Some(Kind::TokenNotForThis)), ("validate", None)] {
            let options = under(Terms::default(), &[("mode", mode)]);
            let compiled = options.and_then(|options| options.compile(None, None, 0).map(|_| ()));
            assert_eq!(compiled.err().map(|problem| problem.kind()), kind, "{mode}");
        }
    }

    #[test]
    fn the_order_of_the_options_does_not_matter_to_their_canonical_text() {
        let one = given(&[("language", "fr"), ("mode", "validate")]).map(|given| given.canonical());
        let two = given(&[("mode", "validate"), ("language", "fr")]).map(|given| given.canonical());
        assert_eq!(one.ok(), two.ok());
    }
}
