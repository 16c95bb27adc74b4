//! The chart of the table says what the code writes and asks: every entity, and every access pattern by its number.

use std::collections::BTreeSet;

use acceptance::repository::{Source, sources};

use super::clean;

/// What a folder of keys spells, or what a page says of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Chart {
    entities: BTreeSet<String>,
    patterns: BTreeSet<u32>,
}

impl Chart {
    /// Of the sources of the store, without their tests.
    fn of_code(sources: &[Source]) -> Self {
        let mut chart = Self::default();
        for source in sources.iter().filter(|source| source.path.starts_with("shared/store/src/")) {
            let text = source.text.split("#[cfg(test)]").next().unwrap_or_default();
            for after in text.split("AP-").skip(1) {
                chart
                    .patterns
                    .extend(after.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse::<u32>().ok()));
            }
            for begin in [" own(", " global(", "entity: \""] {
                chart.entities.extend(text.split(begin).skip(1).filter_map(|after| entity(begin, after)));
            }
        }
        chart
    }

    /// Of the page, from the first cells of its two tables.
    fn of_page(text: &str) -> Self {
        let (entities, rest) = text.split_once("\n## Access patterns").unwrap_or((text, ""));
        let patterns = rest.split("\n## ").next().unwrap_or_default();
        let cells = |part: &str| -> Vec<String> {
            let rows = part.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next().map(str::to_owned));
            rows.filter(|cell| !matches!(cell.as_str(), "entity" | "AP")).collect()
        };
        let numbers = cells(patterns)
            .into_iter()
            .flat_map(|cell| cell.split(',').filter_map(|n| n.trim().parse::<u32>().ok()).collect::<Vec<_>>());
        Self { entities: cells(entities).into_iter().collect(), patterns: numbers.collect() }
    }

    /// What one has and the other has not, in words.
    fn differences(&self, page: &Self) -> Vec<String> {
        let entities = self.entities.symmetric_difference(&page.entities).map(|name| format!("entity {name}"));
        let patterns = self.patterns.symmetric_difference(&page.patterns).map(|number| format!("AP-{number:02}"));
        let all = entities.chain(patterns);
        all.map(|what| format!("shared/store: {what} stands in the code or in README.md, not in both")).collect()
    }
}

/// The entity that a call names: the first text among its arguments.
fn entity(begin: &str, after: &str) -> Option<String> {
    let text = if begin.ends_with('"') {
        after
    } else {
        after.split_once('"').filter(|(before, _)| !before.contains([';', '{', ')']))?.1
    };
    text.split('"').next().map(str::to_owned)
}

#[test]
fn the_chart_of_the_table_has_every_entity_and_every_access_pattern_of_the_code() {
    let sources = sources();
    let page = sources.iter().find(|source| source.path == "shared/store/README.md").expect("the chart is there");
    let (code, page) = (Chart::of_code(&sources), Chart::of_page(&page.text));
    assert!(code.entities.len() > 60 && code.patterns.len() > 100, "{code:?}");
    clean(code.differences(&page));

    let made_up =
        Source::made_up("shared/store/src/keys/x.rs", "/// AP-999: x.\nfn x() { own(scope, \"x\", X, ITSELF) }\n");
    let differences =
        Chart::of_code(&[made_up]).differences(&Chart::of_page("| y | z |\n\n## Access patterns\n\n| 999 | q |\n"));
    assert_eq!(differences.len(), 2, "{differences:?}");
}
