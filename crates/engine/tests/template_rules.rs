//! Every rule of every template: rows that break it, and rows that just do not.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use rollcall_engine::language::Language;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation, templates};
use serde_json::Value;

/// Cells that differ from the usual row of the template.
type Cells = &'static [(&'static str, &'static str)];

/// One rule, and files that break it or just keep it.
struct Case {
    template: &'static str,
    rule: &'static str,
    /// The field that the finding stands on; empty for a finding of the row or the file.
    field: &'static str,
    /// Rows below each other; the last is the one that breaks the rule.
    wrong: &'static [Cells],
    right: &'static [Cells],
    /// Codes that a wrong file has besides.
    also: &'static [&'static str],
    /// How often the last row stands in the wrong file and in the right one.
    times: (usize, usize),
    /// The value of `import_option` with which it is wrong.
    option: Option<&'static str>,
}

const fn case(
    template: &'static str,
    rule: &'static str,
    field: &'static str,
    wrong: &'static [Cells],
    right: &'static [Cells],
) -> Case {
    Case { template, rule, field, wrong, right, also: &[], times: (1, 1), option: None }
}

impl Case {
    const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    const fn times(mut self, wrong: usize, right: usize) -> Self {
        self.times = (wrong, right);
        self
    }

    const fn option(mut self, option: &'static str) -> Self {
        self.option = Some(option);
        self
    }
}

