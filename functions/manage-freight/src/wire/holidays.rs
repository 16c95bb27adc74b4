use domain::calendar::Holiday;
use domain::code::HolidayId;
use edge::{Fields, Problem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A holiday as a row of a file says it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HolidayRow {
    /// The key the merchant chose.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The first day, YYYY-MM-DD.
    pub start_date: String,
    /// The last day, when it is longer than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
}

impl HolidayRow {
    /// Reads the row.
    pub(crate) fn read(&self) -> Result<Holiday, Problem> {
        let mut fields = Fields::new();
        let id = fields.take("/id", "invalid_id", self.id.as_str(), self.id.parse::<HolidayId>());
        let mut day = |pointer: &str, text: &str| {
            let date = text.split_whitespace().next().unwrap_or_default().parse::<Date>();
            fields.take(pointer, "date", text, date.map_err(|_| "A date is written as YYYY-MM-DD."))
        };
        let start = day("/startDate", &self.start_date);
        let end = match self.end_date.as_deref() {
            Some(text) => day("/endDate", text).map(Some),
            None => Some(None),
        };
        for fault in Holiday::faults(&self.name, start, end.flatten()) {
            let sent = match fault.field() {
                "name" => Some(self.name.as_str()),
                "startDate" => Some(self.start_date.as_str()),
                _ => self.end_date.as_deref(),
            };
            fields.refuse(&format!("/{}", fault.field()), "holiday", fault.to_string(), sent.map(Into::into));
        }
        let holiday = id.zip(start).zip(end);
        let holiday = holiday.and_then(|((id, start), end)| Holiday::new(id, &self.name, start, end).ok());
        fields.all(holiday)
    }
}

impl From<&Holiday> for HolidayRow {
    fn from(holiday: &Holiday) -> Self {
        Self {
            id: holiday.id().to_string(),
            name: holiday.name().to_owned(),
            start_date: holiday.start_date().to_string(),
            end_date: holiday.end_date().map(|end| end.to_string()),
        }
    }
}
