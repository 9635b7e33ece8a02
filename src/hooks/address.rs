//! Which addresses may be called.
//!
//! An address that somebody else names must not lead to where only we get: to the machine itself, to
//! its network, to a cloud's metadata. It is looked at three times. As written, it must be an address
//! that every reader takes for the same one. As the runtime reads it, its host must be a public
//! address or a name that can be public: by then every spelling of an address (`0x7f.1`,
//! `2130706433`, `１２７。１`) has become the one with four decimal numbers, and every name is in lower
//! case and ASCII. Last, just before the call, [`resolve`] asks where a name leads.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::Value;
use worker::{Env, Headers, Request, RequestInit};

use crate::runtime::{self, Answer, Url};

/// The longest address, in bytes.
pub const LONGEST: usize = 2_048;
/// The longest name, in bytes, and the longest label of one (RFC 1035, section 2.3.4).
const NAME_LONGEST: usize = 253;
const LABEL_LONGEST: usize = 63;

/// The resolver that is asked unless the variable `ROLLCALL_RESOLVER` names another. It answers DNS
/// questions over HTTPS, in JSON
/// (<https://developers.cloudflare.com/1.1.1.1/encryption/dns-over-https/make-api-requests/dns-json/>).
const RESOLVER: &str = "https://cloudflare-dns.com/dns-query";
/// How long its answer to one question is waited for.
const RESOLVER_MILLIS: u64 = 5_000;

/// The ports that no browser calls, as they belong to other services whose servers might take a
/// request for their own language (Fetch Standard, "port blocking",
/// <https://fetch.spec.whatwg.org/#port-blocking>).
const BAD_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// The top-level names that are nobody's on the internet: those of the IANA registry of Special-Use
/// Domain Names (RFC 6761, 6762, 7686, 9476; all of `arpa`, where among others RFC 8375, 9462 and
/// 9665 have theirs), `internal`, which ICANN keeps free for networks of one's own (resolution
/// 2024.07.29.06), `corp`, `home` and `mail`, which it never hands out for the same reason
/// (2018.02.04.12), and what else such networks use (RFC 6762, appendix G).
const PRIVATE_TOPS: [&str; 15] = [
    "alt",
    "arpa",
    "corp",
    "example",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "mail",
    "onion",
    "private",
    "test",
];