const CASES: &[Case] = &[
    // 8x8
    case(
        "8x8-users",
        "agent-first-name",
        "User.FirstName",
        &[&[("User.FirstName", "Anne-Marie"), ("User.Vcc.License", "X8")]],
        &[&[("User.FirstName", "Anne Zoé"), ("User.Vcc.License", "X8")]],
    )
    .also(&["agent-timeout-default"]),
    case(
        "8x8-users",
        "agent-last-name",
        "User.LastName",
        &[&[("User.LastName", "O’Neil"), ("User.Vcc.License", "X8"), TIMEOUT]],
        &[&[("User.LastName", "O’Neil"), ("User.Vcc.License", ""), TIMEOUT]],
    ),
    case(
        "8x8-users",
        "first-name-length",
        "User.FirstName",
        &[&[("User.FirstName", "abcdefghijklmnopqrstuvwxyzabcde")]],
        &[&[("User.FirstName", "abcdefghijklmnopqrstuvwxyzabcd")]],
    ),
    case(
        "8x8-users",
        "last-name-length",
        "User.LastName",
        &[&[("User.LastName", "abcdefghijklmnopqrstuvwxyzabcdé")]],
        &[&[("User.LastName", "abcdefghijklmnopqrstuvwxyzabcé")]],
    ),
    case(
        "8x8-users",
        "email-repeated",
        "User.Email",
        &[&[("User.Email", "Ada@example.com")], &[("User.Email", "ada@example.COM")]],
        &[&[("User.Email", "ada@example.com")], &[("User.Email", "ada1@example.com")]],
    ),
    case(
        "8x8-users",
        "user-name-signs",
        "User.UserName",
        &[&[("User.UserName", "jo+1")]],
        &[&[("User.UserName", "acme.jürgen-b_2@example.com")]],
    ),
    case(
        "8x8-users",
        "license-needs-number",
        "User.Voice.Number",
        &[&[("User.Licenses", "8x8 Work"), ("User.Voice.Number", "")]],
        &[&[("User.Licenses", "8x8 Work"), ("User.Voice.Number", "14088001500")]],
    ),
    case(
        "8x8-users",
        "port-without-number",
        "User.Voice.PortNumber",
        &[&[("User.Voice.PortNumber", "Y"), ("User.Voice.Number", "")]],
        &[&[("User.Voice.PortNumber", "N"), ("User.Voice.Number", "")]],
    )
    .also(&["port-column"]),
    case(
        "8x8-users",
        "porting-batch-without-number",
        "User.Voice.PortingBatch",
        &[&[("User.Voice.PortingBatch", "1"), ("User.Voice.Number", "")]],
        &[&[("User.Voice.PortingBatch", "1"), ("User.Voice.Number", "14088001500")]],
    ),
    case(
        "8x8-users",
        "fax-port-without-number",
        "User.Fax.PortNumber",
        &[&[("User.Fax.PortNumber", "Yes"), ("User.Fax.Number", "")]],
        &[&[("User.Fax.PortNumber", "Yes"), ("User.Fax.Number", "14088001599")]],
    )
    .also(&["fax-port-column"]),
    case(
        "8x8-users",
        "fax-porting-batch-without-number",
        "User.Fax.PortingBatch",
        &[&[("User.Fax.PortingBatch", "1")]],
        &[&[("User.Fax.PortingBatch", "1"), ("User.Fax.Number", "14088001599")]],
    ),
    case(
        "8x8-users",
        "port-column",
        "User.Voice.PortNumber",
        &[&[("User.Voice.PortNumber", "")]],
        &[&[("User.Voice.PortingBatch", "")]],
    ),
    case(
        "8x8-users",
        "fax-port-column",
        "User.Fax.PortNumber",
        &[&[("User.Fax.PortNumber", "N")]],
        &[&[("User.Fax.PortingBatch", "")]],
    ),
    case(
        "8x8-users",
        "fax-is-voice",
        "User.Fax.Number",
        &[&[("User.Fax.Number", "0014088001500"), ("User.Voice.Number", "14088001500")]],
        &[&[("User.Fax.Number", "14088001501"), ("User.Voice.Number", "14088001500")]],
    ),
    case(
        "8x8-users",
        "extension-replaced",
        "User.Voice.Extension",
        &[&[("User.Voice.Extension", "x100")]],
        &[&[("User.Voice.Extension", "100")]],
    )
    .also(&["type-error"]),
    case(
        "8x8-users",
        "extension-like-emergency",
        "User.Voice.Extension",
        &[&[("User.Voice.Extension", "911")]],
        &[&[("User.Voice.Extension", "91001")]],
    ),
    case(
        "8x8-users",
        "device-not-by-file",
        "User.Voice.DeviceModel",
        &[&[("User.Voice.DeviceModel", "Yealink W60 DECT"), DEVICE_MAC]],
        &[&[("User.Voice.DeviceModel", "Yealink Detector"), DEVICE_MAC]],
    ),
    case(
        "8x8-users",
        "mac-without-model",
        "User.Voice.DeviceMac",
        &[&[DEVICE_MAC]],
        &[&[DEVICE_MAC, ("User.Voice.DeviceModel", "Polycom VVX 401")]],
    ),
    case(
        "8x8-users",
        "model-without-mac",
        "User.Voice.DeviceModel",
        &[&[("User.Voice.DeviceModel", "Polycom VVX 401")]],
        &[&[DEVICE_MAC, ("User.Voice.DeviceModel", "Polycom VVX 401")]],
    ),
    case(
        "8x8-users",
        "weak-pin",
        "User.Voice.VoicemailPIN",
        &[&[("User.Voice.VoicemailPIN", "654321")]],
        &[&[("User.Voice.VoicemailPIN", "654312")]],
    ),
    case(
        "8x8-users",
        "switchboard-needs-license",
        "User.Switchboard",
        &[&[("User.Switchboard", "Y")]],
        &[&[("User.Switchboard", "N")]],
    ),
    case(
        "8x8-users",
        "agent-without-license",
        "User.Vcc.License",
        &[&[("User.Vcc.Extension", "1001")]],
        &[&[("User.Vcc.Extension", "1001"), ("User.Vcc.License", "X8"), TIMEOUT]],
    ),
    case(
        "8x8-users",
        "agent-number-without-device",
        "User.Vcc.Number",
        &[&[("User.Vcc.Number", "14088001501"), ("User.Vcc.License", "X8"), TIMEOUT]],
        &[&[
            ("User.Vcc.Number", "14088001501"),
            ("User.Vcc.DeviceModel", "Polycom VVX 401"),
            ("User.Vcc.License", "X8"),
            TIMEOUT,
        ]],
    ),
    case(
        "8x8-users",
        "agent-device-without-number",
        "User.Vcc.DeviceModel",
        &[&[("User.Vcc.DeviceModel", "Polycom"), ("User.Vcc.License", "X8"), TIMEOUT]],
        &[&[("User.Vcc.DeviceModel", ""), ("User.Vcc.License", "X8"), TIMEOUT]],
    ),
    case(
        "8x8-users",
        "agent-mac-without-model",
        "User.Vcc.DeviceMac",
        &[&[("User.Vcc.DeviceMac", "0004f21a2b3d"), ("User.Vcc.License", "X8"), TIMEOUT]],
        &[&[
            ("User.Vcc.DeviceMac", "0004f21a2b3d"),
            ("User.Vcc.DeviceModel", "Polycom VVX 401"),
            ("User.Vcc.Number", "14088001501"),
            ("User.Vcc.License", "X8"),
            TIMEOUT,
        ]],
    ),
    case(
        "8x8-users",
        "agent-timeout-short",
        "User.ForwardingRules.NoAnswerTimeout",
        &[&[("User.Vcc.License", "X8"), ("User.ForwardingRules.NoAnswerTimeout", "15")]],
        &[&[("User.Vcc.License", "X8"), ("User.ForwardingRules.NoAnswerTimeout", "16")]],
    ),
    case(
        "8x8-users",
        "agent-timeout-default",
        "",
        &[&[("User.Vcc.License", "X8"), ("User.ForwardingRules.NoAnswerTimeout", "")]],
        &[&[("User.Vcc.License", ""), ("User.ForwardingRules.NoAnswerTimeout", "")]],
    ),
    // Rainbow
    case(
        "rainbow-telephony",
        "attach-needs-pbx",
        "pbxId",
        &[&[("__action__", "Attach"), ("pbxId", "")]],
        &[&[("__action__", "Attach"), ("pbxId", "PBX2")]],
    ),
    case(
        "rainbow-telephony",
        "attach-needs-extension",
        "pbxShortNumber",
        &[&[("pbxShortNumber", "")]],
        &[&[("pbxShortNumber", "1001")]],
    ),
    case(
        "rainbow-telephony",
        "detach-takes-all",
        "__action__",
        &[&[("__action__", "detach"), ("pbxId", ""), ("pbxShortNumber", "1001")]],
        &[&[("__action__", "attach"), ("pbxShortNumber", "1001")]],
    )
    .also(&["destructive-change"]),
    case(
        "rainbow-telephony",
        "extension-given-twice",
        "pbxShortNumber",
        &[&[("pbxShortNumber", "1001")], &[("pbxShortNumber", "1001")]],
        &[&[("pbxShortNumber", "1001")], &[("pbxShortNumber", "1001"), ("pbxId", "PBX2")]],
    ),
    case(
        "rainbow-telephony",
        "extension-taken-away",
        "__action__",
        &[&[("__action__", "Force_attach")]],
        &[&[("__action__", "Attach")]],
    ),
    case(
        "rainbow-telephony",
        "members-detached",
        "__action__",
        &[&[("__action__", "Detach"), ("pbxId", ""), ("pbxShortNumber", "")]],
        &[&[("__action__", "attach")]],
    ),
    case(
        "rainbow-telephony",
        "percent-sign",
        "loginEmail",
        &[&[("loginEmail", "50%off@example.com")]],
        &[&[("loginEmail", "50off@example.com")]],
    ),
    // Webex Contact Center
    case(
        "webex-contact-center-users",
        "desktop-profile-missing",
        "Desktop Profile",
        &[&[("Teams", "Sales"), ("Desktop Profile", "")]],
        &[&[("Teams", "Sales"), ("Desktop Profile", "Agents")]],
    ),
    case(
        "webex-contact-center-users",
        "settings-without-contact-center",
        "Contact Center Enabled",
        &[&[("Contact Center Enabled", "Off"), ("Skill Profile", "French")]],
        &[&[("Contact Center Enabled", "On"), ("Skill Profile", "French")]],
    )
    .also(&["destructive-change"]),
    case(
        "webex-contact-center-users",
        "user-profile-missing",
        "User Profile",
        &[&[("User Profile", "")]],
        &[&[("User Profile", "Standard Agent")]],
    ),
    case(
        "webex-contact-center-users",
        "site-resets-teams",
        "Site",
        &[&[("Site", "San Jose"), ("Teams", ""), ("Desktop Profile", "Agents")]],
        &[&[("Site", "San Jose"), ("Teams", "Sales"), ("Desktop Profile", "Agents")]],
    ),
    case(
        "webex-contact-center-users",
        "contact-center-off",
        "Contact Center Enabled",
        &[&[("Contact Center Enabled", "Off")]],
        &[&[("Contact Center Enabled", "")]],
    ),
    case(
        "webex-contact-center-users",
        "team-name-empty",
        "Teams",
        &[&[("Teams", "Sales||Support"), ("Desktop Profile", "Agents")]],
        &[&[("Teams", "Sales|Support"), ("Desktop Profile", "Agents")]],
    ),
    case(
        "webex-contact-center-users",
        "team-separator",
        "Teams",
        &[&[("Teams", "Sales; Support"), ("Desktop Profile", "Agents")]],
        &[&[("Teams", "Sales & Support"), ("Desktop Profile", "Agents")]],
    ),
    // Webex Control Hub
    case(
        "webex-users",
        "two-contact-center-licenses",
        "Webex Contact Center Premium",
        &[&[("Webex Contact Center Premium", "TRUE"), ("Webex Contact Center Standard", "True")]],
        &[&[("Webex Contact Center Premium", "TRUE"), ("Webex Contact Center Standard", "FALSE")]],
    ),
    case(
        "webex-users",
        "contact-center-license-removed",
        "Webex Contact Center Premium",
        &[&[("Webex Contact Center Premium", "FALSE"), ("Webex Contact Center Standard", "False")]],
        &[&[("Webex Contact Center Premium", "FALSE"), ("Webex Contact Center Standard", "TRUE")]],
    )
    .option("add_and_remove"),
    case(
        "webex-users",
        "service-removed",
        "Service [Sub]",
        &[&[("Service [Sub]", "FALSE")]],
        &[&[("Service [Sub]", "")]],
    )
    .option("add_and_remove"),
    case(
        "webex-users",
        "calling-professional-removed",
        "Webex Calling VAR Professional",
        &[&[("Webex Calling VAR Professional", "False")]],
        &[&[("Webex Calling VAR Professional", "")]],
    )
    .option("add_and_remove"),
    case(
        "webex-users",
        "calling-standard-removed",
        "Webex Calling VAR Basic",
        &[&[("Webex Calling VAR Basic", "false")]],
        &[&[("Webex Calling VAR Basic", "")]],
    )
    .option("add_and_remove"),
    case(
        "webex-users",
        "calling-enterprise-removed",
        "Webex Calling SP Enterprise",
        &[&[("Webex Calling SP Enterprise", "FALSE")]],
        &[&[("Webex Calling SP Enterprise", "")]],
    )
    .option("add_and_remove"),
    case(
        "webex-users",
        "hybrid-service-removed",
        "",
        &[&[("Hybrid Message Service", "FALSE")]],
        &[&[("Hybrid Message Service", "TRUE")]],
    )
    .option("add_and_remove"),
    case(
        "webex-users",
        "suspended-service",
        "Service (Suspended)",
        &[&[("Service (Suspended)", "true")]],
        &[&[("Service (Suspended)", "false")]],
    ),
    case(
        "webex-users",
        "contact-center-limit",
        "Webex Contact Center Premium",
        &[&[("Webex Contact Center Premium", "TRUE")]],
        &[&[("Webex Contact Center Premium", "TRUE")]],
    )
    .times(1001, 1000),
    case(
        "webex-users",
        "calling-needs-number",
        "Phone Number",
        &[&[("Webex Calling VAR Basic", "TRUE"), ("Location", "Paris"), ("Phone Number", "")]],
        &[&[("Webex Calling VAR Basic", "TRUE"), ("Location", "Paris"), ("Extension", "1001")]],
    ),
    case(
        "webex-users",
        "calling-needs-location",
        "Location",
        &[&[("Webex Calling VAR Basic", "TRUE"), ("Extension", "1001"), ("Location", "")]],
        &[&[("Webex Calling VAR Basic", ""), ("Extension", "1001"), ("Location", "")]],
    ),
    case(
        "webex-users",
        "two-calling-licenses",
        "",
        &[&[
            ("Webex Calling VAR Basic", "TRUE"),
            ("Webex Calling SP Enterprise", "TRUE"),
            ("Extension", "1001"),
            ("Location", "Paris"),
        ]],
        &[&[
            ("Webex Calling VAR Basic", "TRUE"),
            ("Webex Calling SP Enterprise", "FALSE"),
            ("Extension", "1001"),
            ("Location", "Paris"),
        ]],
    ),
    case(
        "webex-users",
        "two-calendars",
        "Hybrid Calendar Service (Google)",
        &[&[
            ("Hybrid Calendar Service (Google)", "TRUE"),
            ("Hybrid Calendar Service (Exchange)", "TRUE"),
        ]],
        &[&[
            ("Hybrid Calendar Service (Google)", "TRUE"),
            ("Hybrid Calendar Service (Exchange)", ""),
        ]],
    ),
    case(
        "webex-users",
        "read-only-columns",
        "",
        &[&[("Days since Last Service Accessed", "")]],
        &[&[("Department", "")]],
    ),
    case(
        "webex-users",
        "email-change-makes-a-user",
        "User ID/Email (Required)",
        &[&[("User Status", "Active")]],
        &[&[("User Status", "")]],
    )
    .also(&["read-only-columns"]),
    case(
        "webex-users",
        "phone-number-removed",
        "Phone Number",
        &[&[("Phone Number", "REMOVE|+14085550100")]],
        &[&[("Phone Number", "+14085550100")]],
    ),
    case(
        "webex-users",
        "extension-removed",
        "Extension",
        &[&[("Extension", "REMOVE|1001")]],
        &[&[("Extension", "1001")]],
    ),
    case(
        "webex-users",
        "location-reset",
        "Location",
        &[&[("Location", "REMOVE")]],
        &[&[("Location", "REMOVEABLE")]],
    ),
    case(
        "webex-users",
        "caller-first-name-signs",
        "Caller ID First Name",
        &[&[("Caller ID First Name", "Zoé")]],
        &[&[("Caller ID First Name", "Zoe-Ann")]],
    ),
    case(
        "webex-users",
        "caller-last-name-signs",
        "Caller ID Last Name",
        &[&[("Caller ID Last Name", "A/B")]],
        &[&[("Caller ID Last Name", "A-B")]],
    ),
    case(
        "webex-users",
        "calling-first-name-signs",
        "First Name",
        &[&[("First Name", "Ann <2>"), CALLING, CALLING_EXTENSION, CALLING_LOCATION]],
        &[&[("First Name", "Zoé 2"), CALLING, CALLING_EXTENSION, CALLING_LOCATION]],
    ),
    case(
        "webex-users",
        "calling-last-name-signs",
        "Last Name",
        &[&[("Last Name", "A<B"), CALLING, CALLING_EXTENSION, CALLING_LOCATION]],
        &[&[("Last Name", "A<B")]],
    ),
    case(
        "webex-users",
        "calling-first-name-length",
        "First Name",
        &[&[
            ("First Name", "abcdefghijklmnopqrstuvwxyzabcde"),
            CALLING,
            CALLING_EXTENSION,
            CALLING_LOCATION,
        ]],
        &[&[
            ("First Name", "abcdefghijklmnopqrstuvwxyzabcd"),
            CALLING,
            CALLING_EXTENSION,
            CALLING_LOCATION,
        ]],
    ),
    case(
        "webex-users",
        "calling-last-name-length",
        "Last Name",
        &[&[
            ("Last Name", "abcdefghijklmnopqrstuvwxyzabcde"),
            CALLING,
            CALLING_EXTENSION,
            CALLING_LOCATION,
        ]],
        &[&[("Last Name", "abcdefghijklmnopqrstuvwxyzabcde")]],
    ),
];

