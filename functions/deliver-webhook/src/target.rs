//! Where a webhook may be sent, as far as its address alone tells. Where the name leads is looked at when it is sent.

use url::{Host, Url};

/// Longest address.
const LONGEST: usize = 2000;
/// Names that lead into somebody's own network, or back to the cloud that this runs in.
const INSIDE: [&str; 13] = [
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "arpa",
    "onion",
    "amazonaws.com",
    "amazonaws.com.cn",
];

/// What the deployment says of addresses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// Exact `host:port` to which none of the rules apply: those of a test.
    pub(crate) allowed: Vec<String>,
    /// The hosts that we answer at ourselves.
    pub(crate) own: Vec<String>,
}

/// An address that may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    url: Url,
    pub(crate) host: String,
    pub(crate) port: u16,
    /// Whether it need not be on the public internet.
    pub(crate) allowed: bool,
}

/// Why an address is none that we send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadTarget {
    #[error("An address is https:// and the name of a host, perhaps with a path: https://shop.example/hooks.")]
    NoAddress,
    #[error("Events are sent over https only.")]
    NotHttps,
    #[error("Events are sent to port 443 only.")]
    Port,
    #[error("An address holds no name, no password and no part after #.")]
    Extras,
    #[error("An address names its host, not the number of a machine.")]
    Number,
    #[error("This host is not on the public internet, or it is our own.")]
    Inside,
}

impl Target {
    /// Reads an address.
    pub(crate) fn parse(text: &str, rules: &Rules) -> Result<Self, BadTarget> {
        // The parser forgives blanks and backslashes, and drops line breaks. We do not.
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
        if text.len() > LONGEST || text.chars().any(odd) {
            return Err(BadTarget::NoAddress);
        }
        let url = Url::parse(text).map_err(|_| BadTarget::NoAddress)?;
        let (host, port) = url.host_str().zip(url.port_or_known_default()).ok_or(BadTarget::NoAddress)?;
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(BadTarget::Extras);
        }
        let allowed = rules.allowed.contains(&format!("{host}:{port}")) && matches!(url.scheme(), "http" | "https");
        if !allowed {
            strict(&url, port, rules)?;
        }
        Ok(Self { host: host.to_owned(), port, allowed, url })
    }

    /// The address as it is kept: a name in other letters in its ASCII form, so that it shows what it is.
    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Host, and port where it is not the usual one.
    pub(crate) fn authority(&self) -> String {
        self.url.port().map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// What comes after the host.
    pub(crate) fn path(&self) -> String {
        self.url.query().map_or_else(|| self.url.path().to_owned(), |query| format!("{}?{query}", self.url.path()))
    }
}

fn strict(url: &Url, port: u16, rules: &Rules) -> Result<(), BadTarget> {
    if url.scheme() != "https" {
        return Err(BadTarget::NotHttps);
    }
    let Some(Host::Domain(name)) = url.host() else { return Err(BadTarget::Number) };
    if port != 443 {
        return Err(BadTarget::Port);
    }
    let name = name.trim_end_matches('.');
    let inside = INSIDE.iter().any(|end| name == *end || name.ends_with(&format!(".{end}")));
    if inside || !name.contains('.') || rules.own.iter().any(|own| own == name) {
        return Err(BadTarget::Inside);
    }
    Ok(())
}