/// What is not the public internet of IPv4: the IANA registry of Special-Purpose Addresses
/// (<https://www.iana.org/assignments/iana-ipv4-special-registry>), multicast (RFC 5771), and the
/// address at which Azure's machines have their host. The few among them that can be reached from
/// anywhere have no files for anybody. An address and how many of its bits count.
const SPECIAL_V4: [(Ipv4Addr, u32); 19] = [
    (Ipv4Addr::UNSPECIFIED, 8),            // this network, RFC 791
    (Ipv4Addr::new(10, 0, 0, 0), 8),       // private, RFC 1918
    (Ipv4Addr::new(100, 64, 0, 0), 10),    // carriers' address translation, RFC 6598
    (Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback, RFC 1122
    (Ipv4Addr::new(168, 63, 129, 16), 32), // Azure
    (Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local, where metadata is, RFC 3927
    (Ipv4Addr::new(172, 16, 0, 0), 12),    // private, RFC 1918
    (Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments, RFC 6890
    (Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation, RFC 5737
    (Ipv4Addr::new(192, 31, 196, 0), 24),  // AS112, RFC 7535
    (Ipv4Addr::new(192, 52, 193, 0), 24),  // multicast tunnels, RFC 7450
    (Ipv4Addr::new(192, 88, 99, 0), 24),   // 6to4 relays, RFC 7526
    (Ipv4Addr::new(192, 168, 0, 0), 16),   // private, RFC 1918
    (Ipv4Addr::new(192, 175, 48, 0), 24),  // AS112, RFC 7534
    (Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks, RFC 2544
    (Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation, RFC 5737
    (Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation, RFC 5737
    (Ipv4Addr::new(224, 0, 0, 0), 4),      // multicast, RFC 5771
    (Ipv4Addr::new(240, 0, 0, 0), 4),      // reserved, RFC 1112, and broadcast, RFC 919
];

/// What IPv6 has of the public internet is 2000::/3
/// (<https://www.iana.org/assignments/ipv6-address-space>); so the unspecified address and loopback
/// are out, every IPv4 address in an IPv6 one (`::/96`, `::ffff:0:0/96`, RFC 4291; `::ffff:0:0:0/96`,
/// RFC 2765), NAT64 (`64:ff9b::/96`, RFC 6052; `64:ff9b:1::/48`, RFC 8215), discard (`100::/64`, RFC
/// 6666), segment routing (`5f00::/16`, RFC 9602), unique local (`fc00::/7`, RFC 4193), link-local
/// (`fe80::/10`), site-local (`fec0::/10`, RFC 3879) and multicast (`ff00::/8`).
const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// And in that, what is not: the IANA registry of Special-Purpose Addresses
/// (<https://www.iana.org/assignments/iana-ipv6-special-registry>).
const SPECIAL_V6: [(Ipv6Addr, u32); 5] = [
    // Protocol assignments, RFC 2928: Teredo, benchmarks, ORCHID.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation, RFC 3849
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),     // 6to4, RFC 3056
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112, RFC 7534
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),     // documentation, RFC 9637
];

/// What a deployment allows beyond public addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Whether this machine may be called, over http too: for development.
    pub loopback: bool,
}

impl Rules {
    /// Those of this deployment, by the variable `ROLLCALL_LOOPBACK`.
    pub fn of(env: &Env) -> Self {
        Self { loopback: env.var("ROLLCALL_LOOPBACK").is_ok_and(|value| value.to_string() == "1") }
    }
}

/// How far an address reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Public,
    /// This machine.
    Loopback,
    /// Some network, or nothing.
    Private,
}

impl Reach {
    fn allowed(self, rules: Rules) -> bool {
        match self {
            Self::Public => true,
            Self::Loopback => rules.loopback,
            Self::Private => false,
        }
    }
}

/// Why an address is not called. In words it never says more of it than the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is no address, or one that two readers may take for two.
    Unreadable,
    /// It is longer than [`LONGEST`].
    TooLong,
    /// It is not https.
    Scheme,
    /// It holds a user's name or password.
    UserInfo,
    /// The port belongs to another service.
    Port(u16),
    /// The host is no name that can be looked up.
    Name(String),
    /// The host is not public.
    Private(String),
    /// The host's name leads to an address that is not public.
    LeadsToPrivate(String),
    /// What came over https goes on over http.
    Downgrade,
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => out.write_str(
                "This is not an address that can be called; give a whole one, such as \
                 https://files.example.com/users.csv.",
            ),
            Self::TooLong => {
                write!(out, "The address is longer than {LONGEST} bytes; give a shorter one.")
            }
            Self::Scheme => out.write_str(
                "Only addresses that begin with https:// are called; give one of those.",
            ),
            Self::UserInfo => out.write_str(
                "The address holds a user name or a password, and those are not sent; give a link \
                 that works without.",
            ),
            Self::Port(port) => write!(
                out,
                "Port {port} belongs to another service than the web; serve the file on another \
                 one, best on 443."
            ),
            Self::Name(host) => write!(
                out,
                "`{host}` is not the full name of a host on the internet; give one such as \
                 files.example.com."
            ),
            Self::Private(host) => write!(
                out,
                "`{host}` is not on the public internet, so it is not called; give an address that \
                 can be reached from anywhere."
            ),
            Self::LeadsToPrivate(host) => write!(
                out,
                "The name `{host}` leads to an address that is not on the public internet, so it is \
                 not called; give an address that can be reached from anywhere."
            ),
            Self::Downgrade => out.write_str(
                "The address is https and sends on to one that is not; let it send on to https.",
            ),
        }
    }
}

/// A host, as the runtime writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Ip(IpAddr),
    Name,
}

/// An address that may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    href: String,
    hostname: String,
    path: String,
    host: Host,
    secure: bool,
}

