//! Every field of every template: where its facts come from, and which cells it takes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::HashSet;

use rollcall_engine::check::Outcome;
use rollcall_engine::schema::Schema;
use rollcall_engine::templates;
use serde_json::Value;

fn schema(name: &str) -> Schema {
    Schema::from_json(templates::get(name).expect("it is built in"))
        .unwrap_or_else(|errors| panic!("{name}: {errors:#?}"))
}

fn json(name: &str) -> Value {
    serde_json::from_str(templates::get(name).expect("it is built in")).expect("it is JSON")
}

/// A field, cells that it takes, and cells that it just does not. A field of free text refuses
/// nothing.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const YES_NO: [&[&str]; 2] = [&["", "Y", "N", "Yes"], &["O", "Oui", "y", "1", "TRUE", "VRAI"]];
const PHONE_BARE: [&[&str]; 2] = [
    &["", "14088001500", "00442070966000"],
    &["+14088001500", "1408800150O", "123456", "0612345678"],
];
const PHONE_PLUS: [&[&str]; 2] =
    [&["", "+14085550100", "+33123456789"], &["14085550100", "+1 408 555 0100", "0033123456789"]];
const EMAIL: [&[&str]; 2] = [&["", "anna@example.com"], &["anna@example", "anna example.com"]];
const MAC: [&[&str]; 2] =
    [&["", "0004f21a2b3c", "00:04:F2:1A:2B:3C"], &["00:04:f2:1a:2b", "ff:ff:ff:ff:ff:ff"]];
const DIGITS: [&[&str]; 2] = [&["", "1", "0042"], &["x12", "12.0", "10 01"]];
const TEXT: [&[&str]; 2] = [&["", "anything, with “signs” & more"], &[]];
const FAX: [&[&str]; 2] = [
    &["", "LINK_AND_ATTACHMENT", "ATTACHMENT_ONLY", "LINK_ONLY", "DISABLE_NOTIFICATION"],
    &["DISABLE", "link_only"],
];
const FLAG: [&[&str]; 2] = [&["", "TRUE", "false", "True"], &["VRAI", "Oui", "1", "Y", "T"]];