const TIMEOUT: (&str, &str) = ("User.ForwardingRules.NoAnswerTimeout", "30");
const DEVICE_MAC: (&str, &str) = ("User.Voice.DeviceMac", "0004f21a2b3c");
const CALLING: (&str, &str) = ("Webex Calling VAR Professional", "TRUE");
const CALLING_EXTENSION: (&str, &str) = ("Extension", "1001");
const CALLING_LOCATION: (&str, &str) = ("Location", "Paris");

/// The usual row of a template, which breaks no rule. `#` stands for the number of the row.
fn usual(template: &str) -> Cells {
    match template {
        "8x8-users" => &[
            ("User.FirstName", "Anna"),
            ("User.LastName", "Oneil"),
            ("User.Email", "anna#@example.com"),
            ("User.Site", "San Jose HQ"),
        ],
        "rainbow-telephony" => &[
            ("__action__", "attach"),
            ("loginEmail", "anna#@example.com"),
            ("pbxId", "PBX1"),
            ("pbxShortNumber", "100#"),
        ],
        "webex-contact-center-users" => {
            &[("Email", "anna#@example.com"), ("Contact Center Enabled", "On")]
        }
        _ => &[
            ("First Name", "Anna"),
            ("Last Name", "Oneil"),
            ("User ID/Email (Required)", "anna#@example.com"),
        ],
    }
}