/// What the runtime read.
struct Parts {
    href: String,
    protocol: String,
    user_info: bool,
    hostname: String,
    port: String,
    path: String,
}

impl From<&Url> for Parts {
    fn from(url: &Url) -> Self {
        Self {
            href: url.href(),
            protocol: url.protocol(),
            user_info: !url.username().is_empty() || !url.password().is_empty(),
            hostname: url.hostname(),
            port: url.port(),
            path: url.pathname(),
        }
    }
}

impl Address {
    /// Reads an address that somebody gave us.
    ///
    /// # Errors
    /// Where it is not called.
    pub fn parse(text: &str, rules: Rules) -> Result<Self, Refused> {
        check_spelling(text)?;
        check_beginning(text)?;
        let url = Url::parse(text, None).ok_or(Refused::Unreadable)?;
        Self::judge(Parts::from(&url), rules)
    }

    /// Where an answer from here sends on to, which may be said from here.
    ///
    /// # Errors
    /// Where that is not called.
    pub fn redirected(&self, location: &str, rules: Rules) -> Result<Self, Refused> {
        check_spelling(location)?;
        let url = Url::parse(location, Some(&self.href)).ok_or(Refused::Unreadable)?;
        let next = Self::judge(Parts::from(&url), rules)?;
        if self.secure && !next.secure {
            return Err(Refused::Downgrade);
        }
        Ok(next)
    }

    fn judge(parts: Parts, rules: Rules) -> Result<Self, Refused> {
        let secure = match parts.protocol.as_str() {
            "https:" => true,
            "http:" if rules.loopback => false,
            _ => return Err(Refused::Scheme),
        };
        if parts.href.len() > LONGEST {
            return Err(Refused::TooLong);
        }
        if parts.user_info {
            return Err(Refused::UserInfo);
        }
        let (host, reach) = judge_host(&parts.hostname)?;
        if !reach.allowed(rules) {
            return Err(Refused::Private(parts.hostname));
        }
        if !secure && reach != Reach::Loopback {
            return Err(Refused::Scheme);
        }
        // None where it is the scheme's own.
        if let Ok(port) = parts.port.parse()
            && BAD_PORTS.contains(&port)
        {
            return Err(Refused::Port(port));
        }
        // What stands behind `#` is for whoever shows the page.
        let href = before(&parts.href, &['#']).to_owned();
        Ok(Self { href, hostname: parts.hostname, path: parts.path, host, secure })
    }

    /// The address, as it is called.
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// The host.
    pub fn host(&self) -> &str {
        &self.hostname
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// Refuses what is read in two ways. A browser takes tabs and line breaks out of an address and a
/// backslash for a slash, and others do not (WHATWG URL Standard, section 4.4; RFC 3986 has neither).
fn check_spelling(text: &str) -> Result<(), Refused> {
    if text.len() > LONGEST {
        return Err(Refused::TooLong);
    }
    if text.contains(char::is_control) || before(text, &['?', '#']).contains('\\') {
        return Err(Refused::Unreadable);
    }
    Ok(())
}

/// Refuses what is not a whole address. A browser takes `https:example.com` and
/// `https:////example.com` for one, and an empty user's name for none.
fn check_beginning(text: &str) -> Result<(), Refused> {
    let Some((scheme, rest)) = text.split_once(':') else { return Err(Refused::Unreadable) };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Err(Refused::Scheme);
    }
    let authority = before(rest.strip_prefix("//").unwrap_or_default(), &['/', '?', '#']);
    if authority.is_empty() {
        return Err(Refused::Unreadable);
    }
    if authority.contains('@') {
        return Err(Refused::UserInfo);
    }
    Ok(())
}

/// What stands in front of the first of these characters.
fn before<'t>(text: &'t str, ends: &[char]) -> &'t str {
    text.split(ends).next().unwrap_or_default()
}

fn judge_host(hostname: &str) -> Result<(Host, Reach), Refused> {
    let bare = hostname.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Ok(ip) = bare.unwrap_or(hostname).parse() {
        return Ok((Host::Ip(ip), reach_of_ip(ip)));
    }
    match reach_of_name(hostname) {
        Some(reach) => Ok((Host::Name, reach)),
        None => Err(Refused::Name(hostname.to_owned())),
    }
}

