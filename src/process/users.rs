//! Where a partner's users are: in the directory here, or in a service of the partner's that speaks SCIM.
//!
//! How far a job has come and what became of its rows is in the database for everybody.

use rollcall_processing::{Context, Decision, Facts, Keys, Meaning, Row, Snapshot, Write, scim};
use worker::Env;

use super::Trouble;
use super::database::{Fault, Statement};
use super::directory::{Directory, Held, Place, Settings, Shown, Version, Wanted};
use super::processing::still;
use super::scim::{Outage, Service, settle};
use crate::partners::record::Record;
use crate::partners::{self, Partner};
use crate::store::StoreError;

/// A partner's users.
pub struct Users {
    /// What is set of the directory, and how far its jobs have come.
    pub directory: Directory,
    /// The service that has the users; none where the directory has them.
    service: Option<Service>,
}

impl Users {
    /// Those of a partner of which this is known.
    ///
    /// # Errors
    /// Where the database is not bound, or the address of the service is not called.
    pub async fn open(env: &Env, partner: &Partner, record: &Record) -> Result<Self, Trouble> {
        let directory = Directory::open(env, partner)?;
        let service = match &record.scim {
            Some(scim) => Some(Service::open(env, scim).await?),
            None => None,
        };
        Ok(Self { directory, service })
    }

    /// Those of a partner of which only the name is known.
    ///
    /// # Errors
    /// The same, and where it cannot be read what is known.
    pub async fn of(env: &Env, partner: &Partner) -> Result<Self, Trouble> {
        let record = partners::kept(partner, env).await;
        let record = record.map_err(|error| StoreError::of("KV", &error))?.unwrap_or_default();
        if record.removed.is_some() && record.scim.is_some() {
            return Err(Outage::Unfit("its partner was removed.".to_owned()).into());
        }
        Self::open(env, partner, &record).await
    }

    /// The service, where there is one.
    pub fn service(&self) -> Option<&Service> {
        self.service.as_ref()
    }

    /// What has to be known to decide rows with these keys, and of which version it is.
    ///
    /// # Errors
    /// Where it cannot be found out.
    pub async fn load(&self, keys: &Keys) -> Result<(Facts, Version), Trouble> {
        match &self.service {
            Some(service) => service.load(&self.directory, keys).await,
            None => Ok(self.directory.load(keys).await?),
        }
    }

    /// What a row comes to there.
    pub fn decide(
        &self,
        meaning: Meaning,
        row: &Row,
        snapshot: &mut Snapshot,
        context: &mut Context<'_>,
    ) -> Decision {
        match self.service {
            Some(_) => scim::decide(meaning, row, snapshot, context),
            None => meaning.decide(row, snapshot, context),
        }
    }

    /// What was decided of a batch that somebody began and did not end; nothing where nobody did. In the
    /// directory here a batch is one transaction, so none ever is.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn begun(&self, job: &str, batch: u64) -> Result<Vec<Decision>, Fault> {
        match self.service {
            Some(_) => settle::begun(&self.directory, job, batch).await,
            None => Ok(Vec::new()),
        }
    }

    /// Writes a batch there, if it is the one that was begun, or what it was decided from still holds. Gives
    /// what goes with its outcomes. The directory here writes a batch together with them, so nothing happens.
    ///
    /// # Errors
    /// Where the service has to be waited for, or the database does not answer.
    pub async fn settle(
        &self,
        meaning: Meaning,
        (job, batch): (&str, u64),
        version: Option<Version>,
        decisions: &mut [Decision],
    ) -> Result<Vec<Statement>, Trouble> {
        let Some(service) = &self.service else { return Ok(Vec::new()) };
        let mut writes: Vec<Write> = Vec::new();
        for decision in decisions.iter() {
            writes.extend_from_slice(&decision.writes);
        }
        if writes.is_empty() {
            return Ok(Vec::new());
        }
        if let Some(version) = version
            && !self.begin((job, batch), version, decisions).await?
        {
            let why = "another file is being applied to it".to_owned();
            return Err(Outage::Later { seconds: 1, why }.into());
        }
        let writes: Vec<&Write> = writes.iter().collect();
        let settled = service.settle(&writes, version.is_some()).await?;
        settled.told(meaning, decisions);
        Ok(settle::ended(&self.directory, job, batch).into())
    }

    /// Begins a batch of a job, unless somebody has stopped that.
    async fn begin(
        &self,
        (job, batch): (&str, u64),
        version: Version,
        decisions: &[Decision],
    ) -> Result<bool, Fault> {
        let guard = Some(still(&self.directory, job));
        settle::begin(&self.directory, (job, batch), version, decisions, guard).await
    }

    /// A page of the list, and where the next one begins.
    ///
    /// # Errors
    /// Where it cannot be found out.
    pub async fn page(&self, wanted: &Wanted) -> Result<(Vec<Held>, Option<Place>), Trouble> {
        match &self.service {
            Some(service) => Ok(service.users(wanted).await?),
            None => Ok(self.directory.users(wanted).await?),
        }
    }

    /// One user.
    ///
    /// # Errors
    /// Where it cannot be found out.
    pub async fn user(&self, id: &str) -> Result<Option<Held>, Trouble> {
        match &self.service {
            Some(service) => Ok(service.user(id).await?),
            None => Ok(self.directory.user(id).await?.0),
        }
    }

    /// What is set of the directory, and how much of it is in use.
    ///
    /// # Errors
    /// Where it cannot be found out.
    pub async fn settings(&self) -> Result<Shown, Trouble> {
        let mut shown = self.directory.settings().await?;
        if let Some(service) = &self.service {
            shown.users = service.count().await?;
            let names = shown.settings.licenses.iter().map(|license| license.name.as_str());
            let used = service.used(names.collect()).await?;
            for license in &mut shown.settings.licenses {
                license.used = used.get(&license.name).copied().unwrap_or_default();
            }
        }
        Ok(shown)
    }

    /// How many have which licence: of those that are in use here, and of those of `settings` elsewhere. And of
    /// which version that is.
    ///
    /// # Errors
    /// Where it cannot be found out.
    pub async fn used(
        &self,
        settings: &Settings,
    ) -> Result<(Vec<(String, u64)>, Version), Trouble> {
        let (mut used, version) = self.directory.used().await?;
        if let Some(service) = &self.service {
            let limited = settings.licenses.iter().filter(|it| it.capacity.is_some());
            let names = limited.map(|license| license.name.as_str()).collect();
            used.extend(service.used(names).await?);
        }
        Ok((used, version))
    }
}
