use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};

use crate::template::CorsRule;

/// The answer to a browser that asks beforehand whether a page may do something with a bucket.
pub(super) fn preflight(rules: &[CorsRule], headers: &HeaderMap) -> Response<s3s::Body> {
    let asked = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let rule = asked(header::ORIGIN).zip(asked(header::ACCESS_CONTROL_REQUEST_METHOD)).and_then(|(origin, method)| {
        let wanted = asked(header::ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or_default();
        let mut wanted = wanted.split(',').map(str::trim).filter(|name| !name.is_empty());
        rule(rules, origin, method).filter(|rule| wanted.all(|name| rule.headers.iter().any(|known| like(known, name))))
    });
    let mut answer = Response::new(s3s::Body::empty());
    let Some((rule, origin)) = rule.zip(headers.get(header::ORIGIN)) else {
        *answer.status_mut() = StatusCode::FORBIDDEN;
        return answer;
    };
    let out = answer.headers_mut();
    allow(out, rule, origin);
    set(out, header::ACCESS_CONTROL_ALLOW_METHODS, &rule.methods.join(", "));
    set(out, header::ACCESS_CONTROL_MAX_AGE, &rule.max_age.to_string());
    if let Some(wanted) = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        out.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
    }
    answer
}

/// Lets the page that asked read the answer, where a rule allows it.
pub(super) fn mark(rules: &[CorsRule], origin: Option<&HeaderValue>, method: &Method, answer: &mut HeaderMap) {
    let Some(origin) = origin else { return };
    if let Some(rule) = origin.to_str().ok().and_then(|text| rule(rules, text, method.as_str())) {
        allow(answer, rule, origin);
        set(answer, header::ACCESS_CONTROL_EXPOSE_HEADERS, &rule.exposed.join(", "));
    }
}

fn allow(out: &mut HeaderMap, rule: &CorsRule, origin: &HeaderValue) {
    let any = rule.origins.iter().any(|known| known == "*");
    out.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, if any { HeaderValue::from_static("*") } else { origin.clone() });
    out.append(header::VARY, HeaderValue::from_static("Origin"));
}

fn rule<'a>(rules: &'a [CorsRule], origin: &str, method: &str) -> Option<&'a CorsRule> {
    rules.iter().find(|rule| {
        rule.origins.iter().any(|known| like(known, origin)) && rule.methods.iter().any(|known| known == method)
    })
}

/// Whether a name fits a pattern with at most one `*`.
fn like(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end),
    }
}

fn set(out: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = value.parse::<HeaderValue>()
        && !value.is_empty()
    {
        out.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(origin: &str, method: &str, wanted: &str, allowed: bool) {
        let rule = CorsRule {
            origins: vec!["http://127.0.0.1:1".into(), "https://*.example.com".into()],
            methods: vec!["PUT".into()],
            headers: vec!["content-type".into()],
            exposed: vec!["etag".into()],
            max_age: 60,
        };
        let mut headers = HeaderMap::new();
        set(&mut headers, header::ORIGIN, origin);
        set(&mut headers, header::ACCESS_CONTROL_REQUEST_METHOD, method);
        set(&mut headers, header::ACCESS_CONTROL_REQUEST_HEADERS, wanted);
        let answer = preflight(&[rule], &headers);
        assert_eq!(answer.status().is_success(), allowed, "{origin} {method} {wanted}");
    }

    #[test]
    fn a_page_may_do_what_a_rule_of_the_bucket_names() {
        check("http://127.0.0.1:1", "PUT", "Content-Type", true);
        check("https://shop.example.com", "PUT", "", true);
        check("http://127.0.0.1:2", "PUT", "", false);
        check("http://127.0.0.1:1", "GET", "", false);
        check("http://127.0.0.1:1", "PUT", "x-other", false);
    }
}
