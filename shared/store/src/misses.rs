//! Counting links that open nothing.

use crate::guard::OnBehalf;
use crate::{Error, Store, Version, item, keys};
use domain::knocking::Misses;

impl Store {
    /// Notes how many links that open nothing were tried from a place. Of counts written at once one is lost, which
    /// only lets a guess or two more through.
    ///
    /// # Errors
    /// [`Error`] when the table does not answer.
    pub async fn note_misses(&self, place: &str, misses: &Misses) -> Result<(), Error> {
        let key = keys::misses(place);
        let item = item::pack(&key.place, misses, Version::FIRST, "", Some(misses.ends()))?;
        self.client
            .put_item()
            .table_name(&*self.table)
            .set_item(Some(item))
            .customize()
            .interceptor(OnBehalf(vec![key.place.acting]))
            .send()
            .await
            .map_err(|error| Error::from_sdk("noting a miss", &error))?;
        Ok(())
    }
}
