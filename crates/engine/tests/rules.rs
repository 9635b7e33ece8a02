//! Rules between the cells of a row: every condition and every kind of rule, at their borders.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

use std::rc::Rc;

use proptest::prelude::*;
use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::language::Language;
use rollcall_engine::schema::{Schema, SchemaError};
use rollcall_engine::{Finished, Limits, Settings, Validation};
use serde_json::{Value, json};

/// Five fields of all sorts, one that may have several columns, and one that is secret.
fn fields() -> Value {
    json!([
        {"name": "name", "constraints": {"required": true}},
        {"name": "email", "rollcall": {"format": "email"}},
        {"name": "active", "type": "boolean", "trueValues": ["TRUE", "true", "T"], "falseValues": ["FALSE"]},
        {"name": "agent", "rollcall": {"format": "yes-no", "tokens": {"yes": ["Y", "Yes"], "no": ["N", "No"]}}},
        {"name": "kind", "constraints": {"enum": ["branch", "pilot"]}},
        {"name": "mode", "rollcall": {"format": "yes-no", "tokens": ["ON", "OFF"]}},
        {"name": "timeout", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "phone", "rollcall": {"format": "phone"}},
        {"name": "fax", "rollcall": {"format": "phone"}},
        {"name": "site"},
        {"name": "pin", "rollcall": {"secret": true}},
        {"name": "service", "rollcall": {"pattern_label": "Service \\[.+\\]"}},
    ])
}

/// The rule with words in every language, where it has none of its own.
fn worded(mut rule: Value) -> Value {
    if !rule.is_object() {
        return rule;
    }
    for key in ["title", "message", "fix"] {
        if rule.get(key).is_none() {
            rule[key] = Language::ALL
                .map(|language| (language.tag().to_owned(), json!(format!("The {key}."))))
                .into_iter()
                .collect::<serde_json::Map<_, _>>()
                .into();
        }
    }
    if rule.get("id").is_none() {
        rule["id"] = json!("the-rule");
    }
    rule
}

fn every_language(text: &str) -> Value {
    Language::ALL
        .map(|language| (language.tag().to_owned(), json!(text)))
        .into_iter()
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn document(rules: Vec<Value>) -> String {
    json!({
        "fields": fields(),
        "fieldsMatch": "partial",
        "rollcall": {
            "options": {"import_option": ["add", "add_and_remove"]},
            "rules": rules.into_iter().map(worded).collect::<Vec<_>>(),
        },
    })
    .to_string()
}

fn schema(rules: Vec<Value>) -> Rc<Schema> {
    Rc::new(Schema::from_json(&document(rules)).unwrap_or_else(|errors| panic!("{errors:#?}")))
}

fn settings(rules: Vec<Value>) -> Settings {
    Settings { schema: Some(schema(rules)), ..Settings::default() }
}

fn run(settings: Settings, file: &[u8], chunk: usize) -> Finished {
    let mut validation = Validation::new(settings);
    for piece in file.chunks(chunk) {
        validation.push(piece);
    }
    validation.finish()
}

fn findings(finished: &Finished) -> Vec<Value> {
    std::str::from_utf8(&finished.findings_ndjson)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .filter(|finding: &Value| finding.get("code").is_some())
        .collect()
}

/// The findings of the rules as `row:column field`, with `-` for what they do not have.
fn broken(settings: Settings, file: &str) -> Vec<String> {
    let finished = run(settings, file.as_bytes(), usize::MAX);
    findings(&finished)
        .iter()
        .filter(|finding| finding["code"] == "the-rule" || finding["params"].get("rule").is_some())
        .map(|finding| {
            let number = |name: &str| finding[name].as_u64().map_or("-".into(), |n| n.to_string());
            let field = finding["field"].as_str().unwrap_or("-");
            format!("{}:{} {field}", number("row"), number("column"))
        })
        .collect()
}

/// On which of the rows (from 2) a condition holds.
fn rows_where(condition: &Value, file: &str) -> Vec<u64> {
    let rule = json!({"when": condition, "never": true, "field": null});
    run(settings(vec![rule]), file.as_bytes(), usize::MAX)
        .report
        .findings
        .groups
        .iter()
        .filter(|group| group.code == "the-rule")
        .flat_map(|group| &group.samples)
        .map(|sample| {
            serde_json::from_str::<Value>(sample.get()).expect("JSON")["row"]
                .as_u64()
                .expect("a row")
        })
        .collect()
}

macro_rules! holds {
    ($($name:ident: $condition:tt, $file:expr => [$($row:literal),*];)*) => {
        $(#[test] fn $name() {
            let expected: Vec<u64> = vec![$($row),*];
            assert_eq!(rows_where(&json!($condition), $file), expected);
        })*
    };
}

