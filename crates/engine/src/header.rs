//! Labels to fields: which column is which, and what is wrong with the header.
//!
//! A label is matched exactly first, then by its letters and digits alone (case, spaces and
//! punctuation apart), by the field's pattern, against the names that translated help pages print,
//! and at last against the words for people that stand under the names. What
//! `fieldsMatch` demands of the set of columns (Table Schema v2,
//! <https://datapackage.org/standard/table-schema/#fieldsMatch>) is checked afterwards.

use std::collections::HashMap;
use std::rc::Rc;

use crate::finding::{Code, Params, Problem, Severity, column_letter};
use crate::language::{Language, Message};
use crate::schema::{Field, FieldsMatch, Origin, Schema};

/// A finding about the header, before it has a row.
#[derive(Debug)]
pub(crate) struct HeaderFinding {
    /// The column, from 1; for a label that is missing, where it would stand in the schema.
    pub(crate) column: Option<u32>,
    /// The field or label it is about.
    pub(crate) field: Option<String>,
    pub(crate) severity: Severity,
    pub(crate) problem: Problem,
}

/// What the header says.
#[derive(Debug)]
pub(crate) struct Matched {
    /// For each column, the index of its field.
    pub(crate) fields: Vec<Option<usize>>,
    pub(crate) findings: Vec<HeaderFinding>,
}

/// A label or name reduced to its letters and digits, in lower case and without accents: they get
/// lost where people type a label in capitals, and stand apart from their letter on a Mac.
pub(crate) fn normalised(label: &str) -> String {
    label
        .chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(without_accent)
        .collect()
}

const fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        letter => letter,
    }
}

/// The names of a schema's fields, ready to be looked up.
pub(crate) struct Names<'s> {
    schema: &'s Schema,
    index: Rc<NameIndex>,
}

/// The same without the schema, which keeps it: for a template it takes longer to make than a hundred
/// rows to check.
#[derive(Debug)]
pub(crate) struct NameIndex {
    exact: HashMap<String, usize>,
    /// Spellings that are as good as the name, in lower case.
    spelled: HashMap<String, usize>,
    /// By letters and digits; `None` where two fields share them.
    near: HashMap<String, Option<usize>>,
    /// What help pages print instead, likewise, with its language; a page may print the same for
    /// several fields.
    translated: HashMap<String, Vec<(usize, Language)>>,
    /// What stands in the row of labels under the names, likewise.
    described: HashMap<String, Vec<(usize, Language)>>,
    /// Labels of columns that do not belong in the file.
    others: HashMap<String, Origin>,
}

impl NameIndex {
    fn new(schema: &Schema) -> Self {
        let mut names = Self {
            exact: HashMap::new(),
            spelled: HashMap::new(),
            near: HashMap::new(),
            translated: HashMap::new(),
            described: HashMap::new(),
            others: HashMap::new(),
        };
        for (index, field) in schema.fields.iter().enumerate() {
            names.exact.entry(field.name.clone()).or_insert(index);
            if !field.spellings.is_empty() {
                for spelling in field.spellings.iter().chain([&field.name]) {
                    names.spelled.entry(spelling.to_lowercase()).or_insert(index);
                }
            }
            let key = normalised(&field.name);
            if !key.is_empty() {
                names
                    .near
                    .entry(key)
                    .and_modify(|found| *found = found.filter(|other| *other == index))
                    .or_insert(Some(index));
            }
            for (calls, kept) in
                [(&field.aliases, &mut names.translated), (&field.labels, &mut names.described)]
            {
                for (language, call) in calls {
                    let fields = kept.entry(normalised(call)).or_default();
                    if fields.iter().all(|(other, _)| *other != index) {
                        fields.push((index, *language));
                    }
                }
            }
        }
        for column in &schema.template.other_columns {
            names.others.insert(normalised(&column.label), column.origin);
        }
        names
    }
}

