/// The sentence for a rule of a freight table's cell.
pub(crate) fn detail(rule: &str) -> &'static str {
    match rule {
        "required" => "The cell is empty and must not be.",
        "unknown_country" => "A country is three capital letters of ISO 3166-1, such as BRA.",
        "invalid_id" => "A polygon is named by 1 to 60 characters out of A-Z, a-z, 0-9, `_` and `-`.",
        "postal_range_reversed" => "The last postal code comes before the first.",
        "invalid_postal_code" => "A postal code has 1 to 8 letters and digits; in Brazil exactly 8 digits.",
        "not_a_number" => {
            "A number is written with digits and at most one point or comma, without thousands separators. `1,250` could be either: it is 1.250 only where semicolons stand between the cells."
        }
        "negative" => "The number must not be negative.",
        "too_large" => "The number must be below 1,000,000,000,000.",
        "too_many_decimals" => "A number has at most six decimals.",
        "weight_range_reversed" => "The heaviest weight is below the lightest.",
        "invalid_time" => {
            "A time is written as days.hours:minutes:seconds, such as 2.00:00:00 or 12:00:00, hours at most 23."
        }
        "postal_code_padded" => "The postal code had lost its leading zeros; it was read as one of 8 digits.",
        "divisor_turned" => "This is a divisor and was read as the factor 1000 / divisor: 6000 is 0.166667.",
        "time_read_as_days" => {
            "The first number is above 23 and was read as days. Did you mean 1.00:00:00 for 24 hours?"
        }
        "duplicate_range" => "Another row has the same place and weights; the cheaper one is quoted.",
        "overlapping_range" => "Another row shares some postal codes and weights; the cheaper one is quoted there.",
        _ => "The cell breaks a rule of the freight template.",
    }
}