fn json(name: &str) -> Value {
    serde_json::from_str(templates::get(name).expect("it is built in")).expect("it is JSON")
}

/// A file of the template with these rows, its labels in the order in which they are named.
fn file(template: &str, schema: &Schema, rows: &[Cells], times: usize) -> (String, u64) {
    let mut labels: Vec<&str> = usual(template).iter().map(|(field, _)| *field).collect();
    for (field, _) in rows.iter().copied().flatten() {
        if !labels.contains(field) {
            labels.push(field);
        }
    }
    let line = |cells: Vec<String>| {
        let quoted = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        quoted.collect::<Vec<_>>().join(",") + "\r\n"
    };
    let mut csv = line(labels.iter().map(ToString::to_string).collect());
    let mut count = 1;
    if schema.template.header_rows == 2 {
        let described = labels.iter().map(|label| {
            let field = &schema.fields[schema.position(label).expect("it is a field")];
            field.labels[0].1.clone()
        });
        csv += &line(described.collect());
        count += 1;
    }
    let last = rows.len() - 1;
    let repeated = std::iter::repeat_n(rows[last], times);
    for cells in rows[..last].iter().copied().chain(repeated) {
        count += 1;
        let number = count.to_string();
        csv += &line(
            labels
                .iter()
                .map(|label| {
                    let set = cells.iter().chain(usual(template)).find(|(field, _)| field == label);
                    set.map_or(String::new(), |(_, cell)| cell.replace('#', &number))
                })
                .collect(),
        );
    }
    (csv, count)
}