/// How far a name can reach; `None` where it is not a whole name of a host in ASCII and lower case.
fn reach_of_name(name: &str) -> Option<Reach> {
    let is_label = |label: &str| {
        (1..=LABEL_LONGEST).contains(&label.len())
            // RFC 1123, section 2.1, and the underscore, which many have. Nothing else goes into the
            // question to the resolver.
            && label.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte)
            })
    };
    // A dot at the end makes an empty label: the same name for DNS, and another one for those who
    // compare.
    if name.len() > NAME_LONGEST || !name.split('.').all(is_label) {
        return None;
    }
    let Some((_, top)) = name.rsplit_once('.') else {
        return (name == "localhost").then_some(Reach::Loopback);
    };
    // A number at the end makes it an address to some (WHATWG URL Standard, section 3.5).
    let number = top.strip_prefix("0x").unwrap_or(top);
    if number.bytes().all(|byte| byte.is_ascii_digit())
        || (number.len() < top.len() && number.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return None;
    }
    Some(match top {
        "localhost" => Reach::Loopback,
        top if PRIVATE_TOPS.contains(&top) => Reach::Private,
        _ => Reach::Public,
    })
}

fn reach_of_ip(ip: IpAddr) -> Reach {
    let public = match ip {
        IpAddr::V4(ip) => !SPECIAL_V4.iter().any(|&range| in_v4(ip, range)),
        IpAddr::V6(ip) => {
            in_v6(ip, PUBLIC_V6)
                && !SPECIAL_V6.iter().any(|&range| in_v6(ip, range))
                && !is_isatap(ip)
        }
    };
    if public {
        Reach::Public
    } else if ip.is_loopback() {
        Reach::Loopback
    } else {
        Reach::Private
    }
}

fn in_v4(ip: Ipv4Addr, (start, bits): (Ipv4Addr, u32)) -> bool {
    (ip.to_bits() ^ start.to_bits()).leading_zeros() >= bits
}

fn in_v6(ip: Ipv6Addr, (start, bits): (Ipv6Addr, u32)) -> bool {
    (ip.to_bits() ^ start.to_bits()).leading_zeros() >= bits
}

/// Whether an IPv4 address is the second half, which may be of any network (RFC 5214, section 6.1).
fn is_isatap(ip: Ipv6Addr) -> bool {
    matches!(ip.segments(), [_, _, _, _, 0 | 0x200, 0x5efe, _, _])
}

/// Why it is not known that a name leads to public addresses only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// It does not.
    Refused(Refused),
    /// There is no such name, or it has no addresses.
    Unknown(String),
    /// The resolver cannot be asked, or cannot tell: it may be able to later.
    Silent(String),
}

impl fmt::Display for Unresolved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => refused.fmt(out),
            Self::Unknown(host) => write!(
                out,
                "There is no host with the name `{host}`; look whether the address is right."
            ),
            Self::Silent(host) => write!(
                out,
                "It could not be found out where the name `{host}` leads; try again in a moment."
            ),
        }
    }
}