holds! {
    present_holds_where_there_is_a_value: {"present": "site"}, "name,site\na,x\nb,\nc, \n" => [2, 4];
    present_holds_where_the_value_is_not_valid: {"present": "timeout"}, "name,timeout\na,soon\nb,\n" => [2];
    present_does_not_hold_without_a_column: {"present": "site"}, "name,email\na,a@example.com\n" => [];
    absent_holds_where_there_is_no_value: {"absent": "site"}, "name,site\na,x\nb,\n" => [3];
    absent_holds_without_a_column: {"absent": "site"}, "name,email\na,a@example.com\n" => [2];
    equals_compares_text_exactly: {"equals": ["site", "Paris"]},
        "name,site\na,Paris\nb,paris\nc,Paris \nd,\n" => [2];
    equals_takes_any_word_for_yes_in_any_case: {"equals": ["agent", "Y"]},
        "name,agent\na,Y\nb,y\nc,YES\nd,N\ne,\nf,oui\n" => [2, 3, 4];
    equals_takes_any_word_of_a_boolean: {"equals": ["active", "TRUE"]},
        "name,active\na,TRUE\nb,true\nc,t\nd,FALSE\ne,1\n" => [2, 3, 4];
    equals_takes_a_json_boolean: {"equals": ["active", false]}, "name,active\na,TRUE\nb,false\nc,\n" => [3];
    equals_takes_words_without_meaning_in_any_case: {"equals": ["mode", "on"]},
        "name,mode\na,ON\nb,on\nc,OFF\n" => [2, 3];
    equals_compares_a_value_that_is_not_valid: {"not": {"equals": ["kind", "pilot"]}},
        "name,kind\na,pilot\nb,Pilot\n" => [3];
    in_takes_any_of_the_values: {"in": ["site", ["Paris", "Rome"]]},
        "name,site\na,Rome\nb,Paris\nc,Bonn\nd,\n" => [2, 3];
    in_takes_words_of_yes_and_no: {"in": ["agent", ["Y", "N"]]}, "name,agent\na,yes\nb,no\nc,\n" => [2, 3];
    matches_takes_the_whole_value: {"matches": ["site", "[A-Z]+"]},
        "name,site\na,AB\nb,ABc\nc,\n" => [2];
    matches_takes_part_of_a_value_where_the_pattern_says_so: {"matches": ["site", "(?i).*vcc.*"]},
        "name,site\na,x VCC y\nb,vc\n" => [2];
    same_compares_two_values: {"same": ["phone", "fax"]},
        "name,phone,fax\na,441632960001,441632960001\nb,441632960001,441632960002\nc,,\nd,441632960001,\n" => [2];
    same_compares_what_is_meant: {"same": ["phone", "fax"]},
        "name,phone,fax\na,+441632960001,00441632960001\n" => [2];
    same_says_nothing_of_a_value_that_is_not_valid: {"same": ["phone", "fax"]},
        "name,phone,fax\na,12,12\n" => [];
    nor_does_its_opposite: {"not": {"same": ["phone", "fax"]}},
        "name,phone,fax\na,12,13\nb,441632960001,\n" => [3];
    differs_compares_two_values: {"differs": ["phone", "fax"]},
        "name,phone,fax\na,441632960001,441632960001\nb,441632960001,441632960002\nc,,441632960001\n" => [3];
    longer_counts_characters: {"longer": ["site", 3]},
        "name,site\na,abc\nb,abcd\nc,éèê\nd,éèêë\ne,\n" => [3, 5];
    longer_than_nothing_is_any_value: {"longer": ["site", 0]}, "name,site\na,x\nb,\n" => [2];
    less_compares_numbers: {"less": ["timeout", 15]},
        "name,timeout\na,14\nb,15\nc,16\nd,\ne,soon\nf,009\n" => [2, 7];
    greater_compares_numbers: {"greater": ["timeout", 15]},
        "name,timeout\na,14\nb,15\nc,16\nd,\ne,soon\nf,100000000000000000000\n" => [4, 7];
    and_needs_all: {"and": [{"present": "site"}, {"equals": ["agent", "Y"]}]},
        "name,site,agent\na,x,Y\nb,x,N\nc,,Y\n" => [2];
    or_needs_one: {"or": [{"present": "site"}, {"equals": ["agent", "Y"]}]},
        "name,site,agent\na,x,Y\nb,x,N\nc,,Y\nd,,N\n" => [2, 3, 4];
    not_is_the_opposite: {"not": {"present": "site"}}, "name,site\na,x\nb,\n" => [3];
    a_field_with_several_columns_needs_one_of_them: {"equals": ["service", "on"]},
        "name,Service [A],Service [B]\na,on,off\nb,off,on\nc,off,off\nd,,\n" => [2, 3];
    such_a_field_is_absent_where_all_are: {"absent": "service"},
        "name,Service [A],Service [B]\na,on,\nb,,on\nc,,\n" => [4];
}

