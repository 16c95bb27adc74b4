//! What a quote needs of an account's configuration, from memory where it has not changed.

use std::sync::Arc;

use domain::access::TenantScope;
use domain::postal::PostalCode;
use jiff::Timestamp;

use crate::Error;
use crate::blocks::Part;
use crate::register::{Loaded, Register};
use crate::root::Root;

impl Register {
    /// The whole configuration of this moment: one strong read of the root, and from memory what has not changed.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn load(&self, scope: TenantScope, now: Timestamp) -> Result<Loaded, Error> {
        let (root, _) = self.root(scope, now).await?;
        self.latest(scope, &root, Part::Whole).await
    }

    /// The whole configuration as far as one destination needs it: of freight tables that are too large for one process, the slice
    /// of its postal code. Prices for another destination must not be taken from it.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn load_for(
        &self,
        scope: TenantScope,
        code: Option<PostalCode>,
        now: Timestamp,
    ) -> Result<Loaded, Error> {
        let (root, _) = self.root(scope, now).await?;
        self.latest(scope, &root, Part::For(code)).await
    }

    /// As [`Register::load_for`] for several destinations of one moment, in their order.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn load_for_each(
        &self,
        scope: TenantScope,
        codes: &[Option<PostalCode>],
        now: Timestamp,
    ) -> Result<Vec<Loaded>, Error> {
        let (root, _) = self.root(scope, now).await?;
        let mut all = Vec::with_capacity(codes.len());
        for code in codes {
            all.push(self.latest(scope, &root, Part::For(*code)).await?);
        }
        Ok(all)
    }

    /// The configuration of this moment without any freight table, for what asks no price.
    ///
    /// # Errors
    /// [`Error`] when the table or the bucket does not answer.
    pub async fn load_without_tables(&self, scope: TenantScope, now: Timestamp) -> Result<Loaded, Error> {
        let (root, _) = self.root(scope, now).await?;
        self.latest(scope, &root, Part::WithoutTables).await
    }

    /// The state of this moment: what is kept of earlier ones of the account is not asked for again.
    async fn latest(&self, scope: TenantScope, root: &Root, part: Part) -> Result<Loaded, Error> {
        let (loaded, new) = Box::pin(self.taken(scope, root, part)).await?;
        if new {
            let (of_account, of_state) =
                (format!("{}/", scope.account()), format!("{}/{}", scope.account(), loaded.root));
            self.whole().retain(|name| !name.starts_with(&of_account) || name.starts_with(&of_state));
        }
        Ok(loaded)
    }

    pub(crate) async fn part_of(&self, scope: TenantScope, root: &Root, part: Part) -> Result<Loaded, Error> {
        Ok(self.taken(scope, root, part).await?.0)
    }

    /// A state, and whether it had to be put together.
    async fn taken(&self, scope: TenantScope, root: &Root, part: Part) -> Result<(Loaded, bool), Error> {
        let digest = root.digest().to_string();
        let mut name = format!("{}/{digest}", scope.account());
        if matches!(part, Part::WithoutTables) || root.tables.values().any(|table| self.divides(table.rows)) {
            name.push_str(&part.name());
        }
        let mut new = false;
        let make = async || {
            new = true;
            Box::pin(self.assemble(scope, root, part)).await
        };
        let whole = self.whole().get(&name, make).await?;
        let (configuration, tables) = (Arc::clone(&whole.configuration), Arc::clone(&whole.tables));
        Ok((Loaded { root: digest, configuration, tables }, new))
    }
}
