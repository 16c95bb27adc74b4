//! What a user may act on.

use domain::access::Role;
use domain::region::State;
use domain::visibility;
use edge::Fields;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;
use utoipa::ToSchema;

/// What a user's sight is limited to. A list that is empty limits nothing.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Reach {
    /// Ids of the branches that a manager or an operator is limited to, at most 30.
    pub branches: Vec<String>,
    /// Id of the partner, for a user of the role partner.
    pub partner: Option<String>,
    /// Id of the transport company, for a user of the role carrier; of those whose chats a supporter answers.
    pub carriers: Vec<String>,
    /// States whose chats a supporter answers.
    #[schema(example = json!([]))]
    pub states: Vec<String>,
    /// Id of the entry in the register of drivers, for a user of the role driver.
    pub driver: Option<String>,
}

impl From<&visibility::Reach> for Reach {
    fn from(reach: &visibility::Reach) -> Self {
        Self {
            branches: reach.branches.iter().map(ToString::to_string).collect(),
            partner: reach.partner.map(|partner| partner.to_string()),
            carriers: reach.carriers.iter().map(ToString::to_string).collect(),
            states: reach.states.iter().map(ToString::to_string).collect(),
            driver: reach.driver.map(|driver| driver.to_string()),
        }
    }
}

impl Reach {
    /// A role that people have, and this reach where it fits the role; notes every error.
    pub(crate) fn role(&self, fields: &mut Fields, role: &str) -> Option<(Role, visibility::Reach)> {
        let role = fields.take("/role", "role", role, role.parse::<Role>());
        if role.is_some_and(|role| !role.is_for_people()) {
            fields.refuse("/role", "role_of_programs", "A key has this role, never a user.", None);
        }
        let reach = visibility::Reach {
            branches: ids(fields, "branches", &self.branches),
            partner: ids(fields, "partner", self.partner.as_slice()).pop_first(),
            carriers: ids(fields, "carriers", &self.carriers),
            states: self.states(fields),
            driver: ids(fields, "driver", self.driver.as_slice()).pop_first(),
        };
        for misfit in role.iter().flat_map(|role| reach.misfits(*role)) {
            fields.refuse(&format!("/reach/{}", misfit.field()), "reach", misfit.to_string(), None);
        }
        role.zip(Some(reach))
    }

    fn states(&self, fields: &mut Fields) -> BTreeSet<State> {
        let read = |(index, text): (usize, &String)| {
            fields.take(&format!("/reach/states/{index}"), "state", text.as_str(), State::of_any_country(text))
        };
        self.states.iter().enumerate().filter_map(read).collect()
    }
}

fn ids<T: FromStr<Err: Display> + Ord>(fields: &mut Fields, name: &str, texts: &[String]) -> BTreeSet<T> {
    let read = |(index, text): (usize, &String)| {
        fields.take(&format!("/reach/{name}/{index}"), "id", text.as_str(), text.parse())
    };
    texts.iter().enumerate().filter_map(read).collect()
}
