/// A run of Brazilian postal codes (CEP) of one federative unit.
pub(super) struct Range {
    /// First and last code, without the hyphen.
    pub(super) start: u32,
    pub(super) end: u32,
    /// How far from São Paulo, 0 to 5.
    pub(super) distance: u32,
    /// Whether it is the capital and its surroundings.
    pub(super) capital: bool,
}

const fn capital(distance: u32, start: u32, end: u32) -> Range {
    Range { start: start * 1000, end: end * 1000 + 999, distance, capital: true }
}

const fn interior(distance: u32, start: u32, end: u32) -> Range {
    Range { start: start * 1000, end: end * 1000 + 999, distance, capital: false }
}

/// The ranges of all federative units, by their first five digits, as the Brazilian post publishes them.
pub(super) const RANGES: [Range; 56] = [
    capital(0, 1000, 5999),    // SP São Paulo
    interior(0, 6000, 19999),  // SP
    capital(1, 20000, 23799),  // RJ Rio de Janeiro
    interior(1, 23800, 28999), // RJ
    capital(1, 29000, 29099),  // ES Vitória
    interior(1, 29100, 29999), // ES
    capital(1, 30000, 31999),  // MG Belo Horizonte
    interior(1, 32000, 39999), // MG
    capital(3, 40000, 42599),  // BA Salvador
    interior(3, 42600, 48999), // BA
    capital(3, 49000, 49098),  // SE Aracaju
    interior(3, 49099, 49999), // SE
    capital(3, 50000, 52999),  // PE Recife
    interior(3, 53000, 56999), // PE
    capital(3, 57000, 57099),  // AL Maceió
    interior(3, 57100, 57999), // AL
    capital(4, 58000, 58099),  // PB João Pessoa
    interior(4, 58100, 58999), // PB
    capital(4, 59000, 59139),  // RN Natal
    interior(4, 59140, 59999), // RN
    capital(4, 60000, 61599),  // CE Fortaleza
    interior(4, 61600, 63999), // CE
    capital(4, 64000, 64099),  // PI Teresina
    interior(4, 64100, 64999), // PI
    capital(4, 65000, 65109),  // MA São Luís
    interior(4, 65110, 65999), // MA
    capital(5, 66000, 66999),  // PA Belém
    interior(5, 67000, 68899), // PA
    capital(5, 68900, 68911),  // AP Macapá
    interior(5, 68912, 68999), // AP
    capital(5, 69000, 69099),  // AM Manaus
    interior(5, 69100, 69299), // AM
    capital(5, 69300, 69339),  // RR Boa Vista
    interior(5, 69340, 69399), // RR
    interior(5, 69400, 69899), // AM
    capital(5, 69900, 69923),  // AC Rio Branco
    interior(5, 69924, 69999), // AC
    capital(2, 70000, 72799),  // DF Brasília
    interior(2, 72800, 72999), // GO
    interior(2, 73000, 73699), // DF
    interior(2, 73700, 73999), // GO
    capital(2, 74000, 74899),  // GO Goiânia
    interior(2, 74900, 76799), // GO
    capital(5, 76800, 76834),  // RO Porto Velho
    interior(5, 76835, 76999), // RO
    capital(3, 77000, 77249),  // TO Palmas
    interior(3, 77250, 77999), // TO
    capital(3, 78000, 78099),  // MT Cuiabá
    interior(3, 78100, 78899), // MT
    capital(2, 79000, 79124),  // MS Campo Grande
    interior(2, 79125, 79999), // MS
    capital(1, 80000, 82999),  // PR Curitiba
    interior(1, 83000, 87999), // PR
    capital(2, 88000, 88099),  // SC Florianópolis
    interior(2, 88100, 89999), // SC
    interior(2, 90000, 99999), // RS
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_stand_in_order_and_do_not_overlap() {
        for pair in RANGES.windows(2) {
            assert!(pair[0].start <= pair[0].end && pair[0].end < pair[1].start, "{}", pair[1].start);
        }
    }
}