macro_rules! breaks {
    ($($name:ident: $rule:tt, $file:expr => [$($place:literal),*];)*) => {
        $(#[test] fn $name() {
            let expected: Vec<&str> = vec![$($place),*];
            assert_eq!(broken(settings(vec![json!($rule)]), $file), expected);
        })*
    };
}

breaks! {
    what_is_required_is_asked_only_where_the_rule_applies:
        {"when": {"present": "site"}, "require": {"present": "phone"}},
        "name,site,phone\na,x,441632960001\nb,x,\nc,,\n" => ["3:3 phone"];
    a_column_that_is_not_there_breaks_what_is_required_of_it:
        {"when": {"present": "site"}, "require": {"present": "phone"}},
        "name,site\na,x\n" => ["2:- phone"];
    the_finding_stands_on_the_field_that_the_rule_names:
        {"when": {"present": "site"}, "require": {"present": "phone"}, "field": "site"},
        "name,site,phone\na,x,\n" => ["2:2 site"];
    the_finding_stands_on_the_row_where_the_field_is_null:
        {"when": {"present": "site"}, "require": {"present": "phone"}, "field": null},
        "name,site,phone\na,x,\n" => ["2:- -"];
    without_a_condition_every_row_is_asked:
        {"require": {"or": [{"present": "phone"}, {"present": "email"}]}},
        "name,email,phone\na,a@example.com,\nb,,\nc,,441632960001\n" => ["3:3 phone"];
    what_must_differ_may_be_missing: {"require": {"differs": ["phone", "fax"]}},
        "name,phone,fax\na,441632960001,\nb,,\nc,441632960001,441632960001\nd,441632960001,441632960002\n"
        => ["4:2 phone"];
    what_must_be_less_may_be_missing: {"require": {"less": ["timeout", 30]}},
        "name,timeout\na,\nb,29\nc,30\nd,soon\n" => ["4:2 timeout"];
    what_must_be_the_same_must_be_there: {"when": {"present": "phone"}, "require": {"same": ["phone", "fax"]}},
        "name,phone,fax\na,441632960001,\nb,441632960001,441632960001\nc,12,441632960001\n" => ["2:2 phone"];
    a_rule_on_the_columns_stands_on_the_header:
        {"when": {"column": "fax"}, "never": true}, "name,fax\na,\nb,\n" => ["1:2 fax"];
    a_rule_on_the_columns_is_silent_without_the_column:
        {"when": {"column": "fax"}, "never": true}, "name,phone\na,\n" => [];
    two_columns_that_go_together:
        {"when": {"column": "fax"}, "require": {"column": "phone"}}, "name,fax\na,\n" => ["1:- phone"];
    repeats_name_the_later_row: {"repeats": ["phone"]},
        "name,phone\na,441632960001\nb,+441632960001\nc,441632960002\nd,\ne,\n" => ["3:2 phone"];
    repeats_are_looked_for_where_the_rule_applies:
        {"when": {"equals": ["agent", "Y"]}, "repeats": ["site"]},
        "name,agent,site\na,Y,x\nb,N,x\nc,Y,y\nd,Y,x\n" => ["5:3 site"];
    repeats_of_two_fields_need_both: {"repeats": ["site", "phone"], "field": "phone"},
        "name,site,phone\na,x,441632960001\nb,y,441632960001\nc,x,\nd,x,\ne,x,441632960001\n" => ["6:3 phone"];
    repeats_heed_the_case: {"repeats": ["site"]}, "name,site\na,École\nb,école\n" => [];
    repeats_ignore_the_case_where_they_are_told_to: {"repeats": ["site"], "ignore_case": true},
        "name,site\na,École\nb,ÉCOLE\nc,Abc\nd,aBC\n" => ["3:2 site", "5:2 site"];
    a_value_that_is_not_valid_repeats_nothing: {"repeats": ["phone"]}, "name,phone\na,12\nb,12\n" => [];
    no_more_than_most_rows: {"when": {"present": "site"}, "most": 2},
        "name,site\na,x\nb,x\nc,\n" => [];
    more_than_most_rows_is_said_once: {"when": {"present": "site"}, "most": 2},
        "name,site\na,x\nb,x\nc,y\nd,z\n" => ["-:- site"];
    rows_that_are_counted_are_said_once: {"when": {"equals": ["kind", "pilot"]}, "count": true},
        "name,kind\na,pilot\nb,branch\nc,pilot\n" => ["-:- kind"];
    nothing_is_counted_and_nothing_said: {"when": {"equals": ["kind", "pilot"]}, "count": true},
        "name,kind\na,branch\n" => [];
    a_blank_row_is_not_asked: {"require": {"present": "phone"}}, "name,phone\na,441632960001\n,\n\n" => [];
    a_row_of_another_width_is_not_asked: {"require": {"present": "site"}},
        "name,phone,site\na,441632960001\nb,441632960001,x,y\nc,441632960001,\n" => ["4:3 site"];
    a_row_with_damaged_quotes_is_not_asked: {"require": {"present": "site"}},
        "name,phone,site\na\"b,441632960001,\nc,441632960001,\n" => ["3:3 site"];
    a_formula_is_compared_without_its_apostrophe: {"when": {"equals": ["site", "=A1"]}, "never": true},
        "name,site\na,=A1\nb,'=A1\n" => ["2:2 site", "3:2 site"];
    the_finding_stands_on_the_column_that_made_the_rule_apply:
        {"when": {"equals": ["service", "on"]}, "never": true},
        "name,Service [A],Service [B]\na,off,on\nb,on,on\n" => ["2:3 service", "3:2 service"];
    a_code_of_ours_groups_with_its_kind:
        {"code": "destructive-change", "severity": "warning", "when": {"equals": ["active", false]}, "never": true},
        "name,active\na,FALSE\n" => ["2:2 active"];
    an_option_that_is_not_chosen_is_the_first:
        {"when": {"and": [{"option": ["import_option", "add"]}, {"present": "site"}]}, "never": true},
        "name,site\na,x\n" => ["2:2 site"];
    a_rule_for_the_other_option_is_silent:
        {"when": {"and": [{"option": ["import_option", "add_and_remove"]}, {"present": "site"}]}, "never": true},
        "name,site\na,x\n" => [];
}