/// Makes sure that a name leads to public addresses only, every one of them, of both kinds. A resolver
/// that cannot be asked allows nothing. The variable `ROLLCALL_RESOLVER` names another one; where it is
/// empty nobody is asked.
///
/// What remains: the call looks the name up anew, so whoever answers for it can say something else a
/// moment later (rebinding), and the runtime has no way to be told the address to call. On Cloudflare
/// that gains nothing, since what leaves a Worker goes to the public internet only. Who runs the
/// Worker in a workerd of their own lets it reach `public` networks only, which is workerd's default.
///
/// # Errors
/// Where it does not, or nobody can say.
pub async fn resolve(address: &Address, env: &Env) -> Result<(), Unresolved> {
    let host = address.host();
    let rules = Rules::of(env);
    if address.host != Host::Name || reach_of_name(host) != Some(Reach::Public) {
        // An address, which has been judged, or this machine, which everybody knows.
        return Ok(());
    }
    let resolver =
        env.var("ROLLCALL_RESOLVER").map_or_else(|_| RESOLVER.to_owned(), |it| it.to_string());
    if resolver.is_empty() {
        return Ok(());
    }
    let silent = || Unresolved::Silent(host.to_owned());
    let mut found = 0;
    for kind in ["A", "AAAA"] {
        let question = format!("{resolver}?name={host}&type={kind}");
        let answer = runtime::within(RESOLVER_MILLIS, ask(&question)).await.flatten();
        let ips = answer.as_deref().and_then(ips_of).ok_or_else(silent)?;
        if !ips.iter().all(|&ip| reach_of_ip(ip).allowed(rules)) {
            return Err(Unresolved::Refused(Refused::LeadsToPrivate(host.to_owned())));
        }
        found += ips.len();
    }
    if found == 0 { Err(Unresolved::Unknown(host.to_owned())) } else { Ok(()) }
}

async fn ask(question: &str) -> Option<String> {
    let headers = Headers::new();
    headers.set("accept", "application/dns-json").ok()?;
    let request =
        Request::new_with_init(question, RequestInit::new().with_headers(headers)).ok()?;
    let Answer { mut response, connection } = runtime::call(request, RESOLVER_MILLIS).await.ok()?;
    if response.status_code() != 200 {
        return None;
    }
    let text = response.text().await.ok();
    drop(connection);
    text
}

