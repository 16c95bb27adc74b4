//! The empty spreadsheet that bookings are written into.

use bytes::Bytes;
use domain::language::Language;
use edge::{Problem, Reply, Request};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The name of the file, of its tab, and the six headings.
type Sheet = (&'static str, &'static str, [&'static str; 6]);

pub(super) const fn sheet(language: Language) -> Sheet {
    match language {
        Language::Portuguese => {
            ("agendamentos", "Agendamentos", ["Nota fiscal", "Série NF", "Data agendamento", "Manhã", "Tarde", "Noite"])
        }
        Language::Spanish => {
            ("reservas", "Reservas", ["Factura", "Serie", "Fecha acordada", "Mañana", "Tarde", "Noche"])
        }
        Language::English => {
            ("bookings", "Bookings", ["Invoice", "Series", "Scheduled date", "Morning", "Afternoon", "Night"])
        }
    }
}

/// Gives the empty spreadsheet to fill in, XLSX, with its six headings in a language: a row is an invoice with its
/// series, a date, and an X under one part of the day.
#[utoipa::path(get, path = "/v1/booking-imports/template", tag = "Booking imports",
    params(("language" = Option<String>, Query, description = "pt-BR, es or en; what `Accept-Language` prefers unless said otherwise, else pt-BR")),
    responses((status = 200, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>), (status = 400, body = edge::WireProblem)))]
pub async fn template(request: &Request) -> Result<Reply, Problem> {
    let wanted = request.query("language")?.map(str::parse).transpose();
    let wanted = wanted.map_err(|_| Problem::malformed("invalid_filter", "`language` is pt-BR, es or en."))?;
    let (file, tab, headings) = sheet(wanted.or_else(|| request.language()).unwrap_or(Language::Portuguese));
    let rows: [[&str; 6]; 0] = [];
    let written = sheets::write::xlsx(tab, &headings, rows).map_err(Problem::internal)?;
    let attached = format!("attachment; filename=\"{file}.xlsx\"");
    Ok(Reply::bytes(200, XLSX, Bytes::from(written)).with_header("content-disposition", &attached))
}