/// The host of an address of our own.
pub(crate) fn host_of(address: &str) -> Option<String> {
    Some(Url::parse(address).ok()?.host_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules { allowed: vec!["127.0.0.1:8099".to_owned()], own: vec!["entrega.example".to_owned()] }
    }

    fn check(expected: Result<(), BadTarget>, addresses: &[&str]) {
        for address in addresses {
            assert_eq!(Target::parse(address, &rules()).map(|_| ()), expected, "{address}");
        }
    }

    #[test]
    fn a_public_name_over_https_is_taken() {
        check(Ok(()), &["https://shop.example/hooks", "https://shop.example", "https://a.b.example:443/x?y=z"]);
        check(Ok(()), &["https://lojão.example/ganchos", "https://local.example", "https://notamazonaws.com/"]);
        let target = Target::parse("https://Lojão.example/a?b=c", &rules()).unwrap();
        assert_eq!(
            (target.as_str(), target.authority().as_str()),
            ("https://xn--lojo-ioa.example/a?b=c", "xn--lojo-ioa.example")
        );
        assert_eq!((target.path().as_str(), target.port, target.is_https()), ("/a?b=c", 443, true));
    }

    #[test]
    fn everything_but_https_is_refused() {
        check(Err(BadTarget::NotHttps), &["http://shop.example", "ftp://shop.example", "ws://shop.example"]);
        check(
            Err(BadTarget::NoAddress),
            &["file:///etc/passwd", "gopher://shop.example", "mailto:a@shop.example", "data:,x"],
        );
        check(
            Err(BadTarget::NoAddress),
            &["", "shop.example", "//shop.example", "https://", "https://shop.example:65536"],
        );
    }

    #[test]
    fn a_number_of_a_machine_is_refused_however_it_is_spelt() {
        check(
            Err(BadTarget::Number),
            &["https://127.0.0.1", "https://127.1", "https://0", "https://0.0.0.0", "https://2130706433"],
        );
        check(
            Err(BadTarget::Number),
            &["https://0x7f.1", "https://0x7f000001", "https://0177.0.0.1", "https://①②⑦.⓪.⓪.①"],
        );
        check(
            Err(BadTarget::Number),
            &["https://[::1]", "https://[::ffff:127.0.0.1]", "https://[64:ff9b::7f00:1]", "https://[fd00::1]"],
        );
        check(
            Err(BadTarget::Number),
            &["https://169.254.169.254/latest/meta-data", "https://169.254.170.2", "https://10.0.0.1"],
        );
        check(
            Err(BadTarget::Number),
            &["https://192.168.0.1", "https://172.16.0.1", "https://100.64.0.1", "https://224.0.0.1"],
        );
        check(
            Err(BadTarget::Number),
            &["https://255.255.255.255", "https://8.8.8.8", "https://127.0.0.1.", "https://127.0.0.1:9001"],
        );
        check(Err(BadTarget::NoAddress), &["https://[fe80::1%25eth0]", "https://1.2.3.4.5.6.7.256", "https://[::1"]);
    }

    #[test]
    fn names_of_somebodys_own_network_are_refused() {
        check(
            Err(BadTarget::Inside),
            &["https://localhost", "https://localhost.", "https://LOCALHOST", "https://a.localhost"],
        );
        check(
            Err(BadTarget::Inside),
            &["https://printer", "https://nas.local", "https://x.internal", "https://metadata.google.internal"],
        );
        check(Err(BadTarget::Inside), &["https://sqs.sa-east-1.amazonaws.com", "https://1.0.0.127.in-addr.arpa"]);
        check(
            Err(BadTarget::Inside),
            &["https://entrega.example/v1/webhooks", "https://ENTREGA.example.", "https://x.lan"],
        );
    }

    #[test]
    fn other_ports_and_disguises_are_refused() {
        for port in [22, 25, 80, 8443, 9001, 0] {
            check(Err(BadTarget::Port), &[&format!("https://shop.example:{port}")]);
        }
        check(
            Err(BadTarget::Extras),
            &["https://good@127.0.0.1", "https://good:x@shop.example", "https://127.0.0.1#@good"],
        );
        check(Err(BadTarget::Extras), &["https://shop.example/#x", "https://127.0.0.1:8099@shop.example"]);
        check(
            Err(BadTarget::NoAddress),
            &["https://good\\@127.0.0.1", "https://shop.example\n", " https://shop.example", "https://sh\top.example"],
        );
        check(Err(BadTarget::NoAddress), &[&format!("https://shop.example/{}", "x".repeat(LONGEST))]);
    }

    #[test]
    fn a_host_that_a_test_allows_is_taken_with_its_port_and_no_other() {
        check(Ok(()), &["http://127.0.0.1:8099/x", "https://127.0.0.1:8099"]);
        check(Err(BadTarget::NotHttps), &["http://127.0.0.1:8098", "http://localhost:8099", "ftp://127.0.0.1:8099"]);
        assert!(Target::parse("http://127.0.0.1:8099/x", &rules()).unwrap().allowed);
        assert!(!Target::parse("https://shop.example/x", &rules()).unwrap().allowed);
    }
}