/// The addresses in a resolver's answer, which has followed every alias; none where there is no such
/// name. `None` where the answer says nothing, or holds an address that cannot be judged.
fn ips_of(answer: &str) -> Option<Vec<IpAddr>> {
    /// RFC 1035, section 3.2.2, and RFC 3596.
    const TYPES: [u64; 2] = [1, 28];
    /// RFC 1035, section 4.1.1.
    const NO_ERROR: u64 = 0;
    const NAME_ERROR: u64 = 3;

    let answer: Value = serde_json::from_str(answer).ok()?;
    match answer.get("Status")?.as_u64()? {
        NO_ERROR => {}
        NAME_ERROR => return Some(Vec::new()),
        _ => return None,
    }
    let records = answer.get("Answer").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    records
        .iter()
        .filter(|record| {
            record.get("type").and_then(Value::as_u64).is_some_and(|kind| TYPES.contains(&kind))
        })
        .map(|record| record.get("data")?.as_str()?.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC_ONLY: Rules = Rules { loopback: false };
    const DEVELOPMENT: Rules = Rules { loopback: true };

    fn reach(ip: &str) -> Reach {
        reach_of_ip(ip.parse().unwrap())
    }

    #[test]
    fn addresses_of_the_public_internet_are_public() {
        for ip in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "93.184.216.34",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "168.63.129.15",
            "168.63.129.17",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "191.255.255.255",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.99.255",
            "198.51.101.0",
            "203.0.112.255",
            "203.0.114.0",
            "223.255.255.255",
            "2000::1",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2001:db7::1",
            "2001:db9::1",
            "2003::1",
            "2606:4700:4700::1111",
            "2a00:1450:4001::200e",
            "3ffe::1",
        ] {
            assert_eq!(reach(ip), Reach::Public, "{ip}");
        }
    }

    #[test]
    fn this_machine_is_loopback() {
        for ip in ["127.0.0.1", "127.0.0.0", "127.1.2.3", "127.255.255.255", "::1"] {
            assert_eq!(reach(ip), Reach::Loopback, "{ip}");
        }
    }

    #[test]
    fn everything_else_is_private() {
        for ip in [
            // This network, and the unspecified address.
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.100.100.200",
            "100.127.255.255",
            "168.63.129.16",
            "169.254.0.0",
            "169.254.169.254",
            "169.254.255.255",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.9",
            "192.0.0.170",
            "192.0.0.192",
            "192.0.2.255",
            "192.31.196.1",
            "192.52.193.1",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.255.255",
            "192.175.48.1",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
            "::",
            "::2",
            // An IPv4 address in an IPv6 one, public or not.
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::8.8.8.8",
            "64:ff9b:1::a00:1",
            "64:ff9b:1:ffff::1",
            "100::1",
            "100:0:0:1::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:3::1",
            "2001:4:112::1",
            "2001:10::1",
            "2001:20::1",
            "2001:30::1",
            "2001:1ff:ffff::1",
            "2001:db8::1",
            "2001:db8:ffff:ffff::1",
            "2002:7f00:1::1",
            "2002:808:808::1",
            "2620:4f:8000::1",
            "2a00:1450:4001:1:0:5efe:7f00:1",
            "2a00:1450:4001:1:200:5efe:a00:1",
            "3fff::1",
            "3fff:fff:ffff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff:ffff::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "feff::1",
            "ff02::1",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        ] {
            assert_eq!(reach(ip), Reach::Private, "{ip}");
        }
    }

    #[test]
    fn names_reach_as_far_as_their_last_label() {
        for name in [
            "files.acme.com",
            "a.de",
            "acme-files.s3.eu-central-1.amazonaws.com",
            "xn--zrich-kva.ch",
            "xn--80ak6aa92e.xn--p1ai",
            "my_bucket.storage.googleapis.com",
            "10.0.0.1.nip.io",
            "localhost.acme.com",
            "local.acme.com",
            "internal.com",
            "example.com",
            "a.1x",
        ] {
            assert_eq!(reach_of_name(name), Some(Reach::Public), "{name}");
        }
        for name in ["localhost", "rollcall.localhost", "a.b.localhost"] {
            assert_eq!(reach_of_name(name), Some(Reach::Loopback), "{name}");
        }
        for name in [
            "printer.local",
            "metadata.google.internal",
            "router.home.arpa",
            "1.0.0.127.in-addr.arpa",
            "nas.lan",
            "nas.home",
            "mx.mail",
            "ad.corp",
            "wiki.intranet",
            "db.private",
            "host.localdomain",
            "service.onion",
            "name.alt",
            "files.test",
            "files.example",
            "files.invalid",
        ] {
            assert_eq!(reach_of_name(name), Some(Reach::Private), "{name}");
        }
    }

    #[test]
    fn what_is_no_whole_name_of_a_host_is_none() {
        let label = "a".repeat(64);
        let long = format!("{}com", "abcdefg.".repeat(32));
        for name in [
            "",
            ".",
            "intranet",
            "com",
            "localhost.",
            "files.acme.com.",
            ".acme.com",
            "files..acme.com",
            "acme.1",
            "1.2.3",
            "1.2.3.4.5",
            "acme.0x7f",
            "acme.0x",
            "acme.0xzz.007",
            "Files.acme.com",
            "a&type=txt.acme.com",
            "a=b.acme.com",
            "a+b.acme.com",
            "a'b.acme.com",
            "a,b.acme.com",
            "zürich.ch",
            "[::1",
            "::1]",
            &format!("{label}.com"),
            &long,
        ] {
            assert_eq!(reach_of_name(name), None, "{name}");
        }
    }

    #[test]
    fn an_address_that_two_readers_take_for_two_is_refused() {
        for text in [
            "https://acme.com\\@10.0.0.1/",
            "https:\\\\acme.com/a",
            "https://acme.com/a\\b",
            "https://ac\tme.com/",
            "https://acme.com/\na",
            "https://acme.com/\r\nHost: x",
            "https://acme.com/\0",
            "\u{7f}https://acme.com/",
            "https://acme.com/\u{85}",
        ] {
            assert_eq!(check_spelling(text), Err(Refused::Unreadable), "{text:?}");
        }
        for text in ["https://acme.com/my users.csv", "https://acme.com/a?b=\\c", "/users.csv", ""]
        {
            assert_eq!(check_spelling(text), Ok(()), "{text:?}");
        }
        let long = format!("https://acme.com/{}", "a".repeat(LONGEST));
        assert_eq!(check_spelling(&long), Err(Refused::TooLong));
        let longest: String = long.chars().take(LONGEST).collect();
        assert_eq!(check_spelling(&longest), Ok(()));
    }

    #[test]
    fn an_address_begins_with_its_scheme_and_its_host() {
        let cases = [
            ("https://acme.com", Ok(())),
            ("HTTPS://acme.com?a=@b", Ok(())),
            ("https://acme.com/@a", Ok(())),
            ("http://localhost:8080/#@", Ok(())),
            ("", Err(Refused::Unreadable)),
            ("acme.com/users.csv", Err(Refused::Unreadable)),
            ("//acme.com/users.csv", Err(Refused::Unreadable)),
            ("https:acme.com", Err(Refused::Unreadable)),
            ("https:/acme.com", Err(Refused::Unreadable)),
            ("https:///acme.com", Err(Refused::Unreadable)),
            ("https://", Err(Refused::Unreadable)),
            ("https://?a", Err(Refused::Unreadable)),
            (" https://acme.com", Err(Refused::Scheme)),
            ("ftp://acme.com/users.csv", Err(Refused::Scheme)),
            ("file:///etc/passwd", Err(Refused::Scheme)),
            ("data:text/csv,a", Err(Refused::Scheme)),
            ("javascript:alert(1)", Err(Refused::Scheme)),
            ("https://user@acme.com/", Err(Refused::UserInfo)),
            ("https://user:secret@acme.com/", Err(Refused::UserInfo)),
            ("https://@acme.com/", Err(Refused::UserInfo)),
            ("https://acme.com@10.0.0.1/", Err(Refused::UserInfo)),
        ];
        for (text, expected) in cases {
            assert_eq!(check_beginning(text), expected, "{text}");
        }
    }

    /// As the runtime reads it, for the few spellings here.
    fn read(href: &str) -> Parts {
        let (protocol, rest) = href.split_once("//").unwrap();
        let (authority, behind) = rest.split_once('/').unwrap();
        let (user, place) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (hostname, port) = match place.rsplit_once(':') {
            Some((hostname, port)) if !port.ends_with(']') => (hostname, port),
            _ => (place, ""),
        };
        Parts {
            href: href.to_owned(),
            protocol: protocol.to_owned(),
            user_info: !user.is_empty(),
            hostname: hostname.to_owned(),
            port: port.to_owned(),
            path: format!("/{}", before(behind, &['?', '#'])),
        }
    }

    fn judged(href: &str, rules: Rules) -> Result<Address, Refused> {
        Address::judge(read(href), rules)
    }

    #[test]
    fn only_https_to_public_hosts_is_called() {
        let private = |host: &str| Err(Refused::Private(host.to_owned()));
        let name = |host: &str| Err(Refused::Name(host.to_owned()));
        let cases = [
            ("https://files.acme.com/users.csv?sig=x", Ok(())),
            ("https://files.acme.com:8443/", Ok(())),
            ("https://8.8.8.8/", Ok(())),
            ("https://[2606:4700:4700::1111]:8443/", Ok(())),
            ("http://files.acme.com/", Err(Refused::Scheme)),
            ("http://127.0.0.1/", Err(Refused::Scheme)),
            ("ftp://files.acme.com/", Err(Refused::Scheme)),
            ("https://user:x@files.acme.com/", Err(Refused::UserInfo)),
            ("https://files.acme.com:25/", Err(Refused::Port(25))),
            ("https://files.acme.com:0/", Err(Refused::Port(0))),
            ("https://127.0.0.1/", private("127.0.0.1")),
            ("https://127.0.0.1:8443/", private("127.0.0.1")),
            ("https://10.0.0.1/", private("10.0.0.1")),
            ("https://[::1]/", private("[::1]")),
            ("https://[::ffff:7f00:1]/", private("[::ffff:7f00:1]")),
            ("https://localhost/", private("localhost")),
            ("https://printer.local/", private("printer.local")),
            ("https://intranet/", name("intranet")),
            ("https://files.acme.com./", name("files.acme.com.")),
        ];
        for (href, expected) in cases {
            assert_eq!(judged(href, PUBLIC_ONLY).map(|_| ()), expected, "{href}");
        }
    }

    #[test]
    fn in_development_this_machine_is_called_too_and_nothing_else() {
        let private = |host: &str| Err(Refused::Private(host.to_owned()));
        let cases = [
            ("http://127.0.0.1:8787/users.csv", Ok(())),
            ("http://127.9.9.9/", Ok(())),
            ("http://[::1]:8787/", Ok(())),
            ("http://localhost:8787/", Ok(())),
            ("http://files.localhost:8787/", Ok(())),
            ("https://localhost/", Ok(())),
            ("https://files.acme.com/", Ok(())),
            ("http://files.acme.com/", Err(Refused::Scheme)),
            ("http://127.0.0.1.nip.io/", Err(Refused::Scheme)),
            ("http://127.0.0.1:22/", Err(Refused::Port(22))),
            ("http://10.0.0.1/", private("10.0.0.1")),
            ("http://0.0.0.0/", private("0.0.0.0")),
            ("https://192.168.1.1/", private("192.168.1.1")),
            ("http://[::]/", private("[::]")),
            ("http://[::ffff:7f00:1]/", private("[::ffff:7f00:1]")),
            ("https://printer.local/", private("printer.local")),
        ];
        for (href, expected) in cases {
            assert_eq!(judged(href, DEVELOPMENT).map(|_| ()), expected, "{href}");
        }
    }

    #[test]
    fn what_is_shown_of_an_address_holds_no_secret() {
        let address = judged("https://files.acme.com/a/users.csv?sig=x#y", PUBLIC_ONLY).unwrap();
        assert_eq!(address.as_str(), "https://files.acme.com/a/users.csv?sig=x");
        assert_eq!(address.host(), "files.acme.com");
        assert_eq!(address.path(), "/a/users.csv");
    }

    #[test]
    fn a_resolvers_answer_gives_the_addresses_at_the_end_of_every_alias() {
        let cases = [
            (
                r#"{"Status":0,"Answer":[{"name":"a.com","type":5,"TTL":1,"data":"b.com."},{"name":"b.com","type":1,"data":"1.2.3.4"},{"name":"b.com","type":1,"data":"10.0.0.1"}]}"#,
                Some(vec!["1.2.3.4", "10.0.0.1"]),
            ),
            (
                r#"{"Status":0,"Answer":[{"name":"a.com","type":28,"data":"2606:4700::1111"},{"type":46,"data":"A 13 2"}]}"#,
                Some(vec!["2606:4700::1111"]),
            ),
            (r#"{"Status":0,"Answer":[{"type":5,"data":"nowhere.com."}]}"#, Some(vec![])),
            (r#"{"Status":0,"Authority":[{"type":6,"data":"x"}]}"#, Some(vec![])),
            (r#"{"Status":3}"#, Some(vec![])),
            // What cannot be judged allows nothing.
            (r#"{"Status":0,"Answer":[{"type":1,"data":"127.1"}]}"#, None),
            (r#"{"Status":0,"Answer":[{"type":1}]}"#, None),
            (r#"{"Status":2}"#, None),
            (r#"{"Status":5}"#, None),
            ("{}", None),
            ("<html>", None),
            ("", None),
        ];
        for (answer, expected) in cases {
            let expected: Option<Vec<IpAddr>> =
                expected.map(|ips| ips.iter().map(|ip| ip.parse().unwrap()).collect());
            assert_eq!(ips_of(answer), expected, "{answer}");
        }
    }

    #[test]
    fn a_refusal_is_a_sentence_that_says_what_to_do() {
        for refused in [
            Refused::Unreadable,
            Refused::TooLong,
            Refused::Scheme,
            Refused::UserInfo,
            Refused::Port(25),
            Refused::Name("intranet".to_owned()),
            Refused::Private("10.0.0.1".to_owned()),
            Refused::LeadsToPrivate("a.com".to_owned()),
            Refused::Downgrade,
        ] {
            let sentence = refused.to_string();
            assert!(sentence.ends_with('.') && !sentence.contains("  "), "{sentence}");
        }
    }
}