/// The findings of a file: the rule or the code, the row, and the field.
fn findings(
    schema: &Rc<Schema>,
    csv: &str,
    option: Option<&str>,
    language: Language,
) -> Vec<Value> {
    let options = option.map(|value| ("import_option".to_owned(), value.to_owned()));
    let mut validation = Validation::new(Settings {
        schema: Some(schema.clone()),
        options: options.into_iter().collect(),
        language,
        ..Settings::default()
    });
    validation.push(csv.as_bytes());
    let mut lines = std::mem::take(validation.findings_ndjson());
    lines.extend(validation.finish().findings_ndjson);
    String::from_utf8(lines)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|finding| finding.get("code").is_some())
        .collect()
}

fn rule_of(finding: &Value) -> &str {
    finding["params"]["rule"].as_str().unwrap_or(finding["code"].as_str().unwrap())
}

fn schema_of(name: &str) -> Rc<Schema> {
    thread_local!(static READ: RefCell<HashMap<String, Rc<Schema>>> = RefCell::default());
    let read = || {
        let json = templates::get(name).expect("it is built in");
        Rc::new(Schema::from_json(json).unwrap_or_else(|errors| panic!("{name}: {errors:#?}")))
    };
    READ.with_borrow_mut(|schemas| schemas.entry(name.to_owned()).or_insert_with(read).clone())
}