#[test]
fn the_option_of_the_upload_decides() {
    let rule = json!({
        "when": {"and": [{"option": ["import_option", "add_and_remove"]}, {"present": "site"}]},
        "never": true,
    });
    let mut settings = settings(vec![rule]);
    settings.options.insert("import_option".into(), "add_and_remove".into());
    assert_eq!(broken(settings, "name,site\na,x\n"), ["2:2 site"]);
}

#[test]
fn a_file_without_a_header_has_its_rules_by_position() {
    let dialect = DialectOptions::from_json(r#"{"header": false}"#).unwrap();
    let rule = json!({"when": {"present": "name"}, "require": {"present": "email"}});
    let settings = Settings { dialect, ..settings(vec![rule]) };
    assert_eq!(broken(settings, "a,,,,,,,,,,,\n"), ["1:2 email"]);
}

#[test]
fn a_null_sequence_is_no_value() {
    let dialect = DialectOptions::from_json(r#"{"nullSequence": "NULL"}"#).unwrap();
    let rule = json!({"when": {"present": "site"}, "never": true});
    let settings = Settings { dialect, ..settings(vec![rule]) };
    assert_eq!(broken(settings, "name,site\na,NULL\nb,x\n"), ["3:2 site"]);
}

#[test]
fn a_finding_says_it_in_the_words_of_the_rule() {
    let rule = json!({
        "id": "fax-is-not-phone",
        "when": {"same": ["phone", "fax"]},
        "never": true,
        "field": "fax",
        "message": every_language("“{cell}” in {field} is the phone number of {value:name}, {value:site}."),
        "fix": every_language("Clear {field}."),
    });
    let file = "name,phone,fax,site\nZoë,441632960001,00441632960001,\n";
    let finished = run(settings(vec![rule]), file.as_bytes(), usize::MAX);
    let finding = &findings(&finished)[0];
    assert_eq!(finding["code"], "fax-is-not-phone");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["cell"], "00441632960001");
    assert_eq!(finding["letter"], "C");
    assert_eq!(finding["message"], "“00441632960001” in fax is the phone number of Zoë, .");
    assert_eq!(finding["fix"], "Clear fax.");
    assert_eq!(finding["params"], json!({}));
    let group = &finished.report.findings.groups[0];
    assert_eq!(
        (group.code.as_str(), group.title.as_deref()),
        ("fax-is-not-phone", Some("The title."))
    );
    assert_eq!((finished.report.rows.valid, finished.report.rows.invalid), (0, 1));
    let csv = String::from_utf8(finished.report_csv).unwrap();
    assert!(csv.contains("invalid,\"fax: “00441632960001” in fax is"), "{csv}");
}

#[test]
fn a_warning_leaves_the_row_valid_and_stands_in_its_details() {
    let rule = json!({"when": {"present": "site"}, "never": true, "severity": "warning"});
    let finished = run(settings(vec![rule]), b"name,site\na,x\n", usize::MAX);
    assert!(finished.report.valid);
    assert_eq!(finished.report.rows.valid, 1);
    let csv = String::from_utf8(finished.report_csv).unwrap();
    assert_eq!(csv, "name,site,status,details\na,x,valid,site: The message. The fix.\n");
}

#[test]
fn numbers_stand_in_the_sentences_as_the_language_writes_them() {
    let rules = vec![
        json!({"id": "too-many-sites", "when": {"present": "site"}, "most": 1000, "code": "row-limit",
               "message": every_language("{count} > {limit}")}),
        json!({"id": "sites-repeat", "repeats": ["site"], "code": "unique-error", "severity": "warning",
               "message": every_language("row {first_row}")}),
    ];
    let mut file = String::from("name,site\n");
    file.push_str(&"a,x\n".repeat(1001));
    let settings = Settings { language: Language::De, ..settings(rules) };
    let finished = run(settings, file.as_bytes(), usize::MAX);
    let all = findings(&finished);
    assert_eq!(all[0]["message"], "row 2");
    assert_eq!(all[0]["code"], "unique-error");
    assert_eq!(all[0]["params"], json!({"rule": "sites-repeat", "first_row": 2}));
    let last = all.last().unwrap();
    assert_eq!(last["code"], "row-limit");
    assert_eq!(last["message"], "1.001 > 1.000");
    assert_eq!(last["params"], json!({"rule": "too-many-sites", "count": 1001, "limit": 1000}));
    assert_eq!(last["row"], Value::Null);
}

#[test]
fn a_secret_value_is_never_shown() {
    let rule = json!({"when": {"equals": ["pin", "123456"]}, "never": true});
    let finished = run(settings(vec![rule]), b"name,pin\na,123456\n", usize::MAX);
    let finding = &findings(&finished)[0];
    assert_eq!((&finding["field"], &finding["cell"]), (&json!("pin"), &Value::Null));
    assert!(!String::from_utf8(finished.findings_ndjson).unwrap().contains("123456"));
}

#[test]
fn what_a_sentence_shows_is_cut_and_stays_on_its_line() {
    let rule = json!({"when": {"present": "site"}, "never": true,
                      "message": every_language("“{value:site}”")});
    let file = format!("name,site\na,\"x\ny{}\"\n", "z".repeat(100));
    let finished = run(settings(vec![rule]), file.as_bytes(), usize::MAX);
    let message = findings(&finished)[0]["message"].as_str().unwrap().to_owned();
    assert_eq!(message, format!("“x␊y{}…”", "z".repeat(57)));
}

#[test]
fn rules_with_codes_of_their_own_are_groups_of_their_own() {
    let rules = vec![
        json!({"id": "rule-one", "when": {"present": "site"}, "never": true}),
        json!({"id": "rule-two", "when": {"present": "site"}, "never": true}),
        json!({"id": "rule-three", "when": {"present": "site"}, "never": true, "code": "row-constraint"}),
        json!({"id": "rule-four", "when": {"present": "site"}, "never": true, "code": "row-constraint"}),
    ];
    let finished = run(settings(rules), b"name,site\na,x\nb,y\n", usize::MAX);
    let groups: Vec<(&str, u64)> = finished
        .report
        .findings
        .groups
        .iter()
        .map(|group| (group.code.as_str(), group.count))
        .collect();
    assert_eq!(groups, [("rule-one", 2), ("rule-two", 2), ("row-constraint", 4)]);
}

#[test]
fn past_the_limit_of_what_is_remembered_the_report_says_so() {
    let rule = json!({"repeats": ["site"]});
    let limits = Limits { unique_values: 2, ..Limits::DEFAULT };
    let settings = Settings { limits, ..settings(vec![rule]) };
    let finished = run(settings, b"name,site\na,x\nb,y\nc,z\nd,x\n", usize::MAX);
    let codes: Vec<Value> = findings(&finished).into_iter().map(|it| it["code"].clone()).collect();
    assert_eq!(codes, ["the-rule", "unique-limit"]);
}

fn faults(rules: Vec<Value>) -> Vec<SchemaError> {
    Schema::from_json(&document(rules)).expect_err("a fault")
}

macro_rules! refuses {
    ($($name:ident: $rule:tt => $pointer:literal, $part:literal;)*) => {
        $(#[test] fn $name() {
            let found = faults(vec![json!($rule)]);
            let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
            assert_eq!(found.len(), 1, "{shown:#?}");
            assert_eq!(found[0].pointer, concat!("/rollcall/rules/0", $pointer), "{shown:#?}");
            assert!(found[0].detail.contains($part), "{shown:#?}");
        })*
    };
}

