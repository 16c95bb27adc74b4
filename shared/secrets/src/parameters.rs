use aws_config::SdkConfig;
use aws_sdk_ssm::Client;
use aws_sdk_ssm::error::ProvideErrorMetadata;
use aws_sdk_ssm::types::ParameterType;

use crate::{Error, Keys, Secret};

const JWT: &str = "jwt-key";
const PEPPER: &str = "pepper";
const CURSOR: &str = "cursor-key";
const LINK: &str = "link-key";

/// The parameters of one deployment.
#[derive(Clone, Debug)]
pub struct Secrets {
    client: Client,
    prefix: String,
}

impl Secrets {
    /// The parameters below `prefix`, such as `/entrega`.
    #[must_use]
    pub fn new(config: &SdkConfig, prefix: &str) -> Self {
        Self { client: Client::new(config), prefix: prefix.trim_end_matches('/').into() }
    }

    /// Reads all keys, in one call.
    ///
    /// # Errors
    /// `is_missing()` when one has not been created; also when one is not 32 bytes in base64.
    pub async fn read(&self) -> Result<Keys, Error> {
        let answer = self
            .client
            .get_parameters()
            .set_names(Some([JWT, PEPPER, CURSOR, LINK].map(|name| self.path(name)).into()))
            .with_decryption(true)
            .send()
            .await
            .map_err(|error| Error::from_sdk(format!("reading the parameters of {}", self.prefix), error))?;
        if let Some(missing) = answer.invalid_parameters.as_deref().filter(|names| !names.is_empty()) {
            return Err(Error::missing(missing));
        }
        let secret = |name: &str| {
            let path = self.path(name);
            let found = answer.parameters().iter().find(|parameter| parameter.name() == Some(&path));
            let value = found.and_then(|parameter| parameter.value());
            let value = value.ok_or_else(|| Error::missing(std::slice::from_ref(&path)))?;
            Secret::from_base64(value).ok_or_else(|| Error::malformed(&path))
        };
        Ok(Keys { jwt: secret(JWT)?, pepper: secret(PEPPER)?, cursor: secret(CURSOR)?, link: secret(LINK)? })
    }

    /// Creates the keys that do not exist yet, and leaves the others as they are.
    ///
    /// Answers the names of those it created: none when the deployment was set up before.
    ///
    /// # Errors
    /// Only what keeps the service from answering.
    pub async fn create_missing(&self) -> Result<Vec<String>, Error> {
        let mut created = Vec::new();
        for name in [JWT, PEPPER, CURSOR, LINK] {
            let path = self.path(name);
            let value = Secret::fresh().map_err(Error::no_chance)?;
            let answer = self
                .client
                .put_parameter()
                .name(&path)
                .value(value.as_str())
                .r#type(ParameterType::SecureString)
                .overwrite(false)
                .send()
                .await;
            match answer {
                Ok(_) => created.push(path),
                Err(error) if error.code() == Some("ParameterAlreadyExists") => {}
                Err(error) => return Err(Error::from_sdk(format!("creating parameter {path}"), error)),
            }
        }
        Ok(created)
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.prefix)
    }
}