impl<'s> Names<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Self {
        let index = schema.names.get_or_init(|| Rc::new(NameIndex::new(schema)));
        Self { schema, index: Rc::clone(index) }
    }

    /// Whether the label is, or nearly is, a field's name; used to tell a header from data.
    pub(crate) fn knows(&self, label: &str) -> bool {
        self.find(label).is_some()
    }

    /// How much a label says for the schema's being that of the file, from 0 to 2: a name of a
    /// field the most, words that any file may have above a column less.
    pub(crate) fn weight(&self, label: &str) -> u32 {
        match self.find(label) {
            Some(Found::One(_, How::Described(_))) => 1,
            Some(_) => 2,
            None if self.origin(label).is_some() => 2,
            None => 0,
        }
    }

    /// The one field of a label, if there is one.
    pub(crate) fn field(&self, label: &str) -> Option<usize> {
        match self.find(label)? {
            Found::One(field, _) => Some(field),
            Found::Several(..) => None,
        }
    }

    /// Whether it is by the field's pattern that the label is the field's.
    #[cfg(feature = "rows")]
    pub(crate) fn is_by_pattern(&self, label: &str, field: usize) -> bool {
        let index = &*self.index;
        let by_name = index.exact.contains_key(label)
            || index.spelled.contains_key(&label.to_lowercase())
            || matches!(index.near.get(&normalised(label)), Some(Some(_)));
        let pattern = self.schema.fields.get(field).and_then(|field| field.pattern_label.as_ref());
        !by_name && pattern.is_some_and(|pattern| pattern.is_match(label))
    }

    /// The field of a label, and how it was found.
    fn find(&self, label: &str) -> Option<Found<'_>> {
        if let Some(&index) = self.index.exact.get(label) {
            return Some(Found::One(index, How::Exact));
        }
        if !self.index.spelled.is_empty()
            && let Some(&index) = self.index.spelled.get(&label.to_lowercase())
        {
            return Some(Found::One(index, How::Exact));
        }
        let key = normalised(label);
        if let Some(&Some(index)) = self.index.near.get(&key) {
            return Some(Found::One(index, How::Near));
        }
        let pattern = self.schema.fields.iter().position(|field| {
            field.pattern_label.as_ref().is_some_and(|pattern| pattern.is_match(label))
        });
        if let Some(index) = pattern {
            return Some(Found::One(index, How::Exact));
        }
        match self.index.translated.get(&key).map(Vec::as_slice) {
            // An older name of the vendor's own.
            Some([(index, Language::En)]) => Some(Found::One(*index, How::Near)),
            Some([(index, language)]) => Some(Found::One(*index, How::Translated(*language))),
            Some(several) => Some(Found::Several(several)),
            None => match self.index.described.get(&key).map(Vec::as_slice) {
                Some([(index, language)]) => Some(Found::One(*index, How::Described(*language))),
                _ => None,
            },
        }
    }

    /// Where a column comes from that does not belong in the file.
    fn origin(&self, label: &str) -> Option<Origin> {
        self.index.others.get(&normalised(label)).copied()
    }
}

/// What a label means.
#[derive(Debug, Clone, Copy)]
enum Found<'n> {
    One(usize, How),
    /// A help page gives several fields this one name.
    Several(&'n [(usize, Language)]),
}