refuses! {
    a_rule_that_is_no_object: "rule" => "", "object";
    a_rule_with_a_key_that_is_not_known:
        {"never": true, "when": {"present": "site"}, "then": 1} => "/then", "no key";
    a_rule_without_a_demand: {"when": {"present": "site"}} => "", "exactly one";
    a_rule_with_two_demands: {"when": {"present": "site"}, "never": true, "count": true} => "", "exactly one";
    an_id_with_capitals: {"id": "The_Rule", "when": {"present": "site"}, "never": true} => "/id", "small letters";
    an_id_of_two_letters: {"id": "ab", "when": {"present": "site"}, "never": true} => "/id", "3 to 64";
    an_id_that_is_a_code_of_ours:
        {"id": "type-error", "when": {"present": "site"}, "never": true} => "/id", "built-in";
    a_code_that_is_not_ours:
        {"code": "mine", "when": {"present": "site"}, "never": true} => "/code", "built-in codes";
    a_severity_that_is_not_known:
        {"severity": "info", "when": {"present": "site"}, "never": true} => "/severity", "warning";
    a_field_that_is_not_there: {"when": {"present": "sites"}, "never": true} => "/when/present", "no field";
    a_field_to_stand_on_that_is_not_there:
        {"when": {"present": "site"}, "never": true, "field": "x"} => "/field", "no field";
    a_field_that_is_no_string: {"when": {"present": 5}, "never": true} => "/when/present", "a number";
    a_condition_that_is_not_known: {"when": {"is": "site"}, "never": true} => "/when/is", "no condition";
    a_condition_with_two_keys:
        {"when": {"present": "site", "absent": "fax"}, "never": true} => "/when", "one key";
    a_condition_in_a_list_is_found_by_its_place:
        {"when": {"and": [{"present": "site"}, {"present": "x"}]}, "never": true}
        => "/when/and/1/present", "no field";
    an_empty_and: {"when": {"and": []}, "never": true} => "/when/and", "at least one";
    never_that_is_false: {"when": {"present": "site"}, "never": false} => "/never", "true";
    never_without_when: {"never": true} => "", "when";
    most_that_is_no_number: {"when": {"present": "site"}, "most": "5"} => "/most", "whole number";
    repeats_without_fields: {"repeats": []} => "/repeats", "array of fields";
    repeats_of_a_field_that_is_not_there: {"repeats": ["site", "x"]} => "/repeats/1", "no field";
    case_without_repeats:
        {"when": {"present": "site"}, "never": true, "ignore_case": true} => "/ignore_case", "repeats";
    equals_without_a_value: {"when": {"equals": ["site"]}, "never": true} => "/when/equals", "written as";
    equals_to_a_number: {"when": {"equals": ["site", 5]}, "never": true} => "/when/equals/1", "a string";
    equals_to_no_value: {"when": {"equals": ["site", ""]}, "never": true} => "/when/equals/1", "absent";
    equals_to_what_the_list_of_the_field_has_not:
        {"when": {"equals": ["kind", "Pilot"]}, "never": true} => "/when/equals/1", "branch, pilot";
    equals_to_what_is_neither_yes_nor_no:
        {"when": {"equals": ["agent", "maybe"]}, "never": true} => "/when/equals/1", "Y, Yes, N, No";
    equals_to_true_where_there_is_no_yes: {"when": {"equals": ["mode", true]}, "never": true}
        => "/when/equals/1", "a string";
    in_nothing: {"when": {"in": ["site", []]}, "never": true} => "/when/in/1", "at least one";
    in_what_the_list_of_the_field_has_not:
        {"when": {"in": ["kind", ["pilot", "x"]]}, "never": true} => "/when/in/1/1", "branch, pilot";
    a_pattern_that_cannot_be_read: {"when": {"matches": ["site", "("]}, "never": true}
        => "/when/matches/1", "regular expression";
    a_pattern_that_takes_too_much: {"when": {"matches": ["site", "\\w{400}{400}"]}, "never": true}
        => "/when/matches/1", "too large";
    the_same_as_itself: {"when": {"same": ["site", "site"]}, "never": true} => "/when/same/1", "itself";
    less_than_a_text: {"when": {"less": ["timeout", "5"]}, "never": true} => "/when/less/1", "a number";
    less_where_there_are_no_numbers: {"when": {"less": ["site", 5]}, "never": true} => "/when/less/0", "no numbers";
    longer_than_less_than_nothing: {"when": {"longer": ["site", -1]}, "never": true} => "/when/longer/1", "whole";
    an_option_that_is_not_listed: {"when": {"option": ["mode", "x"]}, "never": true}
        => "/when/option/0", "no option";
    a_value_that_an_option_never_has: {"when": {"option": ["import_option", "x"]}, "never": true}
        => "/when/option/1", "add_and_remove";
    a_required_field_that_is_absent: {"when": {"absent": "name"}, "never": true} => "/when/absent", "required";
    present_and_absent: {"when": {"and": [{"present": "site"}, {"absent": "site"}]}, "never": true}
        => "/when", "contradict";
    two_values_at_once:
        {"when": {"and": [{"equals": ["site", "a"]}, {"equals": ["site", "b"]}]}, "never": true}
        => "/when", "contradict";
    yes_and_no_at_once:
        {"when": {"and": [{"equals": ["agent", "Y"]}, {"equals": ["agent", "No"]}]}, "never": true}
        => "/when", "contradict";
    a_value_that_is_absent:
        {"when": {"and": [{"equals": ["site", "a"]}, {"not": {"present": "site"}}]}, "never": true}
        => "/when", "contradict";
    a_value_that_the_pattern_refuses:
        {"when": {"and": [{"equals": ["site", "a"]}, {"matches": ["site", "b+"]}]}, "never": true}
        => "/when", "contradict";
    below_and_above_at_once:
        {"when": {"and": [{"less": ["timeout", 5]}, {"greater": ["timeout", 9]}]}, "never": true}
        => "/when", "contradict";
    every_branch_contradicts:
        {"when": {"and": [{"absent": "site"}, {"or": [{"equals": ["site", "a"]}, {"longer": ["site", 3]}]}]},
         "never": true} => "/when", "contradict";
    what_is_true_of_every_row:
        {"when": {"or": [{"present": "site"}, {"absent": "site"}]}, "never": true} => "/when", "Every row";
    what_every_row_breaks: {"when": {"present": "site"}, "require": {"absent": "site"}} => "/require", "never";
    what_no_row_can_keep:
        {"when": {"present": "site"}, "require": {"and": [{"present": "fax"}, {"absent": "fax"}]}}
        => "/require", "keep";
    what_no_row_can_break: {"when": {"equals": ["site", "a"]}, "require": {"present": "site"}}
        => "/require", "break";
    what_the_field_requires_anyway: {"when": {"present": "site"}, "require": {"present": "name"}}
        => "/require", "break";
    a_language_that_is_missing:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "a", "fr": "b", "it": "c", "pt": "d"}} => "/fix", "de";
    a_language_that_is_not_spoken:
        {"when": {"present": "site"}, "never": true,
         "title": {"en": "a", "fr": "b", "it": "c", "pt": "d", "de": "e", "es": "f"}}
        => "/title/es", "not spoken";
    a_sentence_that_is_empty:
        {"when": {"present": "site"}, "never": true,
         "title": {"en": "a", "fr": "b", "it": "c", "pt": " ", "de": "e"}} => "/title/pt", "string";
    words_that_are_no_object: {"when": {"present": "site"}, "never": true, "message": "x"}
        => "/message", "every language";
    a_name_that_stands_for_nothing:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "{what}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "stands for nothing";
    a_brace_that_is_not_closed:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "a", "fr": "{cell", "it": "c", "pt": "d", "de": "e"}} => "/fix/fr", "not closed";
    a_sentence_that_is_a_value_and_nothing_more:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "{cell}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "more than";
    a_first_row_where_nothing_repeats:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "{first_row}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "repeats";
    a_limit_where_rows_are_only_counted:
        {"when": {"present": "site"}, "count": true,
         "fix": {"en": "{count} {limit}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "most";
    a_count_where_nothing_is_counted:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "{count}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "count";
    a_cell_of_the_whole_file:
        {"when": {"present": "site"}, "count": true,
         "fix": {"en": "{cell}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "whole file";
    a_cell_where_the_rule_stands_on_the_row:
        {"when": {"present": "site"}, "never": true, "field": null,
         "fix": {"en": "{cell}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "no field";
    a_value_of_a_field_that_is_not_there:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "{value:x}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "no field";
    a_value_where_the_header_answers:
        {"when": {"column": "site"}, "never": true,
         "fix": {"en": "{value:site}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "no row";
    a_value_that_is_secret:
        {"when": {"present": "site"}, "never": true,
         "fix": {"en": "{value:pin}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "secret";
    a_cell_that_is_secret:
        {"when": {"present": "pin"}, "never": true,
         "fix": {"en": "{cell}", "fr": "b", "it": "c", "pt": "d", "de": "e"}} => "/fix/en", "secret";
}

#[test]
fn two_rules_with_one_id_are_refused() {
    let rule = json!({"when": {"present": "site"}, "never": true});
    let found = faults(vec![rule.clone(), rule]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].pointer, "/rollcall/rules/1/id");
}

#[test]
fn a_label_of_the_header_may_be_shown_even_over_a_secret_field() {
    let rule = json!({"when": {"column": "pin"}, "never": true, "severity": "warning",
                      "message": every_language("“{cell}”")});
    let finished = run(settings(vec![rule]), b"name,pin\na,123456\n", usize::MAX);
    assert_eq!(findings(&finished)[0]["message"], "“pin”");
}

#[test]
fn what_is_required_where_there_is_nothing_to_compare_can_still_be_broken() {
    // Not refused: a row that has both values, and the same, breaks it.
    let rule = json!({"require": {"differs": ["phone", "fax"]}});
    schema(vec![rule]);
    let rule = json!({"when": {"and": [{"column": "site"}, {"equals": ["kind", "pilot"]}]},
                      "require": {"not": {"present": "site"}}});
    schema(vec![rule]);
}

proptest! {
    #[test]
    fn any_chunking_gives_the_same_findings(
        rows in proptest::collection::vec(
            proptest::collection::vec(
                prop::sample::select(vec![
                    "", "x", "X", "Y", "N", "TRUE", "FALSE", "12", "99", "on", "é", "\"a\nb\"",
                    "441632960001", "+441632960001", "a\"b", "=A1", "'=A1",
                ]), 8),
            0..12),
        chunk in 1_usize..40,
    ) {
        let rules = || vec![
            json!({"id": "needs-phone", "when": {"present": "site"}, "require": {"present": "phone"},
                   "message": every_language("{cell} {field} {value:site}.")}),
            json!({"id": "not-the-same", "require": {"differs": ["phone", "fax"]}, "severity": "warning"}),
            json!({"id": "sites-repeat", "repeats": ["site"], "ignore_case": true, "code": "unique-error"}),
            json!({"id": "few-sites", "when": {"present": "site"}, "most": 3}),
            json!({"id": "agents", "when": {"equals": ["agent", "Y"]}, "count": true, "severity": "warning"}),
            json!({"id": "no-fax", "when": {"column": "fax"}, "never": true}),
            json!({"id": "service", "when": {"in": ["service", ["on", "x"]]}, "never": true}),
        ];
        let mut file = String::from("name,site,phone,fax,agent,Service [A],Service [B],timeout\n");
        for row in &rows {
            file.push_str(&row.join(","));
            file.push('\n');
        }
        let whole = run(settings(rules()), file.as_bytes(), usize::MAX);
        let pieces = run(settings(rules()), file.as_bytes(), chunk);
        prop_assert_eq!(
            String::from_utf8_lossy(&whole.findings_ndjson),
            String::from_utf8_lossy(&pieces.findings_ndjson)
        );
        prop_assert_eq!(
            String::from_utf8_lossy(&whole.report_csv),
            String::from_utf8_lossy(&pieces.report_csv)
        );
        prop_assert_eq!(
            serde_json::to_string(&whole.report).unwrap(),
            serde_json::to_string(&pieces.report).unwrap()
        );
    }
}
