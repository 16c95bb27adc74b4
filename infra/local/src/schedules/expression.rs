use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// When a schedule is due: <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    /// Every so often, counted from the start of the edition.
    Rate(SignedDuration),
    Cron(Box<Cron>, TimeZone),
}

impl Expression {
    pub(super) fn parse(text: &str, zone: &str) -> Result<Self, String> {
        let inner = |kind: &str| text.strip_prefix(kind).and_then(|text| text.strip_prefix('(')?.strip_suffix(')'));
        if let Some(rate) = inner("rate") {
            return Self::rate(rate).ok_or_else(|| format!("`{text}` is not a rate"));
        }
        if let Some(cron) = inner("cron") {
            let zone = TimeZone::get(zone).map_err(|error| error.to_string())?;
            return Self::cron(cron, zone).map_err(|reason| format!("`{text}`: {reason}"));
        }
        Err(format!("`{text}` is neither a rate nor a cron expression"))
    }

    fn rate(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count = count.parse::<i64>().ok().filter(|count| *count > 0)?;
        let seconds: i64 = match unit.trim_end_matches('s') {
            "minute" => 60,
            "hour" => 3600,
            "day" => 86_400,
            _ => return None,
        };
        Some(Self::Rate(SignedDuration::from_secs(seconds.checked_mul(count)?)))
    }

    /// AWS writes minutes first, days of the week from 1 for Sunday, and the year at the end.
    fn cron(text: &str, zone: TimeZone) -> Result<Self, String> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, month, weekday, year] = fields.as_slice() else {
            return Err("it needs six fields".into());
        };
        if (*day == "?") == (*weekday == "?") {
            return Err("one of the day of the month and the day of the week must be `?`".into());
        }
        let any = |field: &str| if field == "?" { "*".to_string() } else { field.to_string() };
        let pattern = format!("0 {minute} {hour} {} {month} {} {year}", any(day), any(weekday));
        let parser = CronParser::builder()
            .seconds(Seconds::Required)
            .year(Year::Required)
            .alternative_weekdays(true)
            .dom_and_dow(true)
            .sloppy_ranges(true)
            .build();
        let cron = parser.parse(&pattern).map_err(|error| error.to_string())?;
        Ok(Self::Cron(Box::new(cron), zone))
    }

    /// The first time after `after` at which it is due. Rates count from `start`.
    pub(super) fn next(&self, start: Timestamp, after: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Rate(every) => {
                let every = every.as_secs();
                let passed = after.as_second().saturating_sub(start.as_second()).max(0);
                let turns = passed.checked_div(every)?.saturating_add(1);
                start.checked_add(SignedDuration::from_secs(turns.checked_mul(every)?)).ok()
            }
            Self::Cron(cron, zone) => {
                let found = cron.find_next_occurrence(&after.to_zoned(zone.clone()), false).ok()?;
                Some(found.timestamp())
            }
        }
    }

    /// The last time at or before `now`, and after `after`, at which it was due.
    pub(super) fn last(&self, start: Timestamp, after: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let first = self.next(start, after).filter(|first| *first <= now)?;
        match self {
            Self::Rate(every) => {
                let turns = now.as_second().saturating_sub(first.as_second()).checked_div(every.as_secs())?;
                first.checked_add(SignedDuration::from_secs(turns.checked_mul(every.as_secs())?)).ok()
            }
            Self::Cron(cron, zone) => {
                let found = cron.find_previous_occurrence(&now.to_zoned(zone.clone()), true).ok()?;
                Some(found.timestamp().max(first))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zone: &str, after: &str, next: &str) {
        let after: Timestamp = after.parse().unwrap();
        let expression = Expression::parse(text, zone).unwrap();
        let found = expression.next("2026-11-21T00:00:30Z".parse().unwrap(), after).unwrap();
        assert_eq!(found.to_string(), next, "{text} after {after}");
    }

    #[test]
    fn a_schedule_is_next_due_when_its_expression_says() {
        check("rate(1 minute)", "UTC", "2026-11-21T00:00:30Z", "2026-11-21T00:01:30Z");
        check("rate(5 minutes)", "UTC", "2026-11-21T00:12:00Z", "2026-11-21T00:15:30Z");
        check("cron(0 12 * * ? *)", "UTC", "2026-11-21T12:00:00Z", "2026-11-22T12:00:00Z");
        check("cron(15 10 ? * MON-FRI *)", "UTC", "2026-11-21T00:00:00Z", "2026-11-23T10:15:00Z");
        check("cron(15 10 ? * 2 *)", "UTC", "2026-11-21T00:00:00Z", "2026-11-23T10:15:00Z");
        check("cron(0/15 * * * ? *)", "UTC", "2026-11-21T00:16:00Z", "2026-11-21T00:30:00Z");
        check("cron(0 8 L * ? *)", "UTC", "2026-11-21T00:00:00Z", "2026-11-30T08:00:00Z");
        check("cron(0 6 1 1 ? 2027)", "UTC", "2026-11-21T00:00:00Z", "2027-01-01T06:00:00Z");
        check("cron(0 6 * * ? *)", "America/Sao_Paulo", "2026-11-21T00:00:00Z", "2026-11-21T09:00:00Z");
    }

    #[test]
    fn many_missed_times_are_known_by_the_last_of_them() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let start = at("2026-11-21T00:00:00Z");
        for (text, now, last) in [
            ("rate(1 minute)", "2026-11-21T02:00:20Z", Some("2026-11-21T02:00:00Z")),
            ("cron(0 12 * * ? *)", "2026-11-24T11:00:00Z", Some("2026-11-23T12:00:00Z")),
            ("cron(0 12 * * ? *)", "2026-11-21T12:00:00Z", Some("2026-11-21T12:00:00Z")),
            ("cron(0 12 * * ? *)", "2026-11-21T11:00:00Z", None),
        ] {
            let expression = Expression::parse(text, "UTC").unwrap();
            assert_eq!(expression.last(start, start, at(now)), last.map(at), "{text} at {now}");
        }
    }

    #[test]
    fn what_is_no_schedule_is_refused() {
        for text in
            ["rate(0 minutes)", "rate(1 week)", "cron(0 12 * * * *)", "cron(0 12 * *)", "at(2026-01-01T00:00:00)", "x"]
        {
            assert!(Expression::parse(text, "UTC").is_err(), "{text}");
        }
        assert!(Expression::parse("cron(0 12 * * ? *)", "Nowhere/Else").is_err());
    }
}