/// Whether `text` is what people call the field: its name or the last part of it, its title, one of
/// its labels or aliases. Tells a row of labels from a row of data.
pub(crate) fn is_called(field: &Field, text: &str) -> bool {
    let key = normalised(text);
    let last_part = field.name.rsplit('.').next().unwrap_or(&field.name);
    let same = |name: &str| normalised(name) == key;
    !key.is_empty()
        && (same(&field.name)
            || same(last_part)
            || field.title.as_deref().is_some_and(same)
            || field.labels.iter().chain(&field.aliases).any(|(_, name)| same(name)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// As the vendor writes it, or in a way that is as good.
    Exact,
    Near,
    /// As a help page in another language has it.
    Translated(Language),
    /// By the words for people that stand under the name.
    Described(Language),
}

/// Matches the labels of a file without a schema: only what is wrong with any header.
pub(crate) fn inspect(labels: &[String]) -> Matched {
    let mut matched = Matched { fields: vec![None; labels.len()], findings: Vec::new() };
    if labels.iter().all(|label| label.trim().is_empty()) {
        matched.add(None, None, Problem::new(Code::BlankHeader, Message::BlankHeader));
        return matched;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, label) in labels.iter().enumerate() {
        let column = Some(index as u32 + 1);
        let label = label.as_str();
        if label.trim().is_empty() {
            matched.add(column, None, Problem::new(Code::BlankLabel, Message::BlankLabel));
        } else if let Some(first) = seen.get(label) {
            let problem = Problem::new(Code::DuplicateLabel, Message::DuplicateLabel)
                .with("label", label)
                .with("first", column_letter(*first as u32 + 1));
            matched.add(column, Some(label.to_owned()), problem);
        } else {
            seen.insert(label, index);
        }
    }
    matched
}

/// Matches labels to the fields of a schema.
pub(crate) fn match_labels(labels: &[String], schema: &Schema) -> Matched {
    let mut matched = inspect(labels);
    if matched.findings.iter().any(|finding| finding.problem.code == Code::BlankHeader) {
        return matched;
    }
    let names = Names::new(schema);
    let exact = schema.fields_match == FieldsMatch::Exact;
    let mut column_of: Vec<Option<usize>> = vec![None; schema.fields.len()];
    let duplicates: Vec<bool> = (0..labels.len())
        .map(|index| {
            matched.findings.iter().any(|finding| {
                finding.problem.code == Code::DuplicateLabel
                    && finding.column == Some(index as u32 + 1)
            })
        })
        .collect();
    // Words for people name a column only where no other column has the name itself.
    let claimed: Vec<usize> = labels
        .iter()
        .filter_map(|label| match names.find(label.trim())? {
            Found::One(_, How::Described(_)) | Found::Several(_) => None,
            Found::One(field, _) => Some(field),
        })
        .collect();
    for (index, label) in labels.iter().enumerate() {
        let label = label.trim();
        let column = Some(index as u32 + 1);
        let here = schema.fields.get(index);
        if label.is_empty() {
            if exact && here.is_some() {
                matched.fields[index] = Some(index);
                column_of[index] = Some(index);
            }
            continue;
        }
        let found = match names.find(label) {
            Some(Found::One(field, How::Described(_))) if claimed.contains(&field) => None,
            Some(Found::One(field, how)) => Some((field, how)),
            Some(Found::Several(fields)) => {
                matched.several(index, label, fields, schema);
                continue;
            }
            None => None,
        };
        let Some((field, how)) = found else {
            if exact && let Some(expected) = here {
                // In an exact match the place says which field this is meant to be.
                matched.fields[index] = Some(index);
                column_of[index] = Some(index);
                let problem = Problem::new(Code::IncorrectLabel, Message::IncorrectLabel)
                    .with("label", label)
                    .with("expected", expected.name.as_str());
                matched.add(column, Some(expected.name.clone()), problem);
            } else {
                matched.extra(index, label, schema, &names);
            }
            continue;
        };
        if duplicates[index] && column_of[field].is_some() {
            continue;
        }
        if let Some(first) =
            column_of[field].filter(|_| schema.fields[field].pattern_label.is_none())
        {
            // Two columns that mean the same field, such as its name and its translation.
            let problem = Problem::new(Code::DuplicateLabel, Message::DuplicateLabel)
                .with("label", label)
                .with("first", column_letter(first as u32 + 1));
            matched.add(column, Some(schema.fields[field].name.clone()), problem);
            continue;
        }
        let name = &schema.fields[field].name;
        matched.fields[index] = Some(field);
        column_of[field] = Some(index);
        if exact && field != index {
            let expected = here.map_or(name.as_str(), |here| here.name.as_str());
            let code = if here.is_some() { Code::IncorrectLabel } else { Code::ExtraLabel };
            let message =
                if here.is_some() { Message::IncorrectLabel } else { Message::ExtraLabel };
            let problem =
                Problem::new(code, message).with("label", label).with("expected", expected);
            matched.add(column, Some(expected.to_owned()), problem);
            continue;
        }
        match how {
            How::Exact => {}
            How::Near => {
                let problem = Problem::new(Code::NearLabel, Message::NearLabel)
                    .with("label", label)
                    .with("expected", name.as_str());
                matched.add(column, Some(name.clone()), problem);
            }
            How::Described(Language::En) => {
                // The vendor's machine looks for the name, and these words are not it.
                matched.findings.push(HeaderFinding {
                    column,
                    field: Some(name.clone()),
                    severity: Severity::Error,
                    problem: Problem::new(Code::NearLabel, Message::NearLabelWords)
                        .with("label", label)
                        .with("expected", name.as_str()),
                });
            }
            How::Translated(language) | How::Described(language) => {
                let problem = Problem::new(Code::TranslatedLabel, Message::TranslatedLabel)
                    .with("label", label)
                    .with("expected", name.as_str())
                    .with("language", language.tag());
                matched.add(column, Some(name.clone()), problem);
            }
        }
    }
    matched.missing(schema, &column_of, labels.len());
    // In the order of the columns, as one reads them.
    matched.findings.sort_by_key(|finding| finding.column.unwrap_or(0));
    matched
}

/// On how many of the first records another width than the header's has to be found.
const AGREEING: usize = 8;

/// The width that the records under the header agree on, where none of them has the header's: then
/// the header is what is wrong. `widths` are those of the first few records.
pub(crate) fn width_of_records(
    header: usize,
    widths: impl Iterator<Item = usize> + Clone,
) -> Option<usize> {
    let most = widths.clone().max_by_key(|width| widths.clone().filter(|w| w == width).count())?;
    let agree = widths.clone().filter(|width| *width == most).count();
    (agree >= AGREEING && most > 1 && !widths.clone().any(|width| width == header)).then_some(most)
}

impl Matched {
    /// Whether a label is wrong, so that the header may be what is damaged.
    pub(crate) fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Says that the header has another width than all records. A label that is only out of its
    /// place, or is called missing because it is, needs no finding besides.
    pub(crate) fn has_other_width(
        &mut self,
        header: &[String],
        width: usize,
        schema: Option<&Schema>,
    ) {
        let (code, message) = if header.len() < width {
            (Code::MissingLabel, Message::MissingLabelWidth)
        } else {
            (Code::ExtraLabel, Message::ExtraLabelWidth)
        };
        if let Some(names) = schema.map(Names::new) {
            let at = |column: u32| header.get((column as usize).saturating_sub(1));
            let stands = |label: &str| header.iter().any(|other| other.trim() == label);
            self.findings.retain(|HeaderFinding { column, field, problem, .. }| {
                match problem.code {
                    Code::IncorrectLabel | Code::ExtraLabel => {
                        !column.and_then(at).is_some_and(|label| names.knows(label.trim()))
                    }
                    Code::MissingLabel => !field.as_deref().is_some_and(stands),
                    _ => true,
                }
            });
        }
        let problem = Problem::new(code, message)
            .with("labels", header.len() as u64)
            .with("cells", width as u64);
        self.add(None, None, problem);
    }

    /// For each of `width` columns, which label of a damaged header stands over it. The labels that
    /// the schema knows are counted from the left up to the damage, and from the right up to it;
    /// what lies between belongs to no column.
    pub(crate) fn align(
        &self,
        labels: &[String],
        schema: Option<&Schema>,
        width: usize,
    ) -> Vec<Option<usize>> {
        let own = |column: usize| (column < labels.len()).then_some(column);
        let Some(schema) = schema else { return (0..width).map(own).collect() };
        let names = Names::new(schema);
        let known = |label: &&String| names.knows(label.trim());
        let left = labels.iter().take_while(known).count().min(width);
        if left == labels.len() {
            // A label is gone without a trace. The order of the fields says which one.
            let at = |column: usize| self.fields.iter().position(|field| *field == Some(column));
            let in_place = schema.fields.len() == width;
            return (0..width).map(|column| if in_place { at(column) } else { None }).collect();
        }
        let right = labels.iter().rev().take_while(known).count().min(width - left);
        let label = |column: usize| match column {
            _ if column < left => Some(column),
            _ if column + right >= width => Some(column + labels.len() - width),
            _ => None,
        };
        (0..width).map(label).collect()
    }

    fn add(&mut self, column: Option<u32>, field: Option<String>, problem: Problem) {
        let severity = problem.code.severity();
        self.findings.push(HeaderFinding { column, field, severity, problem });
    }

    /// A column whose label a help page gives to several fields: which one is meant is for the
    /// sender to say.
    fn several(
        &mut self,
        index: usize,
        label: &str,
        fields: &[(usize, Language)],
        schema: &Schema,
    ) {
        let column = Some(index as u32 + 1);
        // That the label is there twice is no wonder then.
        self.findings.retain(|finding| {
            finding.column != column || finding.problem.code != Code::DuplicateLabel
        });
        let names: Vec<&str> = fields
            .iter()
            .filter_map(|(field, _)| schema.fields.get(*field))
            .map(|field| field.name.as_str())
            .collect();
        let language = fields.first().map_or(Language::En, |(_, language)| *language);
        let problem = Problem::new(Code::TranslatedLabel, Message::TranslatedLabelSeveral)
            .with("label", label)
            .with("candidates", names.join(", "))
            .with("language", language.tag());
        self.add(column, Some(label.to_owned()), problem);
    }

    /// A column that the schema does not know.
    fn extra(&mut self, index: usize, label: &str, schema: &Schema, names: &Names<'_>) {
        let allowed = matches!(schema.fields_match, FieldsMatch::Subset | FieldsMatch::Partial);
        let origin = names.origin(label);
        let severity = match schema.template.extra_labels {
            Some(severity) => severity,
            None if allowed && origin.is_some() => Severity::Warning,
            None if allowed => return,
            None => Severity::Error,
        };
        let mut params: Params = vec![("label", label.into())];
        let message = match (origin, nearest(label, names)) {
            (Some(Origin::Removed), _) => Message::ExtraLabelRemoved,
            (Some(Origin::Output), _) => Message::ExtraLabelOutput,
            (None, Some(name)) => {
                params.push(("nearest", name.into()));
                Message::ExtraLabelNear
            }
            (None, None) => Message::ExtraLabel,
        };
        self.findings.push(HeaderFinding {
            column: Some(index as u32 + 1),
            field: Some(label.to_owned()),
            severity,
            problem: Problem { code: Code::ExtraLabel, message, constraint: None, params },
        });
    }

    /// Fields that no column has.
    fn missing(&mut self, schema: &Schema, column_of: &[Option<usize>], width: usize) {
        let fields_match = schema.fields_match;
        let any = column_of.iter().any(Option::is_some);
        for (index, field) in schema.fields.iter().enumerate() {
            if column_of[index].is_some() || fields_match == FieldsMatch::Exact && index < width {
                continue;
            }
            let wanted = match fields_match {
                FieldsMatch::Exact | FieldsMatch::Equal | FieldsMatch::Subset => true,
                FieldsMatch::Superset | FieldsMatch::Partial => field.required || !any,
            };
            if !wanted {
                continue;
            }
            let message =
                if field.required { Message::MissingLabelRequired } else { Message::MissingLabel };
            let problem =
                Problem::new(Code::MissingLabel, message).with("label", field.name.as_str());
            self.add(Some(index as u32 + 1), Some(field.name.clone()), problem);
        }
    }
}

/// The field's name that a mistyped label most likely means: at most two letters away, and at most
/// a fifth of its length.
fn nearest<'s>(label: &str, names: &Names<'s>) -> Option<&'s str> {
    let key = normalised(label);
    if key.len() < 4 || key.len() > 100 {
        return None;
    }
    let limit = (key.chars().count() / 5).clamp(1, 2);
    let fields = names.schema.fields.iter().map(|field| field.name.as_str());
    fields
        .filter(|name| name.len().abs_diff(label.len()) <= limit + 8)
        .map(|name| (strsim::damerau_levenshtein(&key, &normalised(name)), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}