const fn row(name: &'static str, cells: [&'static [&'static str]; 2]) -> Row {
    (name, cells[0], cells[1])
}

const USERS_8X8: &[Row] = &[
    ("User.FirstName", &["Jo", "Anne-Marie", "O’Neil", "李雷", "A&B_2."], &["J", "", "Ann (IT)"]),
    ("User.LastName", &["Ng", "D'Arcy"], &["N", "", "Ng/Li"]),
    ("User.Email", &["a@example.com"], &["a@example", "a example.com", ""]),
    row("User.Title", TEXT),
    row("User.MobileNumber", PHONE_BARE),
    row("User.Department", TEXT),
    row("User.UserName", TEXT),
    row("User.Voice.Number", PHONE_BARE),
    row("User.Voice.PortNumber", YES_NO),
    row("User.Voice.PortingBatch", TEXT),
    row("User.Voice.CosTemplate", TEXT),
    row("User.Fax.Number", PHONE_BARE),
    row("User.Fax.PortNumber", YES_NO),
    row("User.Fax.PortingBatch", TEXT),
    row("User.Licenses", TEXT),
    row("User.Voice.Extension", DIGITS),
    row("User.Voice.DeviceModel", TEXT),
    row("User.Voice.DeviceMac", MAC),
    ("User.Site", &["San Jose HQ"], &[""]),
    row("User.FederationID", TEXT),
    row("User.GoogleID", TEXT),
    row("User.CostCenter", TEXT),
    row("SendWelcomeEmail", YES_NO),
    ("User.Locale", &["", "fr-CA", "no-NO", "zh-CN"], &["fr", "fr_CA", "en-us", "sv-FI"]),
    (
        "User.Voice.VoicemailPIN",
        &["", "840617", "654321", "111111"],
        &["123456", "84061", "8406170", "84061a"],
    ),
    row("User.Voice.HiddenFromAutoAttendant", YES_NO),
    row("User.Voice.SRTPEnabled", YES_NO),
    row("User.Switchboard", YES_NO),
    row("User.DisplayAsContact", YES_NO),
    row("User.TimeZone", TEXT),
    (
        "User.Directory.Scope",
        &["", "CUSTOMER", "PBX", "BRANCH"],
        &["CLIENT", "SUCCURSALE", "Branch"],
    ),
    ("User.Voice.Country", &["", "FR", "ZA", "CY"], &["FRA", "UK", "fr", "BW"]),
    row("User.Voice.Address", TEXT),
    row("User.Voice.EmergencyCallsSupport", YES_NO),
    (
        "User.Voice.CallingPlan",
        &["", "INTERNATIONAL", "DOMESTIC", "EMERGENCYONLY"],
        &["EMERGENCY", "domestic"],
    ),
    ("User.Voice.CallingCountry", &["", "NANP", "LTUNP", "UKNP"], &["US", "LVANP"]),
    row("User.Voice.HotDesk", YES_NO),
    (
        "User.Voicemail.Notification",
        &["", "DISABLE", "ATTACH_DELETE_ORIG", "NOTIFY_ONLY", "ATTACH_ONLY"],
        &["DISABLED", "ATTACH"],
    ),
    row("User.Voicemail.Email", EMAIL),
    (
        "User.Voice.RecordingMode",
        &["", "ON_DEMAND", "ALWAYS", "DISABLED"],
        &["Toujours", "On demand"],
    ),
    row("User.Voice.BlockCallerId", YES_NO),
    row("User.Voice.MOH", TEXT),
    row("User.Fax.ReceiveNotification", FAX),
    row("User.Fax.Email", EMAIL),
    row("User.Voice.InternalCallerIdDisplay", YES_NO),
    row("User.Fax.SendNotification", FAX),
    ("User.Voice.ANI", &["", "14088001500", "+14088001500"], &["Main Line", "408-800-1500"]),
    ("User.Voice.ExternalCallerName", &["", "Example Company"], &["Example Company1"]),
    row("Site.ReceptionistExtension", DIGITS),
    row("User.Vcc.License", TEXT),
    row("User.Vcc.Extension", DIGITS),
    row("User.Vcc.DeviceModel", TEXT),
    row("User.Vcc.DeviceMac", MAC),
    ("User.Vcc.Number", &["", "14088001501"], &["408 800 1501", "0612345678"]),
    row("User.Vcc.ShowInDirectory", YES_NO),
    row("User.Vcc.IncludeInAutoAttendant", YES_NO),
    row("User.Vcc.SendWelcomeEmail", YES_NO),
    ("User.ForwardingRules.NoAnswerTimeout", &["", "0", "15"], &["-1", "15 s", "15.5"]),
];

const WEBEX_USERS: &[Row] = &[
    row("First Name", TEXT),
    row("Last Name", TEXT),
    row("Display Name", TEXT),
    (
        "User ID/Email (Required)",
        &[
            "a@example.com",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl@example.com",
        ],
        &[
            "",
            "a@example",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm@example.com",
        ],
    ),
    row("User Status", TEXT),
    row("Last Service Accessed Time", TEXT),
    row("Days since Last Service Accessed", TEXT),
    ("Extension", &["", "1001", "REMOVE|1001"], &["x1001", "REMOVE|", "REMOVE 1001"]),
    row("Title", TEXT),
    row("Department", TEXT),
    row("Manager", EMAIL),
    (
        "Phone Number",
        &["", "+14085550100", "REMOVE|+14085550100"],
        &["14085550100", "+1 408 555 0100", "REMOVE|14085550100", "REMOVE"],
    ),
    row("Caller ID Number", PHONE_PLUS),
    (
        "Caller ID First Name",
        &["", "abcdefghijklmnopqrstuvwxyzabcd"],
        &["abcdefghijklmnopqrstuvwxyzabcde"],
    ),
    (
        "Caller ID Last Name",
        &["", "abcdefghijklmnopqrstuvwxyzabcd"],
        &["abcdefghijklmnopqrstuvwxyzabcde"],
    ),
    row("Location", TEXT),
    row("Preferred Language", TEXT),
    row("Time zone", TEXT),
    row("Address type", TEXT),
    row("Address country", TEXT),
    row("Hybrid Calendar Service Resource Group", TEXT),
    row("Hybrid Call Service Resource Group", TEXT),
    row("Upgrade Profile", TEXT),
    row("Jabber with Webex Teams", FLAG),
    row("Jabber Calling", FLAG),
    row("Call Service Aware", FLAG),
    row("Call Service Connect", FLAG),
    row("Enterprise Content Management", FLAG),
    row("Hybrid Message Service", FLAG),
    row("Webex Meeting Assistant", FLAG),
    row("Contact Migration Required", FLAG),
    row("Hybrid Calendar Service (Exchange)", FLAG),
    row("Hybrid Calendar Service (Google)", FLAG),
    row("Service (Suspended)", FLAG),
    row("Webex Contact Center Standard", FLAG),
    row("Webex Contact Center Premium", FLAG),
    row("Webex Calling VAR Professional", FLAG),
    row("Webex Calling VAR Basic", FLAG),
    row("Webex Calling SP Enterprise", FLAG),
    row("Service [Sub]", FLAG),
];

const WEBEX_CONTACT_CENTER_USERS: &[Row] = &[
    ("Email", &["a@example.com"], &["", "a@example"]),
    row("User Profile", TEXT),
    ("Contact Center Enabled", &["", "On", "Off"], &["on", "Y", "TRUE", "Activé", "VRAI"]),
    row("Site", TEXT),
    row("Teams", TEXT),
    row("Skill Profile", TEXT),
    row("Desktop Profile", TEXT),
    row("Multimedia Profile", TEXT),
    row("External Id", TEXT),
    ("Default DN", &["", "+14085550100", "1001"], &["10", "+1 408 555 0100", "x1001"]),
];

const RAINBOW_TELEPHONY: &[Row] = &[
    (
        "__action__",
        &["attach", "Attach", "force_attach", "Force_attach", "detach", "Detach"],
        &["", "ATTACH", "force attach", "delete", "détacher"],
    ),
    ("loginEmail", &["a@example.com"], &["", "a@example"]),
    row("pbxId", TEXT),
    row("pbxShortNumber", DIGITS),
    ("pbxInternalNumber", &["", "+33390671001", "'+33390671001"], &["33390671001", "'33390671001"]),
    ("number", &["", "+33390670000", "'+33390670000"], &["0390670000", "+33 3 90 67 00 00"]),
];

const TABLES: [(&str, &[Row]); 4] = [
    ("8x8-users", USERS_8X8),
    ("rainbow-telephony", RAINBOW_TELEPHONY),
    ("webex-contact-center-users", WEBEX_CONTACT_CENTER_USERS),
    ("webex-users", WEBEX_USERS),
];

#[test]
fn every_field_of_every_template_is_in_the_table() {
    let names: Vec<_> = templates::names().collect();
    assert_eq!(names, TABLES.map(|(name, _)| name));
    for (name, rows) in TABLES {
        let schema = schema(name);
        let fields: Vec<_> = schema.fields.iter().map(|field| field.name.as_str()).collect();
        let listed: Vec<_> = rows.iter().map(|(field, ..)| *field).collect();
        assert_eq!(fields, listed, "{name}");
    }
}

#[test]
fn every_field_takes_what_is_right_and_refuses_what_just_is_not() {
    for (name, rows) in TABLES {
        let schema = schema(name);
        for (field, taken, refused) in rows {
            let field = &schema.fields[schema.position(field).unwrap()];
            let sound = |cell: &str| {
                let mut problems = Vec::new();
                field.check.check(cell, &mut problems);
                problems.is_empty()
            };
            for cell in *taken {
                assert!(sound(cell), "{name}: {} takes {cell:?}", field.name);
            }
            for cell in *refused {
                assert!(!sound(cell), "{name}: {} refuses {cell:?}", field.name);
            }
        }
    }
}

#[test]
fn every_example_and_every_default_is_valid() {
    for name in templates::names() {
        for field in schema(name).fields {
            assert!(!field.examples.is_empty(), "{name}: {}", field.name);
            let examples = field.examples.iter().map(|(_, example)| example);
            for cell in examples.chain(&field.default) {
                let mut problems = Vec::new();
                let outcome = field.check.check(cell, &mut problems);
                assert_eq!(outcome, Outcome::Valid, "{name}: {}: {cell}: {problems:?}", field.name);
            }
        }
    }
}

#[test]
fn every_field_is_described_in_english_and_french() {
    for name in templates::names() {
        for field in schema(name).fields {
            let languages: HashSet<_> =
                field.descriptions.iter().map(|(language, _)| language.tag()).collect();
            assert_eq!(languages, HashSet::from(["en", "fr"]), "{name}: {}", field.name);
            assert!(field.title.is_some() && field.group.is_some(), "{name}: {}", field.name);
        }
    }
}

/// A page by the name that the template explains, and perhaps a line of it.
fn is_source(source: &Value, sources: &Value) -> bool {
    source.as_array().is_some_and(|pages| {
        !pages.is_empty()
            && pages.iter().all(|page| {
                page["page"].as_str().is_some_and(|name| sources[name]["title"].is_string())
                    && (page["line"].is_null() || page["line"].is_u64())
            })
    })
}

#[test]
fn every_fact_says_where_it_comes_from_and_how_sure_it_is() {
    for name in templates::names() {
        let json = json(name);
        let sources = &json["rollcall"]["sources"];
        let words = &json["rollcall"]["confidence"];
        let fields = json["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| (field["name"].as_str().unwrap().to_owned(), &field["rollcall"]));
        let rules = json["rollcall"]["rules"].as_array().unwrap().iter();
        let rules = rules.map(|rule| (rule["id"].as_str().unwrap().to_owned(), rule));
        let others = json["rollcall"]["other_columns"].as_array().into_iter().flatten();
        let others = others.map(|other| (other["label"].as_str().unwrap().to_owned(), other));
        for (what, facts) in fields.chain(rules).chain(others) {
            assert!(is_source(&facts["source"], sources), "{name}: {what}: {}", facts["source"]);
            let confidence = facts["confidence"].as_str().unwrap_or_default();
            assert!(words[confidence].is_string(), "{name}: {what}: {confidence:?}");
        }
    }
}

#[test]
fn the_files_are_as_large_and_as_many_rows_deep_as_the_vendors_say() {
    let facts = TABLES.map(|(name, _)| {
        let schema = schema(name);
        let required: Vec<_> =
            schema.fields.iter().filter(|field| field.required).map(|f| f.name.clone()).collect();
        (name, schema.template.header_rows, schema.template.row_limit, required.join(" · "))
    });
    let facts: Vec<_> = facts
        .iter()
        .map(|(name, header, limit, required)| (*name, *header, *limit, required.as_str()))
        .collect();
    assert_eq!(
        facts,
        [
            ("8x8-users", 2, Some(750), "User.FirstName · User.LastName · User.Email · User.Site"),
            ("rainbow-telephony", 1, None, "__action__ · loginEmail"),
            ("webex-contact-center-users", 1, Some(5000), "Email"),
            ("webex-users", 1, Some(20_000), "User ID/Email (Required)"),
        ]
    );
}

#[test]
fn the_columns_that_control_hub_fills_are_read_only() {
    let schema = schema("webex-users");
    let read_only: Vec<_> =
        schema.fields.iter().filter(|field| field.read_only).map(|f| f.name.as_str()).collect();
    let expected =
        ["User Status", "Last Service Accessed Time", "Days since Last Service Accessed"];
    assert_eq!(read_only, expected);
}