#[test]
fn every_rule_of_every_template_is_in_the_table() {
    for name in templates::names() {
        let json = json(name);
        let rules = json["rollcall"]["rules"].as_array().unwrap().iter();
        let rules: BTreeSet<_> = rules.map(|rule| rule["id"].as_str().unwrap()).collect();
        let listed = CASES.iter().filter(|case| case.template == name).map(|case| case.rule);
        assert_eq!(rules, listed.collect(), "{name}");
    }
}

#[test]
fn a_usual_row_breaks_no_rule() {
    for name in templates::names() {
        let schema = schema_of(name);
        let (csv, _) = file(name, &schema, &[&[], &[]], 1);
        let found = findings(&schema, &csv, None, Language::En);
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn every_rule_is_broken_by_what_is_wrong_and_kept_by_what_just_is_not() {
    for case in CASES {
        let Case { template, rule, .. } = case;
        let schema = schema_of(template);
        let rules = json(template)["rollcall"]["rules"].clone();
        let described = rules.as_array().unwrap().iter().find(|it| it["id"] == *rule).unwrap();
        let of_file = described.get("most").or(described.get("count")).is_some();

        let (csv, last) = file(template, &schema, case.wrong, case.times.0);
        let found = findings(&schema, &csv, case.option, Language::En);
        let broken: Vec<_> = found.iter().filter(|it| rule_of(it) == *rule).collect();
        assert_eq!(broken.len(), 1, "{template}: {rule} is broken once: {found:#?}");
        let code = described["code"].as_str().unwrap_or(rule);
        assert_eq!(broken[0]["code"], code, "{template}: {rule}");
        assert_eq!(broken[0]["field"].as_str().unwrap_or(""), case.field, "{template}: {rule}");
        let condition = described["when"].to_string();
        let of_header = condition.contains("column") && described.get("never").is_some();
        let expected = match (of_file, of_header) {
            (true, _) => None,
            (_, true) => Some(1),
            _ => Some(last),
        };
        assert_eq!(broken[0]["row"].as_u64(), expected, "{template}: {rule}");
        for finding in &found {
            let code = finding["code"].as_str().unwrap();
            assert!(
                rule_of(finding) == *rule || case.also.contains(&code),
                "{template}: {rule}: {code} besides: {finding:#?}"
            );
        }

        let (csv, _) = file(template, &schema, case.right, case.times.1);
        let kept = findings(&schema, &csv, case.option, Language::En);
        assert!(
            kept.iter().all(|finding| rule_of(finding) != *rule),
            "{template}: {rule} is kept: {kept:#?}"
        );
        if let Some(option) = case.option {
            assert_eq!(option, "add_and_remove");
            let (csv, _) = file(template, &schema, case.wrong, 1);
            let kept = findings(&schema, &csv, Some("add"), Language::En);
            assert!(kept.is_empty(), "{template}: {rule} needs its option: {kept:#?}");
        }
    }
}

/// Printed by `cargo test -p rollcall-engine --test template_rules the_list -- --nocapture`.
#[test]
fn the_list_of_rules_with_rows_that_break_and_keep_them() {
    println!("| template | rule | severity | breaks it | just does not |\n|---|---|---|---|---|");
    for case in CASES {
        let schema = schema_of(case.template);
        let rule = schema.rules.get(case.rule).expect("it is a rule of the template");
        let cells = |cells: &Cells| {
            let cells = cells.iter().map(|(field, cell)| format!("{field} = {cell:?}"));
            cells.collect::<Vec<_>>().join(", ")
        };
        let rows = |rows: &[Cells], times: usize| {
            let rows = rows.iter().map(cells).collect::<Vec<_>>().join(" / ").replace('|', "\\|");
            if times > 1 { format!("{rows} × {times}") } else { rows }
        };
        println!(
            "| {} | {} | {} | {} | {} |",
            case.template,
            case.rule,
            rule.severity().as_str(),
            rows(case.wrong, case.times.0),
            rows(case.right, case.times.1),
        );
    }
}

#[test]
fn every_rule_speaks_every_language() {
    for case in CASES {
        let schema = schema_of(case.template);
        let (csv, _) = file(case.template, &schema, case.wrong, case.times.0);
        let mut said = BTreeSet::new();
        for language in Language::ALL {
            let found = findings(&schema, &csv, case.option, language);
            let broken = found.iter().find(|finding| rule_of(finding) == case.rule).unwrap();
            for part in ["message", "fix"] {
                let sentence = broken[part].as_str().unwrap();
                assert!(sentence.ends_with('.'), "{}: {sentence}", case.rule);
                assert!(!sentence.contains(['{', '}', '\'']), "{}: {sentence}", case.rule);
                assert!(said.insert(sentence.to_owned()), "{}: {sentence}", case.rule);
            }
        }
    }
}

#[test]
fn french_has_its_narrow_spaces() {
    for name in templates::names() {
        let json = json(name);
        let rules = json["rollcall"]["rules"].as_array().unwrap().iter();
        let rules =
            rules.flat_map(|rule| ["title", "message", "fix"].map(|part| &rule[part]["fr"]));
        let fields = json["fields"].as_array().unwrap().iter();
        let fields = fields.map(|field| &field["rollcall"]["description"]["fr"]);
        for text in rules.chain(fields) {
            let text = text.as_str().unwrap();
            for wrong in [" :", " ;", " !", " ?", "« ", " »", "\u{a0}", "'"] {
                assert!(!text.contains(wrong), "{name}: {text}");
            }
        }
    }
}
